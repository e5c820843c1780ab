"""Header of a region, and the notice that the region is not visible in the present view."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.atlas.list_items import address_of
from app.body.regions import Place, PlateKey, Side, View, is_visible
from app.panels.view import PanelContext
from app.session.actions import AddToList, OpenPage, RemoveFromList, SelectRegion, SetView
from app.session.shared_words import not_visible_text
from app.session.state import Page, Showing
from app.support.qt_translation import translate
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel


class ListToggleButton(ActionButton):
    """Shows whether an item is on the list; a press adds or removes it.

    `address` is the address of the item, `item_name` what screen readers say after the text. A
    short button says "My list" in both states; icon and accessible name tell them apart.
    """

    def __init__(
        self, address: str, item_name: str, theme: Theme, icons: Icons, *, is_short: bool = False
    ) -> None:
        super().__init__("", theme, AddToList(address))
        self._is_short, self._item_name, self._icons = is_short, item_name, icons
        self.list_item = address
        self.show_state(())

    def show_state(self, list_items: tuple[str, ...]) -> None:
        """Show whether the item is on the list."""
        address, is_on = self.list_item, self.list_item in list_items
        self.value = RemoveFromList(address) if is_on else AddToList(address)
        text = self.tr("On your list") if is_on else self.tr("Add to my list")
        self.icon_path = self._icons.path("check" if is_on else "plus")
        self.setText(self.tr("My list") if self._is_short else text)
        self.setAccessibleName(f"{text}: {self._item_name}")
        self.updateGeometry()
        self.update()


_BOTH_SIDES = "both"


class RegionHeader(QWidget):
    """The names of a region, its list button, the choice of side, and two ways out of it.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, context: PanelContext, place: Place) -> None:
        super().__init__()
        self._region = place.region
        names = context.atlas.names(context.language).regions[place.region]
        column = ColumnLayout(self, context.theme.px(3))
        name = names.plain_name(context.figure)
        self._list_button = ListToggleButton(
            address_of(place), name, context.theme, context.icons, is_short=True
        )
        self._list_button.action.connect(self.action)
        column.addWidget(self._title(name, names.medical, context))
        tools = QWidget()
        row = FlowLayout(tools, context.theme.px(8))
        self._sides = (
            self._create_side_selector(context) if place.region in context.atlas.sides else None
        )
        if self._sides is not None:
            row.addWidget(self._sides)
        call = ActionButton(
            self.tr("When to call"),
            context.theme,
            OpenPage(Page.WHEN_TO_CALL),
            kind=ButtonKind.URGENT,
            icon=context.icons.path("call"),
        )
        all_regions = ActionButton(
            self.tr("All regions"),
            context.theme,
            SelectRegion(None),
            icon=context.icons.path("list"),
        )
        for button in (call, all_regions):
            button.action.connect(self.action)
            row.addWidget(button)
        column.addWidget(tools)

    def _title(self, name: str, medical: str, context: PanelContext) -> QWidget:
        """Both names, and beside them the list button."""
        title, names = QWidget(), QWidget()
        column = ColumnLayout(names, context.theme.px(3))
        column.addWidget(TextLabel(name, context.theme, step=3, weight=700))
        column.addWidget(TextLabel(medical, context.theme, role="quiet"))
        row = QHBoxLayout(title)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(names, 1)
        row.addWidget(self._list_button, 0, Qt.AlignmentFlag.AlignTop)
        return title

    def _create_side_selector(self, context: PanelContext) -> ButtonGroup:
        sides = ButtonGroup(self.tr("Side"), context.theme, 0)
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

    def update_details(self, side: Side | None, list_items: tuple[str, ...]) -> None:
        """Show the chosen side (None is both), and whether that is on the list."""
        self._list_button.list_item = address_of(Place(self._region, side))
        self._list_button.show_state(list_items)
        if self._sides is not None:
            self._sides.set_selected(side.value if side else _BOTH_SIDES)

    def _on_side(self, key: str) -> None:
        side = None if key == _BOTH_SIDES else Side(key)
        self.action.emit(SelectRegion(Place(self._region, side)))


class NotVisibleNotice(Card):
    """Says that the region is not visible, with a button that turns the figure to where it is.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__(context.theme, CardTone.TINT)
        view = _first_view_showing(context, showing)
        self.column.addWidget(TextLabel(not_visible_text(translate), context.theme))
        if view is not None:
            turn = ActionButton(
                self.tr("Turn the figure"),
                context.theme,
                SetView(view),
                kind=ButtonKind.PRIMARY,
                icon=context.icons.path("turn-right"),
            )
            turn.action.connect(self.action)
            self.column.addWidget(turn)


def _first_view_showing(context: PanelContext, showing: Showing) -> View | None:
    """The first view in which the selected place is visible."""
    assert showing.place is not None
    for view in context.atlas.views:
        key = PlateKey(showing.figure, showing.build, view)
        if is_visible(showing.place, context.atlas.outlines(key).places):
            return view
    return None
