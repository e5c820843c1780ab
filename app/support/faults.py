"""What Python wrote when the process was killed from below, told at the next start."""

from __future__ import annotations

import faulthandler
import logging
from pathlib import Path
from typing import BinaryIO

_log = logging.getLogger(__name__)
_MOST = 20_000


def watch_faults(folder: Path) -> BinaryIO | None:
    """Logs what the last run left, then listens; None where nothing can be written.

    The file returned must stay open as long as the process watches.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = (folder / "faults.txt").open("a+b")
        _log_last(stream)
    except OSError as error:
        _log.warning("faults are not watched: %s", error)
        return None
    faulthandler.enable(stream)
    return stream


def _log_last(stream: BinaryIO) -> None:
    stream.seek(0)
    left = stream.read(_MOST)
    if left:
        _log.error("the last run was killed:\n%s", left.decode("utf-8", "replace"))
        stream.truncate(0)


def end_watch(stream: BinaryIO | None) -> None:
    """Stops listening and closes the file."""
    if stream is not None:
        faulthandler.disable()
        stream.close()
