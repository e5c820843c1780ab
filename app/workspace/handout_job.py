"""Makes a handout in a thread and saves or prints it; shared by the desktop and the kiosk."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.atlas.loader import Atlas
from app.handout.choices import USUAL_CHOICES, HandoutChoices
from app.session.state import Showing
from app.support.garbage import paused_collection
from app.support.qt_translation import translate
from app.support.validation_errors import ContentError, log_warning
from app.support.write_file import OutputError, write_output_file

if TYPE_CHECKING:  # only needed when a handout is made
    from app.handout.sheet import Clinic


@dataclass(frozen=True, slots=True)
class HandoutTask:
    """A handout about what is shown, to be saved as `file` or sent to `printer`."""

    showing: Showing
    file: Path | None = None
    printer: str = ""
    choices: HandoutChoices = USUAL_CHOICES


@dataclass(frozen=True, slots=True)
class HandoutResult:
    """The end of a task; `error` is None if the handout was saved or printed."""

    task: HandoutTask
    error: Exception | None = None


class HandoutJob(QObject):
    """Makes one handout at a time in a thread of its own, so that the window stays usable.

    Signals:
        finished: a HandoutResult, in the thread of the window.
    """

    finished = Signal(object)

    def __init__(self, atlas: Atlas, clinic_file: Path | None, parent: QObject) -> None:
        """Make handouts of an atlas. Without a `clinic_file` they name no clinic."""
        super().__init__(parent)
        self._atlas, self._clinic_file = atlas, clinic_file
        self._thread: threading.Thread | None = None
        self._stopped = threading.Event()

    @property
    def is_running(self) -> bool:
        """True while a handout is being made, unless it was stopped."""
        is_alive = self._thread is not None and self._thread.is_alive()
        return is_alive and not self._stopped.is_set()

    def start(self, task: HandoutTask) -> None:
        """Make a handout; the caller checks first that none is being made."""
        self._stopped = stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(task, stopped), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Discard the handout that is being made: it is neither saved, printed nor reported."""
        self._stopped.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until no handout is being made, for at most this many seconds."""
        if self._thread is not None:
            self._thread.join(seconds)

    def load_clinic(self) -> Clinic:
        """Return the clinic named on handouts; an unknown key in its file is logged.

        Raises:
            ContentError: the file of the clinic cannot be read.
        """
        from app.handout.clinic import read_clinic
        from app.handout.sheet import Clinic

        return read_clinic(self._clinic_file, log_warning) if self._clinic_file else Clinic()

    def _run(self, task: HandoutTask, stopped: threading.Event) -> None:
        # Imported late: only needed when a handout is made.
        from app.handout.printer import PrintError

        error: Exception | None = None
        try:
            with paused_collection():
                self._save_or_print(task, stopped)
        except (PrintError, ContentError, OutputError, OSError) as caught:
            error = caught
        if not stopped.is_set():
            self.finished.emit(HandoutResult(task, error))

    def _save_or_print(self, task: HandoutTask, stopped: threading.Event) -> None:
        from app.handout.make import make_for_showing
        from app.handout.printer import print_pdf

        file_type = ".pdf" if task.file is None else task.file.suffix.lower()
        data = make_for_showing(
            self._atlas, task.showing, self.load_clinic(), file_type, task.choices
        )
        if stopped.is_set():
            return
        if task.file is None:
            print_pdf(data, task.printer, translate)
        else:
            write_output_file(task.file, data)
