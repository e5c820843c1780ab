"""Random visits, each followed by a reset and a comparison of all values and pixels."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton

from tests.kiosk.random_visitor import CANARY, RandomVisitor
from tests.kiosk.soak import SIZE, SoakKiosk, SoakRun
from tests.kiosk.state_snapshot import differences, snapshot

ACTS = 14
BESIDE_REGIONS = QPoint(3, 640)
_IDLE_S = 90


class ResetRun:
    """Visits one kiosk again and again.

    Attributes:
        reset_times: how many seconds each reset took.
        ready_times: the same for "Start over", until everything was built and painted again.
    """

    def __init__(self, kiosk: SoakKiosk) -> None:
        self._kiosk, self._soak = kiosk, SoakRun(kiosk, 0)
        self.input = self._soak.input
        self.reset_times: list[float] = []
        self.ready_times: list[float] = []
        self._untimed_reset = kiosk.display.reset
        kiosk.display.reset = self._timed_reset
        self._visit(-1)
        self._picture, self._initial = QImage(), {}
        self._reset(walks_away=True)
        self._soak.complete_search()
        for walks_away in (True, False, True):
            self._reset(walks_away=walks_away)
            self._picture = kiosk.window.grab().toImage()  # it also polishes widgets never shown
            self._initial[walks_away] = snapshot(kiosk)
        self.reset_times.clear()
        self.ready_times.clear()

    def left_by(self, seed: int) -> list[str]:
        """What a random visit and a reset leave changed, each as a path with both values.

        Every other visitor walks away; the others touch "Start over".
        """
        self._visit(seed)
        return self.left(walks_away=bool(seed % 2))

    def left(self, *, walks_away: bool) -> list[str]:
        """The same for the visit that has just been made."""
        self._reset(walks_away=walks_away)
        picture = self._kiosk.window.grab().toImage()
        now = snapshot(self._kiosk)
        changed = differences(self._initial[walks_away], now)
        found = [f"{key}: {after}, was {before}" for key, (before, after) in changed.items()]
        if CANARY in repr(now):
            found.append("text that was typed is still there")
        if picture != self._picture:
            found.append("the picture has changed")
        return found

    def start_visit(self) -> None:
        """Touch the attract loop once presses count.

        Qt forgets a mouse button whose release was lost only at a touch that is not ignored.
        """
        self.input.pause()
        self.input.touch({0: BESIDE_REGIONS})
        self.input.touch({}, up={0: BESIDE_REGIONS})
        self.settle()

    def settle(self) -> None:
        """Wait until everything is built, and put the pointer where it was at the start.

        A random visitor loses some releases of the mouse, which no real visitor does.
        """
        self._soak.settle()
        if QGuiApplication.mouseButtons():
            self.input.release(BESIDE_REGIONS)
        self.input.move(BESIDE_REGIONS)
        self._soak.settle()

    def end(self) -> list[str]:
        """Close the kiosk; return the faults of all visits."""
        faults = self._soak.end()
        self._kiosk.end()
        return faults

    def _visit(self, seed: int) -> None:
        visitor = RandomVisitor(self._kiosk, seed, self.input)
        for _ in range(ACTS):
            visitor.act()

    def _timed_reset(self) -> None:
        start = perf_counter()
        self._untimed_reset()
        self.reset_times.append(perf_counter() - start)

    def _reset(self, *, walks_away: bool) -> None:
        """Let the visitor walk away, or touch "Start over" unless an overlay covers it."""
        kiosk = self._kiosk
        kiosk.window.resize(*SIZE)
        kiosk.settle()
        self.input.release_screen_reader_press()
        if walks_away or kiosk.window.overlay is not None:
            kiosk.advance_time(_IDLE_S)
            kiosk.advance_time(_IDLE_S)
            self.start_visit()
            return
        self.input.pause()
        start = perf_counter()
        self.input.tap_on(kiosk.window.bottom_bar.findChild(QPushButton))
        kiosk.settle()
        self.ready_times.append(perf_counter() - start)
        self.settle()
