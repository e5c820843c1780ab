"""Prints a finished PDF through the system's own print command; the dialog only names a printer."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

COMMAND = "lp"
_LONGEST_S = 30


class PrintError(Exception):
    """It was not printed; one sentence says why, and what to do."""


def print_pdf(data: bytes, printer: str) -> None:
    """Hands the file to the print command, which takes a copy; nothing of ours is left behind.

    Raises:
        PrintError: there is no such command or printer, or it does not answer.
        OSError: there is no room for the file.
    """
    command = shutil.which(COMMAND)
    if command is None:
        raise PrintError("No print command was found: make a handout and print the PDF file.")
    with tempfile.TemporaryDirectory(prefix="back-atlas-") as folder:
        file = Path(folder) / "handout.pdf"
        file.write_bytes(data)
        words = [command, "-d", printer, "-t", "Back Atlas", "--", str(file)]
        try:
            done = subprocess.run(
                words, check=False, capture_output=True, text=True, timeout=_LONGEST_S
            )
        except subprocess.TimeoutExpired:
            raise PrintError("The printer does not answer: look whether it is on.") from None
    if done.returncode != 0:
        why = done.stderr.strip().splitlines()[:1]
        told = f" ({why[0]})" if why else ""
        raise PrintError(f"It was not printed{told}: choose another printer.")
