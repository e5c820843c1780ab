"""What a clinic reads over the phone when a kiosk is not well: a code and some facts. No Qt."""

from __future__ import annotations

import re
import time
import zlib
from dataclasses import dataclass

from app.kiosk.supervision.protocol import SupervisorInfo
from app.kiosk.supervision.run_history import BootTime, RunOutcome, RunRecord
from app.support.crash_reports import HUNG

# Each looks and sounds unlike every other, aloud and on a poor line.
_OUTCOME_LETTERS = {
    RunOutcome.BROKE: "R",
    RunOutcome.FAULT: "Y",
    RunOutcome.HUNG: "H",
    RunOutcome.KILLED: "K",
    RunOutcome.REFUSED: "W",
    RunOutcome.GOING: "M",
    RunOutcome.DONE: "M",
}
_DIGITS = "234679"
_TRACEBACK_LINE = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+)')


@dataclass(frozen=True, slots=True)
class FaultReport:
    """How it is with a kiosk; `atlas` names it and its date, "" where there is none to name."""

    code: str
    outcome: RunOutcome
    detail: str
    version: str
    atlas: str
    started: str
    leaves_safe_mode: bool = True


def fault_report(run: RunRecord | None, version: str, atlas: str, at: BootTime) -> FaultReport:
    """What there is to say after the last failed run."""
    how, detail = (run.how, run.detail) if run else (RunOutcome.DONE, "")
    started = time.strftime("%Y-%m-%d %H:%M", time.localtime(at.wall))
    return FaultReport(fault_code(how, detail), how, detail, version, atlas, started)


def fault_code(how: RunOutcome, detail: str) -> str:
    """A letter for the kind, three digits that are the same whenever the detail is."""
    number = zlib.crc32(detail.encode())
    digits = ""
    for _ in range(3):
        number, rest = divmod(number, len(_DIGITS))
        digits += _DIGITS[rest]
    return f"{_OUTCOME_LETTERS[how]} {digits}"


def previous_outcome(told: SupervisorInfo, fault: str) -> tuple[RunOutcome, str]:
    """How the last run ended, by its parent and by what Python left when it was killed."""
    word, _, number = told.last_exit.partition(" ")
    if word == HUNG or (fault == HUNG and not told.last_exit):
        return RunOutcome.HUNG, ""
    if fault and fault != HUNG:
        return RunOutcome.FAULT, fault
    if word == "code":
        return RunOutcome.BROKE, f"code {number}"
    return RunOutcome.KILLED, told.last_exit


def error_location(error: str, report: str) -> str:
    """The kind of an error and where in our code it came from; never its words."""
    places = [(found["file"], found["line"]) for found in _TRACEBACK_LINE.finditer(report)]
    if not places:
        return error
    file, line = places[-1]
    name = re.split(r"[\\/]", file)[-1]
    return f"{error}, {name} {line}"
