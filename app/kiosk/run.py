"""One run of a kiosk process: lock, run history, heartbeat, crash handling and Qt's event loop."""

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
from app.kiosk.supervision.fault_code import error_location, fault_code, previous_outcome
from app.kiosk.supervision.heartbeat import BEAT_MS, Heartbeat, LoopLag
from app.kiosk.supervision.protocol import SupervisorInfo, SupervisorPipe, heartbeat_channel
from app.kiosk.supervision.run_history import CrashLoopLimits, RunHistory, RunOutcome
from app.kiosk.supervision.single_instance import require_single_instance
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
_TRIM_MEMORY_AFTER_MS = 1500
_LOCK_WAIT_S = 3.0
_log = logging.getLogger(__name__)


class ManagedKiosk(Protocol):
    """What a run can show: the kiosk application, or the fault window alone."""

    @property
    def windows(self) -> Sequence[QWidget]: ...

    @property
    def ended(self) -> SignalInstance: ...

    def stop(self, how: ExitCode) -> None: ...


class ShutdownBridge(QObject):
    """Receives the events that end a run or reset it, and passes them on to kiosk and Qt.

    `recover` resets the kiosk after an exception that was not caught.
    """

    _parent_exited = Signal()

    def __init__(self, kiosk: ManagedKiosk, app: QApplication, recover: Callable[[], None]) -> None:
        super().__init__()
        self._kiosk, self._app, self._recover = kiosk, app, recover
        self._parent_exited.connect(self.on_quit_request)

    def on_quit_request(self, _number: object = None) -> None:
        """End the kiosk, because the system asks for it."""
        self._kiosk.stop(ExitCode.OK)

    def on_crash(self, crash: Crash) -> None:
        """Reset the kiosk, so that the visitor sees the start page instead of a broken one."""
        _log.warning("reset after: %s", crash.summary)
        self._recover()

    def exit_application(self, how: ExitCode) -> None:
        """Leave Qt's event loop with the exit code `how`."""
        self._app.exit(int(how))

    def on_parent_exit(self) -> None:
        """End the process, because the supervisor has ended and a new one starts its own kiosk.

        Called in a thread, so it can end the process even if the event loop hangs.
        """
        _log.warning("the supervisor has ended, so this kiosk ends as well")
        self._parent_exited.emit()
        time.sleep(_EXIT_GRACE_S)
        exit_immediately(ExitCode.OK)


@dataclass(frozen=True, slots=True)
class RunTimes:
    """The times and limits of a run; tests shorten them.

    Attributes:
        heartbeat_ms: how often the heartbeat is sent.
        hang_timeout_s: how long after the last heartbeat the stacks are written to the fault log.
        start_timeout_s: the same before the first heartbeat.
        safe_mode_ms: how long safe mode lasts.
        limits: how many failures lead to safe mode.
    """

    heartbeat_ms: int = BEAT_MS
    hang_timeout_s: float = 15.0
    start_timeout_s: float = 25.0
    safe_mode_ms: int = 600_000
    limits: CrashLoopLimits = field(default_factory=CrashLoopLimits)


class KioskRun:
    """Context manager that records how a run ends.

    Enter it before any file is read, so that the record includes errors in files.

    Raises on entering:
        UsageError: another kiosk is running here.
    """

    def __init__(self, paths: Paths, times: RunTimes | None = None) -> None:
        self._paths, self.times = paths, times or RunTimes()
        self._supervisor = SupervisorInfo.from_environ(os.environ)
        self.history = RunHistory.beside_settings(paths.settings, self.times.limits)
        self.channel = heartbeat_channel(self._supervisor, os.environ)
        self.loop_lag = LoopLag()
        # At a terminal a refused start is no failure, because its message can be read there. On an
        # unattended screen it counts as one, so that safe mode shows it.
        self._is_unattended = self._supervisor.run_number > 1 or "NOTIFY_SOCKET" in os.environ
        self._last_crash = ""

    def __enter__(self) -> KioskRun:
        self._lock = require_single_instance("kiosk", self._paths, _LOCK_WAIT_S)
        previous = previous_outcome(self._supervisor, last_fault(self._paths.logs))
        self.decision = self.history.begin_run(previous, self._supervisor.recent_failures)
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
            how = RunOutcome.REFUSED if self._is_unattended else RunOutcome.CLEAN
            self.history.end_run(how, str(error).splitlines()[0])
        elif kind is not None and issubclass(kind, Exception):
            report = "".join(traceback.format_exception(kind, error, trace))
            self.history.end_run(RunOutcome.EXCEPTION, error_location(kind.__name__, report))
        self.history.end_run(RunOutcome.CLEAN)
        disable_fault_log(self._faults)
        if self._lock is not None:
            self._lock.close()

    def restart_summary(self, *, is_safe: bool) -> RestartSummary:
        """What the status page and the metrics report about earlier runs."""
        last = self.decision.last_failure
        code = fault_code(last.how, last.detail) if last is not None else ""
        return RestartSummary(self.history.failure_counts(), code, is_safe)

    def run_event_loop(
        self, app: QApplication, kiosk: ManagedKiosk, recover: Callable[[], None]
    ) -> int:
        """Run Qt's event loop until the kiosk ends; return the exit code.

        Args:
            app: the Qt application.
            kiosk: what is shown.
            recover: resets what is shown after an exception that was not caught.
        """
        crash_signal, shutdown_signals = CrashSignal(), ShutdownSignals()
        bridge = ShutdownBridge(kiosk, app, recover)
        crash_signal.crashed.connect(bridge.on_crash)
        shutdown_signals.shutdown_requested.connect(bridge.on_quit_request)
        kiosk.ended.connect(bridge.exit_application)
        crash_handler = CrashHandler(
            self._crash_callback(crash_signal), leave=self._end_after_crash, hides_words=True
        )
        crash_handler.install()
        heartbeat = Heartbeat(
            kiosk, self.channel, self._on_beat, self.loop_lag, self.times.heartbeat_ms
        )
        heartbeat.start()
        if isinstance(self.channel, SupervisorPipe):
            self.channel.watch_supervisor(bridge.on_parent_exit)
        QTimer.singleShot(_TRIM_MEMORY_AFTER_MS, trim_memory)
        code = app.exec()
        heartbeat.stop()
        crash_handler.remove()
        shutdown_signals.close()
        self.history.end_run(RunOutcome.CLEAN, str(code))
        return code

    def _crash_callback(self, crash_signal: CrashSignal) -> Callable[[Crash], None]:
        def report(crash: Crash) -> None:
            kind = crash.summary.partition("(")[2].partition(")")[0]
            self._last_crash = error_location(kind, crash.report)
            crash_signal.report(crash)

        return report

    def _end_after_crash(self, code: int) -> None:
        how = RunOutcome.EXCEPTION if code == ExitCode.INTERNAL_ERROR else RunOutcome.CLEAN
        self.history.end_run(how, self._last_crash)
        exit_immediately(code)

    def _on_beat(self) -> None:
        arm_hang_dump(self._faults, self.times.hang_timeout_s)
