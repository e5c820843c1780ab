"""Makes Qt's application, the same for a window and for a picture."""

from __future__ import annotations

import logging
import os

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from app.support.paths import assets
from app.support.qt_messages import QtMessageHandler
from app.support.qt_translation import install_translations
from app.support.version import VERSION
from app.theme.theme import load_fonts

_log = logging.getLogger(__name__)


def create_qt_app() -> tuple[QApplication, QtMessageHandler]:
    """Qt's application with our style and fonts, and the handler of what Qt says.

    A missing display or system library ends the process with one sentence and 69.
    """
    messages = QtMessageHandler()
    messages.install()
    app = QApplication(["back-atlas"])
    messages.on_started()
    app.setApplicationName("back-atlas")
    app.setApplicationDisplayName("Back Atlas")
    app.setApplicationVersion(VERSION)
    app.setStyle("Fusion")
    install_translations(app)
    disable_dialog_history()
    for file in load_fonts(assets() / "fonts"):
        _log.warning("the font %s cannot be read", file)
    return app, messages


def disable_dialog_history() -> None:
    """Lets Qt's file dialogs write down no folder that was looked into.

    They do so in settings of Qt's own, QtProject.conf, which are sent to where no file can be.
    Windows and macOS keep such settings elsewhere and take no other place for them.
    """
    formats, scopes = QSettings.Format, QSettings.Scope
    QSettings.setPath(formats.NativeFormat, scopes.UserScope, os.devnull)
