"""How is a file written so that a power cut leaves the old or the new one, never half?"""

from __future__ import annotations

import glob
import os
from contextlib import suppress
from pathlib import Path

_ABANDONED_S = 60.0
"""A file on its way to the disk for longer than this belonged to a process that was killed."""


def write_atomically(file: Path, data: bytes, *, private: bool = False) -> None:
    """Writes beside the file, brings it to the disk, then puts it in the old one's place.

    A private file can be read by its owner only, and never by anybody else for a moment.

    Raises:
        OSError: it cannot be written; the old file is untouched and nothing is left over.
    """
    # A link is followed, so that what it points to is replaced and not the link.
    target = Path(os.path.realpath(file))
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        if private:
            fresh.unlink(missing_ok=True)
            fresh.touch(mode=0o600)
        _write_through(fresh, data)
        fresh.replace(target)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    _sweep(target)
    _settle_folder(target.parent)


def _write_through(file: Path, data: bytes) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sweep(target: Path) -> None:
    """Removes what processes left that were killed while they wrote this file."""
    with suppress(OSError):
        now = target.stat().st_mtime
        for left in target.parent.glob(f".{glob.escape(target.name)}.*.new"):
            with suppress(OSError):
                # The distance, not the order: the clock may have been set back since.
                if abs(left.stat().st_mtime - now) > _ABANDONED_S:
                    left.unlink()


def _settle_folder(folder: Path) -> None:
    """Brings the new name to the disk; systems that cannot open a folder do it themselves."""
    if not _has_folders_to_open():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _has_folders_to_open() -> bool:
    return os.name == "posix"
