"""Qt signals for operating-system signals and for crashes in any thread."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from app.support.crash_reports import Crash

_NAMES = ("SIGTERM", "SIGINT", "SIGBREAK")
_LOOK_MS = 200
HANGUP = getattr(signal, "SIGHUP", None)
"""The terminal or the connection has gone; None where the system has no such signal."""

_Tell = Callable[[int], None]


class ShutdownSignals(QObject):
    """Turns the system's wishes to end into a signal of Qt.

    A signal that is ignored when the program starts, as SIGHUP is after nohup, stays ignored.
    SIGHUP is one of them only for `is_of_person`: a kiosk is to be ended by it as by a fault, so
    that systemd starts it again.

    Signals:
        ending_asked: the number of the system's signal.
    """

    shutdown_requested = Signal(object)

    def __init__(self, parent: QObject | None = None, *, is_of_person: bool = False) -> None:
        super().__init__(parent)
        names = (*_NAMES, "SIGHUP") if is_of_person else _NAMES
        waker = _PipeWaker if _watches_pipes() else _TimerWaker
        self._waker: _PipeWaker | _TimerWaker = waker(self, self._tell)
        self._before = {
            number: signal.signal(number, self._waker.handle)
            for number in signal.Signals
            if number.name in names and signal.getsignal(number) is not signal.SIG_IGN
        }

    def close(self) -> None:
        """Puts everything back as it was."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._waker.close()

    def _tell(self, number: int) -> None:
        if number in self._before:
            self.shutdown_requested.emit(signal.Signals(number))


class _PipeWaker:
    """The system writes the number of each signal into a pipe, and Qt wakes for the pipe.

    A handler of Python's runs only when Python does, and Qt at rest runs no Python.
    """

    def __init__(self, owner: QObject, tell: _Tell) -> None:
        self._tell = tell
        self._read_end, self._write_end = os.pipe()
        for end in (self._read_end, self._write_end):
            os.set_blocking(end, False)
        self._wakeup_before = signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read_end, QSocketNotifier.Type.Read, owner)
        self._notifier.activated.connect(self._on_byte)

    def handle(self, _number: int, _frame: FrameType | None) -> None:
        """Stands for the default, which would end the process at once."""

    def close(self) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for end in (self._read_end, self._write_end):
            os.close(end)

    def _on_byte(self) -> None:
        for number in os.read(self._read_end, 64):
            self._tell(number)


class _TimerWaker:
    """Lets Python run several times a second: on Windows Qt watches no pipes."""

    def __init__(self, owner: QObject, tell: _Tell) -> None:
        self._tell, self._numbers = tell, deque[int]()
        self._timer = QTimer(owner)
        self._timer.timeout.connect(self._on_time)
        self._timer.start(_LOOK_MS)

    def handle(self, number: int, _frame: FrameType | None) -> None:
        """Only notes it: what is being done now is to be finished first."""
        self._numbers.append(number)

    def close(self) -> None:
        self._timer.stop()

    def _on_time(self) -> None:
        while self._numbers:
            self._tell(self._numbers.popleft())


def _watches_pipes() -> bool:
    return sys.platform != "win32" and hasattr(os, "set_blocking")


class CrashSignal(QObject):
    """Carries a crash from whatever thread it happened in to the window's.

    Signals:
        told: the Crash.
    """

    crashed = Signal(object)

    def report(self, crash: Crash) -> None:
        self.crashed.emit(crash)
