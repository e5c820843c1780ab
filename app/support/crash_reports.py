"""Crash reports: hooks for uncaught exceptions, and the log of fatal faults and hangs. No Qt."""

from __future__ import annotations

import faulthandler
import logging
import os
import sys
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from app.support.exit_codes import ExitCode
from app.support.read_file import read_file
from app.support.version import versions

HUNG = "hung"
_CRASH_LIMIT, _CRASH_PERIOD_S = 3, 60.0
_FAULT_FILE, _FAULT_FILE_BYTES = "faults.txt", 20_000
_FATAL_PREFIX, _HUNG_PREFIX = b"Fatal Python error: ", b"Timeout ("
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Crash:
    """One uncaught exception: a sentence for the user, and a report for developers."""

    summary: str
    report: str


CrashCallback = Callable[[Crash], None]


def exit_immediately(code: int) -> None:
    """End the process; SystemExit would be caught again within Qt's event loop."""
    logging.shutdown()
    os._exit(code)


class FirstErrorHook:
    """Keeps the first uncaught exception, for a command that has to fail because of it.

    Qt continues after an exception in a slot or a paint event. Without this, a command could wait
    for ever for something that is never made, or write an incomplete file.
    """

    def __init__(self) -> None:
        self._error: BaseException | None = None

    def __enter__(self) -> FirstErrorHook:
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_other
        sys.unraisablehook = self._on_other
        return self

    def __exit__(self, *_error: object) -> None:
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def reraise(self) -> None:
        """Raise the exception; do nothing if there was none."""
        if self._error is not None:
            raise self._error

    def _on_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._error = self._error or error

    def _on_other(self, args: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        self._error = self._error or args.exc_value


class CrashHandler:
    """Python's three hooks for uncaught exceptions: log each one and show it to the user.

    `show` displays a crash. The third crash within a minute calls `leave` with 70, so that systemd
    or the supervisor restarts the program. With `hides_words`, reports contain the type and the
    place of an exception but not its message, which may quote what a visitor typed.
    """

    def __init__(
        self,
        show: CrashCallback,
        *,
        clock: Callable[[], float] = time.monotonic,
        leave: Callable[[int], None] = exit_immediately,
        hides_words: bool = False,
    ) -> None:
        self._hides_words = hides_words
        self._show, self._clock, self._leave = show, clock, leave
        self._times: deque[float] = deque(maxlen=_CRASH_LIMIT)
        self._lock = threading.Lock()
        self._is_showing = False

    def install(self) -> None:
        sys.excepthook = self.on_exception
        threading.excepthook = self.on_thread
        sys.unraisablehook = self.on_unraisable

    def remove(self) -> None:
        """Restore Python's own hooks."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        sys.unraisablehook = sys.__unraisablehook__

    def on_exception(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._leave(ExitCode.INTERRUPTED)
            return
        if self._hides_words:
            lines = [*traceback.format_tb(trace), f"{kind.__name__}\n"]
        else:
            lines = traceback.format_exception(kind, error, trace)
        self._report("".join(lines), error)

    def on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def on_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _report(self, trace: str, error: BaseException) -> None:
        report = f"{versions()}\n{trace}"
        _log.critical("%s", report)
        if self._is_crash_loop():
            _log.critical("%d crashes within a minute: exiting", _CRASH_LIMIT)
            self._leave(ExitCode.INTERNAL_ERROR)
            return
        self._show_once(Crash(f"Something unexpected happened ({type(error).__name__}).", report))

    def _is_crash_loop(self) -> bool:
        with self._lock:
            now = self._clock()
            self._times.append(now)
            return len(self._times) == _CRASH_LIMIT and now - self._times[0] < _CRASH_PERIOD_S

    def _show_once(self, crash: Crash) -> None:
        """Show a crash; while one is being shown, a second is only logged."""
        if self._is_showing:
            return
        self._is_showing = True
        try:
            self._show(crash)
        except Exception:
            _log.exception("A crash could not be shown")
        finally:
            self._is_showing = False


def last_fault(folder: Path) -> str:
    """What ended the last run, from the faulthandler log: HUNG, the name of a fault, or ""."""
    try:
        log = read_file(folder / _FAULT_FILE)[:_FAULT_FILE_BYTES]
    except OSError:
        return ""
    heads = [line for line in log.splitlines() if line.startswith((_FATAL_PREFIX, _HUNG_PREFIX))]
    if not heads:
        return ""
    # systemd ends a hanging process with SIGABRT, so an abort after a timeout is part of the hang.
    while len(heads) > 1 and heads[-1] == _FATAL_PREFIX + b"Aborted":
        heads.pop()
    last = heads[-1]
    return (
        HUNG
        if last.startswith(_HUNG_PREFIX)
        else last[len(_FATAL_PREFIX) :].decode("ascii", "replace")
    )


def enable_fault_log(folder: Path) -> BinaryIO | None:
    """Log what faulthandler wrote in the last run, then enable it for this one.

    Returns the open file, which has to be passed to `disable_fault_log`, or None if the folder
    cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = _open_fault_file(folder / _FAULT_FILE)
        _log_last_fault(stream)
    except OSError as error:
        _log.warning("fatal faults are not logged: %s", error)
        return None
    faulthandler.enable(stream)
    return stream


def _open_fault_file(file: Path) -> BinaryIO:
    if file.exists() and not file.is_file():
        raise OSError(0, "it is not a plain file")
    return file.open("a+b")


def _log_last_fault(stream: BinaryIO) -> None:
    stream.seek(0)
    log = stream.read(_FAULT_FILE_BYTES)
    if log:
        _log.error("the last run was killed:\n%s", log.decode("utf-8", "replace"))
        stream.truncate(0)


def arm_hang_dump(stream: BinaryIO | None, seconds: float) -> None:
    """Write the stack of every thread to the log unless called again within this time."""
    if stream is not None:
        faulthandler.dump_traceback_later(seconds, file=stream)


def disable_fault_log(stream: BinaryIO | None) -> None:
    """Disable faulthandler and close its log."""
    if stream is not None:
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        stream.close()
