"""Heartbeat of a kiosk.

Sent only while the event loop is on time and every visible window is painted.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.kiosk.supervision.protocol import HeartbeatChannel

MAX_LAG_S = 2.0
"""A loop that comes later than this does not answer a visitor."""
LAG_WINDOW_S = 300.0
"""What is told goes back so far: as long as from one report to the next."""


class LoopLag:
    """Knows when the next beat is due, and how late the beats of late have come."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = clock()
        self._seen: deque[tuple[float, float]] = deque()

    def expect_beat(self, in_s: float) -> None:
        """From now on the next beat is due so much later."""
        self._due = self._clock() + in_s

    def record_beat(self) -> float:
        """The beat is here; returns how many seconds late it is, 0 if it is not."""
        now = self._clock()
        late = max(now - self._due, 0.0)
        self._seen.append((now, late))
        self._drop_old(now)
        return late

    def maximum(self) -> float | None:
        """The latest beat of late, in seconds; None where there was none."""
        self._drop_old(self._clock())
        return max((late for _, late in self._seen), default=None)

    def _drop_old(self, now: float) -> None:
        while self._seen and now - self._seen[0][0] > LAG_WINDOW_S:
            self._seen.popleft()


BEAT_MS = 5_000
_LATE_RETRY_MS = 500


class WindowOwner(Protocol):
    """A QObject that has windows now; later they may be others."""

    @property
    def windows(self) -> Sequence[QWidget]: ...


class PaintProbe(QWidget):
    """One pixel on top of a window that knows whether it was painted.

    Signals:
        painted: it was.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.was_painted = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(0, 0, 1, 1)
        self.show()

    def request_paint(self) -> None:
        """Wants to be painted anew."""
        self.was_painted = False
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.was_painted = True
        self.painted.emit()


class Heartbeat(QObject):
    """Beats on a line, and calls `beaten` each time; says once when the first picture is there.

    It is a child of the object whose windows it asks, so its timers end with that object.

    A loop that comes too late has no beat then. It is soon asked again: one that was held up once
    beats at once when it has caught up, one that is always late falls silent and is started anew.
    """

    def __init__(
        self,
        house: WindowOwner,
        line: HeartbeatChannel,
        beaten: Callable[[], None],
        lag: LoopLag,
        beat_ms: int = BEAT_MS,
    ) -> None:
        super().__init__(house if isinstance(house, QObject) else None)
        self._owner, self._channel, self._on_beat = house, line, beaten
        self._lag, self._beat_ms = lag, beat_ms
        self._is_ready = False
        self._timer, self._first_paint_timer = QTimer(self), QTimer(self)
        self._timer.setSingleShot(True)
        # Any other kind may come 5 % late by itself.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._first_paint_timer.setSingleShot(True)
        self._first_paint_timer.timeout.connect(self._on_first_paint)

    def start(self) -> None:
        """To be called when the windows are shown."""
        for spot in self._probes():
            spot.painted.connect(self._on_painted)
            spot.request_paint()
        self._schedule(self._beat_ms)

    def stop(self) -> None:
        """No more beats, and whoever listens knows why."""
        self._timer.stop()
        self._first_paint_timer.stop()
        self._channel.stopping()

    def tick(self) -> None:
        """Beats if it comes in time, and every window in sight was painted since the last time."""
        is_late = self._lag.record_beat() > MAX_LAG_S
        spots = self._probes()
        is_painted = all(spot.was_painted or not _can_paint(spot) for spot in spots)
        if self._has_visible_window() and is_painted and not is_late:
            self._send_beat()
        for spot in spots:
            spot.request_paint()
        self._schedule(min(_LATE_RETRY_MS, self._beat_ms) if is_late else self._beat_ms)

    def _schedule(self, ms: int) -> None:
        self._lag.expect_beat(ms / 1000)
        self._timer.start(ms)

    def _send_beat(self) -> None:
        if not self._is_ready:
            self._is_ready = True
            self._channel.ready()
        self._channel.alive()
        self._on_beat()

    def _probes(self) -> list[PaintProbe]:
        return [window.findChild(PaintProbe) or PaintProbe(window) for window in self._windows()]

    def _windows(self) -> list[QWidget]:
        """The windows that Qt has not deleted."""
        return [window for window in self._owner.windows if isValid(window)]

    def _has_visible_window(self) -> bool:
        """A kiosk with a screen and no window on it is not well."""
        is_shown = any(window.isVisible() for window in self._windows())
        return is_shown or not QGuiApplication.screens()

    def _on_painted(self) -> None:
        if not self._is_ready:
            self._first_paint_timer.start(0)

    def _on_first_paint(self) -> None:
        """The first picture is there as soon as every window has one."""
        if not self._is_ready and all(spot.was_painted for spot in self._probes()):
            self._send_beat()


def _can_paint(spot: PaintProbe) -> bool:
    """Whether its window is on a screen: one that is off, or hidden, is painted by nobody."""
    window = spot.window()
    handle = window.windowHandle()
    return window.isVisible() and handle is not None and handle.isExposed()
