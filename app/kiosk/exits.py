"""How a kiosk ends, in numbers that whoever supervises it understands. No Qt."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """How a kiosk ends; whoever supervises it starts it again unless a keeper left."""

    LEFT = 0
    RESTART = 75
    SHUT_DOWN = 76
