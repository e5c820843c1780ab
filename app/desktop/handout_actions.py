"""Handout actions of the desktop: save, print, show as QR codes, and edit the clinic on it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.atlas.loader import Atlas
from app.body.regions import PlateKey, View
from app.desktop.save_request import USUAL_REQUEST, SaveRequest
from app.desktop.saved_handout import SavedHandout
from app.handout.choices import USUAL_CHOICES, HandoutChoices
from app.session.actions import (
    EditClinic,
    MakeHandout,
    PrintList,
    Request,
    SaveHandout,
    ShowQrCodes,
)
from app.session.state import Showing
from app.support.paths import assets
from app.support.qt_translation import translate
from app.support.read_file import error_reason, read_file
from app.support.validation_errors import ContentError
from app.support.write_file import OutputError, write_atomically
from app.widgets.button import Button
from app.workspace.file_dialog import FileChooser, without_history
from app.workspace.handout_job import HandoutJob, HandoutResult, HandoutTask
from app.workspace.workspace import Workspace

if TYPE_CHECKING:  # only needed when a handout is made
    from app.desktop.clinic_dialog import ClinicDialog
    from app.desktop.handout_dialog import HandoutDialog
    from app.handout.sheet import Clinic
    from app.workspace.qr_dialog import QrDialog


class HandoutActions(QObject):
    """Carries out what the visitor asks to do with the handout of one workspace.

    Signals:
        message: a sentence for the person, after it is shown.
        handout_made: the Showing whose list and marks are all on the handout that was made.
    """

    message = Signal(str)
    handout_made = Signal(object)

    def __init__(self, workspace: Workspace, atlas: Atlas, clinic: Path | None = None) -> None:
        """Listen to the session of a workspace.

        `clinic` is the file of the clinic; without it, handouts name no clinic and nothing that
        is entered for it is saved.
        """
        super().__init__(workspace)
        self._workspace, self._atlas, self._clinic_file = workspace, atlas, clinic
        self._job = HandoutJob(atlas, clinic, self)
        self._job.finished.connect(self._on_finished)
        workspace.session.requested.connect(self._on_requested)
        self._chooser = FileChooser()
        self._saved = SavedHandout(self)
        self._saved.opened.connect(self._on_opened)
        self.dialog: HandoutDialog | None = None

    def _on_requested(self, request: Request) -> None:
        match request:
            case MakeHandout():
                self.open_dialog()
            case SaveHandout():
                self.save_as()
            case PrintList():
                self.print_with_dialog()
            case ShowQrCodes():
                self.show_qr_codes()
            case EditClinic():
                self.make_clinic_dialog().exec()

    def open_dialog(self) -> None:
        """Open the dialog with the pages of the handout of what is shown."""
        from app.desktop.handout_dialog import HandoutDialog
        from app.desktop.handout_preview import PreviewJob
        from app.handout.make import is_large_print_usual
        from app.handout.paper_size import usual_paper

        if self.dialog is not None:
            return
        showing = self._workspace.session.showing
        usual = HandoutChoices(usual_paper(os.environ), is_large_print_usual(showing))
        preview = PreviewJob(self._atlas, showing, self.load_clinic, self)
        has_marks = bool(showing.marks_by_plate.plates)
        theme = self._workspace.theme
        self.dialog = HandoutDialog(usual, preview, theme, self._workspace, has_marks=has_marks)
        self.dialog.save_requested.connect(self.save_as)
        self.dialog.print_requested.connect(self.print_with_dialog)
        self.dialog.phone_requested.connect(self.show_qr_codes)
        self.dialog.finished.connect(self._on_dialog_closed)
        self.dialog.open()

    def _on_dialog_closed(self) -> None:
        self.dialog = None

    def _show_message(self, text: str, buttons: tuple[Button, ...] = (), **how: bool) -> None:
        """Show a sentence in the dialog, where it moves nothing, or else as a message."""
        if self.dialog is None:
            self._workspace.messages.show_message(text, buttons, **how)
        else:
            self.dialog.show_message(text, buttons)
        self.message.emit(text)

    def save_as(self, request: SaveRequest = USUAL_REQUEST) -> None:
        """Ask for a file name, then save the handout of what is shown."""
        from app.desktop.handout_name import handout_name

        showing, suffix = self._workspace.session.showing, request.suffix
        kinds = {".pdf": self.tr("PDF file (*.pdf)"), ".html": self.tr("Web page (*.html)")}
        file = self._chooser.ask_where_to_save(
            self.dialog or self._workspace,
            self.tr("Save handout"),
            handout_name(self._atlas, showing, dt.date.today(), suffix),
            kinds[suffix],
        )
        if file is not None:
            self.make_file(file, showing, request.choices, suffix)

    def make_file(
        self,
        file: Path,
        showing: Showing,
        choices: HandoutChoices = USUAL_CHOICES,
        suffix: str = ".pdf",
    ) -> None:
        """Save a handout; a name without a known ending gets the `suffix`."""
        if file.suffix.lower() not in (".pdf", ".html"):
            file = file.with_name(f"{file.name}{suffix}")
            if file.exists():  # the dialog asked about the shorter name
                words = self.tr("{file} is there already. Choose another name.")
                self._show_message(words.format(file=file.name))
                return
        self._start(HandoutTask(showing, file=file, choices=choices))

    def print_with_dialog(self, choices: HandoutChoices = USUAL_CHOICES) -> None:
        """Ask for a printer, then print the handout of what is shown."""
        # Imported late: it opens sockets to look for printers.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        parent = self.dialog or self._workspace
        with without_history():  # it can ask for a file
            is_accepted = QPrintDialog(printer, parent).exec()
        if is_accepted and printer.printerName():
            self.print_to(printer.printerName(), self._workspace.session.showing, choices)

    def print_to(
        self, printer: str, showing: Showing, choices: HandoutChoices = USUAL_CHOICES
    ) -> None:
        """Print a handout on a printer of the system."""
        self._start(HandoutTask(showing, printer=printer, choices=choices))

    def wait_until_done(self, seconds: float | None = None) -> None:
        """Wait until no handout is being made, but no longer than this many seconds."""
        self._job.wait(seconds)

    def _start(self, task: HandoutTask) -> None:
        stop = Button(self.tr("Stop"), self._workspace.theme)
        stop.clicked.connect(self._on_stop)
        if self._job.is_running:
            text = self.tr("A handout is being made already. Wait until it is there.")
        else:
            text = self.tr("Creating handout\u2026")
            self._job.start(task)
        self._show_message(text, (stop,), stays=True)

    def _on_stop(self) -> None:
        """Discard the handout, unless it was there before the button was pressed."""
        if self._job.is_running:
            self._job.stop()
            self._show_message(self.tr("Stopped. No handout was made."))

    def _on_finished(self, result: HandoutResult) -> None:
        self._saved.file = result.task.file if result.error is None else None
        buttons = self._saved.buttons(self._workspace.theme)
        self._show_message(self._result_text(result), buttons)
        showing = result.task.showing
        if result.error is None and _shows_all_marks(showing):
            self.handout_made.emit(showing)

    def _on_opened(self, text: str) -> None:
        self._show_message(text, self._saved.buttons(self._workspace.theme))

    def _result_text(self, result: HandoutResult) -> str:
        task, error = result.task, result.error
        if isinstance(error, OutputError):
            return _not_written_text(task.file, error.reason)
        if error is not None:
            return str(error)
        if task.file is None:
            text = self.tr("The handout was given to the printer {name}.")
            return text.format(name=task.printer)
        return self.tr("Handout saved: {file}").format(file=task.file.name)

    def show_qr_codes(self) -> None:
        """Show the summary as QR codes for a phone."""
        try:
            dialog = self.make_qr_dialog()
        except ContentError as error:
            self._show_message(str(error))
        else:
            dialog.exec()

    def make_qr_dialog(self) -> QrDialog:
        """Return the dialog with the QR codes of what is shown.

        Raises:
            ContentError: the file of the clinic cannot be read.
        """
        from app.handout.make import make_qr_texts
        from app.workspace.qr_dialog import QrDialog

        showing = self._workspace.session.showing
        texts = make_qr_texts(self._atlas, showing, self.load_clinic())
        return QrDialog(texts, self._workspace.theme, self._workspace)

    def load_clinic(self) -> Clinic:
        """Return the clinic named on handouts.

        Raises:
            ContentError: the file of the clinic cannot be read.
        """
        return self._job.load_clinic()

    def make_clinic_dialog(self) -> ClinicDialog:
        """Return the dialog with all of the clinic's details that can be read.

        If the file has an error, the dialog shows it.
        """
        from app.desktop.clinic_dialog import ClinicDialog
        from app.handout.clinic import read_clinic_leniently
        from app.handout.sheet import Clinic

        try:
            clinic, problem = self.load_clinic(), ""
        except ContentError as error:
            file = self._clinic_file
            clinic, problem = read_clinic_leniently(file) if file else Clinic(), str(error)
        theme, icons = self._workspace.theme, self._workspace.icons
        self._dialog = dialog = ClinicDialog(clinic, theme, icons, self._workspace)
        if problem:
            dialog.show_message(problem)
        dialog.saved.connect(self.save_clinic)
        dialog.logo_requested.connect(self._on_logo)
        return dialog

    def save_clinic(self, clinic: Clinic) -> None:
        """Write the file of the clinic; its logo and unknown keys stay.

        A file that cannot be read is renamed to clinic.toml.broken. If a handout cannot print one
        of the characters, a message says so.
        """
        from app.handout.clinic import format_clinic, read_existing_text
        from app.handout.font_coverage import FontCoverage
        from app.handout.missing_characters import unprintable_in_clinic

        file = self._clinic_file
        before = "" if file is None else read_existing_text(file)
        self._write(file, format_clinic(clinic, before).encode())
        issues = unprintable_in_clinic(clinic, FontCoverage(assets() / "fonts").missing)
        if issues:
            self._show_message(str(issues[0]))

    def save_logo(self, file: Path) -> None:
        """Save a picture as the logo; the dialog shows the result or the error."""
        from app.handout.clinic import MAX_LOGO_BYTES, LogoError, logo_path, normalize_logo

        try:
            logo = normalize_logo(read_file(file, MAX_LOGO_BYTES), translate)
        except LogoError as error:
            self._dialog.show_message(str(error))
            return
        except OSError as error:
            words = self.tr("{file} cannot be read: {why}. Choose another file.")
            self._dialog.show_message(words.format(file=file, why=error_reason(error)))
            return
        if self._clinic_file is not None:
            self._write(logo_path(self._clinic_file), logo)
        self._dialog.show_message(self.tr("The logo was taken."))

    def _on_logo(self) -> None:
        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        title = self.tr("Choose a logo")
        file = self._chooser.ask_what_to_open(self._dialog, title, kinds)
        if file is not None:
            self.save_logo(file)

    def _write(self, file: Path | None, data: bytes) -> None:
        try:
            if file is not None:
                write_atomically(file, data)
        except OSError as error:
            self._show_message(_not_written_text(file, error.strerror or error))


def _shows_all_marks(showing: Showing) -> bool:
    """Whether the picture of the handout about a state shows every mark."""
    from app.handout.marks import shows_all_marks

    plate = PlateKey(showing.figure, showing.build, View.BACK)
    return shows_all_marks(showing.marks_by_plate, plate)


def _not_written_text(file: Path | None, why: object) -> str:
    text = translate("HandoutActions", "{file} cannot be written: {why}. Choose another folder.")
    return text.format(file=file, why=why)
