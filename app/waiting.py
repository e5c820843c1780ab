"""Checks an atlas away from the window, so that the last good one stays usable meanwhile."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.atlases import open_checked
from app.content.mistakes import ContentError


class AtlasWait(QObject):
    """One check in a thread of its own.

    Signals:
        opened: the OpenAtlas.
        refused: the ContentError with all its mistakes.
    """

    opened = Signal(object)
    refused = Signal(object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._check, name="atlas", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends the check soon, and waits until it has."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _check(self) -> None:
        try:
            atlas = open_checked(self._folder, self._stopped.is_set)
        except ContentError as error:
            if not self._stopped.is_set():
                self.refused.emit(error)
        else:
            self.opened.emit(atlas)
