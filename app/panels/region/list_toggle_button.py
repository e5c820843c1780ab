"""A button that puts an item on the list and takes it off again."""

from __future__ import annotations

from app.session.actions import AddToList, RemoveFromList
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton


class ListToggleButton(ActionButton):
    """Shows whether an item is on the list; a press adds or removes it.

    `address` is the address of the item, `item_name` what screen readers say after the text.
    """

    def __init__(self, address: str, item_name: str, theme: Theme, icons: Icons) -> None:
        super().__init__("", theme, AddToList(address))
        self._item_name, self._icons = item_name, icons
        self.list_item = address
        self.show_state(())

    def show_state(self, list_items: tuple[str, ...]) -> None:
        """Show whether the item is on the list."""
        address, is_on = self.list_item, self.list_item in list_items
        self.value = RemoveFromList(address) if is_on else AddToList(address)
        text = self.tr("On your list") if is_on else self.tr("Add to my list")
        self.icon_path = self._icons.path("check" if is_on else "plus")
        self.setText(text)
        self.setAccessibleName(f"{text}: {self._item_name}")
        self.updateGeometry()
        self.update()
