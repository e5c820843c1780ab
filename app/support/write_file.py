"""Writing files: atomic replacement, and output files named on the command line or in a dialog."""

from __future__ import annotations

import errno
import glob
import os
import stat
import sys
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from app.support.interrupt import ignore_interrupts, temporary_files
from app.support.messages import escape_line

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
        _remove_abandoned(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(file)) from error


def _replace(target: Path, data: bytes, *, private: bool, is_answer: bool) -> None:
    old = _status(target)
    if old is not None and not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file")
    fresh = target.with_name(f".{_short(target.name)}.{os.getpid()}.new")
    temporary_files.add(fresh)
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600 if private or old is not None else 0o666, exist_ok=False)
        _write_through(fresh, data, None if private else old)
        if is_answer:
            ignore_interrupts()
        fresh.replace(target)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise
    finally:
        temporary_files.discard(fresh)


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
            _copy_owner_and_mode(stream.fileno(), old)
        os.fsync(stream.fileno())


def _copy_owner_and_mode(handle: int, old: os.stat_result) -> None:
    """Gives a file the owner and the mode of another, as far as user and disk allow it."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        os.fchown(handle, old.st_uid, old.st_gid)
    with suppress(OSError):
        os.fchmod(handle, stat.S_IMODE(old.st_mode) & 0o777)


def _remove_abandoned(target: Path) -> None:
    """Removes what processes left that were killed while they wrote this file."""
    with suppress(OSError):
        now = target.stat().st_mtime
        for left in target.parent.glob(f".{glob.escape(_short(target.name))}.*.new"):
            with suppress(OSError):
                # The distance, not the order: the clock may have been set back since.
                if abs(left.stat().st_mtime - now) > _ABANDONED_S:
                    left.unlink()


def _sync_folder(folder: Path) -> None:
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


EXIT_CANNOT_CREATE = 73
"""EX_CANTCREAT of sysexits.h."""
_WRONG_ENDING = 2
_REMEDIES = {
    errno.ENOSPC: "free some space, or name a file on another disk",
    errno.EDQUOT: "free some space, or name a file on another disk",
    errno.EROFS: "name a file on a disk that can be written",
    errno.ENAMETOOLONG: "name a shorter one",
    errno.ELOOP: "name the file itself",
    errno.ENOENT: "make its folder first, or name a file in another",
    errno.ENOTDIR: "name a file in a folder",
    errno.ENXIO: "name a file, or start the program that reads from it first",
    errno.EISDIR: "name a file in it",
    errno.EINVAL: "name a file",
    errno.EPIPE: "the program that read from it has ended: start it again",
}
_USUAL_REMEDY = "name a file in a folder where you may write"


class OutputError(Exception):
    """The file that was named cannot be written; one sentence says which, why, and what to do.

    `why` is the cause alone, `code` the exit code of the process.
    """

    def __init__(self, sentence: str, why: str, code: int = EXIT_CANNOT_CREATE) -> None:
        super().__init__(sentence)
        self.reason, self.code = why, code


def check_output_file(file: Path, endings: Sequence[str]) -> None:
    """Looks whether a file can be written, before any work is done for it.

    `endings` are the kinds that are offered, such as ".png", in small letters. Where only one is,
    a pipe or a device needs none.

    Raises:
        OutputError: the file cannot be written, or has an ending that is not offered.
    """
    try:
        found = _checked_status(file)
    except OSError as error:
        raise _output_error(file, error) from None
    is_plain = found is None or stat.S_ISREG(found.st_mode)
    needs_none = len(endings) == 1 and not is_plain and not file.suffix
    if file.suffix.lower() not in endings and not needs_none:
        offered = " or ".join(endings)
        why = f"the ending of '{escape_line(file.name)}' is not offered"
        raise OutputError(f"{why}: name a file that ends in {offered}", why, _WRONG_ENDING)


def write_output_file(file: Path, data: bytes) -> None:
    """Writes the file whole or not at all; into a pipe or a device, which is not replaced.

    Raises:
        OutputError: it cannot be written; an old file is untouched and no folder is made.
    """
    try:
        found = _checked_status(file)
        if found is None or stat.S_ISREG(found.st_mode):
            write_atomically(file, data, is_answer=True)
        else:
            _write_into(file, data)
    except OSError as error:
        raise _output_error(file, error) from error


def _checked_status(file: Path) -> os.stat_result | None:
    """What lies there; None where a new file can be made.

    Raises:
        OSError: it is nothing that can be written.
    """
    try:
        found = file.stat()
    except FileNotFoundError:
        if file.is_symlink():
            raise OSError(errno.ELOOP, "it is a link to a file that is not there") from None
        _look_at_folder(file)
        return None
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, "it is a folder")
    if stat.S_ISBLK(found.st_mode) or stat.S_ISSOCK(found.st_mode):
        raise OSError(errno.EINVAL, "it is a disk or a socket")
    if not _may_write(file):
        raise PermissionError(errno.EACCES, "you may not write to it")
    if stat.S_ISREG(found.st_mode):
        _look_at_folder(Path(os.path.realpath(file)))
    return found


def _look_at_folder(file: Path) -> None:
    if not stat.S_ISDIR(file.parent.stat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "its folder is a file")
    if not _may_write(file.parent):
        raise PermissionError(errno.EACCES, "you may not write to its folder")


def _may_write(file: Path) -> bool:
    """As opening it would find, where the system can say so."""
    return os.access(file, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _write_into(file: Path, data: bytes) -> None:
    # Without waiting: a pipe from which nothing reads would hold the command for ever.
    flags = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        handle = os.open(file, flags)
    except OSError as error:
        if error.errno == errno.ENXIO and file.is_fifo():
            raise OSError(errno.ENXIO, "nothing reads from this pipe") from None
        raise
    with os.fdopen(handle, "wb", buffering=0) as stream:
        if os.isatty(handle):
            raise OSError(errno.EINVAL, "it is a terminal")
        if hasattr(os, "set_blocking"):  # not on Windows, where such pipes are no files
            os.set_blocking(handle, True)
        left = memoryview(data)
        while left:
            left = left[stream.write(left) or 0 :]


def _output_error(file: Path, error: OSError) -> OutputError:
    why = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, _USUAL_REMEDY)
    return OutputError(f"{escape_line(str(file))} cannot be written: {why}: {remedy}", why)
