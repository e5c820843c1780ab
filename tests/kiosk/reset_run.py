"""Random visits, each followed by a reset: what is left of anybody, in values and in pixels?"""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton

from tests.kiosk.random_visitor import CANARY, RandomVisitor
from tests.kiosk.soak import SIZE, SoakKiosk, SoakRun
from tests.kiosk.state_snapshot import differences, snapshot

ACTS = 14
AT_REST = QPoint(3, 640)
_GONE_S = 90


class ResetRun:
    """One kiosk; `took` is how many seconds a reset took, and `ready` until all was made again."""

    def __init__(self, kiosk: SoakKiosk) -> None:
        self._kiosk, self._soak = kiosk, SoakRun(kiosk, 0)
        self.fingers = self._soak._fingers
        self.took: list[float] = []
        self.ready: list[float] = []
        self._true = kiosk.station.reset
        kiosk.station.reset = self._timed
        self._visit(-1)
        self._picture, self._fresh = QImage(), {}
        for goes in (True, False, True):
            self._reset(goes=goes)
            self._picture = kiosk.window.grab().toImage()  # which polishes what was never shown
            self._fresh[goes] = snapshot(kiosk)
        self.took.clear()
        self.ready.clear()

    def left_by(self, seed: int) -> list[str]:
        """What is not as it was after a visit and a reset; each a place and both values.

        Every other visitor just goes away, the others touch Start over.
        """
        self._visit(seed)
        return self.left(goes=bool(seed % 2))

    def left(self, *, goes: bool) -> list[str]:
        """The same for whoever has been there until now."""
        self._reset(goes=goes)
        picture = self._kiosk.window.grab().toImage()
        now = snapshot(self._kiosk)
        found = differences(self._fresh[goes], now)
        told = [f"{key}: {after}, was {before}" for key, (before, after) in found.items()]
        if CANARY in repr(now):
            told.append("what was typed is still there")
        if picture != self._picture:
            told.append("it looks otherwise")
        return told

    def start_visit(self) -> None:
        """A visitor touches the invitation, once touches count again.

        Qt clears a mouse button whose release got lost only by a touch that is not ignored.
        """
        self.fingers.pause()
        self.fingers.touch({0: AT_REST})
        self.fingers.touch({}, up={0: AT_REST})
        self.settle()

    def settle(self) -> None:
        """Until everything is made, and the pointer is as it was for the first one.

        A visitor sometimes loses the release of a mouse button; no later visitor holds it.
        """
        self._soak._settle()
        if QGuiApplication.mouseButtons():
            self.fingers.release(AT_REST)
        self.fingers.move(AT_REST)
        self._soak._settle()

    def end(self) -> list[str]:
        """No more visits; what went wrong in all of them."""
        self._soak._probe.end()
        self._kiosk.end()
        return self._soak._report.faults

    def _visit(self, seed: int) -> None:
        visitor = RandomVisitor(self._kiosk, seed, self.fingers)
        for _ in range(ACTS):
            visitor.act()

    def _timed(self) -> None:
        began = perf_counter()
        self._true()
        self.took.append(perf_counter() - began)

    def _reset(self, *, goes: bool) -> None:
        """Nobody is there for a while, or Start over is touched; where it is covered, the first."""
        kiosk = self._kiosk
        kiosk.window.resize(*SIZE)
        kiosk.settle()
        self._soak._fingers.release_screen_reader_press()
        if goes or kiosk.window.scene is not None:
            kiosk.advance_time(_GONE_S)
            kiosk.advance_time(_GONE_S)
            self.start_visit()
            return
        self.fingers.pause()
        began = perf_counter()
        self.fingers.tap_on(kiosk.window.foot.findChild(QPushButton))
        kiosk.settle()
        self.ready.append(perf_counter() - began)
        self.settle()
