"""Text for the terminal: standard streams, escaping, and the message for an unknown key."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress

_MAX_KEY_LENGTH = 60
_STREAMS = ("stdin", "stdout", "stderr")


def unknown_key_message(key: str, known: Iterable[str]) -> str:
    """The message for a key that is not read: the nearest known key, or all of them."""
    # Imported here because most files have no such key.
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    near = get_close_matches(key[:_MAX_KEY_LENGTH].casefold(), names, 1)
    meant = (
        f"did you mean {names[near[0]]!r}?" if near else f"known are {', '.join(names.values())}"
    )
    return f"unknown key {key[:_MAX_KEY_LENGTH]!r}, {meant}"


def escape_line(text: str) -> str:
    """Escape everything that would break the line or control the terminal.

    These are control characters, lone surrogates and marks of text direction.
    """
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )


def prepare_streams() -> None:
    """Open standard streams that are closed, and escape what their encoding lacks.

    Otherwise the next file that is opened would get the number of a closed stream, and messages
    would be written to it.
    """
    with suppress(OSError):
        while (handle := os.open(os.devnull, os.O_RDWR)) < len(_STREAMS):
            pass
        os.close(handle)
    for number, name in enumerate(_STREAMS):
        stream = getattr(sys, name)
        if stream is None:
            mode = "w" if number else "r"
            setattr(sys, name, os.fdopen(number, mode, encoding="utf-8", closefd=False))
        elif number and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def flush_streams() -> None:
    """Flush standard output.

    Raises:
        OSError: the reading program has ended (BrokenPipeError), or the disk is full.
    """
    sys.stdout.flush()


def discard_output() -> None:
    """Discard output that cannot be written, so that Python does not fail at exit because of it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                null = os.open(os.devnull, os.O_WRONLY)
                os.dup2(null, stream.fileno())
                os.close(null)


def print_error(text: str, name: str = "back-atlas: ") -> None:
    """Print to standard error; ignore the error if it is closed or full."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{name}{text}\n")
        sys.stderr.flush()
