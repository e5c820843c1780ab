"""The screen saver service of a desktop: reports who inhibits it, and when this ends."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher, QDBusVirtualObject

NAME, PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"


class ScreenSaverStub(QDBusVirtualObject):
    """The service; with `answers` False it hangs."""

    def __init__(self, bus: QDBusConnection, *, answers: bool) -> None:
        super().__init__()
        self._bus, self._answers = bus, answers
        self._watcher = QDBusServiceWatcher()
        self._watcher.setConnection(bus)
        self._watcher.setWatchMode(QDBusServiceWatcher.WatchModeFlag.WatchForUnregistration)
        self._watcher.serviceUnregistered.connect(self._on_gone)

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message, connection) -> bool:
        if message.member() == "Inhibit":
            self._watcher.addWatchedService(message.service())
            write_line(" | ".join(("inhibited by", *message.arguments())))
            if self._answers:
                connection.send(message.createReply([7]))
        return True

    def _on_gone(self, _name: str) -> None:
        write_line("released")


def write_line(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


app = QCoreApplication(sys.argv)
bus = QDBusConnection.connectToBus(sys.argv[1], "stub")
saver = ScreenSaverStub(bus, answers="--hangs" not in sys.argv)
bus.registerVirtualObject(PATH, saver)
write_line("ready" if bus.registerService(NAME) else "failed")
sys.exit(app.exec())
