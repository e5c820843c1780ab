"""Console messages.

Preparation of the standard streams, escaping to one line, and suggestions for unknown keys.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress

_LONGEST = 60


def unknown_key_message(key: str, known: Iterable[str]) -> str:
    """Say that nothing reads a key, and which one may have been meant."""
    # Imported here: most files have no such key.
    from difflib import get_close_matches

    names = {name.casefold(): name for name in known}
    near = get_close_matches(key[:_LONGEST].casefold(), names, 1)
    meant = (
        f"did you mean {names[near[0]]!r}?" if near else f"known are {', '.join(names.values())}"
    )
    return f"unknown key {key[:_LONGEST]!r}, {meant}"


_STREAMS = ("stdin", "stdout", "stderr")


def escape_line(text: str) -> str:
    """The text with everything escaped that would break the line or steer a terminal.

    That is control characters, lone surrogates and marks that turn the direction of text.
    """
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii")
        for letter in text
    )


def prepare_streams() -> None:
    """Opens streams that the caller closed, and escapes what an encoding does not have.

    Without it the next file that is opened gets the number of a closed stream, and is written into.
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
    """Brings what was written to the reader.

    Raises:
        OSError: the reader has gone (BrokenPipeError), or the disk is full.
    """
    sys.stdout.flush()


def discard_output() -> None:
    """Sends what is still unwritten nowhere, so that Python does not fail over it at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


def print_error(text: str, name: str = "back-atlas: ") -> None:
    """Writes to standard error; one that is closed or full is no reason to fail."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{name}{text}\n")
        sys.stderr.flush()
