"""Makes the pages of a handout as pictures in a thread, for the preview in its dialog."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.atlas.loader import Atlas
from app.handout.choices import HandoutChoices
from app.session.state import Showing
from app.support.garbage import paused_collection
from app.support.validation_errors import ContentError

if TYPE_CHECKING:  # only needed when a handout is made
    from app.handout.page_pictures import PagePicture
    from app.handout.sheet import Clinic

_PAGE_WIDTH = 900
"""Width of a picture in pixels: the text is readable, and a page takes 3.5 MB."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The pages of a handout, or why there are none."""

    choices: HandoutChoices
    pages: tuple[PagePicture, ...] = ()
    error: str = ""


class PreviewJob(QObject):
    """Makes one preview at a time; of the requests that come meanwhile, only the last counts.

    Signals:
        finished: a Preview, in the thread of the window.
    """

    finished = Signal(object)
    _made = Signal(object)

    def __init__(
        self, atlas: Atlas, showing: Showing, load_clinic: Callable[[], Clinic], parent: QObject
    ) -> None:
        """Make previews of the handout about a state; `load_clinic` reads the clinic on it."""
        super().__init__(parent)
        self._atlas, self._showing, self._load_clinic = atlas, showing, load_clinic
        self._thread: threading.Thread | None = None
        self._next: HandoutChoices | None = None
        self._made.connect(self._on_made)

    def request(self, choices: HandoutChoices) -> None:
        """Make a preview, after the one that is being made."""
        if self._thread is not None:
            self._next = choices
            return
        self._thread = threading.Thread(target=self._run, args=(choices,), daemon=True)
        self._thread.start()

    def wait(self) -> None:
        """Wait until no preview is being made."""
        self._next = None
        if self._thread is not None:
            self._thread.join()

    def _on_made(self, preview: Preview) -> None:
        self._thread = None
        following, self._next = self._next, None
        if following is None:
            self.finished.emit(preview)
        else:
            self.request(following)

    def _run(self, choices: HandoutChoices) -> None:
        try:
            with paused_collection():
                preview = Preview(choices, self._pages(choices))
        except (ContentError, OSError, ImportError) as error:
            preview = Preview(choices, error=str(error))
        self._made.emit(preview)

    def _pages(self, choices: HandoutChoices) -> tuple[PagePicture, ...]:
        # Imported late: only needed when a handout is made.
        from app.handout.make import make_for_showing
        from app.handout.page_pictures import page_pictures

        data = make_for_showing(self._atlas, self._showing, self._load_clinic(), ".pdf", choices)
        return page_pictures(data, _PAGE_WIDTH)
