"""Runs a kiosk under a restriction: a visitor comes, tries a PIN, and the kiosk ends.

    python -m tests.kiosk.restricted_process HOW [SECONDS]

HOW is `plain`, `full` (no file can grow), `read-only` (permissions of folders hold for root too) or
`clock` (the wall clock starts at SECONDS since 1970; if a full hour is less than ten seconds away,
the run lasts until then). The last line of the output is "worked".
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

_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE = 24, 1
_true_time = time.time


def restrict_environment(how: str) -> None:
    """Apply the restriction to this process."""
    if how == "full":
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    elif how == "clock":
        set_clock(float(sys.argv[2]))
    elif how == "read-only" and os.geteuid() == 0 and "IS_RESTRICTED" not in os.environ:
        if ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0) != 0:
            raise SystemExit("root's capability cannot be dropped here")
        # The capability is lost only when a program is started.
        command = [sys.executable, "-m", "tests.kiosk.restricted_process", *sys.argv[1:]]
        os.execve(sys.executable, command, os.environ | {"IS_RESTRICTED": "1"})


def set_clock(start: float) -> None:
    """Set the wall clock of Python; the monotonic clock is not changed."""
    # It uses `date` as a type, and needs the real one.
    import_module("app.support.schema_validation")
    offset = start - _true_time()

    def now() -> float:
        return _true_time() + offset

    class Date(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            return cls.fromtimestamp(now())

    class DateTime(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return cls.fromtimestamp(now(), tz)

    time.time = now
    dt.date, dt.datetime = Date, DateTime


def run_program() -> int:
    """Run the kiosk; modules that read the clock are imported only now."""
    scripted_visitor = import_module("tests.kiosk.scripted_visitor")
    application, visits = scripted_visitor.QApplication, []

    def visit_and_end(*_: object) -> int:
        scripted_visitor.ScriptedVisitor().visit()
        visits.append(True)
        os.kill(os.getpid(), signal.SIGTERM)
        return original_exec()

    original_exec, application.exec = application.exec, visit_and_end
    code = import_module("app.cli.main").main(["kiosk", "--alone"])
    sys.stdout.write("worked\n" if visits else "never shown\n")
    return code


if __name__ == "__main__":
    restrict_environment(sys.argv[1])
    # A library that fakes the clock is loaded by now, and a kiosk refuses to start with it.
    os.environ.pop("LD_PRELOAD", None)
    sys.exit(run_program())
