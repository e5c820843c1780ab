"""The header of a region: its name, the choice of side, and the list button."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.atlas.list_items import address_of
from app.body.regions import Place, Side
from app.panels.header import PanelHeader
from app.panels.region.list_button import RegionListButton
from app.panels.view import PanelContext
from app.session.actions import SelectRegion
from app.session.shared_words import name_with_side
from app.support.qt_translation import translate
from app.widgets.button_group import ButtonAppearance, ButtonGroup

_BOTH_SIDES = "both"


class RegionHeader(PanelHeader):
    """The name of a region, the choice of its side, and the button that puts it on the list."""

    def __init__(self, context: PanelContext, place: Place) -> None:
        self._context, self._region = context, place.region
        names = context.atlas.names(context.language).regions[place.region]
        self._name = names.plain_name(context.figure)
        super().__init__(self._name, context.theme, context.icons)
        self.sides: ButtonGroup | None = None
        if place.region in context.atlas.sides:
            self.sides = self.middle = self._create_side_selector()
            self.sides.setParent(self)
        self.end_button = self.list_button = RegionListButton(context.theme, context.icons)
        self.list_button.action.connect(self.action)
        self.list_button.setParent(self)

    def update_details(self, side: Side | None, list_items: tuple[str, ...]) -> None:
        """Show the chosen side (None is both), and whether that is on the list."""
        name = name_with_side(self._name, side, translate)
        address = address_of(Place(self._region, side))
        self.list_button.show_state(address, name, list_items)
        if self.sides is not None:
            self.sides.set_selected(side.value if side else _BOTH_SIDES)
        self.arrange(self.width())

    def _create_side_selector(self) -> ButtonGroup:
        sides = ButtonGroup(self.tr("Side"), self._context.theme, 0)
        # Anatomy is never mirrored: the body's left is on the left in every language.
        sides.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        sides.add_options(
            [
                (Side.LEFT.value, self.tr("Left")),
                (Side.RIGHT.value, self.tr("Right")),
                (_BOTH_SIDES, self.tr("Both")),
            ],
            ButtonAppearance.SEGMENT,
        )
        sides.picked.connect(self._on_side)
        return sides

    def _on_side(self, key: str) -> None:
        side = None if key == _BOTH_SIDES else Side(key)
        self.action.emit(SelectRegion(Place(self._region, side)))
