"""Prints a finished PDF through the system's own print command; the dialog only names a printer."""

from __future__ import annotations

import shutil
import subprocess

COMMAND = "lp"
_LONGEST_S = 30


class PrintError(Exception):
    """It was not printed; one sentence says why, and what to do."""


def print_pdf(data: bytes, printer: str) -> None:
    """Hands the file to the print command, which takes a copy; nothing of ours is left behind.

    Raises:
        PrintError: there is no such command or printer, or it does not answer.
        OSError: the command cannot be started.
    """
    command = shutil.which(COMMAND)
    if command is None:
        raise PrintError("No print command was found: make a handout and print the PDF file.")
    # Through the standard input: no file of a visitor lies about, not even for a moment.
    words = [command, "-d", printer, "-t", "Back Atlas"]
    try:
        done = subprocess.run(
            words, input=data, check=False, capture_output=True, timeout=_LONGEST_S
        )
    except subprocess.TimeoutExpired:
        raise PrintError("The printer does not answer: look whether it is on.") from None
    if done.returncode != 0:
        why = done.stderr.decode(errors="replace").strip().splitlines()[:1]
        told = f" ({why[0]})" if why else ""
        raise PrintError(f"It was not printed{told}: choose another printer.")
