"""Handout of a kiosk visitor: print the list, or show its summary as QR codes inside the window."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.atlas.emergency import emergency_number
from app.atlas.loader import Atlas
from app.kiosk.config import KioskConfig
from app.kiosk.window import KioskWindow
from app.session.actions import Action, PrintList
from app.session.state import Showing
from app.support.validation_errors import ContentError, log_warning
from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.workspace.qr_dialog import QrDialog

MAX_SHEETS_PER_VISITOR = 3
_log = logging.getLogger(__name__)


class ListPrinter(QObject):
    """Prints for one stage, a few sheets a visitor; told in the banner of the stage.

    Signals:
        told: a sentence for the banner.
    """

    message = Signal(str)

    def __init__(
        self, workspace: Workspace, atlas: Atlas, config: KioskConfig, clinic: Path
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas, self._config, self._clinic = workspace, atlas, config, clinic
        self._printed = 0
        self._thread: threading.Thread | None = None
        workspace.session.requested.connect(self._on_requested)
        workspace.was_reset.connect(self.reset)
        self.message.connect(self._show_message)

    def print_list(self) -> None:
        """Prints what is on the List, unless that visitor has had enough paper."""
        if self._thread is not None and self._thread.is_alive():
            return
        if self._printed >= MAX_SHEETS_PER_VISITOR:
            self.message.emit(
                self.tr("No more sheets are printed now. Ask at the desk for another.")
            )
            return
        self._printed += 1
        self.message.emit(self.tr("The handout is being printed."))
        showing = self._workspace.session.showing
        self._thread = threading.Thread(target=self._print, args=(showing,), daemon=True)
        self._thread.start()

    def _on_requested(self, action: Action) -> None:
        if isinstance(action, PrintList):
            self.print_list()

    def reset(self) -> None:
        """Another visitor."""
        self._printed = 0

    def wait(self) -> None:
        """Waits until nothing is being printed."""
        if self._thread is not None:
            self._thread.join()

    def _print(self, showing: Showing) -> None:
        # Imported here: whoever wants no paper does not pay for it.
        from app.handout.clinic import read_clinic
        from app.handout.make import make_for_showing, request_from_state
        from app.handout.printer import PrintError, print_pdf

        emergency = emergency_number(showing.country)
        try:
            clinic = read_clinic(self._clinic, log_warning)
            wanted = request_from_state(self._atlas, showing, emergency, clinic)
            data = make_for_showing(self._atlas, showing, wanted, ".pdf", self._config.paper)
            print_pdf(data, self._config.printer)
        except (PrintError, ContentError, OSError) as error:
            _log.warning("nothing was printed: %s", error)
            self.message.emit(
                self.tr("It could not be printed. Please tell the staff at the desk.")
            )
        else:
            self.message.emit(self.tr("The handout was printed."))

    def _show_message(self, words: str) -> None:
        if self._printed:  # else whoever asked for it has gone, and another must not read of it
            self._workspace.banner.show_message(words)


def qr_code_overlay(atlas: Atlas, showing: Showing, window: KioskWindow) -> QrDialog:
    """The codes of what is on show, as a part of the window."""
    # Imported here: most visitors take none.
    from app.handout.build import make_sheet
    from app.handout.make import request_from_state
    from app.handout.qr_codes import split_for_qr, summary_text
    from app.workspace.qr_dialog import QrDialog

    sheet = make_sheet(atlas, request_from_state(atlas, showing, emergency_number(showing.country)))
    codes = QrDialog(split_for_qr(summary_text(sheet)), window.workspace.theme, window)
    codes.setWindowFlags(Qt.WindowType.Widget)
    codes.setWindowModality(Qt.WindowModality.WindowModal)  # only told: it is no window
    codes.setAccessibleName(codes.windowTitle())
    codes.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    codes.setAutoFillBackground(True)
    return codes
