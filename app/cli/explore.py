"""The command `explore`: the window until it is closed, and all that watches over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

from app.bootstrap.initial_state import initial_showing
from app.bootstrap.options import Command, Options
from app.bootstrap.qt_app import create_qt_app
from app.desktop.application import DesktopApplication, open_first_atlas
from app.session.settings import Settings
from app.support.crash_reports import CrashHandler, disable_fault_log, enable_fault_log
from app.support.memory import trim_memory
from app.support.paths import Paths
from app.support.qt_signals import CrashSignal, ShutdownSignals

_TRIM_AFTER_MS = 1500


def explore(options: Options, paths: Paths) -> int:
    """Shows the window until it is closed.

    Raises:
        ContentError: no atlas can be shown.
        UsageError: the atlas does not have what the options ask for.
    """
    atlas, is_asked = open_first_atlas(options)
    # Told before a display is needed, and before a window flashes up.
    initial_showing(atlas, options, Settings())
    app, messages = create_qt_app()
    application = DesktopApplication(atlas, options, paths)
    if not is_asked:
        application.wait_for_atlas()
    with _process_handlers(application, paths):
        application.window.show()
        if options.command is Command.PRESENT:
            application.present()
        QTimer.singleShot(_TRIM_AFTER_MS, trim_memory)
        code = app.exec()
    messages.remove()
    return code


@contextmanager
def _process_handlers(application: DesktopApplication, paths: Paths) -> Iterator[None]:
    """Crashes are told, faults written down, and the system's wish to end is heard."""
    carrier, ending = CrashSignal(), ShutdownSignals(is_of_person=True)
    carrier.crashed.connect(application.show_crash)
    ending.shutdown_requested.connect(application.on_end_signal)
    watch, faults = CrashHandler(carrier.report), enable_fault_log(paths.logs)
    watch.install()
    try:
        yield
    finally:
        application.shut_down()
        watch.remove()
        disable_fault_log(faults)
        ending.close()
