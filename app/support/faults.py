"""What Python wrote when the process hung or was killed from below, told at the next start."""

from __future__ import annotations

import faulthandler
import logging
from pathlib import Path
from typing import BinaryIO

from app.support.read_file import read_file

_log = logging.getLogger(__name__)
_FILE = "faults.txt"
_MOST = 20_000
_FATAL, _HUNG = b"Fatal Python error: ", b"Timeout ("
HUNG = "hung"


def last_fault(folder: Path) -> str:
    """What ended the last run, by what Python left of it: HUNG, the name of a fault, or ""."""
    try:
        left = read_file(folder / _FILE)[:_MOST]
    except OSError:
        return ""
    heads = [line for line in left.splitlines() if line.startswith((_FATAL, _HUNG))]
    if not heads:
        return ""
    # systemd aborts what hangs: the abort is then the end of the hang and not a fault of its own.
    while len(heads) > 1 and heads[-1] == _FATAL + b"Aborted":
        heads.pop()
    last = heads[-1]
    return HUNG if last.startswith(_HUNG) else last[len(_FATAL) :].decode("ascii", "replace")


def watch_faults(folder: Path) -> BinaryIO | None:
    """Logs what the last run left, then listens; None where nothing can be written.

    The file returned must stay open as long as the process watches.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = _opened(folder / _FILE)
        _log_last(stream)
    except OSError as error:
        _log.warning("faults are not watched: %s", error)
        return None
    faulthandler.enable(stream)
    return stream


def _opened(file: Path) -> BinaryIO:
    if file.exists() and not file.is_file():
        raise OSError(0, "it is not a plain file")
    return file.open("a+b")


def _log_last(stream: BinaryIO) -> None:
    stream.seek(0)
    left = stream.read(_MOST)
    if left:
        _log.error("the last run was killed:\n%s", left.decode("utf-8", "replace"))
        stream.truncate(0)


def watch_hang(stream: BinaryIO | None, seconds: float) -> None:
    """Writes down where every thread is, unless this is called again within that time."""
    if stream is not None:
        faulthandler.dump_traceback_later(seconds, file=stream)


def end_watch(stream: BinaryIO | None) -> None:
    """Stops listening and closes the file."""
    if stream is not None:
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        stream.close()
