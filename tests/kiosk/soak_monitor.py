"""Monitors a soak from inside: errors, warnings, windows, and staff access without a gesture."""

from __future__ import annotations

import sys
import threading

from PySide6.QtCore import QEvent, QObject, Qt, qInstallMessageHandler
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.kiosk.access.unlock_gesture import TAPS
from app.kiosk.idle_timer import IdleState

# The last one is about a press at a point that a window had before it became smaller.
_IGNORED_MESSAGES = (
    "propagateSizeHints",
    "does not support raise",
    "occurs outside target window",
)
_MAX_FAULTS = 60
_GESTURE_S = 4.0
_T = QEvent.Type
_PRESSES = {_T.MouseButtonPress, _T.MouseButtonDblClick}
_WATCHED = {*_PRESSES, _T.MouseButtonRelease, _T.KeyPress, _T.Show, _T.Close}


class SoakMonitor(QObject):
    """Records faults; it recognizes the staff gestures by itself, to check those of the kiosk."""

    def __init__(self, kiosk, faults: list[str]) -> None:
        super().__init__()
        self._kiosk, self._faults = kiosk, faults
        self.gestures = self.unlocked = self.resets = 0
        self._taps: list[float] = []
        self._escapes: list[float] = []
        self._is_pressed = False
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_other_exception
        sys.unraisablehook = self._on_other_exception
        self._message_handler = qInstallMessageHandler(self._on_message)
        kiosk.display.staff_requested.connect(self._on_tap_gesture)
        kiosk.application.escape_gesture.recognized.connect(self._on_escape_gesture)
        kiosk.staff_access.unlocked.connect(self._on_unlocked)
        kiosk.application.ended.connect(self._on_ended)
        kiosk.display.idle.changed.connect(self._on_idle_state)
        QApplication.instance().installEventFilter(self)

    def end(self) -> None:
        """Stop monitoring."""
        QApplication.instance().removeEventFilter(self)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        qInstallMessageHandler(self._message_handler)

    def fault(self, text: str) -> None:
        """Record a fault, up to a limit."""
        if len(self._faults) < _MAX_FAULTS:
            self._faults.append(text)

    def check(self) -> None:
        """Check that no popup or dialog is open and that the window is visible."""
        for widget in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if widget is not None:
                self.fault(f"open: {widget}")
        if not self._kiosk.window.isVisible() or self._kiosk.window.isMinimized():
            self.fault("the window is not visible")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _WATCHED:
            return False
        if kind is _T.Show:
            self._check_new_window(watched)
        elif watched is self._kiosk.window.windowHandle():
            self._record_input(kind, event)
        return False

    def _check_new_window(self, watched: QObject) -> None:
        is_window = isinstance(watched, QWidget) and watched.isWindow()
        if is_window and watched is not self._kiosk.window:
            self.fault(f"a window was shown: {watched}")

    def _record_input(self, kind: QEvent.Type, event: QEvent) -> None:
        now = self._kiosk.clock.now
        if kind in _PRESSES and isinstance(event, QMouseEvent):
            corner = self._kiosk.display.tap_gesture.geometry()
            if corner.contains(event.position().toPoint()):
                self._taps = [*self._taps[1 - TAPS :], now]
                self._is_pressed = True
        elif kind is _T.MouseButtonRelease:
            self._is_pressed = False
        elif kind is _T.KeyPress:
            is_escape = event.key() == Qt.Key.Key_Escape
            self._escapes = [*self._escapes, now] if is_escape else []

    def _on_tap_gesture(self) -> None:
        self.gestures += 1
        last = self._taps[-TAPS:]
        if len(last) < TAPS or last[-1] - last[0] >= _GESTURE_S or not self._is_pressed:
            self.fault("the keypad came without the tap gesture")

    def _on_escape_gesture(self) -> None:
        self.gestures += 1
        last = self._escapes[-TAPS:]
        if len(last) < TAPS or last[-1] - last[0] >= _GESTURE_S:
            self.fault("the keypad came without five times Escape")

    def _on_unlocked(self, _name: str) -> None:
        self.unlocked += 1

    def _on_ended(self, how: object) -> None:
        self.fault(f"the kiosk ended: {how}")

    def _on_idle_state(self, state: IdleState) -> None:
        self.resets += state is IdleState.IDLE

    def _on_exception(self, kind: type, error: BaseException, _trace: object) -> None:
        self.fault(f"error: {kind.__name__}: {error}")

    def _on_other_exception(self, args: object) -> None:
        self.fault(f"error: {args}")

    def _on_message(self, kind: object, _context: object, text: str) -> None:
        if not any(known in text for known in _IGNORED_MESSAGES):
            self.fault(f"Qt message: {kind} {text}")
