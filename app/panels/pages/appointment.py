"""Page for an appointment: choose areas, add questions, and take both along, without reading."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.atlas.list_items import address_of, place_of_address
from app.atlas.loader import Atlas
from app.body.regions import Place, RegionId, Side
from app.document.appointment import appointment_document
from app.panels.document.questions import QuestionRowLayout
from app.panels.pages.document_page import DocumentPage
from app.panels.region.side_choice import SideChoice
from app.panels.view import PanelContext
from app.session.actions import (
    AddToList,
    FrozenAction,
    MakeHandout,
    OpenPage,
    PrintList,
    RemoveFromList,
    ReplaceList,
    ShowQrCodes,
)
from app.session.state import Page, Showing
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.check_row import CheckRow
from app.widgets.heading import HeadingLabel
from app.widgets.layouts import ColumnLayout, FlowLayout, ResponsiveRowLayout

_STEP_LEVEL = 2
_COLUMN_WIDTH, _MIN_ROWS_TO_SPLIT = 250, 4
_MAX_ROWS = 60
"""Of an atlas with more regions, only those on the list have a row."""


class AreaRow(QWidget):
    """A check box that puts a region on the list; below or beside it the choice of its side.

    The choice shows no side until the region is on the list; a press on a side puts it there.

    Signals:
        action: AddToList, RemoveFromList or ReplaceList.
    """

    action = Signal(object)

    def __init__(self, context: PanelContext, region: RegionId) -> None:
        super().__init__()
        self.region = region
        self._items: tuple[str, ...] = ()
        self._new_place = Place(region)
        theme = context.theme
        name = context.atlas.names(context.language).regions[region].plain_name(context.figure)
        row = QuestionRowLayout(self, theme.px(8), theme.px(200), 0)
        self.check = CheckRow(name, theme)
        self.check.clicked.connect(self._on_checked)
        row.addWidget(self.check)
        self.sides: SideChoice | None = None
        if region in context.atlas.sides:
            self.sides = SideChoice(name, theme)
            self.sides.chosen.connect(self._on_side)
            row.addWidget(self.sides)

    def show_items(self, items: tuple[str, ...], open_place: Place | None) -> None:
        """Show whether the region is on the list, and which side of it.

        While the region is open with a side, a press on its check box takes that side.
        """
        self._items, self._new_place = items, Place(self.region)
        if open_place is not None and open_place.region == self.region:
            self._new_place = open_place
        places = self._places()
        self.check.setChecked(bool(places))
        if self.sides is not None:
            found = {place.side for place in places}
            if places:
                self.sides.select(found.pop() if len(found) == 1 else None)
            else:
                self.sides.clear()

    def _places(self) -> tuple[Place, ...]:
        """The places of this region on the list."""
        return tuple(
            place
            for item in self._items
            if item.partition(":")[0] == self.region and (place := place_of_address(item))
        )

    def _on_checked(self) -> None:
        addresses = tuple(map(address_of, self._places()))
        if not addresses:
            self.action.emit(AddToList(address_of(self._new_place)))
        elif len(addresses) == 1:
            self.action.emit(RemoveFromList(addresses[0]))
        else:
            others = (item for item in self._items if item not in addresses)
            self.action.emit(ReplaceList(tuple(others)))

    def _on_side(self, side: Side | None) -> None:
        """Put the region on the list with a side, in the place of the one before."""
        before, now = tuple(map(address_of, self._places())), address_of(Place(self.region, side))
        if not before:
            self.action.emit(AddToList(now))
            return
        changed = (now if item in before else item for item in self._items)
        self.action.emit(ReplaceList(tuple(dict.fromkeys(changed))))


class AppointmentPage(DocumentPage):
    """Three steps: areas, questions, and what to take along; all of it goes on the list."""

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__(context, self.tr("I have an appointment"))
        lead = self.tr("Choose your areas, add your questions, and take them with you.")
        note = self.tr("What you choose goes on your list.")
        self.add_paragraph(f"{lead} {note}")
        self._add_heading(self.tr("1. Your areas"))
        self.rows = [AreaRow(context, region) for region in self._regions_with_rows(showing)]
        if any(row.sides is not None for row in self.rows):
            self.add_paragraph(self._words_about_sides())
        self._add_rows()
        self._add_heading(self.tr("2. Your questions"))
        self._asked: tuple[RegionId, ...] | None = None
        self._widgets_below: tuple[QWidget, ...] = ()
        self._ask_about(self._regions_on_list(showing.list_items))
        self._add_widgets_below()
        self.update_details(showing)

    def update_details(self, showing: Showing) -> None:
        for row in self.rows:
            row.show_items(showing.list_items, showing.place)
        self._ask_about(self._regions_on_list(showing.list_items))
        if self.document_view is not None:
            self.document_view.update_details(showing)
        has_content = bool(showing.list_items or showing.marks_by_plate.plates or showing.place)
        for tool in self._tools:
            tool.setEnabled(has_content)

    def set_initial_focus(self) -> None:
        """Focus the first area, or the way back if there is none."""
        first = self.rows[0].check if self.rows else self.back_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _words_about_sides(self) -> str:
        choose = self.tr("Two sides? Choose Left, Right or Both.")
        return f"{choose} {self.tr('A tick alone means both.')}"

    def _add_heading(self, text: str) -> None:
        self.add_widget(HeadingLabel(text, self.context.theme, _STEP_LEVEL))

    def _add_widgets_below(self) -> None:
        """Add the last step, and what kind of information this is."""
        count, advice = self.column.count(), self.tr("Information, not medical advice.")
        self._add_heading(self.tr("3. Take them with you"))
        self._tools = self._create_tools()
        self.add_paragraph(advice, step=-1, role="quiet")
        found = (item.widget() for item in self.column.items[count:])
        self._widgets_below = tuple(widget for widget in found if widget is not None)

    def _add_rows(self) -> None:
        px, both = self.context.theme.px, QWidget()
        columns = ResponsiveRowLayout(both, px(8), px(_COLUMN_WIDTH))
        for row in self.rows:
            row.action.connect(self.action)
        half = -(-len(self.rows) // 2) if len(self.rows) >= _MIN_ROWS_TO_SPLIT else len(self.rows)
        for rows in (self.rows[:half], self.rows[half:]):
            if rows:
                columns.addWidget(_column_of(rows, px(2)))
        if self.rows:
            self.add_widget(both)
        if len(self.rows) < len(self.context.atlas.regions):
            self.add_widget(self._button(self.tr("All areas as a list"), OpenPage(Page.REGIONS)))

    def _regions_with_rows(self, showing: Showing) -> tuple[RegionId, ...]:
        """The region that is open first, then the others."""
        regions = tuple(self.context.atlas.regions)
        if len(regions) > _MAX_ROWS:
            return regions_on_list(self.context.atlas, showing.list_items)[:_MAX_ROWS]
        opened = showing.place.region if showing.place is not None else None
        return tuple(sorted(regions, key=lambda region: region != opened))

    def _regions_on_list(self, items: tuple[str, ...]) -> tuple[RegionId, ...]:
        return regions_on_list(self.context.atlas, items)

    def _ask_about(self, regions: tuple[RegionId, ...]) -> None:
        """Show the questions about these regions; what is above them stays where it is."""
        if regions == self._asked:
            return
        self._asked = regions
        self.show_document(appointment_document(self.context.source, regions))
        if self.document_view is not None:
            self.document_view.complete()  # a page that is lower for a moment would scroll
        for widget in self._widgets_below:
            widget.raise_()  # the order of the children is the order for screen readers

    def _create_tools(self) -> list[ActionButton]:
        context, row = self.context, QWidget()
        tools = []
        if context.is_desktop:
            tools.append(
                self._button(self.tr("Make a handout"), MakeHandout(), ButtonKind.PRIMARY, "sheet")
            )
        if context.can_print:
            tools.append(self._button(self.tr("Print"), PrintList()))
        tools.append(self._button(self.tr("QR code"), ShowQrCodes()))
        flow = FlowLayout(row, context.theme.px(8))
        for tool in tools:
            flow.addWidget(tool)
        flow.addWidget(
            self._button(self.tr("Open my list"), OpenPage(Page.MY_LIST), ButtonKind.QUIET)
        )
        self.add_widget(row)
        return tools

    def _button(
        self,
        text: str,
        value: FrozenAction,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: str = "",
    ) -> ActionButton:
        path = self.context.icons.path(icon) if icon else None
        button = ActionButton(text, self.context.theme, value, kind=kind, icon=path)
        button.action.connect(self.action)
        return button


def _column_of(rows: Iterable[AreaRow], spacing: int) -> QWidget:
    column = QWidget()
    layout = ColumnLayout(column, spacing)
    for row in rows:
        layout.addWidget(row)
    return column


def regions_on_list(atlas: Atlas, items: Iterable[str]) -> tuple[RegionId, ...]:
    """The regions of a list in the order of the atlas: those on it, and those asked about."""
    listed = {item.partition(":")[0].partition(".")[0] for item in items}
    return tuple(region for region in atlas.regions if region in listed)
