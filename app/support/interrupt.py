"""Exit at once on Ctrl+C, also while Python or Qt is still being loaded. No Qt."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # until the handler is installed, import as little as possible
    from pathlib import Path

_INTERRUPTED = 130  # ExitCode.INTERRUPTED, without importing it
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
temporary_files: set[Path] = set()
"""Files being written beside those they will replace; the handler deletes them."""


def install_exit_handler() -> None:
    """Make Ctrl+C end the process with 130, and SIGHUP and SIGTERM as they do by default.

    Python's KeyboardInterrupt is not enough: Qt swallows it in a slot, and aborts the process if
    it is raised while Qt's modules are being imported. An ignored signal, as after nohup, stays
    ignored.
    """
    for number in _handled_signals():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _exit_handler)


def restore_keyboard_interrupt() -> None:
    """Make Ctrl+C raise KeyboardInterrupt again, so that getpass can turn the echo back on."""
    if signal.getsignal(signal.SIGINT) is _exit_handler:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def ignore_interrupts() -> None:
    """Ignore signals from now on; called right before a finished file is renamed into place.

    A signal before this call ends the process while the file does not exist yet, and one after
    it has no effect. So a command that ends with 130 has written nothing. Signals with another
    handler, such as that of a window, are left alone.
    """
    with suppress(ValueError):  # outside the main thread, where only windows write files
        for number in _handled_signals():
            if signal.getsignal(number) is _exit_handler:
                signal.signal(number, signal.SIG_IGN)


def _handled_signals() -> list[signal.Signals]:
    # By name, because Windows has no SIGHUP.
    return [number for number in signal.Signals if number.name in _NAMES]


def _exit_handler(number: int, _frame: FrameType | None) -> None:
    for file in tuple(temporary_files):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    if number != signal.SIGINT:
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
    os._exit(_INTERRUPTED)
