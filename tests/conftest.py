"""What every test may ask for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from app.support.paths import Paths

# No deadline: the machine may be slow. Derandomised: the same examples on every run.
hypothesis.settings.register_profile(
    "atlas",
    deadline=None,
    derandomize=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("atlas")


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Takes down what a test has closed: Qt does that in a loop, and a test may run none."""
    yield
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Settings and logs of a person who has just been born."""
    return Paths.under(tmp_path / "home")
