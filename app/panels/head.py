"""The head of the panel: what the region is called, which side is meant, and ways on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.atlas.list_items import address_of
from app.body.regions import Place, Side
from app.panels.keeping import KeepPill
from app.panels.reading import Reading
from app.session.state import Page
from app.widgets.button import Kind, Pill
from app.widgets.button_group import Choices, Face
from app.widgets.layouts import Flow, Pile
from app.widgets.text_label import WordLabel

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
