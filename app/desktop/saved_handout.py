"""What can be done with a handout that was just saved: open it, or show its folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from app.theme.theme import Theme
from app.widgets.button import Button


class SavedHandout(QObject):
    """The file that was saved last, and the buttons for it."""

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
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.file)))

    def _open_folder(self) -> None:
        if self.file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.file.parent)))
