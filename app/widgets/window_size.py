"""How large a window may be on the screen it opens on."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

WINDOW_FRAME = QSize(16, 48)
"""About what edges and title bar take; the true size is known only once a window is shown."""


def available_size(parent: QWidget | None) -> QSize | None:
    """What the screen of `parent`, or the first one, has for a window without its frame.

    None where there is no screen at all.
    """
    screen = None
    if parent is not None:
        # Not parent.screen(): PySide deletes the screen together with the widget.
        screen = QGuiApplication.screenAt(parent.window().frameGeometry().center())
    screen = screen or QGuiApplication.primaryScreen()
    return None if screen is None else screen.availableGeometry().size() - WINDOW_FRAME


def resize_within_screen(window: QWidget, wish: QSize) -> None:
    """Gives a window the size it wishes, or as much of it as the screen has."""
    room = available_size(window.parentWidget())
    window.resize(wish if room is None else wish.boundedTo(room))
