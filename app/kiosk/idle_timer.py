"""Whether anybody is there: time since the last touch, in a clock that nobody can set."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal

_TICK_MS = 1_000


class IdleState(Enum):
    """Somebody is there, may have gone, or has."""

    ACTIVE = "here"
    WARNING = "maybe-gone"
    IDLE = "gone"


class IdleTimer(QObject):
    """Counts from the last stir; touch, mouse and keyboard are the same to it.

    Signals:
        changed: the Presence.
        ticked: seconds left until nobody is taken to be there, while that is being asked.
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
        """Somebody did something."""
        self._last = self._clock()
        self._timer.start()
        self._set_state(IdleState.ACTIVE)

    def expire(self) -> None:
        """Nobody is there any more: somebody said so."""
        self._timer.stop()
        self._set_state(IdleState.IDLE)

    def stop(self) -> None:
        """Looks no more at the clock, and says nothing of it."""
        self._timer.stop()

    def update_state(self) -> None:
        """Looks at the clock; called every second while somebody is, or may be, there."""
        left = self._idle_s - (self._clock() - self._last)
        if left <= 0:
            self.expire()
        elif left <= self._warn_s:
            self._set_state(IdleState.WARNING)
            self.countdown.emit(max(round(left), 1))
        else:
            self._set_state(IdleState.ACTIVE)

    def _set_state(self, presence: IdleState) -> None:
        if presence is not self.state:
            self.state = presence
            self.changed.emit(presence)
