"""The commands `explore` and `present`: show the window and run the event loop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

from app.bootstrap.initial_state import initial_showing
from app.bootstrap.options import Command, Options
from app.bootstrap.qt_app import create_qt_app, trim_memory
from app.desktop.application import DesktopApplication, open_first_atlas
from app.session.settings import Settings
from app.support.crash_reports import CrashHandler, disable_fault_log, enable_fault_log
from app.support.paths import Paths
from app.support.qt_signals import CrashSignal, ShutdownSignals

_TRIM_MEMORY_AFTER_MS = 1500


def explore(options: Options, paths: Paths) -> int:
    """Show the window until it is closed.

    Raises:
        ContentError: no atlas can be shown.
        UsageError: the atlas does not have what the options ask for.
    """
    atlas, is_requested = open_first_atlas(options)
    # Called for its errors, which are to be reported before any window appears.
    initial_showing(atlas, options, Settings())
    app, messages = create_qt_app()
    application = DesktopApplication(atlas, options, paths)
    if not is_requested:
        application.wait_for_atlas()
    with _process_handlers(application, paths):
        application.window.show_at_start()
        if options.command is Command.PRESENT:
            application.present()
        QTimer.singleShot(_TRIM_MEMORY_AFTER_MS, trim_memory)
        code = app.exec()
    messages.remove()
    return code


@contextmanager
def _process_handlers(application: DesktopApplication, paths: Paths) -> Iterator[None]:
    """Handle crashes, fatal faults and signals of the system while the window is open."""
    crashes, signals = CrashSignal(), ShutdownSignals(handles_hangup=True)
    crashes.crashed.connect(application.show_crash)
    signals.shutdown_requested.connect(application.on_shutdown_signal)
    crash_handler, fault_log = CrashHandler(crashes.report), enable_fault_log(paths.logs)
    crash_handler.install()
    try:
        yield
    finally:
        application.shut_down()
        crash_handler.remove()
        disable_fault_log(fault_log)
        signals.close()
