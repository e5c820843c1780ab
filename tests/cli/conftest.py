"""What every test of a command needs."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def qt_platform(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restore the platform after the test, because `picture` sets it for its process."""
    monkeypatch.setenv("QT_QPA_PLATFORM", os.environ["QT_QPA_PLATFORM"])
