"""Puts a window back where it belongs: large, in sight, uppermost, with the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

_OFTEN_MS, _SELDOM_MS = 2_000, 10_000


class Hold(QObject):
    """Looks now and then, on bare X only: elsewhere the session places and raises windows.

    X tells nobody who is covered by another window, so that there is nothing to wait for.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._box = QRect()
        self._timer = QTimer(self)
        self._timer.setInterval(_OFTEN_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, screen: QScreen | None) -> None:
        """From now on the window belongs on this screen."""
        self._box = screen.geometry() if screen is not None else QRect()
        if QGuiApplication.platformName() == "xcb":
            self._timer.start()
            self.look()

    def look_often(self) -> None:
        """Somebody may be there."""
        self._timer.setInterval(_OFTEN_MS)

    def look_seldom(self) -> None:
        """Nobody has been there for long: each look wakes the machine."""
        self._timer.setInterval(_SELDOM_MS)

    def look(self) -> None:
        """Puts right what is wrong."""
        window, box = self._window, self._box
        handle = window.windowHandle()
        if box.isEmpty() or handle is None or not window.isVisible():
            return
        if not handle.isExposed():
            # Unmapped by somebody else: Qt still takes it to be shown.
            window.hide()
            window.show()
        if window.geometry() != box:
            window.setGeometry(box)
        window.raise_()
        focus = QGuiApplication.focusWindow()
        if focus in (None, handle):
            # The grab ends where the window is hidden. Its answer also sends off what was asked
            # for before: Qt 6.11 leaves raise_() in a buffer while nothing else happens.
            if focus is None:
                window.activateWindow()
            handle.setKeyboardGrabEnabled(True)
