"""What can be done with a handout that was just saved: open it, or show its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.theme.theme import Theme
from app.widgets.button import Button


class SavedHandout(QObject):
    """The file that was saved last, and the buttons for it.

    Signals:
        opened: a sentence about what follows, after a button was pressed.
    """

    opened = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.file: Path | None = None

    def buttons(self, theme: Theme) -> tuple[Button, ...]:
        """New buttons for the file; none if there is none."""
        if self.file is None:
            return ()
        made = []
        for text, slot in (
            (self.tr("Open"), self._open_file),
            (self.tr("Show in folder"), self._open_folder),
        ):
            made.append(Button(text, theme))
            made[-1].clicked.connect(slot)
        return tuple(made)

    def _open_file(self) -> None:
        if self.file is not None:
            words = self.tr("{file} is opened. If nothing appears, you find it in {folder}.")
            self._open(self.file, words)

    def _open_folder(self) -> None:
        if self.file is not None:
            words = self.tr(
                "The folder is opened. If nothing appears, you find {file} in {folder}."
            )
            self._open(self.file.parent, words)

    def _open(self, path: Path, words: str) -> None:
        """Open a file or folder; Qt does not learn whether the system finds a program for it."""
        assert self.file is not None
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            words = self.tr("No program on this computer opens it. You find {file} in {folder}.")
        self.opened.emit(words.format(file=self.file.name, folder=self.file.parent))
