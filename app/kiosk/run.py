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
from app.bootstrap.qt_app import trim_memory
from app.kiosk.metrics.status import RestartSummary
from app.kiosk.supervision.command import require_single_instance
from app.kiosk.supervision.fault_code import error_location, fault_code, previous_outcome
from app.kiosk.supervision.heartbeat import BEAT_MS, Heartbeat, LoopLag
from app.kiosk.supervision.protocol import SupervisorInfo, SupervisorPipe, heartbeat_channel
from app.kiosk.supervision.run_history import CrashLoopLimits, RunHistory, RunOutcome
from app.support.crash_reports import (
    Crash,
    CrashHandler,
    arm_hang_dump,
    disable_fault_log,
    enable_fault_log,
    exit_immediately,
    last_fault,
)
from app.support.exit_codes import ExitCode
from app.support.paths import Paths
from app.support.qt_signals import CrashSignal, ShutdownSignals
from app.support.validation_errors import ContentError

_EXIT_GRACE_S = 2.0
_log = logging.getLogger(__name__)


class ManagedKiosk(Protocol):
    """What a run shows: the visitors' house, or the window of a diagnosis."""

    @property
    def windows(self) -> Sequence[QWidget]: ...

    @property
    def ended(self) -> SignalInstance: ...

    def stop(self, how: ExitCode) -> None: ...


class ShutdownBridge(QObject):
    """One for what is shown."""

    _parent_exited = Signal()

    def __init__(self, shown: ManagedKiosk, app: QApplication, recover: Callable[[], None]) -> None:
        super().__init__()
        self._kiosk, self._app, self._recover = shown, app, recover
        self._parent_exited.connect(self.on_quit_request)

    def on_quit_request(self, _number: object = None) -> None:
        """The system wants it to end."""
        self._kiosk.stop(ExitCode.OK)

    def on_crash(self, crash: Crash) -> None:
        """Back to the start scene: the visitor sees no more of it."""
        _log.warning("back to the start after: %s", crash.summary)
        self._recover()

    def exit_application(self, how: ExitCode) -> None:
        self._app.exit(int(how))

    def on_parent_exit(self) -> None:
        """The parent has ended: somebody will start another, and two are one too many."""
        _log.warning("the parent has ended, so this kiosk ends as well")
        self._parent_exited.emit()
        time.sleep(_EXIT_GRACE_S)
        exit_immediately(ExitCode.OK)


_TRIM_MEMORY_AFTER_MS, _LOCK_WAIT_S = 1500, 3.0


@dataclass(frozen=True, slots=True)
class RunTimes:
    """How often the heart beats, after how long a stack is written, how long safe mode lasts."""

    heartbeat_ms: int = BEAT_MS
    hang_timeout_s: float = 15.0
    start_timeout_s: float = 25.0
    safe_mode_ms: int = 600_000
    limits: CrashLoopLimits = field(default_factory=CrashLoopLimits)


class KioskRun:
    """To be entered before anything else is read: it notes how the run ends, in whatever way.

    Raises on entering:
        UsageError: another kiosk is running here.
    """

    def __init__(self, paths: Paths, times: RunTimes | None = None) -> None:
        self._paths, self.times = paths, times or RunTimes()
        self._supervisor = SupervisorInfo.from_environ(os.environ)
        self.history = RunHistory.beside_settings(paths.settings, self.times.limits)
        self.channel = heartbeat_channel(self._supervisor, os.environ)
        self.loop_lag = LoopLag()
        # A keeper at a terminal reads why it does not start; a screen that nobody guards must tell.
        self._is_unattended = self._supervisor.run_number > 1 or "NOTIFY_SOCKET" in os.environ
        self._last_crash = ""

    def __enter__(self) -> KioskRun:
        self._lock = require_single_instance("kiosk", self._paths, _LOCK_WAIT_S)
        seen = previous_outcome(self._supervisor, last_fault(self._paths.logs))
        self.decision = self.history.begin_run(seen, self._supervisor.recent_failures)
        self._faults = enable_fault_log(self._paths.logs)
        arm_hang_dump(self._faults, self.times.start_timeout_s)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, UsageError | ContentError):
            how = RunOutcome.REFUSED if self._is_unattended else RunOutcome.DONE
            self.history.end_run(how, str(error).splitlines()[0])
        elif kind is not None and issubclass(kind, Exception):
            report = "".join(traceback.format_exception(kind, error, trace))
            self.history.end_run(RunOutcome.BROKE, error_location(kind.__name__, report))
        self.history.end_run(RunOutcome.DONE)
        disable_fault_log(self._faults)
        if self._lock is not None:
            self._lock.close()

    def restart_summary(self, *, is_safe: bool) -> RestartSummary:
        """What the health page says of the runs before this one."""
        last = self.decision.last_failure
        code = fault_code(last.how, last.detail) if last is not None else ""
        return RestartSummary(self.history.failure_counts(), code, is_safe)

    def run_event_loop(
        self, app: QApplication, shown: ManagedKiosk, recover: Callable[[], None]
    ) -> int:
        """Turns Qt's loop until what is shown has ended; returns the exit code.

        `recover` puts everything back to the start, after an error that nobody caught.
        """
        carrier, ending, guide = (
            CrashSignal(),
            ShutdownSignals(),
            ShutdownBridge(shown, app, recover),
        )
        carrier.crashed.connect(guide.on_crash)
        ending.shutdown_requested.connect(guide.on_quit_request)
        shown.ended.connect(guide.exit_application)
        watch = CrashHandler(
            self._crash_handler(carrier), leave=self._end_after_crash, hides_words=True
        )
        watch.install()
        pulse = Heartbeat(
            shown, self.channel, self._on_beat, self.loop_lag, self.times.heartbeat_ms
        )
        pulse.start()
        if isinstance(self.channel, SupervisorPipe):
            self.channel.watch_supervisor(guide.on_parent_exit)
        QTimer.singleShot(_TRIM_MEMORY_AFTER_MS, trim_memory)
        code = app.exec()
        pulse.stop()
        watch.remove()
        ending.close()
        self.history.end_run(RunOutcome.DONE, str(code))
        return code

    def _crash_handler(self, carrier: CrashSignal) -> Callable[[Crash], None]:
        def tell(crash: Crash) -> None:
            kind = crash.summary.partition("(")[2].partition(")")[0]
            self._last_crash = error_location(kind, crash.report)
            carrier.report(crash)

        return tell

    def _end_after_crash(self, code: int) -> None:
        how = RunOutcome.BROKE if code == ExitCode.INTERNAL_ERROR else RunOutcome.DONE
        self.history.end_run(how, self._last_crash)
        exit_immediately(code)

    def _on_beat(self) -> None:
        arm_hang_dump(self._faults, self.times.hang_timeout_s)
