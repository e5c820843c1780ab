"""The log file: limited in size, and in lines per minute."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

BACKUP_COUNT = 3
MAX_REPEATS, MAX_LINES, PERIOD_S = 5, 200, 60.0
"""Per period: how often the same record may be written, and how many records in all."""
_MAX_FILE_BYTES = 512 * 1024
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class RateLimitFilter:
    """Accepts a limited number of records per minute, and counts those it drops.

    Otherwise a paint event that fails sixty times a second would wear out the disk and push the
    records before it out of the log.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._period_end = clock, 0.0
        self._seen: Counter[str] = Counter()
        self._dropped = 0

    def accepts(self, record: logging.LogRecord) -> bool:
        """Whether to write a record; called once for each."""
        if self._clock() >= self._period_end:
            self._seen.clear()
            self._period_end = self._clock() + PERIOD_S
        text = f"{record.name} {record.msg} {record.args}"[:300]
        if self._seen[text] >= MAX_REPEATS or self._seen.total() >= MAX_LINES:
            self._dropped += 1
            return False
        self._seen[text] += 1
        return True

    def take_dropped_count(self) -> int:
        """The number of records dropped since the last call."""
        count, self._dropped = self._dropped, 0
        return count


class RotatingLog(logging.FileHandler):
    """A log file that is rotated when it is full; the last three are kept.

    RotatingFileHandler of the standard library imports `socket`, which takes 15 ms and is
    forbidden here.
    """

    def __init__(
        self,
        file: Path,
        max_bytes: int = _MAX_FILE_BYTES,
        rate_limit: RateLimitFilter | None = None,
    ) -> None:
        super().__init__(file, encoding="utf-8", errors="backslashreplace", delay=True)
        self._file, self._max_bytes = file, max_bytes
        self._rate_limit = rate_limit or RateLimitFilter()
        self.setFormatter(logging.Formatter(_FORMAT))

    def emit(self, record: logging.LogRecord) -> None:
        if not self._rate_limit.accepts(record):
            return
        try:
            self._rotate_if_full()
            self._write(record)
        except OSError:  # FileHandler.emit does not catch errors on opening the file
            self.handleError(record)

    def _write(self, record: logging.LogRecord) -> None:
        if count := self._rate_limit.take_dropped_count():
            words = "%d records were dropped, because there were too many"
            level, name = logging.WARNING, "back-atlas"
            super().emit(logging.LogRecord(name, level, "", 0, words, (count,), None))
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """Ignore the error: a log that cannot be written must not stop the program."""

    def close(self) -> None:
        """Close the file; ignore the error if a full disk does not take the last records."""
        with suppress(OSError):
            super().close()

    def _rotate_if_full(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        if self._file.exists() and not self._file.is_file():
            raise OSError(0, "it is not a plain file")  # opening a pipe waits for a reader
        if not self._file.exists() or self._file.stat().st_size < self._max_bytes:
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
    """Log warnings and errors, and the program's own INFO records, to a file in the folder."""
    handler = RotatingLog(folder / "back-atlas.log")
    logging.getLogger().addHandler(handler)
    # Not INFO for all loggers: a library writes many lines about the fonts of every handout.
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("app").setLevel(logging.INFO)
    return handler


def close_log(handler: RotatingLog) -> None:
    """Remove the handler and close its file."""
    logging.getLogger().removeHandler(handler)
    handler.close()
