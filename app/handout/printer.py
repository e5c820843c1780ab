"""Prints a finished PDF with the print command of the system."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from app.support.translation import Translate

PRINT_COMMAND = "lp"
_TIMEOUT_S = 30


class PrintError(Exception):
    """Nothing was printed. The message is one sentence: what happened and what to do."""


def print_pdf(data: bytes, printer: str, translate: Translate) -> None:
    """Send a file to a printer. `translate` is used for the error messages.

    The print command of Linux and macOS takes the data, so no file of a visitor is left behind.
    Windows has no such command: its program for PDF files prints a temporary file, which is
    deleted when Back Atlas ends.

    Raises:
        PrintError: the command, program or printer is missing, or it does not answer.
        OSError: the command cannot be started, or the temporary file cannot be written.
    """
    if sys.platform == "win32":
        _print_by_program(data, printer, translate)
    else:
        _print_by_command(data, printer, translate)


def _print_by_command(data: bytes, printer: str, translate: Translate) -> None:
    command = shutil.which(PRINT_COMMAND)
    if command is None:
        text = translate(
            "Printing",
            "No print command ({command}) was found: make a handout and print the PDF file.",
        )
        raise PrintError(text.format(command=PRINT_COMMAND))
    # Through standard input, so that no file of a visitor exists even for a moment.
    arguments = [command, "-d", printer, "-t", "Back Atlas"]
    try:
        done = subprocess.run(
            arguments, input=data, check=False, capture_output=True, timeout=_TIMEOUT_S
        )
    except subprocess.TimeoutExpired:
        text = translate("Printing", "The printer does not answer: check that it is switched on.")
        raise PrintError(text) from None
    if done.returncode != 0:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        reason = f" ({lines[0]})" if lines else ""
        text = translate("Printing", "It was not printed{reason}: choose another printer.")
        raise PrintError(text.format(reason=reason))


def _print_by_program(data: bytes, printer: str, translate: Translate) -> None:
    handle, name = tempfile.mkstemp(prefix="back-atlas-", suffix=".pdf")
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
    # Deleted at the end, because the program reads the file some time after it was asked to.
    atexit.register(_remove, Path(name))
    try:
        _ask_windows(name, printer)
    except OSError as error:
        _remove(Path(name))
        text = translate(
            "Printing",
            "No program prints PDF files here ({why}): make a handout, open it and print it there.",
        )
        raise PrintError(text.format(why=error.strerror or error)) from error


def _ask_windows(name: str, printer: str) -> None:
    # Only Python for Windows has os.startfile, and type checkers know that.
    if sys.platform == "win32":
        os.startfile(name, "printto", f'"{printer}"')


def _remove(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)
