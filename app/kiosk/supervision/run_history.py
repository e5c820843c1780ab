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

from app.support.read_file import NotTakenError, read_text
from app.support.write_file import write_atomically

_BOOT = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment by two clocks: the wall's, and that of seconds since the machine was started.

    `boot` names the start of the machine; "" where the system gives it no name.
    """

    wall: float
    since_boot: float
    boot: str = ""

    def after(self, before: Moment) -> float | None:
        """Seconds since an earlier moment; None where no clock can tell."""
        steady, walls = self.since_boot - before.since_boot, self.wall - before.wall
        if self.boot and self.boot == before.boot:
            return max(steady, 0.0)
        if not self.boot and steady >= 0:
            return max(steady, walls)
        return walls if walls >= 0 else None

    def is_same_boot(self, before: Moment) -> bool:
        """Whether the machine ran all the time between."""
        return self.boot == before.boot and self.since_boot >= before.since_boot


def now() -> Moment:
    """What it is now; where the system can, the steady clock goes on while the machine sleeps."""
    steady = getattr(time, "CLOCK_BOOTTIME", None)
    since_boot = time.monotonic() if steady is None else time.clock_gettime(steady)
    return Moment(time.time(), since_boot, _boot())


def _boot() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


_KEPT = 12
_LONGEST = 300
_BROKEN = (OSError, ValueError, ArithmeticError, LookupError, TypeError, RecursionError)
_log = logging.getLogger(__name__)


class How(Enum):
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
        return self not in (How.GOING, How.DONE)


@dataclass(frozen=True, slots=True)
class Run:
    """One run; `detail` says in a few words what ended it, and nothing of any visitor."""

    began: Moment
    ended: Moment | None = None
    how: How = How.GOING
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many failed runs within how many seconds make the next one careful."""

    failures: int = 3
    within_s: float = 600.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says at a start: failures of late, and the last of them."""

    failures: int
    is_safe: bool
    last: Run | None


class Runs:
    """The record in one small file; it holds in memory what the disk does not take."""

    def __init__(
        self,
        file: Path,
        now: Callable[[], Moment] = now,
        limits: Limits | None = None,
    ) -> None:
        self._file, self._now, self._limits = file, now, limits or Limits()
        self._runs: tuple[Run, ...] = ()

    @classmethod
    def beside(cls, settings: Path, limits: Limits | None = None) -> Runs:
        return cls(settings.with_name("kiosk-runs.json"), limits=limits)

    def begin(self, seen: tuple[How, str], told: int = 0) -> Verdict:
        """Notes that a run begins.

        `seen` is how the last one ended as far as anything but the record knows, `told` the
        number of failures that a parent has counted: both count where the record is silent.
        """
        at = self._now()
        runs = tuple(_closed(run, at, seen) for run in _read(self._file))
        failed = [run for run in runs if run.how.is_failure and self._is_late(run, at)]
        self._write((*runs, Run(at)))
        count = max(len(failed), told)
        last = failed[-1] if failed else None
        if last is None and told:
            last = Run(at, at, *seen)
        return Verdict(count, count >= self._limits.failures, last)

    def end(self, how: How, detail: str = "") -> None:
        """Notes how this run ends; only the first word counts."""
        if self._runs and self._runs[-1].how is How.GOING:
            ended = replace(self._runs[-1], ended=self._now(), how=how, detail=detail[:_LONGEST])
            self._write((*self._runs[:-1], ended))

    def tally(self) -> tuple[tuple[str, int], ...]:
        """Of the runs that are kept: how many ended in each bad way."""
        bad = Counter(run.how.value for run in self._runs if run.how.is_failure)
        return tuple(sorted(bad.items()))

    def _is_late(self, run: Run, at: Moment) -> bool:
        age = at.after(run.ended or run.began)
        return age is not None and age < self._limits.within_s

    def _write(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs[-_KEPT:]
        raw = {"schema": 1, "runs": [_raw(run) for run in self._runs]}
        try:
            write_atomically(self._file, json.dumps(raw, indent=1).encode())
        except OSError as error:
            _log.warning("the record of runs cannot be written: %s", error)


def _closed(run: Run, at: Moment, seen: tuple[How, str]) -> Run:
    """A run that never wrote its end was cut off; with the machine, it is nobody's failure."""
    if run.how is not How.GOING:
        return run
    if not at.is_same_boot(run.began):
        return replace(run, ended=at, how=How.DONE, detail="the machine was switched off")
    how, detail = seen
    return replace(run, ended=at, how=how, detail=detail)


def _raw(run: Run) -> dict[str, object]:
    raw = asdict(run)
    raw["how"] = run.how.value
    return raw


def _read(file: Path) -> tuple[Run, ...]:
    """What the file holds; a broken one is an empty one: it must never keep a kiosk from going."""
    try:
        raw = json.loads(read_text(file))
        return tuple(_run(one) for one in raw["runs"][-_KEPT:])
    except FileNotFoundError:
        return ()
    except _BROKEN as error:
        _log.warning("the record of runs cannot be read: %s", error)
        if isinstance(error, NotTakenError):  # a pipe, say, which no file is written over
            with suppress(OSError):
                file.replace(file.with_name(f"{file.name}.broken"))
        return ()


def _run(raw: dict[str, object]) -> Run:
    began = _moment(raw["began"])
    if began is None:
        raise ValueError("a run without a beginning")
    how, detail = How(raw["how"]), str(raw["detail"])[:_LONGEST]
    return Run(began, _moment(raw["ended"]), how, detail)


def _moment(raw: object) -> Moment | None:
    if not isinstance(raw, dict):
        return None
    time.localtime(raw["wall"])  # raises for a time that no clock can show
    return Moment(float(raw["wall"]), float(raw["since_boot"]), str(raw["boot"]))
