"""How is a file written so that a power cut leaves the old or the new one, never half?"""

from __future__ import annotations

import errno
import glob
import os
import stat
import sys
import zlib
from contextlib import suppress
from pathlib import Path

from app.support.interrupt import finish_uninterrupted, unfinished

_ABANDONED_S = 60.0
"""A file on its way to the disk for longer than this belonged to a process that was killed."""
_LONGEST_NAME = 200
"""Bytes of a name that still leave room for what is added to it; most disks take 255."""


def write_atomically(
    file: Path, data: bytes, *, private: bool = False, is_answer: bool = False
) -> None:
    """Writes beside the file, brings it to the disk, then puts it in the old one's place.

    A file that is replaced keeps its mode, and its owner where this user may give it away. A
    private file can be read by its owner only, and never by others, not even for a moment. With
    `is_answer` the file is what a command was asked for: Ctrl+C counts only as long as it is not
    there.

    Raises:
        OSError: it cannot be written, or is a pipe or a device, which is never replaced; its
            `filename` is the one given. The old file is untouched and nothing is left over.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # A link is followed, so that the file it points to is replaced and not the link.
        target = Path(os.path.realpath(file))
        _replace(target, data, private=private, is_answer=is_answer)
        _sweep(target)
        _settle_folder(target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(file)) from error


def _replace(target: Path, data: bytes, *, private: bool, is_answer: bool) -> None:
    old = _status(target)
    if old is not None and not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file")
    fresh = target.with_name(f".{_short(target.name)}.{os.getpid()}.new")
    unfinished.add(fresh)
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600 if private or old is not None else 0o666, exist_ok=False)
        _write_through(fresh, data, None if private else old)
        if is_answer:
            finish_uninterrupted()
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    finally:
        unfinished.discard(fresh)


def _status(file: Path) -> os.stat_result | None:
    try:
        return file.stat()
    except FileNotFoundError:
        return None


def _short(name: str) -> str:
    """The name itself, or a short stand-in for one that leaves no room for an addition."""
    data = os.fsencode(name)
    return name if len(data) <= _LONGEST_NAME else f"{zlib.crc32(data):08x}"


def _write_through(file: Path, data: bytes, old: os.stat_result | None) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if old is not None:
            _take_over(stream.fileno(), old)
        os.fsync(stream.fileno())


def _take_over(handle: int, old: os.stat_result) -> None:
    """Gives a file the owner and the mode of another, as far as user and disk allow it."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        os.fchown(handle, old.st_uid, old.st_gid)
    with suppress(OSError):
        os.fchmod(handle, stat.S_IMODE(old.st_mode) & 0o777)


def _sweep(target: Path) -> None:
    """Removes what processes left that were killed while they wrote this file."""
    with suppress(OSError):
        now = target.stat().st_mtime
        for left in target.parent.glob(f".{glob.escape(_short(target.name))}.*.new"):
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
