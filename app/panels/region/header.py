"""The header of a region: its name, the choice of side, and the list button."""

from __future__ import annotations

from app.atlas.list_items import address_of
from app.body.regions import Place, Side
from app.panels.header import PanelHeader
from app.panels.region.list_button import RegionListButton
from app.panels.region.side_choice import SideChoice
from app.panels.view import PanelContext
from app.session.actions import SelectRegion
from app.session.shared_words import name_with_side
from app.support.qt_translation import translate


class RegionHeader(PanelHeader):
    """The name of a region, the choice of its side, and the button that puts it on the list."""

    def __init__(self, context: PanelContext, place: Place) -> None:
        self._context, self._region = context, place.region
        names = context.atlas.names(context.language).regions[place.region]
        self._name = names.plain_name(context.figure)
        super().__init__(self._name, context.theme, context.icons)
        self.sides: SideChoice | None = None
        if place.region in context.atlas.sides:
            self.sides = self.middle = SideChoice("", context.theme)
            self.sides.chosen.connect(self._on_side)
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
            self.sides.select(side)
        self.arrange(self.width())

    def _on_side(self, side: Side | None) -> None:
        self.action.emit(SelectRegion(Place(self._region, side)))
