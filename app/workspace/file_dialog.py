"""The file dialogs of the system, or else of Qt, of which the program leaves no trace."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QWidget

_MAX_NAME = 80
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_SPACES = re.compile(r"\s+")


class FileChooser:
    """Asks for files; remembers the last folder as long as the program runs."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def ask_where_to_save(self, parent: QWidget, title: str, name: str, kinds: str) -> Path | None:
        """Ask for a new file; first in the folder of the last one, or else in Documents."""
        from PySide6.QtWidgets import QFileDialog

        with without_history():
            chosen, _ = QFileDialog.getSaveFileName(parent, title, str(self.folder / name), kinds)
        return self._remember(chosen)

    def ask_what_to_open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Ask for an existing file."""
        from PySide6.QtWidgets import QFileDialog

        with without_history():
            chosen, _ = QFileDialog.getOpenFileName(parent, title, str(self.folder), kinds)
        return self._remember(chosen)

    @property
    def folder(self) -> Path:
        """The folder that the next dialog shows."""
        if self._folder is not None and self._folder.is_dir():
            return self._folder
        kinds = QStandardPaths.StandardLocation
        for kind in (kinds.DocumentsLocation, kinds.HomeLocation):
            path = QStandardPaths.writableLocation(kind)
            if path and Path(path).is_dir():
                return Path(path)
        return Path()

    def _remember(self, chosen: str) -> Path | None:
        if not chosen:
            return None
        self._folder = Path(chosen).parent
        return Path(chosen)


@contextmanager
def without_history() -> Iterator[None]:
    """Keep Qt from writing the folders and files of a dialog to the settings of all Qt programs.

    QFileDialog writes them when it is deleted, also if the system's own dialog was shown (6.11).
    Where these settings are files, `disable_dialog_history` has placed them where none can be.
    Elsewhere the values from before are restored. What the system's dialog keeps is the system's.
    """
    if sys.platform not in ("win32", "darwin"):
        yield
        return
    before = {key: _settings().value(key) for key in _settings().allKeys()}
    try:
        yield
    finally:
        settings = _settings()
        for key in settings.allKeys():
            if key not in before:
                settings.remove(key)
        for key, value in before.items():
            settings.setValue(key, value)
        settings.sync()


def _settings() -> QSettings:
    """What QFileDialog writes, as QSettings finds it."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup("FileDialog")
    return settings


def safe_file_name(name: str) -> str:
    """A name that every system accepts, without characters that separate folders."""
    plain = _SPACES.sub(" ", _FORBIDDEN.sub(" ", name)).strip(" .")
    return plain[:_MAX_NAME].rstrip(" .")
