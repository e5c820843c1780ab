"""The keeper's way in: five taps in a corner with the last one held, or Escape five times."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

TAPS, HOLD_MS = 5, 1_500
_TAP_WINDOW_S = 4.0


class TapGesture(QWidget):
    """Lies unseen in the upper leading corner, over everything.

    Signals:
        asked: somebody knows the way in.
    """

    recognized = Signal()

    def __init__(
        self, over: QWidget, side: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(over)
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
        """Whoever has tapped here is gone."""
        self._hold.stop()
        self._taps = []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints nothing."""

    def _on_held(self) -> None:
        self._taps = []
        self.recognized.emit()


class EscapeGesture(QObject):
    """The same by keyboard: Escape five times within four seconds.

    Signals:
        asked: somebody knows the way in.
    """

    recognized = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._taps: list[float] = []

    def on_key(self, key: int) -> None:
        """A key was pressed."""
        if key != Qt.Key.Key_Escape:
            self._taps = []
            return
        now = self._clock()
        self._taps = [*(tap for tap in self._taps if now - tap < _TAP_WINDOW_S), now]
        if len(self._taps) >= TAPS:
            self._taps = []
            self.recognized.emit()
