"""Supervisor for machines without systemd: it runs, watches and restarts a kiosk. No Qt."""

from __future__ import annotations

import logging
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import BinaryIO

from app.kiosk.supervision.protocol import BEAT, READY, SupervisorInfo
from app.support.crash_reports import HUNG
from app.support.exit_codes import ExitCode

_PASSED_ON = frozenset(
    (
        "HOME",
        "USER",
        "LOGNAME",
        "PATH",
        "LANG",
        "LANGUAGE",
        "TZ",
        "TMPDIR",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "XAUTHORITY",
        "DBUS_SESSION_BUS_ADDRESS",
        "AT_SPI_BUS_ADDRESS",
        "QT_QPA_PLATFORM",
        "QT_ACCESSIBILITY",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON",
        "QT_SCALE_FACTOR",
        "QT_FONT_DPI",
        "VIRTUAL_ENV",
        "PULSE_SERVER",
        "CUPS_SERVER",
    )
)
_PASSED_ON_ON_WINDOWS = frozenset(
    (
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "WINDIR",
        "COMSPEC",
        "PATHEXT",
        "TEMP",
        "TMP",
        "USERNAME",
        "USERPROFILE",
        "APPDATA",
        "LOCALAPPDATA",
        "PROGRAMDATA",
        "HOMEDRIVE",
        "HOMEPATH",
    )
)
_PASSED_ON_PREFIXES = ("BACK_ATLAS_", "LC_", "XDG_")
STARTUP_ERROR_CODES = frozenset({ExitCode.INVALID_ATLAS, ExitCode.USAGE, ExitCode.UNAVAILABLE})
"""After one of these codes the first start is not repeated: it would fail again."""
_log = logging.getLogger(__name__)


def child_environ(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that the kiosk inherits: only those known to be needed."""
    return {
        name: value
        for name, value in environment.items()
        if name.upper() in _PASSED_ON | _PASSED_ON_ON_WINDOWS
        or name.startswith(_PASSED_ON_PREFIXES)
    }


@dataclass(frozen=True, slots=True)
class SupervisorTimes:
    """How long the supervisor waits, in seconds.

    Attributes:
        heartbeat_timeout_s: without a heartbeat for this long, the kiosk is killed.
        start_timeout_s: the same for the first heartbeat.
        stop_timeout_s: a kiosk that should end is killed after this time.
        max_backoff_s: the longest pause before a restart.
        failure_window_s: for how long a failure counts as recent.
        failures_before_backoff: how many recent failures are each followed by an immediate restart.
    """

    heartbeat_timeout_s: float = 20.0
    start_timeout_s: float = 30.0
    stop_timeout_s: float = 1.5
    max_backoff_s: float = 10.0
    failure_window_s: float = 600.0
    failures_before_backoff: int = 3


@dataclass(frozen=True, slots=True)
class ChildExit:
    """How a kiosk process ended; a code below 0 is the number of a signal."""

    code: int
    was_ready: bool
    has_hung: bool = False

    @property
    def reason(self) -> str:
        if self.has_hung:
            return HUNG
        return f"signal {-self.code}" if self.code < 0 else f"code {self.code}"


class ChildProcess:
    """A kiosk process, started on creation; its messages and its end arrive in a queue."""

    def __init__(
        self,
        command: Sequence[str],
        info: SupervisorInfo,
        times: SupervisorTimes,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._times, self._clock = times, clock
        self._is_stopping = False
        # A queue for each process: late messages of the one before must not count for this one.
        self._messages: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=child_environ(os.environ) | info.to_environ(),
        )

    def stop(self) -> None:
        """Ask the process to end; a signal handler may call this."""
        self._is_stopping = True
        self._messages.put(b"")

    def run(self) -> ChildExit:
        """Wait until the process has ended; kill it if its heartbeat stops."""
        child_input, child_output = self._process.stdin, self._process.stdout
        assert child_input is not None
        assert child_output is not None
        reader = threading.Thread(
            target=_read_messages, args=(child_output, self._messages), daemon=True
        )
        reader.start()
        with child_input, child_output:
            child_exit = self._watch_heartbeat()
            reader.join(self._times.stop_timeout_s)
            return child_exit

    def _watch_heartbeat(self) -> ChildExit:
        until, was_ready = self._clock() + self._times.start_timeout_s, False
        while not self._is_stopping:
            try:
                message = self._messages.get(timeout=max(until - self._clock(), 0.0))
            except queue.Empty:
                self._process.kill()
                return ChildExit(self._process.wait(), was_ready, has_hung=True)
            if READY in message or BEAT in message:
                until, was_ready = self._clock() + self._times.heartbeat_timeout_s, True
            elif not message and not self._is_stopping:
                return ChildExit(self._wait_or_kill(), was_ready)
        return self._terminate()

    def _wait_or_kill(self) -> int:
        """Wait for a process that has closed its output, and kill it if it does not end."""
        try:
            return self._process.wait(self._times.stop_timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _terminate(self) -> ChildExit:
        """Ask the process to end, by SIGTERM or, on Windows, by closing its input."""
        if os.name == "posix":
            self._process.terminate()
        elif self._process.stdin is not None:
            self._process.stdin.close()
        self._wait_or_kill()
        return ChildExit(ExitCode.OK, was_ready=True)


def _read_messages(stream: BinaryIO, messages: queue.SimpleQueue[bytes]) -> None:
    """Put everything that is read into a queue; an empty message is the end."""
    while True:
        try:
            message = os.read(stream.fileno(), 256)
        except (OSError, ValueError):
            message = b""
        messages.put(message)
        if not message:
            return


class Supervisor:
    """Runs one kiosk process after another, until one ends on purpose.

    Args:
        command: the command line of the kiosk.
        times: how long to wait for what.
        clock: the time in seconds, which never goes back.
    """

    def __init__(
        self,
        command: Sequence[str],
        times: SupervisorTimes,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command, self._times, self._clock = list(command), times, clock
        self._child: ChildProcess | None = None
        self._failures: list[float] = []
        self._starts, self._last_exit = 0, ""
        self._is_stopping = False
        # SimpleQueue is reentrant, so a signal handler may put into it.
        self._signals: queue.SimpleQueue[int] = queue.SimpleQueue()

    def run(self) -> int:
        """Supervise until the end; return the exit code of the program."""
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self._on_signal) for number in numbers}
        try:
            while (code := self._exit_code_after(self._run_child())) is None:
                self._back_off()
                if self._is_stopping:
                    return ExitCode.OK
            return code
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._is_stopping = True
        self._signals.put(number)
        if self._child is not None:
            self._child.stop()

    def _run_child(self) -> ChildExit:
        self._starts += 1
        info = SupervisorInfo(self._starts, len(self._recent_failures()), self._last_exit)
        self._child = ChildProcess(self._command, info, self._times, self._clock)
        if self._is_stopping:  # the signal came while the process was being started
            self._child.stop()
        return self._child.run()

    def _exit_code_after(self, child_exit: ChildExit) -> int | None:
        """The exit code of the program after a kiosk has ended; None to start another one."""
        if self._is_stopping or child_exit.code == ExitCode.OK:
            return ExitCode.OK
        if child_exit.code == ExitCode.SHUT_DOWN:
            return ExitCode.SHUT_DOWN
        is_first = self._starts == 1 and not child_exit.was_ready
        if is_first and child_exit.code in STARTUP_ERROR_CODES:
            return child_exit.code
        self._last_exit = ""
        if child_exit.code != ExitCode.RESTART or not child_exit.was_ready:
            self._last_exit = child_exit.reason
            self._failures = [*self._recent_failures(), self._clock()]
        _log_and_close("the kiosk ended (%s) and is started again", child_exit.reason)
        return None

    def _recent_failures(self) -> list[float]:
        now = self._clock()
        return [at for at in self._failures if now - at < self._times.failure_window_s]

    def _back_off(self) -> None:
        """Pause before a restart: not after the first failures, then twice as long each time."""
        excess = len(self._recent_failures()) - self._times.failures_before_backoff
        if excess <= 0:
            return
        until = self._clock() + min(2.0 ** min(excess, 16) / 2, self._times.max_backoff_s)
        while not self._is_stopping and (left := until - self._clock()) > 0:
            try:
                self._signals.get(timeout=left)
            except queue.Empty:
                return


def _log_and_close(message: str, *args: object) -> None:
    """Write to the log and close its file, because the kiosk may have to rename it."""
    _log.warning(message, *args)
    for handler in logging.getLogger().handlers:
        handler.close()
