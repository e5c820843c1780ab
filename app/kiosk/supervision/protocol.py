"""Protocol between a kiosk and its supervisor.

Exit codes, environment variables and the heartbeat pipe. No Qt.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

READY, BEAT, STOPPING = b"R", b".", b"S"


class HeartbeatChannel(Protocol):
    """Whoever wants to know how this process is."""

    def ready(self) -> None: ...

    def alive(self) -> None: ...

    def stopping(self) -> None: ...


class NullChannel:
    """Nobody wants to know."""

    def ready(self) -> None:
        """Says nothing."""

    alive = stopping = ready


class SupervisorPipe:
    """The child's end: beats go out where its standard output was, which it loses to errors.

    The parent never writes: when reading ends, the parent has.
    """

    def __init__(self) -> None:
        self._output = os.dup(1)
        os.dup2(2, 1)  # whatever is printed from now on is no beat

    def ready(self) -> None:
        self._send(READY)

    def alive(self) -> None:
        self._send(BEAT)

    def stopping(self) -> None:
        self._send(STOPPING)

    def watch_supervisor(self, gone: Callable[[], None]) -> None:
        """Calls `gone`, in a thread of its own, when the parent has ended."""
        threading.Thread(
            target=_wait_for_end_of_input, args=(gone,), daemon=True, name="parent"
        ).start()

    def _send(self, word: bytes) -> None:
        try:
            os.write(self._output, word)
        except OSError:
            # The parent has ended: `watch` tells, which is enough.
            return


def _wait_for_end_of_input(gone: Callable[[], None]) -> None:
    try:
        while os.read(0, 64):
            pass
    except OSError:
        sys.stderr.write("back-atlas: the line to the parent broke\n")
    gone()


_RUN_NUMBER_VARIABLE, _FAILURES_VARIABLE, _LAST_EXIT_VARIABLE = (
    "BACK_ATLAS_START",
    "BACK_ATLAS_FAILED",
    "BACK_ATLAS_LAST",
)


@dataclass(frozen=True, slots=True)
class SupervisorInfo:
    """`start`: which one of this parent's it is, 0 without a parent; `failed`: how many of late.

    `last`: how the one before ended, where the parent saw more than its child could write down.
    """

    run_number: int = 0
    recent_failures: int = 0
    last_exit: str = ""

    @classmethod
    def from_environ(cls, environment: Mapping[str, str]) -> SupervisorInfo:
        """What was told; nothing where it makes no sense."""
        start, failed = (
            _number(environment.get(name, ""))
            for name in (_RUN_NUMBER_VARIABLE, _FAILURES_VARIABLE)
        )
        return cls(start, failed, environment.get(_LAST_EXIT_VARIABLE, "")[:80])

    def to_environ(self) -> dict[str, str]:
        """The variables that tell it."""
        return {
            _RUN_NUMBER_VARIABLE: str(self.run_number),
            _FAILURES_VARIABLE: str(self.recent_failures),
            _LAST_EXIT_VARIABLE: self.last_exit,
        }


def heartbeat_channel(told: SupervisorInfo, environment: Mapping[str, str]) -> HeartbeatChannel:
    """Who is told of the heart: systemd, a parent, or nobody."""
    if told.run_number:
        return SupervisorPipe()
    if environment.get("NOTIFY_SOCKET"):
        # Imported here: it costs 15 ms, and only systemd wants it.
        from app.kiosk.supervision.systemd_notify import systemd_notifier

        return systemd_notifier(environment) or NullChannel()
    return NullChannel()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
