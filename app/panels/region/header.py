"""Header of a region.

Its names, side selector, list button, and the notice that the region is not visible in the
current view.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.atlas.list_items import address_of
from app.body.regions import Place, PlateKey, Side, View, is_seen
from app.panels.view import Reading
from app.session.state import Page, Showing
from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.button_group import Choices, Face
from app.widgets.card import Card, Tone
from app.widgets.layouts import Flow, Pile
from app.widgets.text_label import WordLabel


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


_BOTH = "both"


class RegionHead(QWidget):
    """Names and sides of a region.

    Signals:
        region_asked: the Place with another side, or None to let go.
        page_asked: a Page.
        keep_asked: the address of the region, for the List.
    """

    region_asked = Signal(object)
    page_asked = Signal(object)
    keep_asked = Signal(str)

    def __init__(self, reading: Reading, place: Place) -> None:
        super().__init__()
        self._place = place
        names = reading.atlas.names(reading.language).regions[place.region]
        column = Pile(self, reading.look.px(3))
        name = names.plain_on(reading.figure)
        address = address_of(place)
        self._keep = KeepPill(address, name, reading.look, reading.icons, is_short=True)
        self._keep.keep_asked.connect(self.keep_asked)
        column.addWidget(self._title(name, names.medical, reading))
        tools = QWidget()
        row = Flow(tools, reading.look.px(8))
        self._sides = self._side_choices(reading) if place.region in reading.atlas.sides else None
        if self._sides is not None:
            row.addWidget(self._sides)
            self.show_side(place.side)
        call = Pill(
            self.tr("When to call"),
            reading.look,
            kind=Kind.URGENT,
            icon=reading.icons.path("call"),
        )
        call.clicked.connect(self._on_call)
        row.addWidget(call)
        away = Pill(self.tr("All regions"), reading.look, icon=reading.icons.path("list"))
        away.clicked.connect(self._on_away)
        row.addWidget(away)
        column.addWidget(tools)

    def _title(self, name: str, medical: str, reading: Reading) -> QWidget:
        """Both names, and beside them the button of the List."""
        title, called = QWidget(), QWidget()
        names = Pile(called, reading.look.px(3))
        names.addWidget(WordLabel(name, reading.look, step=3, weight=700))
        names.addWidget(WordLabel(medical, reading.look, role="quiet"))
        row = QHBoxLayout(title)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(called, 1)
        row.addWidget(self._keep, 0, Qt.AlignmentFlag.AlignTop)
        return title

    def _side_choices(self, reading: Reading) -> Choices:
        sides = Choices(self.tr("Side"), reading.look, 0)
        # Anatomy is never mirrored: the body's left is on the left in every language.
        sides.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        sides.offer(
            [
                (Side.LEFT.value, self.tr("Left")),
                (Side.RIGHT.value, self.tr("Right")),
                (_BOTH, self.tr("Both")),
            ],
            Face.SEGMENT,
        )
        sides.picked.connect(self._on_side)
        return sides

    def show_side(self, side: Side | None) -> None:
        """Marks the side that is chosen; None is both. That is what goes on the List."""
        self._keep.address = address_of(Place(self._place.region, side))
        if self._sides is not None:
            self._sides.show_picked(side.value if side else _BOTH)

    def show_kept(self, kept: tuple[str, ...]) -> None:
        """Follows the List."""
        self._keep.show_kept(kept)

    def _on_side(self, key: str) -> None:
        side = None if key == _BOTH else Side(key)
        self.region_asked.emit(Place(self._place.region, side))

    def _on_away(self) -> None:
        self.region_asked.emit(None)

    def _on_call(self) -> None:
        self.page_asked.emit(Page.WHEN_TO_CALL)


class UnseenNote(Card):
    """A notice with one button.

    Signals:
        view_asked: a View in which the region is seen.
    """

    view_asked = Signal(object)

    def __init__(self, reading: Reading, showing: Showing) -> None:
        super().__init__(reading.look, Tone.TINT)
        self._view = _view_that_shows(reading, showing)
        self.column.addWidget(WordLabel(self.tr("Not seen from here."), reading.look))
        if self._view is not None:
            icon = reading.icons.path("turn-right")
            turn = Pill(self.tr("Turn the figure"), reading.look, kind=Kind.PRIMARY, icon=icon)
            turn.clicked.connect(self._on_turn)
            self.column.addWidget(turn)

    def _on_turn(self) -> None:
        self.view_asked.emit(self._view)


def _view_that_shows(reading: Reading, showing: Showing) -> View | None:
    assert showing.place is not None
    for view in reading.atlas.views:
        key = PlateKey(showing.figure, showing.build, view)
        if is_seen(showing.place, reading.atlas.outlines(key).places):
            return view
    return None
