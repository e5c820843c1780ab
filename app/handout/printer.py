"""Prints a finished PDF through the system's own way to print; the dialog only names a printer."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

PRINT_COMMAND = "lp"
_TIMEOUT_S = 30


class PrintError(Exception):
    """It was not printed; one sentence says why, and what to do."""


def print_pdf(data: bytes, printer: str) -> None:
    """Hands the file to the system.

    With the print command of Linux and macOS nothing of ours is left behind. Windows has none: the
    program that shows PDF files there prints a file, which is deleted when Back Atlas ends.

    Raises:
        PrintError: there is no such command, program or printer, or it does not answer.
        OSError: the command cannot be started, or the file for Windows not be written.
    """
    if sys.platform == "win32":
        _print_by_program(data, printer)
    else:
        _print_by_command(data, printer)


def _print_by_command(data: bytes, printer: str) -> None:
    command = shutil.which(PRINT_COMMAND)
    if command is None:
        raise PrintError(
            f"No print command ({PRINT_COMMAND}) was found: make a handout and print the PDF file."
        )
    # Through the standard input: no file of a visitor lies about, not even for a moment.
    words = [command, "-d", printer, "-t", "Back Atlas"]
    try:
        done = subprocess.run(
            words, input=data, check=False, capture_output=True, timeout=_TIMEOUT_S
        )
    except subprocess.TimeoutExpired:
        raise PrintError("The printer does not answer: look whether it is on.") from None
    if done.returncode != 0:
        why = done.stderr.decode(errors="replace").strip().splitlines()[:1]
        told = f" ({why[0]})" if why else ""
        raise PrintError(f"It was not printed{told}: choose another printer.")


def _print_by_program(data: bytes, printer: str) -> None:
    handle, name = tempfile.mkstemp(prefix="back-atlas-", suffix=".pdf")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    # Not at once: the program reads the file after it has been asked to.
    atexit.register(_remove, Path(name))
    try:
        _ask_windows(name, printer)
    except OSError as error:
        _remove(Path(name))
        why = error.strerror or error
        raise PrintError(
            f"No program prints PDF files here ({why}): make a handout, open it and print it there."
        ) from error


def _ask_windows(name: str, printer: str) -> None:
    # Python for other systems does not have it, and type checkers there do not know it.
    if sys.platform == "win32":
        os.startfile(name, "printto", f'"{printer}"')


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
