"""The gestures that open the keypad: five taps in a corner, or five times Escape."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

TAPS, HOLD_MS = 5, 1_500
_TAP_WINDOW_S = 4.0


class TapGesture(QWidget):
    """An invisible square in the upper left corner, above everything else in the window.

    Signals:
        recognized: five taps within four seconds, the last one held for HOLD_MS.
    """

    recognized = Signal()

    def __init__(
        self, parent: QWidget, side: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._taps: list[float] = []
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._on_held)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setGeometry(0, 0, side, side)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        now = self._clock()
        self._taps = [tap for tap in self._taps if now - tap < _TAP_WINDOW_S]
        self._taps.append(now)
        if len(self._taps) >= TAPS:
            self._hold.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold.stop()

    def reset(self) -> None:
        """Forget the taps, because the visitor has left."""
        self._hold.stop()
        self._taps = []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: the gesture must not be visible."""

    def _on_held(self) -> None:
        self._taps = []
        self.recognized.emit()


class EscapeGesture(QObject):
    """The same gesture on a keyboard.

    Signals:
        recognized: Escape was pressed five times within four seconds.
    """

    recognized = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._taps: list[float] = []

    def on_key(self, key: int) -> None:
        """Count a key press; any key other than Escape restarts the count."""
        if key != Qt.Key.Key_Escape:
            self._taps = []
            return
        now = self._clock()
        self._taps = [*(tap for tap in self._taps if now - tap < _TAP_WINDOW_S), now]
        if len(self._taps) >= TAPS:
            self._taps = []
            self.recognized.emit()
