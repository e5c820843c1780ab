"""Handouts for kiosk visitors: prints the list, or shows its summary as QR codes in the window."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.atlas.loader import Atlas
from app.handout.choices import HandoutChoices
from app.kiosk.config import KioskConfig
from app.kiosk.window import KioskWindow
from app.session.actions import Action, PrintList
from app.session.state import Showing
from app.workspace.handout_job import HandoutJob, HandoutResult, HandoutTask
from app.workspace.workspace import Workspace

if TYPE_CHECKING:
    from app.workspace.qr_dialog import QrDialog

MAX_SHEETS_PER_VISITOR = 3
_log = logging.getLogger(__name__)


class ListPrinter(QObject):
    """Prints the list of a workspace, at most MAX_SHEETS_PER_VISITOR times for each visitor."""

    def __init__(
        self, workspace: Workspace, atlas: Atlas, config: KioskConfig, clinic: Path
    ) -> None:
        super().__init__(workspace)
        self._workspace, self._config = workspace, config
        self._printed = 0
        self._job = HandoutJob(atlas, clinic, self)
        self._job.finished.connect(self._on_finished)
        workspace.session.requested.connect(self._on_requested)
        workspace.was_reset.connect(self.reset)

    def print_list(self) -> None:
        """Print the list in a thread, unless the visitor has reached the limit."""
        if self._job.is_running:
            return
        if self._printed >= MAX_SHEETS_PER_VISITOR:
            self._show_message(
                self.tr("No more copies can be printed now. Please ask at the desk.")
            )
            return
        self._printed += 1
        self._show_message(self.tr("The handout is being printed."))
        showing = self._workspace.session.showing
        task = HandoutTask(
            showing,
            printer=self._config.printer,
            choices=HandoutChoices(paper=self._config.paper),
        )
        self._job.start(task)

    def _on_requested(self, action: Action) -> None:
        if isinstance(action, PrintList):
            self.print_list()

    def reset(self) -> None:
        """Start counting sheets again, for a new visitor."""
        self._printed = 0

    def wait(self) -> None:
        """Wait until the printing thread has ended."""
        self._job.wait()

    def _on_finished(self, result: HandoutResult) -> None:
        if result.error is None:
            self._show_message(self.tr("The handout was printed."))
            return
        _log.warning("the handout was not printed: %s", result.error)
        self._show_message(self.tr("It could not be printed. Please tell the staff at the desk."))

    def _show_message(self, text: str) -> None:
        if self._printed:  # otherwise the message was meant for a visitor who has left
            self._workspace.messages.show_message(text)


def qr_code_overlay(atlas: Atlas, showing: Showing, window: KioskWindow) -> QrDialog:
    """The QR codes of the current list, as a widget inside the window instead of a dialog."""
    # Imported late: most visitors never open the codes, and the import takes time.
    from app.handout.make import make_qr_texts
    from app.workspace.qr_dialog import QrDialog

    codes = QrDialog(make_qr_texts(atlas, showing), window.workspace.theme, window)
    codes.setWindowFlags(Qt.WindowType.Widget)
    codes.setWindowModality(Qt.WindowModality.WindowModal)  # reported to screen readers only
    codes.setAccessibleName(codes.windowTitle())
    codes.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    codes.setAutoFillBackground(True)
    return codes
