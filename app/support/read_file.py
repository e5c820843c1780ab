"""Read files of unknown origin safely; no other module opens one. No Qt."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

MAX_TEXT_BYTES = 1_000_000
"""The largest text file that is read."""

_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # do not block on a pipe that has replaced the file
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


class UnreadableFileError(OSError):
    """A file that is not read: not a plain file, a link to nothing, or too large.

    `reason` says why, as `strerror` does, and `fix` what to do.
    """

    def __init__(self, reason: str, fix: str, file: Path) -> None:
        super().__init__(0, reason, str(file))
        self.reason, self.fix = reason, fix


class TextEncodingError(ValueError):
    """Text in an encoding other than UTF-8; `line` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(f"{reason}: save it as UTF-8")
        self.reason, self.line = reason, line


def read_file(file: Path, most: int = MAX_TEXT_BYTES, *, follows: bool = True) -> bytes:
    """Read a plain file of at most `most` bytes.

    A link to a plain file is followed unless `follows` is False. A link to nothing is an error of
    its own and not a missing file: its target may be on a disk that is not mounted. The file is
    checked before it is opened, because opening a device can act on it, and again after that.

    Raises:
        FileNotFoundError: there is no such file.
        UnreadableFileError: it is a link, a folder, a pipe, a device, or too large.
        OSError: it cannot be read.
    """
    _check_status(file, _status(file, follows=follows), most)
    handle = os.open(file, _OPEN_FLAGS | (0 if follows else _NO_FOLLOW))
    try:
        found = os.fstat(handle)
        _check_status(file, found, most)
        data = _read(handle, found.st_size, most)
    except BlockingIOError:
        raise _not_plain(file) from None
    finally:
        os.close(handle)
    if len(data) > most:
        raise _too_large(file, most)
    return data


def _read(handle: int, expected: int, most: int) -> bytes:
    """Read to the end, or one byte more than allowed; the file may have grown meanwhile."""
    parts: list[bytes] = []
    left, size = most + 1, expected + 1
    while left > 0 and (part := os.read(handle, min(size, left))):
        parts.append(part)
        left -= len(part)
        size = 65_536
    return b"".join(parts)


def decode_utf8(data: bytes) -> str:
    """Decode UTF-8, with or without a byte order mark.

    Raises:
        TextEncodingError: it is in another encoding, which the message names if it is known.
    """
    if data.startswith(_UTF16_MARKS):
        raise TextEncodingError("it is UTF-16, not UTF-8", 1)
    if b"\0" in data:
        # UTF-16 without a mark: each ASCII letter has a zero byte.
        raise TextEncodingError("it is UTF-16 or no text, not UTF-8", 1)
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TextEncodingError("it is not UTF-8, perhaps Windows-1252", line) from None


def read_text(file: Path, most: int = MAX_TEXT_BYTES) -> str:
    """Read a plain file of UTF-8, following a link to one.

    Raises:
        TextEncodingError: it is in another encoding.
        OSError: as in `read_file`.
    """
    return decode_utf8(read_file(file, most))


def error_reason(error: Exception) -> str:
    """The reason why a file cannot be read, in a few words."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _status(file: Path, *, follows: bool) -> os.stat_result:
    try:
        return file.stat(follow_symlinks=follows)
    except FileNotFoundError:
        if file.is_symlink():
            reason = "it is a link to a file that is not there"
            raise UnreadableFileError(
                reason, "restore the file, or delete the link", file
            ) from None
        raise


def _check_status(file: Path, found: os.stat_result, most: int) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise UnreadableFileError("it is a link", "replace it by the file itself", file)
    if not stat.S_ISREG(found.st_mode):
        raise _not_plain(file)
    if found.st_size > most:
        raise _too_large(file, most)


def _not_plain(file: Path) -> UnreadableFileError:
    return UnreadableFileError("it is not a plain file", "replace it by a plain file", file)


def _too_large(file: Path, most: int) -> UnreadableFileError:
    return UnreadableFileError(f"it is larger than {most} bytes", "make it smaller", file)
