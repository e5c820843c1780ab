"""A small button that puts a question on the list, or takes it off."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetricsF

from app.session.actions import AddToList, RemoveFromList
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind


class AddButton(ActionButton):
    """Shows whether an address is on the list; a press adds or removes it.

    `item` is what a screen reader says after the words of the button.
    """

    def __init__(self, address: str, item: str, theme: Theme, icons: Icons) -> None:
        super().__init__("", theme, AddToList(address), kind=ButtonKind.QUIET)
        self._address, self._item, self._icons = address, item, icons
        self.show_state(())

    def show_state(self, list_items: tuple[str, ...]) -> None:
        """Show whether it is on the list."""
        is_on = self._address in list_items
        self.value = RemoveFromList(self._address) if is_on else AddToList(self._address)
        text = self.tr("On my list") if is_on else self.tr("Add to my list")
        self.icon_path = self._icons.path("check" if is_on else "plus")
        self.setText(text)
        self.setAccessibleName(f"{text}: {self._item}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the longer text, so that the words beside it do not move at a press."""
        size, metrics = super().sizeHint(), QFontMetricsF(self.font())
        texts = (self.tr("On my list"), self.tr("Add to my list"))
        widest = max(map(metrics.horizontalAdvance, texts))
        more = widest - metrics.horizontalAdvance(self.text())
        return QSize(size.width() + int(more + 0.999), size.height())
