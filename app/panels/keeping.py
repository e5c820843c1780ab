"""The button that puts something on the List, and takes it off again."""

from __future__ import annotations

from PySide6.QtCore import Signal

from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.button import Pill


class KeepPill(Pill):
    """Says whether the thing is on the List; a press changes that.

    Signals:
        keep_asked: the address of the thing.
    """

    keep_asked = Signal(str)

    def __init__(
        self, address: str, named: str, look: Look, icons: Icons, *, is_short: bool = False
    ) -> None:
        super().__init__("", look)
        self._is_short = is_short
        self.address, self._named, self._icons = address, named, icons
        self.clicked.connect(self._on_clicked)
        self.show_kept(())

    def show_kept(self, kept: tuple[str, ...]) -> None:
        """Follows the List."""
        on = self.address in kept
        words = self.tr("On your list") if on else self.tr("Add to my list")
        self.icon_path = self._icons.path("check" if on else "plus")
        self.setText(self.tr("My list") if self._is_short else words)
        self.setAccessibleName(f"{words}: {self._named}")
        self.updateGeometry()
        self.update()

    def _on_clicked(self) -> None:
        self.keep_asked.emit(self.address)
