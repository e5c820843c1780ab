"""What a clinic reads over the phone when a kiosk is not well: a code and some facts. No Qt."""

from __future__ import annotations

import re
import time
import zlib
from dataclasses import dataclass

from app.kiosk.supervision.protocol import Told
from app.kiosk.supervision.run_history import How, Moment, Run
from app.support.crash_reports import HUNG

# Each looks and sounds unlike every other, aloud and on a poor line.
_LETTERS = {
    How.BROKE: "R",
    How.FAULT: "Y",
    How.HUNG: "H",
    How.KILLED: "K",
    How.REFUSED: "W",
    How.GOING: "M",
    How.DONE: "M",
}
_DIGITS = "234679"
_PLACE = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+)')


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """How it is with a kiosk; `atlas` names it and its date, "" where there is none to name."""

    code: str
    how: How
    detail: str
    version: str
    atlas: str
    started: str
    tries_again: bool = True


def diagnosis_of(run: Run | None, version: str, atlas: str, at: Moment) -> Diagnosis:
    """What there is to say after the last failed run."""
    how, detail = (run.how, run.detail) if run else (How.DONE, "")
    started = time.strftime("%Y-%m-%d %H:%M", time.localtime(at.wall))
    return Diagnosis(code_of(how, detail), how, detail, version, atlas, started)


def code_of(how: How, detail: str) -> str:
    """A letter for the kind, three digits that are the same whenever the detail is."""
    number = zlib.crc32(detail.encode())
    digits = ""
    for _ in range(3):
        number, rest = divmod(number, len(_DIGITS))
        digits += _DIGITS[rest]
    return f"{_LETTERS[how]} {digits}"


def seen_by(told: Told, fault: str) -> tuple[How, str]:
    """How the last run ended, by its parent and by what Python left when it was killed."""
    word, _, number = told.last.partition(" ")
    if word == HUNG or (fault == HUNG and not told.last):
        return How.HUNG, ""
    if fault and fault != HUNG:
        return How.FAULT, fault
    if word == "code":
        return How.BROKE, f"code {number}"
    return How.KILLED, told.last


def place_of(error: str, report: str) -> str:
    """The kind of an error and where in our code it came from; never its words."""
    places = [(found["file"], found["line"]) for found in _PLACE.finditer(report)]
    if not places:
        return error
    file, line = places[-1]
    name = re.split(r"[\\/]", file)[-1]
    return f"{error}, {name} {line}"
