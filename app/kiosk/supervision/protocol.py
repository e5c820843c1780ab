"""Protocol between a kiosk and its supervisor.

Exit codes, environment variables and the heartbeat pipe. No Qt.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol


class Exit(IntEnum):
    """How a kiosk ends; whoever supervises it starts it again unless a keeper left."""

    LEFT = 0
    RESTART = 75
    SHUT_DOWN = 76


READY, BEAT, STOPPING = b"R", b".", b"S"


class Line(Protocol):
    """Whoever wants to know how this process is."""

    def ready(self) -> None: ...

    def alive(self) -> None: ...

    def stopping(self) -> None: ...


class NoLine:
    """Nobody wants to know."""

    def ready(self) -> None:
        """Says nothing."""

    alive = stopping = ready


class ParentLine:
    """The child's end: beats go out where its standard output was, which it loses to errors.

    The parent never writes: when reading ends, the parent has.
    """

    def __init__(self) -> None:
        self._beats = os.dup(1)
        os.dup2(2, 1)  # whatever is printed from now on is no beat

    def ready(self) -> None:
        self._say(READY)

    def alive(self) -> None:
        self._say(BEAT)

    def stopping(self) -> None:
        self._say(STOPPING)

    def watch(self, gone: Callable[[], None]) -> None:
        """Calls `gone`, in a thread of its own, when the parent has ended."""
        threading.Thread(target=_wait, args=(gone,), daemon=True, name="parent").start()

    def _say(self, word: bytes) -> None:
        try:
            os.write(self._beats, word)
        except OSError:
            # The parent has ended: `watch` tells, which is enough.
            return


def _wait(gone: Callable[[], None]) -> None:
    try:
        while os.read(0, 64):
            pass
    except OSError:
        sys.stderr.write("back-atlas: the line to the parent broke\n")
    gone()


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
        from app.kiosk.supervision.systemd_notify import line_to_systemd

        return line_to_systemd(environment) or NoLine()
    return NoLine()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
