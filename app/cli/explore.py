"""The commands `explore` and `present`: show the window and run the event loop.

Where it is possible, the window shows the body before the rest of the program is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.bootstrap.first_plate import FirstPlate, read_first_plate
from app.bootstrap.import_qt import import_qt
from app.bootstrap.initial_state import initial_showing
from app.bootstrap.options import Command, Options
from app.session.settings import Settings, read_settings
from app.support.exit_codes import ExitCode
from app.support.paths import Paths

if TYPE_CHECKING:  # imported when the first picture is on the screen
    from PySide6.QtWidgets import QApplication

    from app.desktop.application import DesktopApplication
    from app.support.qt_messages import QtMessageHandler

_TRIM_MEMORY_AFTER_MS = 1500


def explore(options: Options, paths: Paths) -> int:
    """Show the window until it is closed.

    Raises:
        ContentError: no atlas can be shown.
        UsageError: the atlas does not have what the options ask for.
    """
    settings = read_settings(paths.settings, _skip_warning)
    first = read_first_plate(options, settings)
    if first is None:
        return _open_whole(options, paths)
    return _open_first_picture(options, paths, first, settings)


def _skip_warning(_message: str) -> None:
    """The application reads the settings again, and reports what is wrong with them."""


def _open_whole(options: Options, paths: Paths) -> int:
    """Show the window when all of it is ready."""
    from app.bootstrap.qt_app import create_qt_app
    from app.desktop.application import DesktopApplication, open_first_atlas

    atlas, is_requested = open_first_atlas(options)
    # Called for its errors, which are to be reported before any window appears.
    initial_showing(atlas, options, Settings())
    app, messages = create_qt_app()
    application = DesktopApplication(atlas, options, paths)
    if not is_requested:
        application.wait_for_atlas()
    return _run(app, messages, application, options, paths)


def _open_first_picture(
    options: Options, paths: Paths, first: FirstPlate, settings: Settings
) -> int:
    """Show the first picture in the window, and load the rest after that."""
    import_qt()
    from app.bootstrap.qt_app import create_bare_qt_app, prepare_words

    app, messages = create_bare_qt_app()
    from app.desktop.first_picture import show_first_picture
    from app.desktop.window import DesktopWindow, initial_size

    if not (options.theme or settings.theme):
        from app.bootstrap.system_theme import system_theme

        first = first.with_theme(system_theme())
    window = DesktopWindow(*(options.size or initial_size(settings)))
    is_maximized = settings.is_maximized and options.size is None
    picture = show_first_picture(window, first, is_maximized=is_maximized)
    plate = picture.sharpen() if picture else None
    if picture and not window.isVisible():
        return ExitCode.OK  # it was closed at once
    prepare_words(app)
    from app.bootstrap.open_atlas import open_atlas
    from app.desktop.application import DesktopApplication

    application = DesktopApplication(open_atlas(None), options, paths, window)
    if plate is not None:
        application.window.workspace.canvas.scene_builder.keep_plate(first.showing, plate)
    return _run(app, messages, application, options, paths)


def _run(
    app: QApplication,
    messages: QtMessageHandler,
    application: DesktopApplication,
    options: Options,
    paths: Paths,
) -> int:
    from PySide6.QtCore import QTimer

    from app.bootstrap.qt_app import trim_memory

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
    from app.support.crash_reports import CrashHandler, disable_fault_log, enable_fault_log
    from app.support.qt_signals import CrashSignal, ShutdownSignals

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
