"""The opening hours of a kiosk; outside them its screen is dark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

_CHECK_MS = 60_000
_FIRST_PLAUSIBLE_YEAR = 2020
"""A clock before this year was never set, so the time is unknown and the kiosk counts as open."""


def is_open_at(now: dt.datetime, opens: str, closes: str) -> bool:
    """Whether the kiosk is open; `opens` and `closes` are "HH:MM", both "" for always open.

    If it closes earlier than it opens, it is open past midnight.
    """
    if opens == closes or now.year < _FIRST_PLAUSIBLE_YEAR:
        return True
    time = f"{now:%H:%M}"
    if opens < closes:
        return opens <= time < closes
    return time >= opens or time < closes


class OpeningHours(QObject):
    """Compares the opening hours with the wall clock once a minute.

    It polls because a single timer would be wrong after the clock is set.

    Signals:
        changed: the kiosk has opened or closed.
    """

    changed = Signal()

    def __init__(
        self,
        opens: str,
        closes: str,
        parent: QObject | None = None,
        clock: Callable[[], dt.datetime] = dt.datetime.now,
    ) -> None:
        super().__init__(parent)
        self._opens, self._closes, self._clock = opens, closes, clock
        self.is_open = is_open_at(clock(), opens, closes)
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.tick)
        if opens != closes:
            self._timer.start()

    def stop(self) -> None:
        """Stop checking the clock."""
        self._timer.stop()

    def tick(self) -> None:
        """Check the clock."""
        was_open, self.is_open = self.is_open, is_open_at(self._clock(), self._opens, self._closes)
        if was_open != self.is_open:
            self.changed.emit()
