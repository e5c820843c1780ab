"""Starts a kiosk again and again, and knows when it is over: what no systemd does here. No Qt."""

from __future__ import annotations

import logging
import queue
import signal
import time
from collections.abc import Callable, Sequence
from types import FrameType

from app.kiosk.child import Child, End, Times
from app.kiosk.exits import Exit
from app.kiosk.told import Told
from app.support.missing_dependencies import EXIT_MISSING

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
