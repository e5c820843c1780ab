"""Protocol between a kiosk and its supervisor: exit codes, heartbeat pipe, variables. No Qt."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

READY, BEAT, STOPPING = b"R", b".", b"S"
_RUN_NUMBER_VARIABLE = "BACK_ATLAS_START"
_FAILURES_VARIABLE = "BACK_ATLAS_FAILED"
_LAST_EXIT_VARIABLE = "BACK_ATLAS_LAST"


class HeartbeatChannel(Protocol):
    """Where a kiosk sends its heartbeat: systemd, our own supervisor or nowhere."""

    def ready(self) -> None: ...

    def alive(self) -> None: ...

    def stopping(self) -> None: ...


class NullChannel:
    """The channel of a kiosk without a supervisor."""

    def ready(self) -> None:
        """Send nothing."""

    alive = stopping = ready


class SupervisorPipe:
    """The kiosk's end of the pipes to our own supervisor.

    The heartbeat takes the place of standard output, which is redirected to standard error. The
    supervisor never writes to standard input, so the end of input means that it has ended.
    """

    def __init__(self) -> None:
        self._output = os.dup(1)
        os.dup2(2, 1)  # so that nothing that is printed can be taken for a heartbeat

    def ready(self) -> None:
        self._send(READY)

    def alive(self) -> None:
        self._send(BEAT)

    def stopping(self) -> None:
        self._send(STOPPING)

    def watch_supervisor(self, on_exit: Callable[[], None]) -> None:
        """Call `on_exit`, in a thread, when the supervisor has ended."""
        threading.Thread(
            target=_wait_for_end_of_input, args=(on_exit,), daemon=True, name="supervisor"
        ).start()

    def _send(self, message: bytes) -> None:
        try:
            os.write(self._output, message)
        except OSError:
            # The supervisor has ended, which watch_supervisor reports.
            return


def _wait_for_end_of_input(on_exit: Callable[[], None]) -> None:
    try:
        while os.read(0, 64):
            pass
    except OSError:
        sys.stderr.write("back-atlas: the pipe from the supervisor is broken\n")
    on_exit()


@dataclass(frozen=True, slots=True)
class SupervisorInfo:
    """What our own supervisor passes to a kiosk about earlier runs.

    Attributes:
        run_number: 1 for the first run under this supervisor; 0 without one.
        recent_failures: how many runs failed within the supervisor's window.
        last_exit: how the last run failed, such as "signal 9" or "hung"; "" if it did not.
    """

    run_number: int = 0
    recent_failures: int = 0
    last_exit: str = ""

    @classmethod
    def from_environ(cls, environment: Mapping[str, str]) -> SupervisorInfo:
        """Read the variables; an invalid value counts as missing."""
        number, failures = (
            _number(environment.get(name, ""))
            for name in (_RUN_NUMBER_VARIABLE, _FAILURES_VARIABLE)
        )
        return cls(number, failures, environment.get(_LAST_EXIT_VARIABLE, "")[:80])

    def to_environ(self) -> dict[str, str]:
        """The variables from which `from_environ` reads it."""
        return {
            _RUN_NUMBER_VARIABLE: str(self.run_number),
            _FAILURES_VARIABLE: str(self.recent_failures),
            _LAST_EXIT_VARIABLE: self.last_exit,
        }


def heartbeat_channel(info: SupervisorInfo, environment: Mapping[str, str]) -> HeartbeatChannel:
    """Select the heartbeat channel: our own supervisor, systemd or none."""
    if info.run_number:
        return SupervisorPipe()
    if environment.get("NOTIFY_SOCKET"):
        # Imported late: it takes 15 ms, and only systemd needs it.
        from app.kiosk.supervision.systemd_notify import systemd_notifier

        return systemd_notifier(environment) or NullChannel()
    return NullChannel()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
