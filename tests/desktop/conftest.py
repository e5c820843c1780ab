"""The desktop window over the shipped atlas, built once for each module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.atlas.loader import Atlas
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop.application import build_window
from app.desktop.window import DesktopWindow
from app.session.settings import Settings

TIMEOUT_MS = 20_000


@pytest.fixture(scope="module")
def shipped() -> Atlas:
    return open_atlas(None)


@pytest.fixture(scope="module")
def window(qapp, shipped: Atlas) -> Iterator[DesktopWindow]:
    """A desktop window that the tests of a module share."""
    window = build_window(shipped, Options(), Settings(), save=lambda _: None, motion_ms=0)
    window.show()
    yield window
    window.close_now()
    window.deleteLater()


def open_window(qtbot, atlas: Atlas) -> DesktopWindow:
    """A window that is ready to use, without animations, and that saves no settings."""
    window = build_window(atlas, Options(), Settings(), save=lambda _: None, motion_ms=0)
    window.show()
    wait_until_ready(qtbot, window)
    return window


def wait_until_ready(qtbot, window: DesktopWindow) -> None:
    qtbot.waitUntil(lambda: window.workspace.is_ready, timeout=TIMEOUT_MS)
