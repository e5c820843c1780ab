"""The handout at a desk: where to put it is asked, it is made beside the window, and told."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.content.emergency import emergency_number
from app.content.mistakes import ContentError
from app.content.shelf import OpenAtlas
from app.session.showing import Showing
from app.stage.stage import Stage
from app.support.atomic import write_atomically
from app.support.paths import assets

if TYPE_CHECKING:  # whoever wants no handout does not pay for it
    from app.handout.build import Wanted
    from app.stage.codes import CodesDialog


class HandoutDesk(QObject):
    """One desk for one stage.

    Signals:
        told: a sentence for the banner.
    """

    told = Signal(str)

    def __init__(self, stage: Stage, atlas: OpenAtlas) -> None:
        super().__init__(stage)
        self._stage, self._atlas = stage, atlas
        self._thread: threading.Thread | None = None
        stage.panel.handout_asked.connect(self.ask)
        stage.panel.codes_asked.connect(self.show_codes)
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
        if self._thread is not None and self._thread.is_alive():
            self.told.emit(self.tr("A handout is being made already. Wait until it is there."))
            return
        if file.suffix.lower() not in (".pdf", ".html"):
            file = file.with_name(f"{file.name}.pdf")
        self.told.emit(self.tr("The handout is being made."))
        self._thread = threading.Thread(target=self._make, args=(file, showing), daemon=True)
        self._thread.start()

    def show_codes(self) -> None:
        """Shows the summary as codes for a phone, until they are closed."""
        self.codes().exec()

    def codes(self) -> CodesDialog:
        """The codes of what is on show now."""
        from app.handout.build import make_sheet
        from app.handout.summary import pieces, summary
        from app.stage.codes import CodesDialog

        sheet = make_sheet(self._atlas, self._wanted(self._stage.session.showing))
        return CodesDialog(pieces(summary(sheet)), self._stage.look, self._stage)

    def wait(self) -> None:
        """Waits until nothing is being made."""
        if self._thread is not None:
            self._thread.join()

    def _wanted(self, showing: Showing) -> Wanted:
        from app.handout.chosen import wanted_from

        return wanted_from(self._atlas, showing, emergency_number(showing.country))

    def _make(self, file: Path, showing: Showing) -> None:
        # Imported here: whoever wants no handout does not pay for it.
        from app.handout.make import Press, make_handout
        from app.take_home import usual_paper

        wanted = self._wanted(showing)
        press = Press.of(assets(), showing.skin, usual_paper(), large=False)
        try:
            data = make_handout(self._atlas, wanted, file.suffix.lower(), press)
            write_atomically(file, data)
        except OSError as error:
            words = self.tr("{file} cannot be written: {why}. Choose another folder.")
            self.told.emit(words.format(file=file, why=error.strerror or error))
        except ContentError as error:
            self.told.emit(str(error))
        else:
            self.told.emit(self.tr("The handout is there: {file}").format(file=file))
