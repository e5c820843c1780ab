"""How Ctrl+C ends a command at once, also while Python or Qt is still being loaded. No Qt."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # nothing is loaded before Ctrl+C is handled that is not needed for it
    from pathlib import Path

EXIT_INTERRUPTED = 130
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
temporary_files: set[Path] = set()
"""Files that are being written beside the ones they will replace; removed before the end."""


def install_exit_handler() -> None:
    """Ends the process on Ctrl+C with 130, and on SIGHUP or SIGTERM as the system would.

    Python's own way, an exception, does not do: Qt swallows it in a slot, and aborts the process
    when it comes while Qt's modules are loaded. A signal that is ignored, as after nohup, stays so.
    """
    for number in _ours():
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _leave)


def restore_keyboard_interrupt() -> None:
    """Makes Ctrl+C an exception again, so that a terminal whose echo is off gets it back."""
    if signal.getsignal(signal.SIGINT) is _leave:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def ignore_interrupts() -> None:
    """To be called before a file takes its name: from then on the command has done its work.

    A signal that came before it ends the process while the file is not there yet; one that comes
    after it is ignored. So a command that ends with 130 has written nothing. Where signals are
    handled in another way, by a window for instance, nothing is changed.
    """
    with suppress(ValueError):  # only the main thread may; elsewhere a window handles them
        for number in _ours():
            if signal.getsignal(number) is _leave:
                signal.signal(number, signal.SIG_IGN)


def _ours() -> list[signal.Signals]:
    """Windows has no SIGHUP."""
    return [number for number in signal.Signals if number.name in _NAMES]


def _leave(number: int, _frame: FrameType | None) -> None:
    for file in tuple(temporary_files):
        with suppress(OSError):
            file.unlink(missing_ok=True)
    if number != signal.SIGINT:
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
    os._exit(EXIT_INTERRUPTED)
