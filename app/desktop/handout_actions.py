"""The handout at a desk: where to put it is asked, it is made beside the window, and told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.atlas.emergency import emergency_number
from app.atlas.loader import Atlas
from app.body.regions import PlateKey, View
from app.session.actions import EditClinic, MakeHandout, PrintList, Request, ShowQrCodes
from app.session.state import Showing
from app.support.paths import assets
from app.support.read_file import error_reason, read_file
from app.support.validation_errors import ContentError, log_warning
from app.support.write_file import OutputError, write_atomically, write_output_file
from app.workspace.workspace import Workspace

if TYPE_CHECKING:  # whoever wants no handout does not pay for it
    from app.desktop.clinic_dialog import ClinicDialog
    from app.handout.build import HandoutRequest
    from app.handout.sheet import Clinic
    from app.workspace.qr_dialog import QrDialog


class HandoutActions(QObject):
    """One desk for one stage.

    Signals:
        told: a sentence for the banner.
        made: the Showing whose list and marks are on paper or in a file now, all of them.
    """

    message = Signal(str)
    handout_made = Signal(object)

    def __init__(self, workspace: Workspace, atlas: Atlas, clinic: Path | None = None) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas, self._clinic = workspace, atlas, clinic
        self._thread: threading.Thread | None = None
        workspace.session.requested.connect(self._on_requested)
        self.message.connect(workspace.banner.show_message)

    def _on_requested(self, request: Request) -> None:
        """Carry out what the session passes on."""
        match request:
            case MakeHandout():
                self.save_as()
            case PrintList():
                self.print_with_dialog()
            case ShowQrCodes():
                self.show_qr_codes()
            case EditClinic():
                self.edit_clinic()

    def save_as(self) -> None:
        """Asks for a file, then makes the handout of what is on show now."""
        from PySide6.QtWidgets import QFileDialog

        kinds = self.tr("PDF file (*.pdf);;Web page (*.html)")
        title = self.tr("Where to put the handout")
        name, _ = QFileDialog.getSaveFileName(self._workspace, title, "back-atlas.pdf", kinds)
        if name:
            self.make_file(Path(name), self._workspace.session.showing)

    def make_file(self, file: Path, showing: Showing) -> None:
        """Makes it in a thread of its own; the window stays usable, and is told of the end."""
        if file.suffix.lower() not in (".pdf", ".html"):
            file = file.with_name(f"{file.name}.pdf")
            if file.exists():  # the dialog asked about the shorter name
                words = self.tr("{file} is there already. Choose another name.")
                self.message.emit(words.format(file=file))
                return
        self._start(self._make, file, showing)

    def show_qr_codes(self) -> None:
        """Shows the summary as codes for a phone, until they are closed."""
        try:
            codes = self.make_qr_dialog()
        except ContentError as error:
            self.message.emit(str(error))
        else:
            codes.exec()

    def make_qr_dialog(self) -> QrDialog:
        """The codes of what is on show now."""
        from app.handout.build import make_sheet
        from app.handout.qr_codes import split_for_qr, summary_text
        from app.workspace.qr_dialog import QrDialog

        sheet = make_sheet(self._atlas, self._wanted(self._workspace.session.showing))
        return QrDialog(split_for_qr(summary_text(sheet)), self._workspace.theme, self._workspace)

    def load_clinic(self) -> Clinic:
        """The clinic named on handouts that are made here.

        Raises:
            ContentError: the file of the clinic cannot be read.
        """
        from app.handout.clinic import read_clinic
        from app.handout.sheet import Clinic

        return read_clinic(self._clinic, log_warning) if self._clinic else Clinic()

    def edit_clinic(self) -> None:
        """Opens the settings page of the clinic until it is closed."""
        self.make_clinic_dialog().exec()

    def make_clinic_dialog(self) -> ClinicDialog:
        """The settings page of the clinic: all that can be read, and what cannot."""
        from app.desktop.clinic_dialog import ClinicDialog
        from app.handout.clinic import read_clinic_leniently
        from app.handout.sheet import Clinic

        try:
            clinic, wrong = self.load_clinic(), ""
        except ContentError as error:
            clinic, wrong = (
                read_clinic_leniently(self._clinic) if self._clinic else Clinic(),
                str(error),
            )
        page = ClinicDialog(clinic, self._workspace.theme, self._workspace.icons, self._workspace)
        if wrong:
            page.show_message(wrong)
        page.saved.connect(self.save_clinic)
        page.logo_requested.connect(self._on_logo)
        self._page = page
        return page

    def save_clinic(self, clinic: Clinic) -> None:
        """Writes the file of the clinic; its logo stays, and so does what is not known in it.

        One that cannot be read, as its page has told, is put aside as clinic.toml.broken. Says
        what no handout can print of it.
        """
        from app.handout.clinic import format_clinic, read_existing_text
        from app.handout.font_coverage import FontCoverage
        from app.handout.missing_characters import unprintable_in_clinic

        before = "" if self._clinic is None else read_existing_text(self._clinic)
        self._write(self._clinic, format_clinic(clinic, before).encode())
        losses = unprintable_in_clinic(clinic, FontCoverage(assets() / "fonts").missing)
        if losses:
            self.message.emit(str(losses[0]))

    def save_logo(self, file: Path) -> None:
        """Takes a logo, or says in one sentence why not."""
        from app.handout.clinic import MAX_LOGO_BYTES, LogoError, logo_path, normalize_logo

        try:
            made = normalize_logo(read_file(file, MAX_LOGO_BYTES))
        except LogoError as error:
            self._page.show_message(str(error))
            return
        except OSError as error:
            words = self.tr("{file} cannot be read: {why}. Choose another file.")
            self._page.show_message(words.format(file=file, why=error_reason(error)))
            return
        if self._clinic is not None:
            self._write(logo_path(self._clinic), made)
        self._page.show_message(self.tr("The logo was taken."))

    def _on_logo(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        name, _ = QFileDialog.getOpenFileName(self._page, self.tr("Choose a logo"), "", kinds)
        if name:
            self.save_logo(Path(name))

    def _write(self, file: Path | None, data: bytes) -> None:
        try:
            if file is not None:
                write_atomically(file, data)
        except OSError as error:
            words = self.tr("{file} cannot be written: {why}. Choose another folder.")
            self.message.emit(words.format(file=file, why=error.strerror or error))

    def wait_until_done(self, seconds: float | None = None) -> None:
        """Waits until nothing is being made, at most so many seconds if a number is given."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _wanted(self, showing: Showing) -> HandoutRequest:
        from app.handout.make import request_from_state

        emergency = emergency_number(showing.country)
        return request_from_state(self._atlas, showing, emergency, self.load_clinic())

    def print_with_dialog(self) -> None:
        """Asks for a printer, then prints what is on show now."""
        # Imported here: it opens sockets to look for printers.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self._workspace).exec() and printer.printerName():
            self.print_to(printer.printerName(), self._workspace.session.showing)

    def print_to(self, printer: str, showing: Showing) -> None:
        """Makes it in a thread of its own, and hands it to the printer."""
        self._start(self._print, printer, showing)

    def _start(self, work: Callable[..., None], *words: object) -> None:
        if self._thread is not None and self._thread.is_alive():
            self.message.emit(self.tr("A handout is being made already. Wait until it is there."))
            return
        self.message.emit(self.tr("The handout is being made."))
        self._thread = threading.Thread(target=work, args=words, daemon=True)
        self._thread.start()

    def _made(self, kind: str, showing: Showing) -> bytes:
        # Imported here: whoever wants no handout does not pay for it.
        from app.handout.make import make_for_showing

        return make_for_showing(self._atlas, showing, self._wanted(showing), kind)

    def _print(self, printer: str, showing: Showing) -> None:
        from app.handout.printer import PrintError, print_pdf

        try:
            print_pdf(self._made(".pdf", showing), printer)
        except (PrintError, ContentError, OSError) as error:
            self.message.emit(str(error))
        else:
            self.message.emit(
                self.tr("The handout was given to the printer {name}.").format(name=printer)
            )
            self._emit_handout_made(showing)

    def _make(self, file: Path, showing: Showing) -> None:
        try:
            write_output_file(file, self._made(file.suffix.lower(), showing))
        except OutputError as error:
            words = self.tr("{file} cannot be written: {why}. Choose another folder.")
            self.message.emit(words.format(file=file, why=error.reason))
        except (ContentError, OSError) as error:
            self.message.emit(str(error))
        else:
            self.message.emit(self.tr("The handout is there: {file}").format(file=file))
            self._emit_handout_made(showing)

    def _emit_handout_made(self, showing: Showing) -> None:
        from app.handout.marks import shows_all_marks

        if shows_all_marks(
            showing.marks_by_plate, PlateKey(showing.figure, showing.build, View.BACK)
        ):
            self.handout_made.emit(showing)
