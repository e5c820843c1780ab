"""Load an atlas in a thread, and notice when its folder is removed."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.atlas.manifest import ATLAS_FILE
from app.bootstrap.open_atlas import open_checked
from app.support.garbage import paused_collection
from app.support.validation_errors import ContentError


class FolderMonitor(QObject):
    """Checks on request whether the folder of an atlas still exists.

    The check runs in a thread, because a network share that does not answer must not block the
    window.

    Signals:
        folder_removed: the folder no longer exists; emitted again only after it has reappeared.
    """

    folder_removed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = folder
        self._exists = True
        self._thread: threading.Thread | None = None

    def check_folder(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._check, name="folder", daemon=True)
            self._thread.start()

    def wait(self) -> None:
        """Wait for the end of the check."""
        if self._thread is not None:
            self._thread.join()

    def _check(self) -> None:
        existed, self._exists = self._exists, os.path.lexists(self.folder / ATLAS_FILE)
        if existed and not self._exists:
            with suppress(RuntimeError):  # the window was deleted meanwhile
                self.folder_removed.emit()


class AtlasLoader(QObject):
    """Checks and opens one atlas in a thread, so that the window stays usable.

    Signals:
        loaded: the Atlas.
        load_failed: the ContentError with all its mistakes.
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
        """Cancel the check and wait for its end."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _check(self) -> None:
        try:
            with paused_collection():
                atlas = open_checked(self._folder, self._stopped.is_set)
        except ContentError as error:
            if not self._stopped.is_set():
                self.load_failed.emit(error)
        else:
            self.loaded.emit(atlas)
