"""Handout of a kiosk visitor: print the list, or show its summary as QR codes inside the window."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.atlas.emergency import emergency_number
from app.atlas.loader import OpenAtlas
from app.kiosk.config import KioskRules
from app.kiosk.window import KioskWindow
from app.session.state import Showing
from app.support.validation_errors import ContentError, Remark
from app.workspace.workspace import Stage

if TYPE_CHECKING:
    from app.workspace.qr_dialog import CodesDialog

MOST_SHEETS = 3
_log = logging.getLogger(__name__)


def _log_remark(remark: Remark) -> None:
    _log.warning("%s", remark)


class PaperDesk(QObject):
    """Prints for one stage, a few sheets a visitor; told in the banner of the stage.

    Signals:
        told: a sentence for the banner.
    """

    told = Signal(str)

    def __init__(self, stage: Stage, atlas: OpenAtlas, rules: KioskRules, clinic: Path) -> None:
        super().__init__(stage)
        self._stage, self._atlas, self._rules, self._clinic = stage, atlas, rules, clinic
        self._printed = 0
        self._thread: threading.Thread | None = None
        stage.panel.print_asked.connect(self.print_list)
        stage.renewed.connect(self.forget)
        self.told.connect(self._on_told)

    def print_list(self) -> None:
        """Prints what is on the List, unless that visitor has had enough paper."""
        if self._thread is not None and self._thread.is_alive():
            return
        if self._printed >= MOST_SHEETS:
            self.told.emit(self.tr("No more sheets are printed now. Ask at the desk for another."))
            return
        self._printed += 1
        self.told.emit(self.tr("The handout is being printed."))
        showing = self._stage.session.showing
        self._thread = threading.Thread(target=self._print, args=(showing,), daemon=True)
        self._thread.start()

    def forget(self) -> None:
        """Another visitor."""
        self._printed = 0

    def wait(self) -> None:
        """Waits until nothing is being printed."""
        if self._thread is not None:
            self._thread.join()

    def _print(self, showing: Showing) -> None:
        # Imported here: whoever wants no paper does not pay for it.
        from app.handout.clinic import read_clinic
        from app.handout.make import made_for, wanted_from
        from app.handout.printer import PrintError, print_pdf

        emergency = emergency_number(showing.country)
        try:
            clinic = read_clinic(self._clinic, _log_remark)
            wanted = wanted_from(self._atlas, showing, emergency, clinic)
            data = made_for(self._atlas, showing, wanted, ".pdf", self._rules.paper)
            print_pdf(data, self._rules.printer)
        except (PrintError, ContentError, OSError) as error:
            _log.warning("nothing was printed: %s", error)
            self.told.emit(self.tr("It could not be printed. Please tell the staff at the desk."))
        else:
            self.told.emit(self.tr("The handout was printed."))

    def _on_told(self, words: str) -> None:
        if self._printed:  # else whoever asked for it has gone, and another must not read of it
            self._stage.banner.tell(words)


def codes_of(atlas: OpenAtlas, showing: Showing, window: KioskWindow) -> CodesDialog:
    """The codes of what is on show, as a part of the window."""
    # Imported here: most visitors take none.
    from app.handout.build import make_sheet
    from app.handout.make import wanted_from
    from app.handout.qr_codes import pieces, summary
    from app.workspace.qr_dialog import CodesDialog

    sheet = make_sheet(atlas, wanted_from(atlas, showing, emergency_number(showing.country)))
    codes = CodesDialog(pieces(summary(sheet)), window.stage.look, window)
    codes.setWindowFlags(Qt.WindowType.Widget)
    codes.setWindowModality(Qt.WindowModality.WindowModal)  # only told: it is no window
    codes.setAccessibleName(codes.windowTitle())
    codes.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    codes.setAutoFillBackground(True)
    return codes
