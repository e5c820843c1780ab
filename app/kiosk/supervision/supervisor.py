"""Supervisor for machines without systemd.

Start the kiosk as a child process, watch its heartbeat, restart it with back-off. No Qt.
"""

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


def child_environ(environment: Mapping[str, str]) -> dict[str, str]:
    """What of the surroundings a child gets: only what is known to be needed."""
    return {
        name: value
        for name, value in environment.items()
        if name.upper() in _PASSED_ON | _PASSED_ON_ON_WINDOWS
        or name.startswith(_PASSED_ON_PREFIXES)
    }


@dataclass(frozen=True, slots=True)
class SupervisorTimes:
    """How long a parent waits, in seconds; `often` failures `within_s` are too many."""

    heartbeat_timeout_s: float = 20.0
    start_timeout_s: float = 30.0
    stop_timeout_s: float = 1.5
    max_backoff_s: float = 10.0
    failure_window_s: float = 600.0
    failures_before_backoff: int = 3


@dataclass(frozen=True, slots=True)
class ChildExit:
    """How one child ended; a code below 0 is the number of a signal."""

    code: int
    was_ready: bool
    has_hung: bool = False

    @property
    def reason(self) -> str:
        if self.has_hung:
            return HUNG
        return f"signal {-self.code}" if self.code < 0 else f"code {self.code}"


class ChildProcess:
    """Runs from the moment it is made; all that happens to it arrives as words in a queue."""

    def __init__(
        self,
        command: Sequence[str],
        told: SupervisorInfo,
        times: SupervisorTimes,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._times, self._clock = times, clock
        self._is_stopping = False
        # A queue of its own: what the one before it said last is nothing to this one.
        self._messages: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=child_environ(os.environ) | told.to_environ(),
        )

    def stop(self) -> None:
        """Wants it to end in order; to be called from a signal's handler too."""
        self._is_stopping = True
        self._messages.put(b"")

    def run(self) -> ChildExit:
        """Until it has ended, by itself or because it fell silent."""
        entrance, exit_ = self._process.stdin, self._process.stdout
        assert entrance is not None
        assert exit_ is not None
        ear = threading.Thread(target=_read_messages, args=(exit_, self._messages), daemon=True)
        ear.start()
        with entrance, exit_:
            end = self._watch_heartbeat()
            ear.join(self._times.stop_timeout_s)
            return end

    def _watch_heartbeat(self) -> ChildExit:
        until, was_ready = self._clock() + self._times.start_timeout_s, False
        while not self._is_stopping:
            try:
                word = self._messages.get(timeout=max(until - self._clock(), 0.0))
            except queue.Empty:
                self._process.kill()
                return ChildExit(self._process.wait(), was_ready, has_hung=True)
            if READY in word or BEAT in word:
                until, was_ready = self._clock() + self._times.heartbeat_timeout_s, True
            elif not word and not self._is_stopping:
                return ChildExit(self._wait_or_kill(), was_ready)
        return self._terminate()

    def _wait_or_kill(self) -> int:
        """Its pulse is over: so is it, in a moment."""
        try:
            return self._process.wait(self._times.stop_timeout_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _terminate(self) -> ChildExit:
        """Lets it end in order: by a signal, or where there are none by a pipe that closes."""
        if os.name == "posix":
            self._process.terminate()
        elif self._process.stdin is not None:
            self._process.stdin.close()
        self._wait_or_kill()
        return ChildExit(ExitCode.OK, was_ready=True)


def _read_messages(stream: BinaryIO, words: queue.SimpleQueue[bytes]) -> None:
    """Passes on what a child says; nothing at all is its end."""
    while True:
        try:
            word = os.read(stream.fileno(), 256)
        except (OSError, ValueError):
            word = b""
        words.put(word)
        if not word:
            return


STARTUP_ERROR_CODES = frozenset({ExitCode.INVALID_ATLAS, ExitCode.USAGE, ExitCode.UNAVAILABLE})
_log = logging.getLogger(__name__)


class Supervisor:
    """Has one child after another, and counts those that failed."""

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
        # Of all that can wake a thread only this kind of queue may be used by a signal's handler.
        self._signals: queue.SimpleQueue[int] = queue.SimpleQueue()

    def run(self) -> int:
        """Until it is over; returns the code to end with."""
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
        told = SupervisorInfo(self._starts, len(self._recent_failures()), self._last_exit)
        self._child = ChildProcess(self._command, told, self._times, self._clock)
        if self._is_stopping:  # the wish came while it was being made
            self._child.stop()
        return self._child.run()

    def _exit_code_after(self, end: ChildExit) -> int | None:
        """The code to end with after a child has; None to start another."""
        if self._is_stopping or end.code == ExitCode.OK:
            return ExitCode.OK
        if end.code == ExitCode.SHUT_DOWN:
            return ExitCode.SHUT_DOWN
        if self._starts == 1 and not end.was_ready and end.code in STARTUP_ERROR_CODES:
            return end.code
        self._last_exit = ""
        if end.code != ExitCode.RESTART or not end.was_ready:
            self._last_exit = end.reason
            self._failures = [*self._recent_failures(), self._clock()]
        _log_and_close("the kiosk ended (%s) and is started again", end.reason)
        return None

    def _recent_failures(self) -> list[float]:
        now = self._clock()
        return [at for at in self._failures if now - at < self._times.failure_window_s]

    def _back_off(self) -> None:
        """At once after the first failures; then longer each time, for a machine that is ill."""
        over = len(self._recent_failures()) - self._times.failures_before_backoff
        if over <= 0:
            return
        until = self._clock() + min(2.0 ** min(over, 16) / 2, self._times.max_backoff_s)
        while not self._is_stopping and (left := until - self._clock()) > 0:
            try:
                self._signals.get(timeout=left)
            except queue.Empty:
                return


def _log_and_close(words: str, *parts: object) -> None:
    """Writes a line and lets go of the file, which the child may want to put away."""
    _log.warning(words, *parts)
    for handler in logging.getLogger().handlers:
        handler.close()
