"""Makes Qt's application, the same for a window and for a picture."""

from __future__ import annotations

import logging

from PySide6.QtWidgets import QApplication

from app.look.fonts import load_fonts
from app.support.paths import assets
from app.support.version import VERSION

_log = logging.getLogger(__name__)


def start_qt() -> QApplication:
    """Qt's application with our style and fonts; QtMessages is to be installed before."""
    app = QApplication(["back-atlas"])
    app.setApplicationName("back-atlas")
    app.setApplicationDisplayName("Back Atlas")
    app.setApplicationVersion(VERSION)
    app.setStyle("Fusion")
    for file in load_fonts(assets() / "fonts"):
        _log.warning("the font %s cannot be read", file)
    return app
