"""What a supervising parent tells the kiosk that it starts, through the environment. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.support.lifeline import Line, NoLine, ParentLine

_START, _FAILED, _LAST = "BACK_ATLAS_START", "BACK_ATLAS_FAILED", "BACK_ATLAS_LAST"


@dataclass(frozen=True, slots=True)
class Told:
    """`start`: which one of this parent's it is, 0 without a parent; `failed`: how many of late.

    `last`: how the one before ended, where the parent saw more than its child could write down.
    """

    start: int = 0
    failed: int = 0
    last: str = ""

    @classmethod
    def by(cls, environment: Mapping[str, str]) -> Told:
        """What was told; nothing where it makes no sense."""
        start, failed = (_number(environment.get(name, "")) for name in (_START, _FAILED))
        return cls(start, failed, environment.get(_LAST, "")[:80])

    def said(self) -> dict[str, str]:
        """The variables that tell it."""
        return {_START: str(self.start), _FAILED: str(self.failed), _LAST: self.last}


def line_of(told: Told, environment: Mapping[str, str]) -> Line:
    """Who is told of the heart: systemd, a parent, or nobody."""
    if told.start:
        return ParentLine()
    if environment.get("NOTIFY_SOCKET"):
        # Imported here: it costs 15 ms, and only systemd wants it.
        from app.support.notify import line_to_systemd

        return line_to_systemd(environment) or NoLine()
    return NoLine()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
