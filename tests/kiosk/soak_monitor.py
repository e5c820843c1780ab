"""Watches a soak from inside: errors, warnings, windows that come and go, the keepers' door."""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QEvent, QObject, Qt, qInstallMessageHandler
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.kiosk.access.unlock_gesture import TAPS
from app.kiosk.idle_timer import IdleState

_NO_MATTER = ("propagateSizeHints", "does not support raise")
_MOST = 60
_WITHIN_S = 4.0
_T = QEvent.Type
_PRESSES = {_T.MouseButtonPress, _T.MouseButtonDblClick}
_SEEN = {*_PRESSES, _T.MouseButtonRelease, _T.KeyPress, _T.Show, _T.Close}


class SoakMonitor(QObject):
    """Notes as a fault whatever must never be; knows for itself what a keeper's gesture is."""

    def __init__(self, kiosk, faults: list[str]) -> None:
        super().__init__()
        self._kiosk, self._faults = kiosk, faults
        self.asked = self.opened = self.resets = 0
        self._taps: list[float] = []
        self._escapes: list[float] = []
        self._is_held = False
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_error
        threading.excepthook = self._on_other
        sys.unraisablehook = self._on_other
        self._before = qInstallMessageHandler(self._on_message)
        kiosk.station.staff_requested.connect(self._on_corner)
        kiosk.house.keys.asked.connect(self._on_keys)
        kiosk.door.opened.connect(self._on_opened)
        kiosk.house.ended.connect(self._on_ended)
        kiosk.station.idle.changed.connect(self._on_presence)
        QApplication.instance().installEventFilter(self)

    def end(self) -> None:
        """Watches no more."""
        QApplication.instance().removeEventFilter(self)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        qInstallMessageHandler(self._before)

    def fault(self, words: str) -> None:
        """Notes a fault; of very many, the first ones."""
        if len(self._faults) < _MOST:
            self._faults.append(words)

    def theme(self) -> None:
        """Nothing stands open, and the kiosk is in sight."""
        for what in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if what is not None:
                self.fault(f"open: {what}")
        if not self._kiosk.window.isVisible() or self._kiosk.window.isMinimized():
            self.fault("the window is not in sight")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _SEEN:
            return False
        if kind is _T.Show:
            self._see_shown(watched)
        elif watched is self._kiosk.window.windowHandle():
            self._see_input(kind, event)
        return False

    def _see_shown(self, watched: QObject) -> None:
        """Also of windows that are gone again at once."""
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if is_window and watched is not self._kiosk.window:
            self.fault(f"a window came up: {watched}")

    def _see_input(self, kind: QEvent.Type, event: QEvent) -> None:
        now = self._kiosk.clock.now
        if kind in _PRESSES and isinstance(event, QMouseEvent):
            corner = self._kiosk.station.corner.geometry()
            if corner.contains(event.position().toPoint()):
                self._taps = [*self._taps[1 - TAPS :], now]
                self._is_held = True
        elif kind is _T.MouseButtonRelease:
            self._is_held = False
        elif kind is _T.KeyPress:
            is_escape = event.key() == Qt.Key.Key_Escape
            self._escapes = [*self._escapes, now] if is_escape else []

    def _on_corner(self) -> None:
        self.asked += 1
        last = self._taps[-TAPS:]
        if len(last) < TAPS or last[-1] - last[0] >= _WITHIN_S or not self._is_held:
            self.fault("the keypad came without the gesture")

    def _on_keys(self) -> None:
        self.asked += 1
        last = self._escapes[-TAPS:]
        if len(last) < TAPS or last[-1] - last[0] >= _WITHIN_S:
            self.fault("the keypad came without five times Escape")

    def _on_opened(self, _name: str) -> None:
        self.opened += 1

    def _on_ended(self, how: object) -> None:
        self.fault(f"the kiosk ended: {how}")

    def _on_presence(self, presence: IdleState) -> None:
        self.resets += presence is IdleState.IDLE

    def _on_error(self, kind: type, error: BaseException, _trace: object) -> None:
        self.fault(f"error: {kind.__name__}: {error}")

    def _on_other(self, given: object) -> None:
        self.fault(f"error: {given}")

    def _on_message(self, kind: object, _context: object, words: str) -> None:
        if not any(known in words for known in _NO_MATTER):
            self.fault(f"Qt says: {kind} {words}")
