"""Write files: replace them atomically, and write what --out or a dialog names."""

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

from app.support.exit_codes import ExitCode
from app.support.interrupt import ignore_interrupts, temporary_files
from app.support.messages import escape_line

_ABANDONED_S = 60.0
"""A temporary file older than this was left by a process that was killed."""
_MAX_NAME_BYTES = 200
"""The longest name that leaves room for the additions; most file systems allow 255 bytes."""
_REMEDIES = {
    errno.ENOSPC: "free some space, or name a file on another disk",
    errno.EDQUOT: "free some space, or name a file on another disk",
    errno.EROFS: "name a file on a disk that is not read-only",
    errno.ENAMETOOLONG: "choose a shorter name",
    errno.ELOOP: "name the file itself",
    errno.ENOENT: "create its folder first, or name a file in another folder",
    errno.ENOTDIR: "name a file in a folder",
    errno.ENXIO: "start the program that reads from it first, or name a file",
    errno.EISDIR: "name a file in it",
    errno.EINVAL: "name a file",
    errno.EPIPE: "the program that read from it has ended, so start it again",
}
_USUAL_REMEDY = "name a file in a folder where you may write"


def write_atomically(
    file: Path, data: bytes, *, private: bool = False, is_output: bool = False
) -> None:
    """Write a temporary file beside the target, flush it to the disk, then rename it.

    A replaced file keeps its mode, and its owner where the process may set that. A `private` file
    is readable by its owner only, at every moment. `is_output` marks the result of a command:
    signals are ignored once it is complete, so Ctrl+C never gives both a finished file and 130.

    Raises:
        OSError: the file cannot be written, or is a pipe or a device, which are never replaced.
            Its `filename` is `file`. The old file is unchanged and no temporary file is left.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Follow a link, so that the file it points to is replaced and not the link.
        target = Path(os.path.realpath(file))
        _replace(target, data, private=private, is_output=is_output)
        _remove_abandoned(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(file)) from error


def _replace(target: Path, data: bytes, *, private: bool, is_output: bool) -> None:
    old = _status(target)
    if old is not None and not stat.S_ISREG(old.st_mode):
        raise OSError(errno.EINVAL, "it is not a plain file")
    fresh = target.with_name(f".{_short_name(target.name)}.{os.getpid()}.new")
    temporary_files.add(fresh)
    try:
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600 if private or old is not None else 0o666, exist_ok=False)
        _write_and_sync(fresh, data, None if private else old)
        if is_output:
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


def _short_name(name: str) -> str:
    """The name, or its checksum if it leaves no room for the additions."""
    data = os.fsencode(name)
    return name if len(data) <= _MAX_NAME_BYTES else f"{zlib.crc32(data):08x}"


def _write_and_sync(file: Path, data: bytes, old: os.stat_result | None) -> None:
    with file.open("wb") as stream:
        stream.write(data)
        stream.flush()
        if old is not None:
            _copy_owner_and_mode(stream.fileno(), old)
        os.fsync(stream.fileno())


def _copy_owner_and_mode(handle: int, old: os.stat_result) -> None:
    """Set owner and mode of an open file, as far as user and file system allow it."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        os.fchown(handle, old.st_uid, old.st_gid)
    with suppress(OSError):
        os.fchmod(handle, stat.S_IMODE(old.st_mode) & 0o777)


def _remove_abandoned(target: Path) -> None:
    """Delete temporary files of processes that were killed while they wrote this file."""
    with suppress(OSError):
        now = target.stat().st_mtime
        for left in target.parent.glob(f".{glob.escape(_short_name(target.name))}.*.new"):
            with suppress(OSError):
                # The difference in either direction, because the clock may have been set back.
                if abs(left.stat().st_mtime - now) > _ABANDONED_S:
                    left.unlink()


def _sync_folder(folder: Path) -> None:
    """Flush the renaming to the disk; on Windows this is neither possible nor needed."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class OutputError(Exception):
    """An output file cannot be written; the message names it, the reason, and what to do.

    `reason` is the reason alone, `code` the exit code of the process.
    """

    def __init__(self, sentence: str, reason: str, code: int = ExitCode.CANNOT_CREATE) -> None:
        super().__init__(sentence)
        self.reason, self.code = reason, code


def check_output_file(file: Path, endings: Sequence[str]) -> None:
    """Check that a file can be written, before any work is done for it.

    `endings` are the allowed file endings in lower case, such as ".png". If there is only one, a
    pipe or a device needs none.

    Raises:
        OutputError: the file cannot be written, or has another ending.
    """
    try:
        found = _checked_status(file)
    except OSError as error:
        raise _output_error(file, error) from None
    is_regular = found is None or stat.S_ISREG(found.st_mode)
    needs_none = len(endings) == 1 and not is_regular and not file.suffix
    if file.suffix.lower() not in endings and not needs_none:
        reason = f"'{escape_line(file.name)}' has the wrong ending"
        remedy = f"name a file that ends in {' or '.join(endings)}"
        raise OutputError(f"{reason}: {remedy}", reason, ExitCode.USAGE)


def write_output_file(file: Path, data: bytes) -> None:
    """Write a file completely or not at all; write into a pipe or a device.

    Raises:
        OutputError: it cannot be written; an old file is unchanged and no folder is created.
    """
    try:
        found = _checked_status(file)
        if found is None or stat.S_ISREG(found.st_mode):
            write_atomically(file, data, is_output=True)
        else:
            _write_into(file, data)
    except OSError as error:
        raise _output_error(file, error) from error


def _checked_status(file: Path) -> os.stat_result | None:
    """The status of an existing file; None if a new one can be created.

    Raises:
        OSError: neither can be written.
    """
    try:
        found = file.stat()
    except FileNotFoundError:
        if file.is_symlink():
            raise OSError(errno.ELOOP, "it is a link to a file that is not there") from None
        _check_folder(file)
        return None
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, "it is a folder")
    if stat.S_ISBLK(found.st_mode) or stat.S_ISSOCK(found.st_mode):
        raise OSError(errno.EINVAL, "it is a disk or a socket")
    if not _is_writable(file):
        raise PermissionError(errno.EACCES, "you may not write to it")
    if stat.S_ISREG(found.st_mode):
        _check_folder(Path(os.path.realpath(file)))
    return found


def _check_folder(file: Path) -> None:
    if not stat.S_ISDIR(file.parent.stat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, "its folder is a file")
    if not _is_writable(file.parent):
        raise PermissionError(errno.EACCES, "you may not write to its folder")


def _is_writable(file: Path) -> bool:
    """Whether the process may write, as its effective user where that can be checked."""
    return os.access(file, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _write_into(file: Path, data: bytes) -> None:
    # Non-blocking, because opening a pipe without a reader would block for ever.
    flags = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    try:
        handle = os.open(file, flags)
    except OSError as error:
        if error.errno == errno.ENXIO and file.is_fifo():
            raise OSError(errno.ENXIO, "no program reads from this pipe") from None
        raise
    with os.fdopen(handle, "wb", buffering=0) as stream:
        if os.isatty(handle):
            raise OSError(errno.EINVAL, "it is a terminal")
        if hasattr(os, "set_blocking"):  # not on Windows, which has no such pipes
            os.set_blocking(handle, True)
        left = memoryview(data)
        while left:
            left = left[stream.write(left) or 0 :]


def _output_error(file: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, _USUAL_REMEDY)
    return OutputError(f"{escape_line(str(file))} cannot be written: {reason}: {remedy}", reason)
