"""Where what happened is written down: a small log that never grows large."""

from __future__ import annotations

import logging
from pathlib import Path

KEPT = 3
_LIMIT = 512 * 1024
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class RotatingLog(logging.FileHandler):
    """A log file; a full one makes room for a new one, the last three are kept.

    The standard library's own imports `socket` and costs 15 ms, so it is not used.
    """

    def __init__(self, file: Path, limit: int = _LIMIT) -> None:
        super().__init__(file, encoding="utf-8", errors="backslashreplace", delay=True)
        self._file, self._limit = file, limit
        self.setFormatter(logging.Formatter(_LINE))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self._make_room()
        except OSError:
            self.handleError(record)
        else:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # a full disk is not told twice
        """Says nothing: a log that cannot be written must not stop the program."""

    def _make_room(self) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        if not self._file.exists() or self._file.stat().st_size < self._limit:
            return
        self.close()
        for number in range(KEPT - 1, 0, -1):
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
