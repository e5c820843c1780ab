"""Run history.

How the last runs of a kiosk ended, timed by wall clock and boot clock, and whether the next start
needs safe mode. No Qt.
"""

from __future__ import annotations

import json
import logging
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from enum import Enum
from pathlib import Path

from app.support.read_file import UnreadableFileError, read_text
from app.support.write_file import write_atomically

_BOOT_ID_FILE = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class BootTime:
    """One moment by two clocks: the wall's, and that of seconds since the machine was started.

    `boot` names the start of the machine; "" where the system gives it no name.
    """

    wall: float
    since_boot: float
    boot: str = ""

    def seconds_since(self, before: BootTime) -> float | None:
        """Seconds since an earlier moment; None where no clock can tell."""
        steady, walls = self.since_boot - before.since_boot, self.wall - before.wall
        if self.boot and self.boot == before.boot:
            return max(steady, 0.0)
        if not self.boot and steady >= 0:
            return max(steady, walls)
        return walls if walls >= 0 else None

    def is_same_boot(self, before: BootTime) -> bool:
        """Whether the machine ran all the time between."""
        return self.boot == before.boot and self.since_boot >= before.since_boot


def current_boot_time() -> BootTime:
    """What it is now; where the system can, the steady clock goes on while the machine sleeps."""
    steady = getattr(time, "CLOCK_BOOTTIME", None)
    since_boot = time.monotonic() if steady is None else time.clock_gettime(steady)
    return BootTime(time.time(), since_boot, _boot_id())


def _boot_id() -> str:
    try:
        return _BOOT_ID_FILE.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


_MAX_RUNS = 12
_MAX_DETAIL = 300
_READ_ERRORS = (OSError, ValueError, ArithmeticError, LookupError, TypeError, RecursionError)
_log = logging.getLogger(__name__)


class RunOutcome(Enum):
    """How a run ended, or that it has not."""

    GOING = "going"
    DONE = "done"
    BROKE = "broke"
    FAULT = "fault"
    HUNG = "hung"
    KILLED = "killed"
    REFUSED = "refused"

    @property
    def is_failure(self) -> bool:
        return self not in (RunOutcome.GOING, RunOutcome.DONE)


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run; `detail` says in a few words what ended it, and nothing of any visitor."""

    began: BootTime
    ended: BootTime | None = None
    how: RunOutcome = RunOutcome.GOING
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CrashLoopLimits:
    """How many failed runs within how many seconds make the next one careful."""

    max_failures: int = 3
    window_s: float = 600.0


@dataclass(frozen=True, slots=True)
class StartDecision:
    """What the record says at a start: failures of late, and the last of them."""

    failures: int
    needs_safe_mode: bool
    last_failure: RunRecord | None


class RunHistory:
    """The record in one small file; it holds in memory what the disk does not take."""

    def __init__(
        self,
        file: Path,
        now: Callable[[], BootTime] = current_boot_time,
        limits: CrashLoopLimits | None = None,
    ) -> None:
        self._file, self._now, self._limits = file, now, limits or CrashLoopLimits()
        self._runs: tuple[RunRecord, ...] = ()

    @classmethod
    def beside_settings(cls, settings: Path, limits: CrashLoopLimits | None = None) -> RunHistory:
        return cls(settings.with_name("kiosk-runs.json"), limits=limits)

    def begin_run(self, seen: tuple[RunOutcome, str], told: int = 0) -> StartDecision:
        """Notes that a run begins.

        `seen` is how the last one ended as far as anything but the record knows, `told` the
        number of failures that a parent has counted: both count where the record is silent.
        """
        at = self._now()
        runs = tuple(_close_unfinished(run, at, seen) for run in _read(self._file))
        failed = [run for run in runs if run.how.is_failure and self._is_recent(run, at)]
        self._write((*runs, RunRecord(at)))
        count = max(len(failed), told)
        last = failed[-1] if failed else None
        if last is None and told:
            last = RunRecord(at, at, *seen)
        return StartDecision(count, count >= self._limits.max_failures, last)

    def end_run(self, how: RunOutcome, detail: str = "") -> None:
        """Notes how this run ends; only the first word counts."""
        if self._runs and self._runs[-1].how is RunOutcome.GOING:
            ended = replace(self._runs[-1], ended=self._now(), how=how, detail=detail[:_MAX_DETAIL])
            self._write((*self._runs[:-1], ended))

    def failure_counts(self) -> tuple[tuple[str, int], ...]:
        """Of the runs that are kept: how many ended in each bad way."""
        bad = Counter(run.how.value for run in self._runs if run.how.is_failure)
        return tuple(sorted(bad.items()))

    def _is_recent(self, run: RunRecord, at: BootTime) -> bool:
        age = at.seconds_since(run.ended or run.began)
        return age is not None and age < self._limits.window_s

    def _write(self, runs: tuple[RunRecord, ...]) -> None:
        self._runs = runs[-_MAX_RUNS:]
        raw = {"schema": 1, "runs": [_to_json(run) for run in self._runs]}
        try:
            write_atomically(self._file, json.dumps(raw, indent=1).encode())
        except OSError as error:
            _log.warning("the record of runs cannot be written: %s", error)


def _close_unfinished(run: RunRecord, at: BootTime, seen: tuple[RunOutcome, str]) -> RunRecord:
    """A run that never wrote its end was cut off; with the machine, it is nobody's failure."""
    if run.how is not RunOutcome.GOING:
        return run
    if not at.is_same_boot(run.began):
        return replace(run, ended=at, how=RunOutcome.DONE, detail="the machine was switched off")
    how, detail = seen
    return replace(run, ended=at, how=how, detail=detail)


def _to_json(run: RunRecord) -> dict[str, object]:
    raw = asdict(run)
    raw["how"] = run.how.value
    return raw


def _read(file: Path) -> tuple[RunRecord, ...]:
    """What the file holds; a broken one is an empty one: it must never keep a kiosk from going."""
    try:
        raw = json.loads(read_text(file))
        return tuple(_run_from_json(one) for one in raw["runs"][-_MAX_RUNS:])
    except FileNotFoundError:
        return ()
    except _READ_ERRORS as error:
        _log.warning("the record of runs cannot be read: %s", error)
        if isinstance(error, UnreadableFileError):  # a pipe, say, which no file is written over
            with suppress(OSError):
                file.replace(file.with_name(f"{file.name}.broken"))
        return ()


def _run_from_json(raw: dict[str, object]) -> RunRecord:
    began = _boot_time_from_json(raw["began"])
    if began is None:
        raise ValueError("a run without a beginning")
    how, detail = RunOutcome(raw["how"]), str(raw["detail"])[:_MAX_DETAIL]
    return RunRecord(began, _boot_time_from_json(raw["ended"]), how, detail)


def _boot_time_from_json(raw: object) -> BootTime | None:
    if not isinstance(raw, dict):
        return None
    time.localtime(raw["wall"])  # raises for a time that no clock can show
    return BootTime(float(raw["wall"]), float(raw["since_boot"]), str(raw["boot"]))
