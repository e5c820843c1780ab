"""Holds off the screen saver while an audience looks: over D-Bus, else over X."""

from __future__ import annotations

import logging
import os
from ctypes import CDLL, byref, c_char_p, c_int, c_void_p
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtGui import QGuiApplication

_NAME, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_CONNECTION = "back-atlas-screen-saver"
_REPLY_TIMEOUT_MS = 5_000
_log = logging.getLogger(__name__)


class ScreenSaverInhibitor(QObject):
    """Holds the screen saver off from `hold` until `release`, or until the process ends.

    Both ways end with a connection of their own, so a crash ends them too. What fails goes into
    the log; nothing waits for the answer of a service.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_inhibited_by_dbus = False
        self._watcher: QDBusPendingCallWatcher | None = None
        self._x11: X11ScreenSaverInhibitor | None = None

    def inhibit(self) -> None:
        """Begins to hold it off; does nothing if it does already."""
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
        why = self.tr("A consultation is shown to an audience")
        call.setArguments([self.tr("Back Atlas"), why])
        self._watcher = QDBusPendingCallWatcher(bus.asyncCall(call, _REPLY_TIMEOUT_MS), self)
        self._watcher.finished.connect(self._on_reply)

    def release(self) -> None:
        """Lets the screen saver come again: the service sees that the connection has ended."""
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
        """The connection ends only when nothing refers to it any more."""
        if self._watcher is not None:
            self._watcher.finished.disconnect(self._on_reply)
            self._watcher.deleteLater()
            self._watcher = None

    def _inhibit_x11(self, why: str) -> None:
        _log.info("no screen saver service holds off (%s): the X server is asked", why)
        self._x11 = X11ScreenSaverInhibitor.start()
        if self._x11 is None:
            _log.warning("the screen saver is not held off: neither a service nor X does it")


def has_session_bus() -> bool:
    """Whether a session bus is there; asking for one that is not would start one."""
    if os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return True
    folder = os.environ.get("XDG_RUNTIME_DIR")
    return bool(folder) and Path(folder or "", "bus").exists()


class X11ScreenSaverInhibitor:
    """The X server's own saver and power saving, held off over a connection of their own."""

    def __init__(self, xlib: CDLL, saver: CDLL, display: int) -> None:
        self._xlib, self._saver, self._display = xlib, saver, display

    @classmethod
    def start(cls) -> X11ScreenSaverInhibitor | None:
        """Begins; None where there is no X, no extension for it, or no library."""
        if QGuiApplication.platformName() != "xcb":
            return None
        try:
            xlib, saver = CDLL("libX11.so.6"), CDLL("libXss.so.1")
        except OSError as error:
            _log.info("X cannot be asked: %s", error)
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
        """Ends it, and the connection with it."""
        self._saver.XScreenSaverSuspend(c_void_p(self._display), c_int(0))
        self._xlib.XCloseDisplay(c_void_p(self._display))
