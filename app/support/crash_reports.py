"""Crash reports.

Hooks for uncaught exceptions, and the faulthandler log of fatal faults and hangs.
"""

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

from app.support.read_file import read_file
from app.support.version import versions

EXIT_INTERNAL_ERROR = 70
_TOO_MANY = 3
_WITHIN_SECONDS = 60.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Crash:
    """One unexpected error: a sentence for a person, a report for who mends it."""

    summary: str
    report: str


CrashCallback = Callable[[Crash], None]


def exit_immediately(code: int) -> None:
    """Ends at once: an exception from within Qt's loop would only be caught again."""
    logging.shutdown()
    os._exit(code)


class FirstErrorHook:
    """Keeps the first error that Python hands to its hooks, for a command that must end with it.

    Qt goes on after an exception in a slot or in a paint event, as if nothing had happened: a
    command would wait for ever for what is never made, or write half of it.
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
        """Raises the error; does nothing where there was none."""
        if self._error is not None:
            raise self._error

    def _on_exception(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self._error = self._error or error

    def _on_other(self, args: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        self._error = self._error or args.exc_value


class CrashHandler:
    """Python's three hooks for what nobody caught.

    `tell` shows a crash to the person; the third crash within a minute ends the process with 70,
    so that whatever keeps it running starts it anew. `hides_words`: an error is named by its kind
    and its place alone, since its words may be those that somebody typed.
    """

    def __init__(
        self,
        tell: CrashCallback,
        *,
        clock: Callable[[], float] = time.monotonic,
        leave: Callable[[int], None] = exit_immediately,
        hides_words: bool = False,
    ) -> None:
        self._hides_words = hides_words
        self._tell, self._clock, self._leave = tell, clock, leave
        self._times: deque[float] = deque(maxlen=_TOO_MANY)
        self._guard = threading.Lock()
        self._telling = False

    def install(self) -> None:
        sys.excepthook = self.on_exception
        threading.excepthook = self.on_thread
        sys.unraisablehook = self.on_unraisable

    def remove(self) -> None:
        """Gives Python its own hooks back."""
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
            self._leave(130)
            return
        if self._hides_words:
            told = [*traceback.format_tb(trace), f"{kind.__name__}\n"]
        else:
            told = traceback.format_exception(kind, error, trace)
        self._note("".join(told), error)

    def on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and args.exc_type is not SystemExit:
            self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def on_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        if args.exc_value is not None:
            self.on_exception(args.exc_type, args.exc_value, args.exc_traceback)

    def _note(self, trace: str, error: BaseException) -> None:
        report = f"{versions()}\n{trace}"
        _log.critical("%s", report)
        if self._is_crash_loop():
            _log.critical("%d crashes within a minute: ending", _TOO_MANY)
            self._leave(EXIT_INTERNAL_ERROR)
            return
        self._tell_once(Crash(f"Something unexpected happened ({type(error).__name__}).", report))

    def _is_crash_loop(self) -> bool:
        with self._guard:
            now = self._clock()
            self._times.append(now)
            return len(self._times) == _TOO_MANY and now - self._times[0] < _WITHIN_SECONDS

    def _tell_once(self, crash: Crash) -> None:
        """A crash while telling of one is only logged."""
        if self._telling:
            return
        self._telling = True
        try:
            self._tell(crash)
        except Exception:
            _log.exception("A crash could not be told")
        finally:
            self._telling = False


_FILE = "faults.txt"
_MOST = 20_000
_FATAL, _HUNG = b"Fatal Python error: ", b"Timeout ("
HUNG = "hung"


def last_fault(folder: Path) -> str:
    """What ended the last run, by what Python left of it: HUNG, the name of a fault, or ""."""
    try:
        left = read_file(folder / _FILE)[:_MOST]
    except OSError:
        return ""
    heads = [line for line in left.splitlines() if line.startswith((_FATAL, _HUNG))]
    if not heads:
        return ""
    # systemd aborts what hangs: the abort is then the end of the hang and not a fault of its own.
    while len(heads) > 1 and heads[-1] == _FATAL + b"Aborted":
        heads.pop()
    last = heads[-1]
    return HUNG if last.startswith(_HUNG) else last[len(_FATAL) :].decode("ascii", "replace")


def enable_fault_log(folder: Path) -> BinaryIO | None:
    """Logs what the last run left, then listens; None where nothing can be written.

    The file returned must stay open as long as the process watches.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stream = _opened(folder / _FILE)
        _log_last(stream)
    except OSError as error:
        _log.warning("faults are not watched: %s", error)
        return None
    faulthandler.enable(stream)
    return stream


def _opened(file: Path) -> BinaryIO:
    if file.exists() and not file.is_file():
        raise OSError(0, "it is not a plain file")
    return file.open("a+b")


def _log_last(stream: BinaryIO) -> None:
    stream.seek(0)
    left = stream.read(_MOST)
    if left:
        _log.error("the last run was killed:\n%s", left.decode("utf-8", "replace"))
        stream.truncate(0)


def arm_hang_dump(stream: BinaryIO | None, seconds: float) -> None:
    """Writes down where every thread is, unless this is called again within that time."""
    if stream is not None:
        faulthandler.dump_traceback_later(seconds, file=stream)


def disable_fault_log(stream: BinaryIO | None) -> None:
    """Stops listening and closes the file."""
    if stream is not None:
        faulthandler.cancel_dump_traceback_later()
        faulthandler.disable()
        stream.close()
