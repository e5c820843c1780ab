"""Single-instance lock, which the system releases when the process ends. No Qt."""

from __future__ import annotations

import errno
import logging
import os
import sys
import time
import zlib
from pathlib import Path
from typing import BinaryIO

from app.bootstrap.options import UsageError
from app.support.paths import Paths

_RETRY_S = 0.05
_log = logging.getLogger(__name__)


def lock_path(name: str, beside: Path) -> Path:
    """The path of a lock file: in the runtime directory if there is one, else beside a file.

    The name contains a checksum of the path, so that kiosks with different folders can run at the
    same time.
    """
    runtime_dir = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime_dir and os.access(runtime_dir, os.W_OK):
        checksum = zlib.crc32(os.fsencode(beside.absolute()))
        return Path(runtime_dir) / f"back-atlas-{name}-{checksum:08x}.lock"
    return beside.with_name(f"{name}.lock")


def acquire_lock(file: Path, wait_s: float = 0.0) -> BinaryIO | None:
    """Lock a file; None if another process still holds the lock after `wait_s` seconds.

    The lock is held until the returned stream is closed or the process ends, in whatever way.

    Raises:
        OSError: the file cannot be created, or it is not a plain file.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and not file.is_file():  # opening a pipe would block
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


def require_single_instance(name: str, paths: Paths, wait_s: float = 0.0) -> BinaryIO | None:
    """Take the lock of this name and return it; None if the disk allows no lock file.

    A kiosk that cannot be locked still runs, because a full disk must not keep it from starting.

    Raises:
        UsageError: another kiosk holds the lock.
    """
    file = lock_path(name, paths.settings)
    try:
        lock = acquire_lock(file, wait_s)
    except OSError as error:
        _log.warning("no lock is possible, so a second kiosk would not be noticed: %s", error)
        return None
    if lock is None:
        raise UsageError("a kiosk is already running here: leave that one first")
    return lock
