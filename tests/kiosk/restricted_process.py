"""A kiosk as a process of its own in bad surroundings: it is visited, a PIN is tried, it ends.

    python -m tests.kiosk.restricted_process HOW [SECONDS]

HOW is `plain`, `full` (no file can grow by a byte), `read-only` (the rights of folders count for
root too) or `clock` (the clock on the wall says SECONDS since 1970 and goes on from there, and the
run lasts until a full hour is reached, if that is within ten seconds). The last line is "worked".
"""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import resource
import signal
import sys
import time
from importlib import import_module

_DROP_CAPABILITY, _OVERRIDES_RIGHTS = 24, 1
_true_time = time.time


def restrict_environment(how: str) -> None:
    """Makes the surroundings as bad as is asked for."""
    if how == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    elif how == "clock":
        set_clock(float(sys.argv[2]))
    elif how == "read-only" and os.geteuid() == 0 and "ROOT_BOUND" not in os.environ:
        if ctypes.CDLL(None).prctl(_DROP_CAPABILITY, _OVERRIDES_RIGHTS, 0, 0, 0) != 0:
            raise SystemExit("root cannot be bound by rights here")
        # What root may do is only taken away at the next start of a program.
        words = [sys.executable, "-m", "tests.kiosk.restricted_process", *sys.argv[1:]]
        os.execve(sys.executable, words, os.environ | {"ROOT_BOUND": "1"})


def set_clock(start: float) -> None:
    """Sets what Python takes for the time of day; the steady clock goes on as before."""
    import_module(
        "app.support.schema_validation"
    )  # names `date` as a type, which the true one must be
    off = start - _true_time()

    def now() -> float:
        return _true_time() + off

    class Date(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            return cls.fromtimestamp(now())

    class Moment(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return cls.fromtimestamp(now(), tz)

    time.time = now
    dt.date, dt.datetime = Date, Moment


def run_program() -> int:
    """Runs the program; what knows the time of day is imported only now."""
    caller = import_module("tests.kiosk.scripted_visitor")
    worked = []

    def visit_and_end(*_: object) -> int:
        caller.Caller().call()
        worked.append(True)
        os.kill(os.getpid(), signal.SIGTERM)
        return true_exec()

    true_exec, caller.QApplication.exec = caller.QApplication.exec, visit_and_end
    code = import_module("app.cli.main").main(["kiosk", "--alone"])
    sys.stdout.write("worked\n" if worked else "never shown\n")
    return code


if __name__ == "__main__":
    restrict_environment(sys.argv[1])
    # A clock from outside is set by a library that a kiosk refuses; it is in by now.
    os.environ.pop("LD_PRELOAD", None)
    sys.exit(run_program())
