"""Prevents the screen saver while the audience window is used: over D-Bus, otherwise over X11."""

from __future__ import annotations

import logging
import os
from ctypes import CDLL, byref, c_char_p, c_int, c_void_p
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtGui import QGuiApplication

from app.support.qt_signals import disconnect

_NAME, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_CONNECTION = "back-atlas-screen-saver"
_REPLY_TIMEOUT_MS = 5_000
_log = logging.getLogger(__name__)


class ScreenSaverInhibitor(QObject):
    """Prevents the screen saver from `inhibit` until `release`, or until the process ends.

    D-Bus and X11 both tie it to a connection, so a crash ends it as well. Failures are logged.
    The program does not wait for the reply of the service.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_inhibited_by_dbus = False
        self._watcher: QDBusPendingCallWatcher | None = None
        self._x11: X11ScreenSaverInhibitor | None = None

    def inhibit(self) -> None:
        """Prevent the screen saver; ignored if it is prevented already."""
        if self._is_inhibited_by_dbus or self._x11 is not None:
            return
        if not has_session_bus():
            self._inhibit_x11("there is no session bus")
            return
        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
        if not bus.isConnected():
            self._inhibit_x11(bus.lastError().message())
            return
        self._is_inhibited_by_dbus = True
        call = QDBusMessage.createMethodCall(_NAME, _PATH, _NAME, "Inhibit")
        reason = self.tr("A consultation is shown to an audience")
        call.setArguments([self.tr("Back Atlas"), reason])
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(call, _REPLY_TIMEOUT_MS), self)
        self._watcher.finished.connect(self._on_reply)

    def release(self) -> None:
        """Allow the screen saver again: the service notices that the connection is closed."""
        self._drop_pending_call()
        if self._is_inhibited_by_dbus:
            self._is_inhibited_by_dbus = False
            QDBusConnection.disconnectFromBus(_CONNECTION)
        if self._x11 is not None:
            self._x11.end()
            self._x11 = None

    def _on_reply(self) -> None:
        watcher = self._watcher
        if watcher is not None and watcher.isError():
            self._inhibit_x11(watcher.error().message())
        self._drop_pending_call()

    def _drop_pending_call(self) -> None:
        """Delete the pending call, because the connection closes only without references to it."""
        if self._watcher is not None:
            disconnect(self._watcher.finished, self._on_reply)
            self._watcher.deleteLater()
            self._watcher = None

    def _inhibit_x11(self, reason: str) -> None:
        _log.info("no screen saver service answers (%s): the X server is used instead", reason)
        self._x11 = X11ScreenSaverInhibitor.start()
        if self._x11 is None:
            _log.warning("the screen saver is not prevented: neither D-Bus nor X11 can do it")


def has_session_bus() -> bool:
    """Whether there is a session bus; connecting to a missing one would start it."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return bool(folder) and Path(folder or "", "bus").exists()


class X11ScreenSaverInhibitor:
    """Suspends the screen saver and the power saving of the X server, over its own connection."""

    def __init__(self, xlib: CDLL, saver: CDLL, display: int) -> None:
        self._xlib, self._saver, self._display = xlib, saver, display

    @classmethod
    def start(cls) -> X11ScreenSaverInhibitor | None:
        """Suspend them; None without an X server, its screen saver extension or its libraries."""
        if QGuiApplication.platformName() != "xcb":
            return None
        try:
            xlib, saver = CDLL("libX11.so.6"), CDLL("libXss.so.1")
        except OSError as error:
            _log.info("the X11 libraries cannot be loaded: %s", error)
            return None
        xlib.XOpenDisplay.restype, xlib.XOpenDisplay.argtypes = c_void_p, [c_char_p]
        display = xlib.XOpenDisplay(None)
        if not display:
            return None
        event, error_base = c_int(), c_int()
        shown = c_void_p(display)
        if not saver.XScreenSaverQueryExtension(shown, byref(event), byref(error_base)):
            xlib.XCloseDisplay(shown)
            return None
        saver.XScreenSaverSuspend(shown, c_int(1))
        xlib.XFlush(shown)
        return cls(xlib, saver, display)

    def end(self) -> None:
        """Allow them again and close the connection."""
        self._saver.XScreenSaverSuspend(c_void_p(self._display), c_int(0))
        self._xlib.XCloseDisplay(c_void_p(self._display))
