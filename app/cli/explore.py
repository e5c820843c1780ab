"""The command `explore`: the window until it is closed, and all that watches over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

from app.bootstrap.initial_state import first_showing
from app.bootstrap.options import Command, Options
from app.bootstrap.qt_app import start_qt
from app.desktop.application import Application, opened_first
from app.session.settings import Settings
from app.support.crash_reports import CrashWatch, end_watch, watch_faults
from app.support.memory import settle
from app.support.paths import Paths
from app.support.qt_signals import CrashCarrier, EndingSignals

_SETTLED_MS = 1500


def explore(options: Options, paths: Paths) -> int:
    """Shows the window until it is closed.

    Raises:
        ContentError: no atlas can be shown.
        UsageError: the atlas does not have what the options ask for.
    """
    atlas, is_asked = opened_first(options)
    # Told before a display is needed, and before a window flashes up.
    first_showing(atlas, options, Settings())
    app, messages = start_qt()
    application = Application(atlas, options, paths)
    if not is_asked:
        application.wait_for_atlas()
    with _watched(application, paths):
        application.window.show()
        if options.command is Command.PRESENT:
            application.present()
        QTimer.singleShot(_SETTLED_MS, settle)
        code = app.exec()
    messages.remove()
    return code


@contextmanager
def _watched(application: Application, paths: Paths) -> Iterator[None]:
    """Crashes are told, faults written down, and the system's wish to end is heard."""
    carrier, ending = CrashCarrier(), EndingSignals(is_of_person=True)
    carrier.told.connect(application.tell_crash)
    ending.ending_asked.connect(application.obey)
    watch, faults = CrashWatch(carrier.tell), watch_faults(paths.logs)
    watch.install()
    try:
        yield
    finally:
        application.end()
        watch.remove()
        end_watch(faults)
        ending.close()
