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

from app.kiosk.supervision.protocol import BEAT, READY, Exit, Told
from app.support.crash_reports import HUNG
from app.support.missing_dependencies import EXIT_MISSING

_KEPT = frozenset(
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
_KEPT_ON_WINDOWS = frozenset(
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
_KEPT_BEGINNINGS = ("BACK_ATLAS_", "LC_", "XDG_")


def kept(environment: Mapping[str, str]) -> dict[str, str]:
    """What of the surroundings a child gets: only what is known to be needed."""
    return {
        name: value
        for name, value in environment.items()
        if name.upper() in _KEPT | _KEPT_ON_WINDOWS or name.startswith(_KEPT_BEGINNINGS)
    }


@dataclass(frozen=True, slots=True)
class Times:
    """How long a parent waits, in seconds; `often` failures `within_s` are too many."""

    silence_s: float = 20.0
    start_s: float = 30.0
    leave_s: float = 1.5
    longest_rest_s: float = 10.0
    within_s: float = 600.0
    often: int = 3


@dataclass(frozen=True, slots=True)
class End:
    """How one child ended; a code below 0 is the number of a signal."""

    code: int
    was_ready: bool
    has_hung: bool = False

    @property
    def words(self) -> str:
        if self.has_hung:
            return HUNG
        return f"signal {-self.code}" if self.code < 0 else f"code {self.code}"


class Child:
    """Runs from the moment it is made; all that happens to it arrives as words in a queue."""

    def __init__(
        self,
        command: Sequence[str],
        told: Told,
        times: Times,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._times, self._clock = times, clock
        self._is_leaving = False
        # A queue of its own: what the one before it said last is nothing to this one.
        self._words: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=kept(os.environ) | told.said(),
        )

    def leave(self) -> None:
        """Wants it to end in order; to be called from a signal's handler too."""
        self._is_leaving = True
        self._words.put(b"")

    def live(self) -> End:
        """Until it has ended, by itself or because it fell silent."""
        entrance, exit_ = self._process.stdin, self._process.stdout
        assert entrance is not None
        assert exit_ is not None
        ear = threading.Thread(target=_listen, args=(exit_, self._words), daemon=True)
        ear.start()
        with entrance, exit_:
            end = self._watch()
            ear.join(self._times.leave_s)
            return end

    def _watch(self) -> End:
        until, was_ready = self._clock() + self._times.start_s, False
        while not self._is_leaving:
            try:
                word = self._words.get(timeout=max(until - self._clock(), 0.0))
            except queue.Empty:
                self._process.kill()
                return End(self._process.wait(), was_ready, has_hung=True)
            if READY in word or BEAT in word:
                until, was_ready = self._clock() + self._times.silence_s, True
            elif not word and not self._is_leaving:
                return End(self._ended(), was_ready)
        return self._let_go()

    def _ended(self) -> int:
        """Its pulse is over: so is it, in a moment."""
        try:
            return self._process.wait(self._times.leave_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _let_go(self) -> End:
        """Lets it end in order: by a signal, or where there are none by a pipe that closes."""
        if os.name == "posix":
            self._process.terminate()
        elif self._process.stdin is not None:
            self._process.stdin.close()
        self._ended()
        return End(Exit.LEFT, was_ready=True)


def _listen(stream: BinaryIO, words: queue.SimpleQueue[bytes]) -> None:
    """Passes on what a child says; nothing at all is its end."""
    while True:
        try:
            word = os.read(stream.fileno(), 256)
        except (OSError, ValueError):
            word = b""
        words.put(word)
        if not word:
            return


EXIT_MISTAKES, EXIT_USAGE = 1, 2
REFUSALS = frozenset({EXIT_MISTAKES, EXIT_USAGE, EXIT_MISSING})
_log = logging.getLogger(__name__)


class Parent:
    """Has one child after another, and counts those that failed."""

    def __init__(
        self,
        command: Sequence[str],
        times: Times,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command, self._times, self._clock = list(command), times, clock
        self._child: Child | None = None
        self._failures: list[float] = []
        self._starts, self._last = 0, ""
        self._is_leaving = False
        # Of all that can wake a thread only this kind of queue may be used by a signal's handler.
        self._wishes: queue.SimpleQueue[int] = queue.SimpleQueue()

    def run(self) -> int:
        """Until it is over; returns the code to end with."""
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self._on_signal) for number in numbers}
        try:
            while (code := self._after(self._one())) is None:
                self._rest()
                if self._is_leaving:
                    return Exit.LEFT
            return code
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _on_signal(self, number: int, _frame: FrameType | None) -> None:
        self._is_leaving = True
        self._wishes.put(number)
        if self._child is not None:
            self._child.leave()

    def _one(self) -> End:
        self._starts += 1
        told = Told(self._starts, len(self._recent()), self._last)
        self._child = Child(self._command, told, self._times, self._clock)
        if self._is_leaving:  # the wish came while it was being made
            self._child.leave()
        return self._child.live()

    def _after(self, end: End) -> int | None:
        """The code to end with after a child has; None to start another."""
        if self._is_leaving or end.code == Exit.LEFT:
            return Exit.LEFT
        if end.code == Exit.SHUT_DOWN:
            return Exit.SHUT_DOWN
        if self._starts == 1 and not end.was_ready and end.code in REFUSALS:
            return end.code
        self._last = ""
        if end.code != Exit.RESTART or not end.was_ready:
            self._last = end.words
            self._failures = [*self._recent(), self._clock()]
        _tell("the kiosk ended (%s) and is started again", end.words)
        return None

    def _recent(self) -> list[float]:
        now = self._clock()
        return [at for at in self._failures if now - at < self._times.within_s]

    def _rest(self) -> None:
        """At once after the first failures; then longer each time, for a machine that is ill."""
        over = len(self._recent()) - self._times.often
        if over <= 0:
            return
        until = self._clock() + min(2.0 ** min(over, 16) / 2, self._times.longest_rest_s)
        while not self._is_leaving and (left := until - self._clock()) > 0:
            try:
                self._wishes.get(timeout=left)
            except queue.Empty:
                return


def _tell(words: str, *parts: object) -> None:
    """Writes a line and lets go of the file, which the child may want to put away."""
    _log.warning(words, *parts)
    for handler in logging.getLogger().handlers:
        handler.close()
