"""Starts a kiosk as main.py does, but with shorter times, and with a mishap where one is planned.

Whatever is painted first is noted in the file `ups`: u the visitors' window, s safe mode, d the
diagnosis alone. The file `mishap` says what goes wrong in the next runs, one word a run.
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

PARENT = SupervisorTimes(heartbeat_timeout_s=2.0, max_backoff_s=0.5)
BEAT_MS, STACK_S, SAFE_MS = 200, 1.0, 1_000
HOME = Path(os.environ["BACK_ATLAS_HOME"])


def kiosk(options: Options, paths: Paths) -> int:
    """In place of the command: the same, with the times above."""
    if not options.alone and "NOTIFY_SOCKET" not in os.environ:
        return command.supervise(paths, times=PARENT)
    from app.cli.kiosk import run_kiosk as real
    from app.kiosk.run import RunTimes

    planned = _next_mishap()
    if planned == "start":
        _fail_at_start()
    _record_paint_then(planned)
    times = RunTimes(
        heartbeat_ms=BEAT_MS, hang_timeout_s=STACK_S, safe_mode_ms=SAFE_MS, limits=CrashLoopLimits()
    )
    return real(options, paths, times)


def _next_mishap() -> str:
    """The first word of the file; the rest is for the next runs."""
    file = HOME / "mishap"
    if not file.exists():
        return ""
    name, _, rest = file.read_text().partition(" ")
    file.write_text(rest)
    return name


def _fail_at_start() -> None:
    """Whatever is read first of a kiosk is broken."""
    from app.cli import kiosk

    def broken(_file: Path) -> None:
        raise RuntimeError("words of a visitor")

    kiosk.read_config = broken


def _record_paint_then(planned: str) -> None:
    from PySide6.QtCore import QTimer

    from app.kiosk.overlays.fault_page import FaultPage, FaultWindow
    from app.kiosk.run import KioskRun

    go, shown_now = KioskRun.run_event_loop, []

    def noted_go(self, app, shown, recover):
        shown_now.append(shown)
        return go(self, app, shown, recover)

    def kind() -> str:
        window = shown_now[0].windows[0]
        if isinstance(window, FaultWindow):
            return "d"
        scene = window.findChild(FaultPage)
        return "s" if scene is not None and scene.isVisible() else "u"

    KioskRun.run_event_loop = noted_go
    for line in (NullChannel, SupervisorPipe, SystemdNotifier):
        said = line.ready

        def ready(self, said=said) -> None:
            said(self)
            with (HOME / "ups").open("a") as ups:
                ups.write(kind())
            if planned:
                QTimer.singleShot(0, MISHAPS[planned])

        line.ready = ready


def hang() -> None:
    while True:
        time.sleep(3600)


def segfault() -> None:
    ctypes.string_at(0)


def _raise() -> None:
    raise LookupError("words of a visitor")


def raise_often() -> None:
    from PySide6.QtCore import QTimer

    for _ in range(3):
        QTimer.singleShot(0, _raise)


MISHAPS = {"hang": hang, "segfault": segfault, "abort": os.abort, "raise": raise_often}


if __name__ == "__main__":
    main._COMMANDS[Command.KIOSK] = kiosk
    sys.exit(main.main(sys.argv[1:]))
