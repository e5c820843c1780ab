"""Where what happened is written down: a small log that never grows large."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

BACKUP_COUNT = 3
MAX_REPEATS, MAX_LINES, PERIOD_S = 5, 200, 60.0
"""How often the same is written within a minute, and how much in all."""
_LIMIT = 512 * 1024
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class RateLimitFilter:
    """Lets so much through a minute, and counts what it leaves out.

    A painter that fails sixty times a second would else wear the disk out, and push all that led
    to it out of the log.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._until = clock, 0.0
        self._seen: Counter[str] = Counter()
        self._left_out = 0

    def accepts(self, record: logging.LogRecord) -> bool:
        """Whether a record is to be written."""
        if self._clock() >= self._until:
            self._seen.clear()
            self._until = self._clock() + PERIOD_S
        what = f"{record.name} {record.msg} {record.args}"[:300]
        if self._seen[what] >= MAX_REPEATS or self._seen.total() >= MAX_LINES:
            self._left_out += 1
            return False
        self._seen[what] += 1
        return True

    def take_dropped_count(self) -> int:
        """How many were left out since this was asked last."""
        count, self._left_out = self._left_out, 0
        return count


class RotatingLog(logging.FileHandler):
    """A log file; a full one makes room for a new one, the last three are kept.

    The standard library's own imports `socket` and costs 15 ms, so it is not used.
    """

    def __init__(
        self, file: Path, limit: int = _LIMIT, measure: RateLimitFilter | None = None
    ) -> None:
        super().__init__(file, encoding="utf-8", errors="backslashreplace", delay=True)
        self._file, self._limit, self._measure = file, limit, measure or RateLimitFilter()
        self.setFormatter(logging.Formatter(_LINE))

    def emit(self, record: logging.LogRecord) -> None:
        if not self._measure.accepts(record):
            return
        try:
            self._make_room()
            self._write(record)
        except OSError:  # also of opening the file, which the class below lets through
            self.handleError(record)

    def _write(self, record: logging.LogRecord) -> None:
        if count := self._measure.take_dropped_count():
            words = "lines left out, for there were too many: %d"
            level, name = logging.WARNING, "back-atlas"
            super().emit(logging.LogRecord(name, level, "", 0, words, (count,), None))
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # a full disk is not told twice
        """Says nothing: a log that cannot be written must not stop the program."""

    def close(self) -> None:
        """Closes the file; what a full disk did not take is lost, and ends nothing."""
        with suppress(OSError):
            super().close()

    def _make_room(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        if self._file.exists() and not self._file.is_file():
            raise OSError(0, "it is not a plain file")  # opening a pipe waits for a reader
        if not self._file.exists() or self._file.stat().st_size < self._limit:
            return
        self.close()
        for number in range(BACKUP_COUNT - 1, 0, -1):
            older = _numbered(self._file, number)
            if older.exists():
                older.replace(_numbered(self._file, number + 1))
        self._file.replace(_numbered(self._file, 1))


def _numbered(file: Path, number: int) -> Path:
    return file.with_name(f"{file.name}.{number}")


def open_log(folder: Path) -> RotatingLog:
    """Sends every warning of the program into a log in the folder."""
    handler = RotatingLog(folder / "back-atlas.log")
    handler.setLevel(logging.INFO)
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return handler


def close_log(handler: RotatingLog) -> None:
    """Takes the log away again; for tests and an orderly end."""
    logging.getLogger().removeHandler(handler)
    handler.close()
