"""Is this the only process of its kind? A lock that the system opens when its holder ends."""

from __future__ import annotations

import errno
import os
import sys
import time
import zlib
from pathlib import Path
from typing import BinaryIO

_RETRY_S = 0.05


def lock_path(name: str, beside: Path) -> Path:
    """Where a lock lies: in memory if the system has such a folder, else beside a file.

    Kiosks with homes of their own do not hinder each other.
    """
    memory = os.environ.get("XDG_RUNTIME_DIR", "")
    if memory and os.access(memory, os.W_OK):
        home = zlib.crc32(os.fsencode(beside.absolute()))
        return Path(memory) / f"back-atlas-{name}-{home:08x}.lock"
    return beside.with_name(f"{name}.lock")


def acquire_lock(file: Path, wait_s: float = 0.0) -> BinaryIO | None:
    """Locks a file; None where another process holds it, and still does after waiting.

    What is returned must be kept: it is let go when it is closed, and when the process ends in
    whatever way.

    Raises:
        OSError: no such file can be made, or what lies there is no plain file.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and not file.is_file():  # to open a pipe would take for ever
        raise OSError(errno.EINVAL, "it is not a plain file", str(file))
    stream = file.open("ab")
    until = time.monotonic() + wait_s
    while not _try_lock(stream):
        if time.monotonic() >= until:
            stream.close()
            return None
        time.sleep(_RETRY_S)
    return stream


def _try_lock(stream: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
