"""Checks an atlas away from the window, so that the last good one stays usable meanwhile."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.atlas.manifest import ATLAS_FILE
from app.bootstrap.open_atlas import open_checked
from app.support.validation_errors import ContentError


class FolderMonitor(QObject):
    """Looks whether the folder of an atlas is still there, each time something else is shown.

    In a thread of its own, because a share that does not answer must not stop the window.

    Signals:
        gone: it is no longer there; told again only after it has come back.
    """

    folder_removed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._is_there = True
        self._thread: threading.Thread | None = None

    def check_folder(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._theme, name="folder", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Waits until it has looked."""
        if self._thread is not None:
            self._thread.join()

    def _theme(self) -> None:
        was_there, self._is_there = self._is_there, os.path.lexists(self.folder / ATLAS_FILE)
        if was_there and not self._is_there:
            with suppress(RuntimeError):  # the window was closed meanwhile
                self.folder_removed.emit()


class AtlasLoader(QObject):
    """One check in a thread of its own.

    Signals:
        opened: the Atlas.
        refused: the ContentError with all its mistakes.
    """

    loaded = Signal(object)
    load_failed = Signal(object)

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
                self.load_failed.emit(error)
        else:
            self.loaded.emit(atlas)
