"""A timer that calls once and goes with its owner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def later(owner: QObject, ms: int, slot: Callable[[], None]) -> QTimer:
    """A timer to be started; QTimer.singleShot would call even what Qt has taken down."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(slot)
    return timer
