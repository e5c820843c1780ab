"""Which paper is usual here: asked of the environment, never of Python's locale module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from app.support.read_file import read_file

PaperSize = Literal["a4", "letter"]
SYSTEM_FILE = Path("/etc/papersize")
_VARIABLES = ("LC_ALL", "LC_PAPER", "LANG")
_TERRITORY = re.compile(r"\A[A-Za-z]{2,3}(?:[_-][A-Za-z]{4})?[_-]([A-Za-z]{2})(?:[.@].*)?\Z")
# Unicode CLDR 46, supplementalData: <paperSize type="US-Letter">
_LETTER = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
_MOST_BYTES = 10_000


def usual_paper(environ: Mapping[str, str], file: Path = SYSTEM_FILE) -> PaperSize:
    """Give the paper of the first place that names one, else A4.

    The places are LC_ALL, LC_PAPER and LANG, then the file that Debian keeps for it. A variable
    that is empty, is "C" or "POSIX", or has no country says nothing. Windows and macOS seldom set
    these variables and have no such file, so a program started from the desktop there takes A4:
    for Letter, `--paper letter` or the key `paper` in kiosk.toml is needed.
    """
    for name in _VARIABLES:
        if found := _TERRITORY.match(environ.get(name, "")):
            return "letter" if found[1].upper() in _LETTER else "a4"
    return "letter" if _first_word(file) == "letter" else "a4"


def _first_word(file: Path) -> str:
    """The first word of the file that is no comment, in small letters."""
    try:
        text = read_file(file, _MOST_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
    words = " ".join(line.partition("#")[0] for line in text.splitlines()).split()
    return words[0].lower() if words else ""
