"""The command `picture`: what the window would show, as a PNG file, without a display."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QEventLoop, QIODevice
from PySide6.QtWidgets import QApplication, QWidget

from app.application import build_window
from app.arguments import Options
from app.atlases import open_atlas
from app.beginning import first_showing
from app.explore.window import ExploreWindow
from app.qt import start_qt
from app.session.settings import Settings
from app.support.atomic import write_atomically

_ROUNDS = 5


def picture(options: Options, out: Path) -> int:
    """Writes the picture; what a person has set up for themselves plays no part in it.

    Raises:
        ContentError: the atlas has mistakes.
        UsageError: the atlas does not have what the options ask for.
        OSError: the file cannot be written.
    """
    atlas, settings = open_atlas(options.atlas), Settings()
    first_showing(atlas, options, settings)
    app, messages = start_qt()
    window = build_window(atlas, options, settings, keep=_forget, motion_ms=0)
    window.show()
    settle(app, window)
    write_atomically(out, png_of(window))
    messages.remove()
    return 0


def settle(app: QApplication, window: ExploreWindow) -> None:
    """Lets a window do all it has to do before it stands still."""
    while not window.stage.is_ready:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _ in range(_ROUNDS):
        app.sendPostedEvents()
        app.processEvents()


def png_of(widget: QWidget) -> bytes:
    """What a widget shows, as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def _forget(_kept: Settings) -> None:
    """Keeps nothing: a picture leaves nothing but its file."""
