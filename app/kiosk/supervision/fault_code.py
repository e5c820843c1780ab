"""The fault report that staff read out over the phone: a short code and some facts. No Qt."""

from __future__ import annotations

import re
import time
import zlib
from dataclasses import dataclass

from app.kiosk.supervision.protocol import SupervisorInfo
from app.kiosk.supervision.run_history import BootTime, RunOutcome, RunRecord
from app.support.crash_reports import HUNG

# Letters that neither look nor sound alike, even on a bad telephone line.
_OUTCOME_LETTERS = {
    RunOutcome.EXCEPTION: "R",
    RunOutcome.NATIVE_CRASH: "Y",
    RunOutcome.HUNG: "H",
    RunOutcome.KILLED: "K",
    RunOutcome.REFUSED: "W",
    RunOutcome.RUNNING: "M",
    RunOutcome.CLEAN: "M",
}
_DIGITS = "234679"
_TRACEBACK_LINE = re.compile(r'File "(?P<file>[^"]+)", line (?P<line>\d+)')


@dataclass(frozen=True, slots=True)
class FaultReport:
    """What the fault page shows; `atlas` is its name and date, or "" if none can be shown."""

    code: str
    outcome: RunOutcome
    detail: str
    version: str
    atlas: str
    started: str
    leaves_safe_mode: bool = True


def fault_report(run: RunRecord | None, version: str, atlas: str, now: BootTime) -> FaultReport:
    """The report about the last failed run; None if no failure is known."""
    how, detail = (run.how, run.detail) if run else (RunOutcome.CLEAN, "")
    started = time.strftime("%Y-%m-%d %H:%M", time.localtime(now.wall))
    return FaultReport(fault_code(how, detail), how, detail, version, atlas, started)


def fault_code(how: RunOutcome, detail: str) -> str:
    """A letter for the outcome and three digits that depend only on the detail."""
    number = zlib.crc32(detail.encode())
    digits = ""
    for _ in range(3):
        number, rest = divmod(number, len(_DIGITS))
        digits += _DIGITS[rest]
    return f"{_OUTCOME_LETTERS[how]} {digits}"


def previous_outcome(info: SupervisorInfo, fault: str) -> tuple[RunOutcome, str]:
    """Outcome and detail of a run that could not record its end.

    Args:
        info: what our own supervisor saw.
        fault: what faulthandler left in the fault log.
    """
    kind, _, number = info.last_exit.partition(" ")
    if kind == HUNG or (fault == HUNG and not info.last_exit):
        return RunOutcome.HUNG, ""
    if fault and fault != HUNG:
        return RunOutcome.NATIVE_CRASH, fault
    if kind == "code":
        return RunOutcome.EXCEPTION, f"code {number}"
    return RunOutcome.KILLED, info.last_exit


def error_location(error: str, report: str) -> str:
    """The class of an error and where it was raised; its text might quote a visitor."""
    lines = [(match["file"], match["line"]) for match in _TRACEBACK_LINE.finditer(report)]
    if not lines:
        return error
    file, line = lines[-1]
    name = re.split(r"[\\/]", file)[-1]
    return f"{error}, {name} {line}"
