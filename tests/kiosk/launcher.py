"""Starts a kiosk as main.py does, but with shorter times, and with planned failures.

The first picture of each run adds a letter to the file `paint_log`: n for normal, s for safe mode,
f for the fault window. The file `failures` says what goes wrong in the next runs, a word for each.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from pathlib import Path

from app.bootstrap.options import Command, Options
from app.cli import main
from app.kiosk.supervision import command
from app.kiosk.supervision.protocol import NullChannel, SupervisorPipe
from app.kiosk.supervision.run_history import CrashLoopLimits
from app.kiosk.supervision.supervisor import SupervisorTimes
from app.kiosk.supervision.systemd_notify import SystemdNotifier
from app.support.paths import Paths

SUPERVISOR_TIMES = SupervisorTimes(heartbeat_timeout_s=2.0, max_backoff_s=0.5)
BEAT_MS, HANG_TIMEOUT_S, SAFE_MODE_MS = 200, 1.0, 1_000
HOME = Path(os.environ["BACK_ATLAS_HOME"])


def kiosk(options: Options, paths: Paths) -> int:
    """The command `kiosk` with the times above."""
    if not options.alone and "NOTIFY_SOCKET" not in os.environ:
        return command.supervise(paths, times=SUPERVISOR_TIMES)
    from app.cli.kiosk import run_kiosk
    from app.kiosk.run import RunTimes

    failure = _next_failure()
    if failure == "start":
        _fail_at_start()
    _log_first_paint(failure)
    times = RunTimes(
        heartbeat_ms=BEAT_MS,
        hang_timeout_s=HANG_TIMEOUT_S,
        safe_mode_ms=SAFE_MODE_MS,
        limits=CrashLoopLimits(),
    )
    return run_kiosk(options, paths, times)


def _next_failure() -> str:
    """Take the first word from the file of planned failures."""
    file = HOME / "failures"
    if not file.exists():
        return ""
    name, _, rest = file.read_text().partition(" ")
    file.write_text(rest)
    return name


def _fail_at_start() -> None:
    """Let reading the config raise an error."""
    from app.cli import kiosk

    def broken(_file: Path) -> None:
        raise RuntimeError("words of a visitor")

    kiosk.read_config = broken


def _log_first_paint(failure: str) -> None:
    """Write to the paint log when the first picture is announced, then cause the failure."""
    from PySide6.QtCore import QTimer

    from app.kiosk.overlays.fault_page import FaultPage, FaultWindow
    from app.kiosk.run import KioskRun

    original_run, shown = KioskRun.run_event_loop, []

    def run_event_loop(self, app, kiosk, recover):
        shown.append(kiosk)
        return original_run(self, app, kiosk, recover)

    def kind() -> str:
        window = shown[0].windows[0]
        if isinstance(window, FaultWindow):
            return "f"
        page = window.findChild(FaultPage)
        return "s" if page is not None and page.isVisible() else "n"

    KioskRun.run_event_loop = run_event_loop
    for channel in (NullChannel, SupervisorPipe, SystemdNotifier):
        original_ready = channel.ready

        def ready(self, original_ready=original_ready) -> None:
            original_ready(self)
            with (HOME / "paint_log").open("a") as log:
                log.write(kind())
            if failure:
                QTimer.singleShot(0, FAILURES[failure])

        channel.ready = ready


def hang() -> None:
    while True:
        time.sleep(3600)


def segfault() -> None:
    ctypes.string_at(0)


def _raise() -> None:
    raise LookupError("words of a visitor")


def raise_three_times() -> None:
    from PySide6.QtCore import QTimer

    for _ in range(3):
        QTimer.singleShot(0, _raise)


FAILURES = {"hang": hang, "segfault": segfault, "abort": os.abort, "raise": raise_three_times}


if __name__ == "__main__":
    main._COMMANDS[Command.KIOSK] = kiosk
    sys.exit(main.main(sys.argv[1:]))
