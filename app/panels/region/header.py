"""Header of a region.

Its names, side selector, list button, and the notice that the region is not visible in the
current view.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.atlas.list_items import address_of
from app.body.regions import Place, PlateKey, Side, View, is_visible
from app.panels.view import PanelContext
from app.session.state import Page, Showing
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_label import TextLabel


class ListToggleButton(Button):
    """Says whether the thing is on the List; a press changes that.

    Signals:
        keep_asked: the address of the thing.
    """

    keep_asked = Signal(str)

    def __init__(
        self, address: str, named: str, theme: Theme, icons: Icons, *, is_short: bool = False
    ) -> None:
        super().__init__("", theme)
        self._is_short = is_short
        self.list_item, self._item_name, self._icons = address, named, icons
        self.clicked.connect(self._on_clicked)
        self.show_kept(())

    def show_kept(self, kept: tuple[str, ...]) -> None:
        """Follows the List."""
        on = self.list_item in kept
        words = self.tr("On your list") if on else self.tr("Add to my list")
        self.icon_path = self._icons.path("check" if on else "plus")
        self.setText(self.tr("My list") if self._is_short else words)
        self.setAccessibleName(f"{words}: {self._item_name}")
        self.updateGeometry()
        self.update()

    def _on_clicked(self) -> None:
        self.keep_asked.emit(self.list_item)


_BOTH_SIDES = "both"


class RegionHeader(QWidget):
    """Names and sides of a region.

    Signals:
        region_asked: the Place with another side, or None to let go.
        page_asked: a Page.
        keep_asked: the address of the region, for the List.
    """

    region_requested = Signal(object)
    page_asked = Signal(object)
    keep_asked = Signal(str)

    def __init__(self, context: PanelContext, place: Place) -> None:
        super().__init__()
        self._place = place
        names = context.atlas.names(context.language).regions[place.region]
        column = ColumnLayout(self, context.theme.px(3))
        name = names.plain_name(context.figure)
        address = address_of(place)
        self._list_button = ListToggleButton(
            address, name, context.theme, context.icons, is_short=True
        )
        self._list_button.keep_asked.connect(self.keep_asked)
        column.addWidget(self._title(name, names.medical, context))
        tools = QWidget()
        row = FlowLayout(tools, context.theme.px(8))
        self._sides = (
            self._create_side_selector(context) if place.region in context.atlas.sides else None
        )
        if self._sides is not None:
            row.addWidget(self._sides)
            self.set_side(place.side)
        call = Button(
            self.tr("When to call"),
            context.theme,
            kind=ButtonKind.URGENT,
            icon=context.icons.path("call"),
        )
        call.clicked.connect(self._on_call)
        row.addWidget(call)
        away = Button(self.tr("All regions"), context.theme, icon=context.icons.path("list"))
        away.clicked.connect(self._on_all_regions)
        row.addWidget(away)
        column.addWidget(tools)

    def _title(self, name: str, medical: str, context: PanelContext) -> QWidget:
        """Both names, and beside them the button of the List."""
        title, called = QWidget(), QWidget()
        names = ColumnLayout(called, context.theme.px(3))
        names.addWidget(TextLabel(name, context.theme, step=3, weight=700))
        names.addWidget(TextLabel(medical, context.theme, role="quiet"))
        row = QHBoxLayout(title)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(called, 1)
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

    def set_side(self, side: Side | None) -> None:
        """Marks the side that is chosen; None is both. That is what goes on the List."""
        self._list_button.list_item = address_of(Place(self._place.region, side))
        if self._sides is not None:
            self._sides.set_selected(side.value if side else _BOTH_SIDES)

    def show_kept(self, kept: tuple[str, ...]) -> None:
        """Follows the List."""
        self._list_button.show_kept(kept)

    def _on_side(self, key: str) -> None:
        side = None if key == _BOTH_SIDES else Side(key)
        self.region_requested.emit(Place(self._place.region, side))

    def _on_all_regions(self) -> None:
        self.region_requested.emit(None)

    def _on_call(self) -> None:
        self.page_asked.emit(Page.WHEN_TO_CALL)


class NotVisibleNotice(Card):
    """A notice with one button.

    Signals:
        view_asked: a View in which the region is seen.
    """

    view_requested = Signal(object)

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__(context.theme, CardTone.TINT)
        self._view = _first_view_showing(context, showing)
        self.column.addWidget(TextLabel(self.tr("Not seen from here."), context.theme))
        if self._view is not None:
            icon = context.icons.path("turn-right")
            turn = Button(
                self.tr("Turn the figure"), context.theme, kind=ButtonKind.PRIMARY, icon=icon
            )
            turn.clicked.connect(self._on_turn)
            self.column.addWidget(turn)

    def _on_turn(self) -> None:
        self.view_requested.emit(self._view)


def _first_view_showing(context: PanelContext, showing: Showing) -> View | None:
    assert showing.place is not None
    for view in context.atlas.views:
        key = PlateKey(showing.figure, showing.build, view)
        if is_visible(showing.place, context.atlas.outlines(key).places):
            return view
    return None
