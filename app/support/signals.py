"""How SIGTERM and Ctrl+C end the program in an orderly way while Qt sleeps, without polling."""

from __future__ import annotations

import os
import signal
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_ENDING = (signal.SIGTERM, signal.SIGINT)


class EndingSignals(QObject):
    """Turns the system's wishes to end into a signal of Qt.

    A handler of Python's runs only when Python does, and Qt at rest runs no Python: so the
    system writes a byte into a pipe, and Qt wakes for the pipe.

    Signals:
        ending_asked: the number of the system's signal.
    """

    ending_asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read_end, self._write_end = os.pipe()
        for end in (self._read_end, self._write_end):
            os.set_blocking(end, False)
        self._before = {number: signal.signal(number, _do_nothing) for number in _ENDING}
        self._wakeup_before = signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._read_end, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_byte)

    def close(self) -> None:
        """Puts everything back as it was."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for end in (self._read_end, self._write_end):
            os.close(end)

    def _on_byte(self) -> None:
        for number in os.read(self._read_end, 64):
            if number in _ENDING:
                self.ending_asked.emit(signal.Signals(number))


def _do_nothing(_number: int, _frame: FrameType | None) -> None:
    """Stands for the default, which would end the process at once."""
