"""Create the QApplication, and tidy up the memory once it runs."""

from __future__ import annotations

import gc
import linecache
import logging
import os
import sys

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.bootstrap.import_qt import import_qt
from app.support.paths import assets
from app.support.qt_messages import QtMessageHandler
from app.support.version import VERSION

_log = logging.getLogger(__name__)


def create_qt_app() -> tuple[QApplication, QtMessageHandler]:
    """The QApplication with our style, words and fonts, and the handler of Qt's messages.

    If a display or a system library is missing, the process prints one sentence and exits with 69.
    """
    app, messages = create_bare_qt_app()
    prepare_words(app)
    return app, messages


def create_bare_qt_app() -> tuple[QApplication, QtMessageHandler]:
    """As `create_qt_app`, for a first picture without words; `prepare_words` has to follow.

    If a display or a system library is missing, the process prints one sentence and exits with 69.
    """
    messages = QtMessageHandler()
    messages.install()
    import_qt()
    # In place of setStyle, which returns a QStyle: making its enums takes several ms.
    app = QApplication(["back-atlas", "-style", "Fusion"])
    messages.on_started()
    app.setApplicationName("Back Atlas")  # a screen reader says this one
    app.setApplicationDisplayName("Back Atlas")
    app.setApplicationVersion(VERSION)
    return app, messages


def prepare_words(app: QApplication) -> None:
    """Install translations and fonts, and keep file dialogs from saving folders."""
    from app.support.qt_translation import install_translations
    from app.theme.theme import load_fonts

    install_translations(app)
    disable_dialog_history()
    for file in load_fonts(assets() / "fonts"):
        _log.warning("the font %s cannot be read", file)


def disable_dialog_history() -> None:
    """Keep Qt's file dialogs from saving which folders were opened.

    They save them in Qt's own settings, QtProject.conf, whose path is set to one where no file
    can be. On Windows and macOS they are elsewhere and cannot be moved, so `without_history` in
    app/workspace/file_dialog.py restores them after each dialog.
    """
    formats, scopes = QSettings.Format, QSettings.Scope
    QSettings.setPath(formats.NativeFormat, scopes.UserScope, os.devnull)


def trim_memory() -> None:
    """Enable garbage collection again, and return freed memory to the system.

    By itself glibc keeps what was freed: decoding large pictures leaves up to 20 MB.
    """
    gc.enable()
    linecache.clearcache()
    if not sys.platform.startswith("linux"):
        return
    # Imported here because it takes 10 ms.
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
