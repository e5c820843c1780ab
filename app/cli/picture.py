"""The command `picture`: save what the window shows as a PNG file, without a display."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice, QMetaObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.atlas.loader import Atlas
from app.bootstrap.initial_state import initial_showing
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.bootstrap.qt_app import create_qt_app
from app.desktop.application import build_window
from app.desktop.window import DesktopWindow
from app.session.settings import Settings
from app.support.crash_reports import FirstErrorHook
from app.support.write_file import write_output_file

_FINAL_ROUNDS = 5
_WAKE_INTERVAL_MS = 50
TIMEOUT_S = 180.0


class NotReadyError(Exception):
    """The window did not become ready in time, though nothing failed."""


def picture(options: Options, out: Path) -> int:
    """Write the picture; the user's settings are ignored, so that it is the same everywhere.

    Raises:
        ContentError: the atlas has mistakes.
        UsageError: the atlas does not have what the options ask for.
        OutputError: the file cannot be written.
        NotReadyError: the window does not become ready.
        Exception: any error while the window was built or painted; then nothing is written.
    """
    atlas = open_atlas(options.atlas)
    initial_showing(atlas, options, Settings())
    app, messages = create_qt_app()
    try:
        data = _render_png(app, atlas, options)
    finally:
        messages.remove()
    write_output_file(out, data)
    return 0


def _render_png(app: QApplication, atlas: Atlas, options: Options) -> bytes:
    with FirstErrorHook() as error:
        window = build_window(
            atlas, options, Settings(theme="light"), save=_discard_settings, motion_ms=0
        )
        # Shown from the event loop: PySide loses some errors of paint events inside a direct call.
        QMetaObject.invokeMethod(window, "show", Qt.ConnectionType.QueuedConnection)
        wait_until_ready(app, window, error.reraise)
        data = grab_png(window)
        error.reraise()
    return data


def _no_check() -> None:
    """Do nothing."""


def wait_until_ready(
    app: QApplication, window: DesktopWindow, check: Callable[[], None] = _no_check
) -> None:
    """Run the event loop until the window has finished all its work.

    `check` is called after each round, and may raise an error that happened in it.

    Raises:
        NotReadyError: the window is not ready after TIMEOUT_S seconds.
    """
    waker = QTimer()  # so that processEvents returns even if there are no more events
    waker.start(_WAKE_INTERVAL_MS)
    deadline = time.monotonic() + TIMEOUT_S
    while not window.workspace.is_ready:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        check()
        if time.monotonic() > deadline:
            raise NotReadyError(f"the window is not ready after {TIMEOUT_S:.0f} s")
    waker.stop()
    for _ in range(_FINAL_ROUNDS):
        app.sendPostedEvents()
        app.processEvents()
        check()


def grab_png(widget: QWidget) -> bytes:
    """Render a widget into the bytes of a PNG file.

    Raises:
        MemoryError: there is not enough memory for the picture.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not widget.grab().save(buffer, "PNG"):
        raise MemoryError
    return bytes(buffer.data().data())


def _discard_settings(_settings: Settings) -> None:
    """Save no settings, because the command writes nothing but the picture."""
