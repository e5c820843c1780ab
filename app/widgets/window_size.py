"""Size limits of a window on the screen on which it opens."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

WINDOW_FRAME = QSize(16, 48)
"""Estimated size of window frame and title bar; the real one is known only after showing."""


def available_size(parent: QWidget | None) -> QSize | None:
    """The largest size of a window without its frame, or None if there is no screen.

    Uses the screen of `parent`, or else the primary screen.
    """
    screen = None
    if parent is not None:
        # Not parent.screen(): PySide would delete the screen together with the widget.
        screen = QGuiApplication.screenAt(parent.window().frameGeometry().center())
    screen = screen or QGuiApplication.primaryScreen()
    return None if screen is None else screen.availableGeometry().size() - WINDOW_FRAME


def resize_within_screen(window: QWidget, size: QSize) -> None:
    """Resize a window, to less than `size` where the screen is smaller."""
    available = available_size(window.parentWidget())
    window.resize(size if available is None else size.boundedTo(available))
