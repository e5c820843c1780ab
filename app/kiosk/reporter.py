"""Finds out how the kiosk is, and writes it where a fleet's monitoring looks."""

from __future__ import annotations

import datetime as dt
import logging
import platform
import time
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, qVersion
from PySide6.QtGui import QGuiApplication

from app.content.shelf import OpenAtlas
from app.kiosk.counts import Counts
from app.kiosk.facts import KioskFacts, Past, disk_free, memory_in_use
from app.kiosk.pins import PinBook
from app.kiosk.prometheus import FILE, write_exposition
from app.session.showing import Showing
from app.support.paths import Paths
from app.support.version import VERSION

EVERY_MS = 300_000
_BY = "\u00a0x\u00a0"
"""Two lengths stay on one line."""
_log = logging.getLogger(__name__)


class Reporter(QObject):
    """One kiosk's facts; `lag_s` may be set by whoever measures the loop."""

    def __init__(
        self,
        atlas: OpenAtlas,
        book: PinBook,
        paths: Paths,
        past: Past,
        counts: Counts | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._atlas, self._book, self._counts = atlas, book, counts
        self._file, self._log, self._past = paths.settings.with_name(FILE), paths.logs, past
        self._clock, self._began = clock, clock()
        self.lag_s: float | None = None
        self._again = QTimer(self)
        self._again.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._again.setInterval(EVERY_MS)
        self._again.timeout.connect(self.write)

    def facts(self) -> KioskFacts:
        """How everything is now."""
        atlas, counts = self._atlas, self._counts
        return KioskFacts(
            now=dt.datetime.now().astimezone(),
            running_s=self._clock() - self._began,
            program=VERSION,
            python=platform.python_version(),
            qt=qVersion(),
            atlas=atlas.id,
            atlas_version=atlas.version,
            atlas_date=atlas.date,
            atlas_expires=atlas.expires,
            past=self._past,
            screens=screens(),
            memory=memory_in_use(),
            disk_free=disk_free(self._file.parent),
            keepers=self._book.names,
            wrong_pins=self._book.wrong_ever,
            log=str(self._log),
            lag_s=self.lag_s,
            is_counting=counts is not None,
            counts=counts.shown() if counts is not None else None,
        )

    def facts_for(self, showing: Showing) -> KioskFacts:
        """The same with the names that visitors see."""
        facts, names = self.facts(), self._atlas.names(showing.language)
        regions = {str(key): name.plain_on(showing.figure) for key, name in names.regions.items()}
        topics = {str(key): name for key, name in names.topics.items()}
        counts = facts.counts
        return replace(facts, counts=counts.named(regions, topics) if counts else None)

    def start(self) -> None:
        """Writes the file now and every five minutes: its age tells whether the program lives."""
        self._again.start()
        self.write()

    def stop(self) -> None:
        """Writes for the last time that it has ended in order."""
        self._again.stop()
        self._write(is_up=False)

    def write(self) -> None:
        self._write(is_up=True)

    def _write(self, *, is_up: bool) -> None:
        try:
            write_exposition(self._file, self.facts(), is_up=is_up)
        except OSError as error:
            _log.warning("%s: cannot be written: %s", self._file, error.strerror)


def screens() -> tuple[str, ...]:
    """Every screen by name, size in pixels, and in millimetres where it says so."""
    found = []
    for screen in QGuiApplication.screens():
        size, true = screen.geometry(), screen.physicalSize()
        words = f"{screen.name()} {size.width()}{_BY}{size.height()}"
        if not true.isEmpty():
            words += f" ({round(true.width())}{_BY}{round(true.height())} mm)"
        found.append(words)
    return tuple(found)
