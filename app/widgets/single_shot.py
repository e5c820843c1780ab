"""Single-shot timers that are deleted with their owner."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def single_shot(owner: QObject, ms: int, slot: Callable[[], None]) -> QTimer:
    """Create a single-shot timer owned by `owner`; QTimer.singleShot may outlive its receiver."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(slot)
    return timer
