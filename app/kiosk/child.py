"""One child of a supervising parent: it is started, listened to, and ended. No Qt."""

from __future__ import annotations

import os
import queue
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from app.kiosk.exits import Exit
from app.kiosk.told import Told
from app.support.crash_reports import HUNG
from app.support.inherited import kept
from app.support.lifeline import BEAT, READY


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
