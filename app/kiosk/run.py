"""One run of a kiosk process.

Lock, run history, heartbeat, crash handling and the Qt event loop.
"""

from __future__ import annotations

import logging
import os
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QApplication, QWidget

from app.bootstrap.options import UsageError
from app.kiosk.metrics.status import Past
from app.kiosk.supervision.command import only_one
from app.kiosk.supervision.fault_code import code_of, place_of, seen_by
from app.kiosk.supervision.heartbeat import BEAT_MS, Lag, Pulse
from app.kiosk.supervision.protocol import Exit, ParentLine, Told, line_of
from app.kiosk.supervision.run_history import How, Limits, Runs
from app.support.crash_reports import (
    EXIT_BROKEN,
    Crash,
    CrashWatch,
    end_process,
    end_watch,
    last_fault,
    watch_faults,
    watch_hang,
)
from app.support.memory import settle
from app.support.paths import Paths
from app.support.qt_signals import CrashCarrier, EndingSignals
from app.support.validation_errors import ContentError

_LEAVE_S = 2.0
_log = logging.getLogger(__name__)


class Shown(Protocol):
    """What a run shows: the visitors' house, or the window of a diagnosis."""

    @property
    def windows(self) -> Sequence[QWidget]: ...

    @property
    def ended(self) -> SignalInstance: ...

    def stop(self, how: Exit) -> None: ...


class Guide(QObject):
    """One for what is shown."""

    _orphaned = Signal()

    def __init__(self, shown: Shown, app: QApplication, recover: Callable[[], None]) -> None:
        super().__init__()
        self._shown, self._app, self._recover = shown, app, recover
        self._orphaned.connect(self.leave)

    def leave(self, _number: object = None) -> None:
        """The system wants it to end."""
        self._shown.stop(Exit.LEFT)

    def recover(self, crash: Crash) -> None:
        """Back to the start scene: the visitor sees no more of it."""
        _log.warning("back to the start after: %s", crash.sentence)
        self._recover()

    def end(self, how: Exit) -> None:
        self._app.exit(int(how))

    def orphan(self) -> None:
        """The parent has ended: somebody will start another, and two are one too many."""
        _log.warning("the parent has ended, so this kiosk ends as well")
        self._orphaned.emit()
        time.sleep(_LEAVE_S)
        end_process(Exit.LEFT)


_SETTLED_MS, _LOCK_WAIT_S = 1500, 3.0


@dataclass(frozen=True, slots=True)
class RunTimes:
    """How often the heart beats, after how long a stack is written, how long safe mode lasts."""

    beat_ms: int = BEAT_MS
    stack_s: float = 15.0
    start_s: float = 25.0
    safe_ms: int = 600_000
    limits: Limits = field(default_factory=Limits)


class KioskRun:
    """To be entered before anything else is read: it notes how the run ends, in whatever way.

    Raises on entering:
        UsageError: another kiosk is running here.
    """

    def __init__(self, paths: Paths, times: RunTimes | None = None) -> None:
        self._paths, self.times = paths, times or RunTimes()
        self._told = Told.by(os.environ)
        self.runs = Runs.beside(paths.settings, self.times.limits)
        self.line = line_of(self._told, os.environ)
        self.lag = Lag()
        # A keeper at a terminal reads why it does not start; a screen that nobody guards must tell.
        self._counts_refusals = self._told.start > 1 or "NOTIFY_SOCKET" in os.environ
        self._last_crash = ""

    def __enter__(self) -> KioskRun:
        self._held = only_one("kiosk", self._paths, _LOCK_WAIT_S)
        seen = seen_by(self._told, last_fault(self._paths.logs))
        self.verdict = self.runs.begin(seen, self._told.failed)
        self._faults = watch_faults(self._paths.logs)
        watch_hang(self._faults, self.times.start_s)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, UsageError | ContentError):
            how = How.REFUSED if self._counts_refusals else How.DONE
            self.runs.end(how, str(error).splitlines()[0])
        elif kind is not None and issubclass(kind, Exception):
            report = "".join(traceback.format_exception(kind, error, trace))
            self.runs.end(How.BROKE, place_of(kind.__name__, report))
        self.runs.end(How.DONE)
        end_watch(self._faults)
        if self._held is not None:
            self._held.close()

    def past(self, *, is_safe: bool) -> Past:
        """What the health page says of the runs before this one."""
        last = self.verdict.last
        code = code_of(last.how, last.detail) if last is not None else ""
        return Past(self.runs.tally(), code, is_safe)

    def go(self, app: QApplication, shown: Shown, recover: Callable[[], None]) -> int:
        """Turns Qt's loop until what is shown has ended; returns the Exit.

        `recover` puts everything back to the start, after an error that nobody caught.
        """
        carrier, ending, guide = CrashCarrier(), EndingSignals(), Guide(shown, app, recover)
        carrier.told.connect(guide.recover)
        ending.ending_asked.connect(guide.leave)
        shown.ended.connect(guide.end)
        watch = CrashWatch(self._telling(carrier), leave=self._break, hides_words=True)
        watch.install()
        pulse = Pulse(shown, self.line, self._beaten, self.lag, self.times.beat_ms)
        pulse.start()
        if isinstance(self.line, ParentLine):
            self.line.watch(guide.orphan)
        QTimer.singleShot(_SETTLED_MS, settle)
        code = app.exec()
        pulse.stop()
        watch.remove()
        ending.close()
        self.runs.end(How.DONE, str(code))
        return code

    def _telling(self, carrier: CrashCarrier) -> Callable[[Crash], None]:
        def tell(crash: Crash) -> None:
            kind = crash.sentence.partition("(")[2].partition(")")[0]
            self._last_crash = place_of(kind, crash.report)
            carrier.tell(crash)

        return tell

    def _break(self, code: int) -> None:
        how = How.BROKE if code == EXIT_BROKEN else How.DONE
        self.runs.end(how, self._last_crash)
        end_process(code)

    def _beaten(self) -> None:
        watch_hang(self._faults, self.times.stack_s)
