"""Paper size of the region, from the environment; Python's locale module gives wrong answers."""

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
_MAX_BYTES = 10_000


def usual_paper(environ: Mapping[str, str], file: Path = SYSTEM_FILE) -> PaperSize:
    """Return the usual paper: that of the first source that names one, else A4.

    The sources are LC_ALL, LC_PAPER and LANG, then the file in which Debian keeps the paper size.
    A variable without a country, such as "C", is passed over. Windows and macOS rarely set these
    variables and have no such file, so a program started from the desktop there uses A4; `--paper
    letter` or the key `paper` in kiosk.toml selects Letter.
    """
    for name in _VARIABLES:
        if found := _TERRITORY.match(environ.get(name, "")):
            return "letter" if found[1].upper() in _LETTER else "a4"
    return "letter" if _first_word(file) == "letter" else "a4"


def _first_word(file: Path) -> str:
    """The first word of the file outside comments, in lower case; "" if there is none."""
    try:
        text = read_file(file, _MAX_BYTES).decode("utf-8-sig", errors="replace")
    except OSError:
        return ""
    words = " ".join(line.partition("#")[0] for line in text.splitlines()).split()
    return words[0].lower() if words else ""
