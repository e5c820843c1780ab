"""The time since a visitor's last input, measured by a monotonic clock."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

_TICK_MS = 1_000


class IdleState(Enum):
    """Whether a visitor is using the kiosk, is asked whether they still are, or has left."""

    ACTIVE = "active"
    WARNING = "warning"
    IDLE = "idle"


class IdleTimer(QObject):
    """Turns idle `idle_s` seconds after the last input, and warns `warn_s` seconds before.

    Signals:
        changed: the new IdleState.
        countdown: the seconds left until it turns idle, emitted every second of the warning.
    """

    changed = Signal(object)
    countdown = Signal(int)

    def __init__(
        self,
        idle_s: float,
        warn_s: float,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._idle_s, self._warn_s, self._clock = idle_s, warn_s, clock
        self._last = clock()
        self.state = IdleState.IDLE
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.update_state)

    def on_activity(self) -> None:
        """Restart the timer, because there was input."""
        self._last = self._clock()
        self._timer.start()
        self._set_state(IdleState.ACTIVE)

    def expire(self) -> None:
        """Turn idle at once."""
        self._timer.stop()
        self._set_state(IdleState.IDLE)

    def stop(self) -> None:
        """Stop counting, without a signal."""
        self._timer.stop()

    def update_state(self) -> None:
        """Compare the clock with the last input; called every second until it turns idle."""
        left = self._idle_s - (self._clock() - self._last)
        if left <= 0:
            self.expire()
        elif left <= self._warn_s:
            self._set_state(IdleState.WARNING)
            self.countdown.emit(max(round(left), 1))
        else:
            self._set_state(IdleState.ACTIVE)

    def _set_state(self, state: IdleState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit(state)
