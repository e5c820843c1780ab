"""The visitor's summary as QR codes inside the kiosk's window, not in one of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.atlas.emergency import emergency_number
from app.atlas.loader import OpenAtlas
from app.handout.build import make_sheet
from app.handout.make import wanted_from
from app.handout.qr_codes import pieces, summary
from app.kiosk.window import KioskWindow
from app.session.state import Showing
from app.workspace.qr_dialog import CodesDialog


def codes_of(atlas: OpenAtlas, showing: Showing, window: KioskWindow) -> CodesDialog:
    """The codes of what is on show, as a part of the window."""
    sheet = make_sheet(atlas, wanted_from(atlas, showing, emergency_number(showing.country)))
    codes = CodesDialog(pieces(summary(sheet)), window.stage.look, window)
    codes.setWindowFlags(Qt.WindowType.Widget)
    codes.setWindowModality(Qt.WindowModality.WindowModal)  # only told: it is no window
    codes.setAccessibleName(codes.windowTitle())
    codes.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    codes.setAutoFillBackground(True)
    return codes
