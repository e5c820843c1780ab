"""Brings a crash to the thread in which something can be done about it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.support.crash import Crash


class CrashCarrier(QObject):
    """Carries a crash from whatever thread it happened in to the window's.

    Signals:
        told: the Crash.
    """

    told = Signal(object)

    def tell(self, crash: Crash) -> None:
        self.told.emit(crash)
