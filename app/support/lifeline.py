"""The two pipes between a supervising parent and its child: beats one way, a silence the other."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from typing import Protocol

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
