"""Base of the widgets of blocks, and the context that they share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from app.panels.view import PanelContext
from app.session.state import Showing
from app.theme.theme import Theme

if TYPE_CHECKING:
    from app.panels.document.column import BlockColumn

WHOLE = 1_000
"""A place inside a block without text: thousandths of its height."""

PlacePath = tuple[int, ...]
"""Where a place is: the index of a block, then that of a part of it and of a block in the part.

NOTES instead of a part is the line of notes below the block. BESIDE instead of a block in a part is
what belongs to the part and is not in its column.
"""

NOTES, BESIDE = -1, -2


@dataclass(frozen=True, slots=True)
class BlockContext:
    """What the widgets of blocks need; `is_selectable` says whether text may be selected.

    Without `is_interactive` nothing can be pressed, opened or focused, as on the audience's screen.
    """

    panel: PanelContext
    is_selectable: bool = True
    is_interactive: bool = True

    @property
    def theme(self) -> Theme:
        return self.panel.theme


class BlockWidget(QWidget):
    """Base of the widget of one block.

    A block may hold other documents, such as the details of a row. Each is a part with a number and
    a column of its own, made when it is first opened.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, context: BlockContext) -> None:
        super().__init__()
        self.context = context
        self.showing: Showing | None = None

    def open_columns(self) -> tuple[tuple[int, BlockColumn], ...]:
        """The number and the column of each part that is open, in reading order."""
        return ()

    def open_names(self) -> frozenset[str]:
        """The names of what a person has opened or chosen in this block, without its parts."""
        return frozenset()

    def set_open_names(self, names: frozenset[str]) -> None:
        """Open what `names` say, without moving the focus or the scroll position."""

    def find_passage(self, words: str) -> QWidget | None:
        """What shows a heading, risk or question with these words; what hides it is opened."""
        found = (column.find_passage(words) for _, column in self.open_columns())
        return next((one for one in found if one is not None), None)

    def update_details(self, showing: Showing) -> None:
        """Follow a change of the list or of the answers."""
        self.showing = showing
        for _, column in self.open_columns():
            column.update_details(showing)

    def adopt(self, column: BlockColumn) -> BlockColumn:
        """Connect a new column of this block and bring it up to date."""
        column.action.connect(self.action)
        if self.showing is not None:
            column.update_details(self.showing)
        return column

    def place_at(self, y: int) -> tuple[PlacePath, int]:
        """The place at a height of this widget: of an open part, else a share of the block."""
        for number, column in self.open_columns():
            top = column.mapTo(self, QPoint()).y()
            if top <= y < top + column.height():
                path, character = column.place_at(y - top)
                return (number, *path), character
        return (), round(y * WHOLE / max(self.height(), 1))

    def y_of(self, path: PlacePath, character: int) -> int:
        """The height of a place; the top of the widget if the part is closed."""
        if not path:
            return round(self.height() * character / WHOLE)
        for number, column in self.open_columns():
            if number == path[0]:
                return column.mapTo(self, QPoint()).y() + column.y_of(path[1:], character)
        return 0


def sized_font(theme: Theme, px: float, *, weight: int = 400) -> QFont:
    """The font of the theme in a size that is given in pixels at 100 %."""
    font = theme.font(weight=weight)
    font.setPixelSize(max(theme.px(px), 1))
    return font
