"""Random visits, each followed by a reset: what is left of anybody, in values and in pixels?"""

from __future__ import annotations

from time import perf_counter

from tests.kiosk.soaking import Soak, Soaked
from tests.kiosk.traces import left, traces
from tests.kiosk.visitor import Visitor

ACTS = 14


class Resets:
    """One kiosk; `took` is how many seconds each reset took, until everything was made again."""

    def __init__(self, kiosk: Soaked) -> None:
        self._kiosk, self._soak = kiosk, Soak(kiosk, 0)
        self.took: list[float] = []
        for seed in (-1, 0):
            self._visit(seed)
            self._reset()
        self._picture = kiosk.window.grab().toImage()  # which polishes what was never shown
        self._fresh = traces(kiosk)

    def left_by(self, seed: int) -> list[str]:
        """What is not as it was after a visit and a reset; each a place and both values."""
        self._visit(seed)
        self._reset()
        picture = self._kiosk.window.grab().toImage()
        found = left(self._fresh, traces(self._kiosk))
        told = [f"{key}: {after}, was {before}" for key, (before, after) in found.items()]
        if picture != self._picture:
            told.append("it looks otherwise")
        return told

    def end(self) -> list[str]:
        """No more visits; what went wrong in all of them."""
        self._soak._probe.end()
        self._kiosk.end()
        return self._soak._report.faults

    def _visit(self, seed: int) -> None:
        visitor = Visitor(self._kiosk, seed, self._soak._fingers)
        for _ in range(ACTS):
            visitor.act()

    def _reset(self) -> None:
        """What a reset takes, then both ways to one: all have gone, and Start over is touched."""
        began = perf_counter()
        self._kiosk.station.start_over()
        self._kiosk.settle()
        self.took.append(perf_counter() - began)
        self._soak._see_off()
