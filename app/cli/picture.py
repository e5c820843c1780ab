"""The command `picture`: what the window would show, as a PNG file, without a display."""

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

_ROUNDS = 5
_WAKE_MS = 50
TIMEOUT_S = 180.0


class NotReadyError(Exception):
    """The window has not come to rest, though nothing failed."""


def picture(options: Options, out: Path) -> int:
    """Writes the picture; what a person has set up for themselves plays no part in it.

    Raises:
        ContentError: the atlas has mistakes.
        UsageError: the atlas does not have what the options ask for.
        OutputError: the file cannot be written.
        NotReadyError: the window is never ready.
        Exception: whatever else went wrong while the window was made; nothing is written.
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
        window = build_window(atlas, options, Settings(), keep=_discard_settings, motion_ms=0)
        # In the loop, where errors reach the hook: some that come within a call are lost by PySide.
        QMetaObject.invokeMethod(window, "show", Qt.ConnectionType.QueuedConnection)
        wait_until_ready(app, window, error.reraise)
        data = grab_png(window)
        error.reraise()
    return data


def _nothing() -> None:
    """Nothing is looked at."""


def wait_until_ready(
    app: QApplication, window: DesktopWindow, theme: Callable[[], None] = _nothing
) -> None:
    """Lets a window do all it has to do before it stands still.

    `look` is called after each turn, and may raise what went wrong in it.

    Raises:
        NotReadyError: the window is not ready after LONGEST_S seconds.
    """
    waker = QTimer()  # so that there is a next turn, even if nothing happens any more
    waker.start(_WAKE_MS)
    until = time.monotonic() + TIMEOUT_S
    while not window.workspace.is_ready:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        theme()
        if time.monotonic() > until:
            raise NotReadyError(f"the window is not ready after {TIMEOUT_S:.0f} s")
    waker.stop()
    for _ in range(_ROUNDS):
        app.sendPostedEvents()
        app.processEvents()
        theme()


def grab_png(widget: QWidget) -> bytes:
    """What a widget shows, as the bytes of a PNG file.

    Raises:
        MemoryError: there is no room for so large a picture.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not widget.grab().save(buffer, "PNG"):
        raise MemoryError
    return bytes(buffer.data().data())


def _discard_settings(_kept: Settings) -> None:
    """Keeps nothing: a picture leaves nothing but its file."""
