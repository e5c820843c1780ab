"""How is a file of unknown origin read? The only place in the program that opens one. No Qt."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

MAX_TEXT_BYTES = 1_000_000
"""How large a file of text may be."""

_SAFELY = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that was put there meanwhile does not make us wait
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_UNLINKED = getattr(os, "O_NOFOLLOW", 0)
_OTHER_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


class UnreadableFileError(OSError):
    """A file that is not read, whatever it holds: no plain file, a lost link, or too large.

    `wrong` says what, as `strerror` does; `mend` what to do.
    """

    def __init__(self, wrong: str, mend: str, file: Path) -> None:
        super().__init__(0, wrong, str(file))
        self.reason, self.fix = wrong, mend


class TextEncodingError(ValueError):
    """A text in another encoding than UTF-8; `line` counts from 1."""

    def __init__(self, wrong: str, line: int) -> None:
        super().__init__(f"{wrong}: save it as UTF-8")
        self.reason, self.line = wrong, line


def read_file(file: Path, most: int = MAX_TEXT_BYTES, *, follows: bool = True) -> bytes:
    """Read a plain file of at most `most` bytes.

    A link to a plain file is followed unless `follows` is False. One that leads nowhere is not
    taken for no file: it was put there, and what it leads to may lie on a disk that is away.
    What lies there is looked at before it is opened, because opening a device can act on it, and
    once more when it is open.

    Raises:
        FileNotFoundError: nothing lies there.
        UnreadableFileError: it is a link, a folder, a pipe, a device, or too large.
        OSError: it cannot be read.
    """
    _check_status(file, _status(file, follows=follows), most)
    handle = os.open(file, _SAFELY | (0 if follows else _UNLINKED))
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
    """Read to the end, or one byte more than is taken; a file may have grown meanwhile."""
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
        TextEncodingError: it is in another encoding; the message names it where it is known.
    """
    if data.startswith(_OTHER_MARKS):
        raise TextEncodingError("it is UTF-16, not UTF-8", 1)
    if b"\0" in data:
        # UTF-16 without a mark: letters of ASCII have a zero byte each.
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
        OSError: as `read_file` does.
    """
    return decode_utf8(read_file(file, most))


def error_reason(error: Exception) -> str:
    """Say in a few words why a file cannot be read."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _status(file: Path, *, follows: bool) -> os.stat_result:
    try:
        return file.stat(follow_symlinks=follows)
    except FileNotFoundError:
        if file.is_symlink():
            wrong = "it is a link to a file that is not there"
            raise UnreadableFileError(
                wrong, "put the file back, or take the link out", file
            ) from None
        raise


def _check_status(file: Path, found: os.stat_result, most: int) -> None:
    if stat.S_ISLNK(found.st_mode):
        raise UnreadableFileError("it is a link", "put the file itself there", file)
    if not stat.S_ISREG(found.st_mode):
        raise _not_plain(file)
    if found.st_size > most:
        raise _too_large(file, most)


def _not_plain(file: Path) -> UnreadableFileError:
    return UnreadableFileError("it is not a plain file", "put a plain file there", file)


def _too_large(file: Path, most: int) -> UnreadableFileError:
    return UnreadableFileError(f"it is larger than {most} bytes", "make it smaller", file)
