"""Ignores the second press of a double click, which a window that just opened would get."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.widgets.widget_tree import descendants

EARLY_MS = 400
"""As long as most systems wait for the second press of a double click."""

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick})


class EarlyPressFilter(QObject):
    """Ignores presses on the buttons of a window for a moment after it has appeared.

    Keys and screen readers press at once.
    """

    def __init__(self, window: QWidget) -> None:
        """Watch the buttons that the window has by now."""
        super().__init__(window)
        self._window, self._since_shown = window, QElapsedTimer()
        window.installEventFilter(self)
        for button in descendants(window, QAbstractButton):
            button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() == QEvent.Type.Show and not event.spontaneous():
                self._since_shown.start()
            return False
        return event.type() in _PRESSES and not self._since_shown.hasExpired(EARLY_MS)
