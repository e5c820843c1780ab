"""Writes, now and then, what a fleet's monitoring reads of a kiosk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from app.kiosk.facts import KioskFacts
from app.kiosk.prometheus import write_exposition

EVERY_MS = 300_000
_log = logging.getLogger(__name__)


class Reporter(QObject):
    """One file, written at the beginning, every five minutes, and at the end."""

    def __init__(self, file: Path, facts: Callable[[], KioskFacts], parent: QObject) -> None:
        super().__init__(parent)
        self._file, self._facts = file, facts
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.write)
        self._timer.start()

    def write(self) -> None:
        """Writes how it is; a disk that is full does not stop a kiosk."""
        self._write(is_up=True)

    def end(self) -> None:
        """Writes that the kiosk has gone."""
        self._timer.stop()
        self._write(is_up=False)

    def _write(self, *, is_up: bool) -> None:
        try:
            write_exposition(self._file, self._facts(), is_up=is_up)
        except OSError as error:
            _log.warning("the metrics cannot be written: %s", error.strerror)
