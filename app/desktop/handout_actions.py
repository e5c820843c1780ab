"""The handout at a desk: where to put it is asked, it is made beside the window, and told."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.atlas.emergency import emergency_number
from app.atlas.loader import OpenAtlas
from app.body.regions import PlateKey, View
from app.session.state import Showing
from app.support.paths import assets
from app.support.read_file import read_file, why
from app.support.validation_errors import ContentError, Remark
from app.support.write_file import OutputError, write_atomically, write_output_file
from app.workspace.workspace import Stage

if TYPE_CHECKING:  # whoever wants no handout does not pay for it
    from app.desktop.clinic_dialog import ClinicDialog
    from app.handout.build import Wanted
    from app.handout.sheet import Clinic
    from app.workspace.qr_dialog import CodesDialog

_log = logging.getLogger(__name__)


def _log_remark(remark: Remark) -> None:
    _log.warning("%s", remark)


class HandoutDesk(QObject):
    """One desk for one stage.

    Signals:
        told: a sentence for the banner.
        made: the Showing whose list and marks are on paper or in a file now, all of them.
    """

    told = Signal(str)
    made = Signal(object)

    def __init__(self, stage: Stage, atlas: OpenAtlas, clinic: Path | None = None) -> None:
        super().__init__(stage)
        self._stage, self._atlas, self._clinic = stage, atlas, clinic
        self._thread: threading.Thread | None = None
        stage.panel.handout_asked.connect(self.ask)
        stage.panel.print_asked.connect(self.ask_printer)
        stage.panel.codes_asked.connect(self.show_codes)
        stage.panel.clinic_asked.connect(self.set_clinic)
        self.told.connect(stage.banner.tell)

    def ask(self) -> None:
        """Asks for a file, then makes the handout of what is on show now."""
        from PySide6.QtWidgets import QFileDialog

        kinds = self.tr("PDF file (*.pdf);;Web page (*.html)")
        title = self.tr("Where to put the handout")
        name, _ = QFileDialog.getSaveFileName(self._stage, title, "back-atlas.pdf", kinds)
        if name:
            self.make(Path(name), self._stage.session.showing)

    def make(self, file: Path, showing: Showing) -> None:
        """Makes it in a thread of its own; the window stays usable, and is told of the end."""
        if file.suffix.lower() not in (".pdf", ".html"):
            file = file.with_name(f"{file.name}.pdf")
            if file.exists():  # the dialog asked about the shorter name
                words = self.tr("{file} is there already. Choose another name.")
                self.told.emit(words.format(file=file))
                return
        self._start(self._make, file, showing)

    def show_codes(self) -> None:
        """Shows the summary as codes for a phone, until they are closed."""
        try:
            codes = self.codes()
        except ContentError as error:
            self.told.emit(str(error))
        else:
            codes.exec()

    def codes(self) -> CodesDialog:
        """The codes of what is on show now."""
        from app.handout.build import make_sheet
        from app.handout.qr_codes import pieces, summary
        from app.workspace.qr_dialog import CodesDialog

        sheet = make_sheet(self._atlas, self._wanted(self._stage.session.showing))
        return CodesDialog(pieces(summary(sheet)), self._stage.look, self._stage)

    def clinic(self) -> Clinic:
        """The clinic named on handouts that are made here.

        Raises:
            ContentError: the file of the clinic cannot be read.
        """
        from app.handout.clinic import read_clinic
        from app.handout.sheet import Clinic

        return read_clinic(self._clinic, _log_remark) if self._clinic else Clinic()

    def set_clinic(self) -> None:
        """Opens the settings page of the clinic until it is closed."""
        self.clinic_page().exec()

    def clinic_page(self) -> ClinicDialog:
        """The settings page of the clinic: all that can be read, and what cannot."""
        from app.desktop.clinic_dialog import ClinicDialog
        from app.handout.clinic import readable_lines
        from app.handout.sheet import Clinic

        try:
            clinic, wrong = self.clinic(), ""
        except ContentError as error:
            clinic, wrong = readable_lines(self._clinic) if self._clinic else Clinic(), str(error)
        page = ClinicDialog(clinic, self._stage.look, self._stage.icons, self._stage)
        if wrong:
            page.tell(wrong)
        page.saved.connect(self.keep_clinic)
        page.logo_asked.connect(self._on_logo)
        self._page = page
        return page

    def keep_clinic(self, clinic: Clinic) -> None:
        """Writes the file of the clinic; its logo stays, and so does what is not known in it.

        One that cannot be read, as its page has told, is put aside as clinic.toml.broken. Says
        what no handout can print of it.
        """
        from app.handout.clinic import clinic_text, text_to_keep
        from app.handout.font_coverage import Letters
        from app.handout.missing_characters import clinic_losses

        before = "" if self._clinic is None else text_to_keep(self._clinic)
        self._write(self._clinic, clinic_text(clinic, before).encode())
        losses = clinic_losses(clinic, Letters(assets() / "fonts").missing)
        if losses:
            self.told.emit(str(losses[0]))

    def keep_logo(self, file: Path) -> None:
        """Takes a logo, or says in one sentence why not."""
        from app.handout.clinic import MOST_BYTES, LogoError, logo_beside, take_logo

        try:
            made = take_logo(read_file(file, MOST_BYTES))
        except LogoError as error:
            self._page.tell(str(error))
            return
        except OSError as error:
            words = self.tr("{file} cannot be read: {why}. Choose another file.")
            self._page.tell(words.format(file=file, why=why(error)))
            return
        if self._clinic is not None:
            self._write(logo_beside(self._clinic), made)
        self._page.tell(self.tr("The logo was taken."))

    def _on_logo(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        kinds = self.tr("Pictures (*.png *.jpg *.jpeg)")
        name, _ = QFileDialog.getOpenFileName(self._page, self.tr("Choose a logo"), "", kinds)
        if name:
            self.keep_logo(Path(name))

    def _write(self, file: Path | None, data: bytes) -> None:
        try:
            if file is not None:
                write_atomically(file, data)
        except OSError as error:
            words = self.tr("{file} cannot be written: {why}. Choose another folder.")
            self.told.emit(words.format(file=file, why=error.strerror or error))

    def wait(self, seconds: float | None = None) -> None:
        """Waits until nothing is being made, at most so many seconds if a number is given."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _wanted(self, showing: Showing) -> Wanted:
        from app.handout.make import wanted_from

        emergency = emergency_number(showing.country)
        return wanted_from(self._atlas, showing, emergency, self.clinic())

    def ask_printer(self) -> None:
        """Asks for a printer, then prints what is on show now."""
        # Imported here: it opens sockets to look for printers.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        if QPrintDialog(printer, self._stage).exec() and printer.printerName():
            self.print_on(printer.printerName(), self._stage.session.showing)

    def print_on(self, printer: str, showing: Showing) -> None:
        """Makes it in a thread of its own, and hands it to the printer."""
        self._start(self._print, printer, showing)

    def _start(self, work: Callable[..., None], *words: object) -> None:
        if self._thread is not None and self._thread.is_alive():
            self.told.emit(self.tr("A handout is being made already. Wait until it is there."))
            return
        self.told.emit(self.tr("The handout is being made."))
        self._thread = threading.Thread(target=work, args=words, daemon=True)
        self._thread.start()

    def _made(self, kind: str, showing: Showing) -> bytes:
        # Imported here: whoever wants no handout does not pay for it.
        from app.handout.make import made_for

        return made_for(self._atlas, showing, self._wanted(showing), kind)

    def _print(self, printer: str, showing: Showing) -> None:
        from app.handout.printer import PrintError, print_pdf

        try:
            print_pdf(self._made(".pdf", showing), printer)
        except (PrintError, ContentError, OSError) as error:
            self.told.emit(str(error))
        else:
            self.told.emit(
                self.tr("The handout was given to the printer {name}.").format(name=printer)
            )
            self._tell_made(showing)

    def _make(self, file: Path, showing: Showing) -> None:
        try:
            write_output_file(file, self._made(file.suffix.lower(), showing))
        except OutputError as error:
            words = self.tr("{file} cannot be written: {why}. Choose another folder.")
            self.told.emit(words.format(file=file, why=error.why))
        except (ContentError, OSError) as error:
            self.told.emit(str(error))
        else:
            self.told.emit(self.tr("The handout is there: {file}").format(file=file))
            self._tell_made(showing)

    def _tell_made(self, showing: Showing) -> None:
        from app.handout.marks import shows_all

        if shows_all(showing.drawn, PlateKey(showing.figure, showing.build, View.BACK)):
            self.made.emit(showing)
