"""The button of a region that puts it on the list and takes it off again."""

from __future__ import annotations

from PySide6.QtGui import QColor

from app.session.actions import AddToList, RemoveFromList
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton


class RegionListButton(ActionButton):
    """Says whether a region is on the list; a press adds it or takes it off.

    A screen reader finds a check box whose name stays the same. Without `shows_text` the button
    shows only its icon.
    """

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__("", theme, AddToList(""))
        self._icons = icons
        self.setCheckable(True)
        self.shows_text = True

    def show_state(self, address: str, name: str, list_items: tuple[str, ...]) -> None:
        """Show whether the item with an address, which screen readers call `name`, is listed."""
        is_on = address in list_items
        self.value = RemoveFromList(address) if is_on else AddToList(address)
        self.setChecked(is_on)
        self.setAccessibleName(self.tr("On my list: {name}").format(name=name))
        self.icon_path = self._icons.path("check" if is_on else "plus")
        self._update_text()

    def set_shows_text(self, *, shows_text: bool) -> None:
        """Show the text beside the icon, or the icon alone."""
        self.shows_text = shows_text
        self._update_text()

    def _update_text(self) -> None:
        words = self.tr("On my list") if self.isChecked() else self.tr("Add to my list")
        text = words if self.shows_text else ""
        if self.text() != text:
            self.setText(text)
            self.updateGeometry()
        self.update()

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        if self.isEnabled() and self.isChecked():
            theme = self.theme
            return theme.color("tint"), theme.color("primary"), theme.color("primary")
        return super()._colors()
