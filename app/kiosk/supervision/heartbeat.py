"""The heartbeat, sent only while the event loop is on time and every visible window is painted."""

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
"""With a longer delay, the program no longer responds to a visitor in time."""
LAG_WINDOW_S = 300.0
"""How far back the longest delay is reported: the interval of the metrics."""
BEAT_MS = 5_000
_LATE_RETRY_MS = 500


class LoopLag:
    """Measures how late the event loop delivers the heartbeat timer."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._due = clock()
        self._delays: deque[tuple[float, float]] = deque()

    def expect_beat(self, in_s: float) -> None:
        """Expect the timer in `in_s` seconds."""
        self._due = self._clock() + in_s

    def record_beat(self) -> float:
        """Record that the timer fired; return its delay in seconds, 0 if it was on time."""
        now = self._clock()
        delay = max(now - self._due, 0.0)
        self._delays.append((now, delay))
        self._drop_old(now)
        return delay

    def maximum(self) -> float | None:
        """The longest delay within LAG_WINDOW_S, in seconds; None if nothing was recorded."""
        self._drop_old(self._clock())
        return max((delay for _, delay in self._delays), default=None)

    def _drop_old(self, now: float) -> None:
        while self._delays and now - self._delays[0][0] > LAG_WINDOW_S:
            self._delays.popleft()


class WindowOwner(Protocol):
    """A QObject with windows; the heartbeat asks for them each time, because they may change."""

    @property
    def windows(self) -> Sequence[QWidget]: ...


class PaintProbe(QWidget):
    """One pixel on top of a window, which shows whether the window is painted.

    Signals:
        painted: the pixel was painted.
    """

    painted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.was_painted = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(0, 0, 1, 1)
        self.show()

    def request_paint(self) -> None:
        """Ask Qt to paint the pixel again."""
        self.was_painted = False
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.was_painted = True
        self.painted.emit()


class Heartbeat(QObject):
    """Sends a heartbeat at an interval, and once a message that the first picture is there.

    If the timer fires too late, no heartbeat is sent, but the timer soon tries again. So a single
    stall costs nothing, and a loop that is always late falls silent and is restarted.

    It is a child of `owner`, so that its timers end with the windows.

    Args:
        owner: has the windows that must be painted.
        channel: where the heartbeat is sent.
        on_beat: called with each heartbeat.
        lag: records the delays.
        beat_ms: the interval in milliseconds.
    """

    def __init__(
        self,
        owner: WindowOwner,
        channel: HeartbeatChannel,
        on_beat: Callable[[], None],
        lag: LoopLag,
        beat_ms: int = BEAT_MS,
    ) -> None:
        super().__init__(owner if isinstance(owner, QObject) else None)
        self._owner, self._channel, self._on_beat = owner, channel, on_beat
        self._lag, self._beat_ms = lag, beat_ms
        self._is_ready = False
        self._timer, self._first_paint_timer = QTimer(self), QTimer(self)
        self._timer.setSingleShot(True)
        # The other timer types may fire 5 % late by design.
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._first_paint_timer.setSingleShot(True)
        self._first_paint_timer.timeout.connect(self._on_first_paint)

    def start(self) -> None:
        """Start; call it when the windows are shown."""
        for probe in self._probes():
            probe.painted.connect(self._on_painted)
            probe.request_paint()
        self._schedule(self._beat_ms)

    def stop(self) -> None:
        """Stop the heartbeat and announce a clean stop."""
        self._timer.stop()
        self._first_paint_timer.stop()
        self._channel.stopping()

    def tick(self) -> None:
        """Send a heartbeat if on time and all visible windows were painted since the last call."""
        is_late = self._lag.record_beat() > MAX_LAG_S
        probes = self._probes()
        is_painted = all(probe.was_painted or not _can_paint(probe) for probe in probes)
        if self._has_visible_window() and is_painted and not is_late:
            self._send_beat()
        for probe in probes:
            probe.request_paint()
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
        """The windows that Qt has not deleted yet."""
        return [window for window in self._owner.windows if isValid(window)]

    def _has_visible_window(self) -> bool:
        """True if a window is visible, or if there is no screen to show one on."""
        is_shown = any(window.isVisible() for window in self._windows())
        return is_shown or not QGuiApplication.screens()

    def _on_painted(self) -> None:
        if not self._is_ready:
            self._first_paint_timer.start(0)

    def _on_first_paint(self) -> None:
        """Send the first heartbeat once every window has been painted."""
        if not self._is_ready and all(probe.was_painted for probe in self._probes()):
            self._send_beat()


def _can_paint(probe: PaintProbe) -> bool:
    """Whether its window is exposed; a hidden one, or one on a dark screen, is not painted."""
    window = probe.window()
    handle = window.windowHandle()
    return window.isVisible() and handle is not None and handle.isExposed()
