"""Qt signals for signals of the operating system, and for crashes in any thread."""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, SignalInstance

from app.support.crash_reports import Crash
from app.support.garbage import paused_collection

_NAMES = ("SIGTERM", "SIGINT", "SIGBREAK")
_POLL_MS = 200
HANGUP = getattr(signal, "SIGHUP", None)
"""The signal that the terminal was closed; None if the system has no such signal."""

_OnSignal = Callable[[int], None]


def disconnect(signal_instance: SignalInstance, slot: Callable[..., object]) -> None:
    """Disconnect a slot, without a garbage collection in between.

    PySide compares slots in Python while Qt holds a lock. If a collection starts then and frees
    another receiver, PySide disconnects that one too and waits for the same lock for ever (seen
    with PySide6 6.11.3 on Python 3.11.7).

    Raises:
        RuntimeError: the slot is not connected.
    """
    with paused_collection():
        signal_instance.disconnect(slot)


class ShutdownSignals(QObject):
    """Emits a Qt signal when the operating system asks the process to end.

    A signal that is ignored when the program starts, as SIGHUP is after nohup, stays ignored.
    SIGHUP is included only with `handles_hangup`, on the desktop: a kiosk must be killed by it,
    so that systemd restarts it.

    Signals:
        shutdown_requested: the signal.Signals that was received.
    """

    shutdown_requested = Signal(object)

    def __init__(self, parent: QObject | None = None, *, handles_hangup: bool = False) -> None:
        super().__init__(parent)
        names = (*_NAMES, "SIGHUP") if handles_hangup else _NAMES
        waker = _PipeWaker if _can_watch_pipes() else _TimerWaker
        self._waker: _PipeWaker | _TimerWaker = waker(self, self._on_signal)
        self._previous = {
            number: signal.signal(number, self._waker.handle)
            for number in signal.Signals
            if number.name in names and signal.getsignal(number) is not signal.SIG_IGN
        }

    def close(self) -> None:
        """Restore the previous handlers."""
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        self._waker.close()

    def _on_signal(self, number: int) -> None:
        if number in self._previous:
            self.shutdown_requested.emit(signal.Signals(number))


class _PipeWaker:
    """Lets the system write the number of each signal into a pipe that wakes Qt.

    A Python signal handler runs only between Python instructions, and idle Qt executes none.
    """

    def __init__(self, owner: QObject, on_signal: _OnSignal) -> None:
        self._on_signal = on_signal
        self._read_end, self._write_end = os.pipe()
        for end in (self._read_end, self._write_end):
            os.set_blocking(end, False)
        self._wakeup_before = signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read_end, QSocketNotifier.Type.Read, owner)
        self._notifier.activated.connect(self._on_byte)

    def handle(self, _number: int, _frame: FrameType | None) -> None:
        """Does nothing, but replaces the default, which would end the process at once."""

    def close(self) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for end in (self._read_end, self._write_end):
            os.close(end)

    def _on_byte(self) -> None:
        for number in os.read(self._read_end, 64):
            self._on_signal(number)


class _TimerWaker:
    """Runs Python several times a second, for Windows, where Qt cannot watch a pipe."""

    def __init__(self, owner: QObject, on_signal: _OnSignal) -> None:
        self._on_signal, self._numbers = on_signal, deque[int]()
        self._timer = QTimer(owner)
        self._timer.timeout.connect(self._on_time)
        self._timer.start(_POLL_MS)

    def handle(self, number: int, _frame: FrameType | None) -> None:
        """Only store the number, so that the code that was interrupted finishes first."""
        self._numbers.append(number)

    def close(self) -> None:
        self._timer.stop()

    def _on_time(self) -> None:
        while self._numbers:
            self._on_signal(self._numbers.popleft())


def _can_watch_pipes() -> bool:
    return sys.platform != "win32" and hasattr(os, "set_blocking")


class CrashSignal(QObject):
    """Passes crashes of any thread to the thread of the window.

    Signals:
        crashed: the Crash.
    """

    crashed = Signal(object)

    def report(self, crash: Crash) -> None:
        self.crashed.emit(crash)
