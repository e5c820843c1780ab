"""The run history: how the last runs of a kiosk ended, and whether safe mode is needed. No Qt."""

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
_MAX_RUNS = 12
_MAX_DETAIL = 300
_READ_ERRORS = (OSError, ValueError, ArithmeticError, LookupError, TypeError, RecursionError)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BootTime:
    """A moment by two clocks, because the wall clock may be set between two runs.

    Attributes:
        wall: seconds since 1970 by the wall clock.
        since_boot: seconds since the machine was started.
        boot: the id of that start of the machine; "" if the system has none.
    """

    wall: float
    since_boot: float
    boot: str = ""

    def seconds_since(self, before: BootTime) -> float | None:
        """Seconds since an earlier moment; None if neither clock can be used."""
        by_boot, by_wall = self.since_boot - before.since_boot, self.wall - before.wall
        if self.boot and self.boot == before.boot:
            return max(by_boot, 0.0)
        if not self.boot and by_boot >= 0:
            return max(by_boot, by_wall)
        return by_wall if by_wall >= 0 else None

    def is_same_boot(self, before: BootTime) -> bool:
        """Whether the machine has not been restarted since an earlier moment."""
        return self.boot == before.boot and self.since_boot >= before.since_boot


def current_boot_time() -> BootTime:
    """The current moment; on Linux the time since boot includes the time asleep."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    since_boot = time.monotonic() if clock is None else time.clock_gettime(clock)
    return BootTime(time.time(), since_boot, _boot_id())


def _boot_id() -> str:
    try:
        return _BOOT_ID_FILE.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


class RunOutcome(Enum):
    """How a run ended; the values are stored in the file and are the labels of the metrics."""

    RUNNING = "going"
    CLEAN = "done"
    EXCEPTION = "broke"
    NATIVE_CRASH = "fault"
    HUNG = "hung"
    KILLED = "killed"
    REFUSED = "refused"

    @property
    def is_failure(self) -> bool:
        return self not in (RunOutcome.RUNNING, RunOutcome.CLEAN)


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One run; `detail` says in a few words what ended it, without anything a visitor typed."""

    began: BootTime
    ended: BootTime | None = None
    how: RunOutcome = RunOutcome.RUNNING
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CrashLoopLimits:
    """How many failed runs within `window_s` seconds lead to safe mode."""

    max_failures: int = 3
    window_s: float = 600.0


@dataclass(frozen=True, slots=True)
class StartDecision:
    """Whether to start in safe mode, and the last recent failure that the fault page reports."""

    needs_safe_mode: bool
    last_failure: RunRecord | None


class RunHistory:
    """The last runs, stored in a small file; in memory only if the file cannot be written."""

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

    def begin_run(
        self, previous: tuple[RunOutcome, str], supervisor_failures: int = 0
    ) -> StartDecision:
        """Record that a run begins.

        Args:
            previous: outcome and detail of the last run, used if it did not record its own end.
            supervisor_failures: how many failures our own supervisor has counted, used if the
                file has fewer.
        """
        now = self._now()
        runs = tuple(_close_unfinished(run, now, previous) for run in _read(self._file))
        failed = [run for run in runs if run.how.is_failure and self._is_recent(run, now)]
        self._write((*runs, RunRecord(now)))
        count = max(len(failed), supervisor_failures)
        last = failed[-1] if failed else None
        if last is None and supervisor_failures:
            last = RunRecord(now, now, *previous)
        return StartDecision(count >= self._limits.max_failures, last)

    def end_run(self, how: RunOutcome, detail: str = "") -> None:
        """Record how this run ends; only the first call counts."""
        if self._runs and self._runs[-1].how is RunOutcome.RUNNING:
            ended = replace(self._runs[-1], ended=self._now(), how=how, detail=detail[:_MAX_DETAIL])
            self._write((*self._runs[:-1], ended))

    def failure_counts(self) -> tuple[tuple[str, int], ...]:
        """How many of the stored runs failed, by the value of their outcome."""
        failures = Counter(run.how.value for run in self._runs if run.how.is_failure)
        return tuple(sorted(failures.items()))

    def _is_recent(self, run: RunRecord, now: BootTime) -> bool:
        age = now.seconds_since(run.ended or run.began)
        return age is not None and age < self._limits.window_s

    def _write(self, runs: tuple[RunRecord, ...]) -> None:
        self._runs = runs[-_MAX_RUNS:]
        raw = {"schema": 1, "runs": [_to_json(run) for run in self._runs]}
        try:
            write_atomically(self._file, json.dumps(raw, indent=1).encode())
        except OSError as error:
            _log.warning("the run history cannot be written: %s", error)


def _close_unfinished(run: RunRecord, now: BootTime, previous: tuple[RunOutcome, str]) -> RunRecord:
    """Complete a run that did not record its end; a power cut is not a failure."""
    if run.how is not RunOutcome.RUNNING:
        return run
    if not now.is_same_boot(run.began):
        return replace(run, ended=now, how=RunOutcome.CLEAN, detail="the machine was switched off")
    how, detail = previous
    return replace(run, ended=now, how=how, detail=detail)


def _to_json(run: RunRecord) -> dict[str, object]:
    raw = asdict(run)
    raw["how"] = run.how.value
    return raw


def _read(file: Path) -> tuple[RunRecord, ...]:
    """Read the file; a broken one counts as empty, so that it never prevents a start."""
    try:
        raw = json.loads(read_text(file))
        return tuple(_run_from_json(run) for run in raw["runs"][-_MAX_RUNS:])
    except FileNotFoundError:
        return ()
    except _READ_ERRORS as error:
        _log.warning("the run history cannot be read: %s", error)
        if isinstance(error, UnreadableFileError):  # such as a pipe, which must not be overwritten
            with suppress(OSError):
                file.replace(file.with_name(f"{file.name}.broken"))
        return ()


def _run_from_json(raw: dict[str, object]) -> RunRecord:
    began = _boot_time_from_json(raw["began"])
    if began is None:
        raise ValueError("a run without a start time")
    how, detail = RunOutcome(raw["how"]), str(raw["detail"])[:_MAX_DETAIL]
    return RunRecord(began, _boot_time_from_json(raw["ended"]), how, detail)


def _boot_time_from_json(raw: object) -> BootTime | None:
    if not isinstance(raw, dict):
        return None
    time.localtime(raw["wall"])  # raises for a time out of range
    return BootTime(float(raw["wall"]), float(raw["since_boot"]), str(raw["boot"]))
