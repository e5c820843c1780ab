"""How late a kiosk's loop comes to what is due: measured beat by beat on a steady clock. No Qt."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

LATE_S = 2.0
"""A loop that comes later than this does not answer a visitor."""
LATELY_S = 300.0
"""What is told goes back so far: as long as from one report to the next."""


class Lag:
    """Knows when the next beat is due, and how late the beats of late have come."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = clock()
        self._seen: deque[tuple[float, float]] = deque()

    def expect(self, in_s: float) -> None:
        """From now on the next beat is due so much later."""
        self._due = self._clock() + in_s

    def arrive(self) -> float:
        """The beat is here; returns how many seconds late it is, 0 if it is not."""
        now = self._clock()
        late = max(now - self._due, 0.0)
        self._seen.append((now, late))
        self._forget(now)
        return late

    def longest(self) -> float | None:
        """The latest beat of late, in seconds; None where there was none."""
        self._forget(self._clock())
        return max((late for _, late in self._seen), default=None)

    def _forget(self, now: float) -> None:
        while self._seen and now - self._seen[0][0] > LATELY_S:
            self._seen.popleft()
