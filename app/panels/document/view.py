"""A document as a column of widgets."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from app.document.blocks import Document, all_blocks, begins_topic
from app.panels.document.block_widget import BlockContext, PlacePath
from app.panels.document.column import BlockColumn
from app.panels.view import PanelContext
from app.session.state import Showing
from app.support.record import Record
from app.widgets.hold_position import finish_layout
from app.widgets.layouts import ColumnLayout
from app.widgets.text_view import TextView


class ReadingPlace(Record, frozen=True):
    """A place in a document, which is the same after another text size, theme or width.

    `path` leads to a widget, `character` is a character of its text, or a share of its height.
    """

    path: PlacePath = ()
    character: int = 0


class DocumentView(QWidget):
    """Shows a document; the rest below the first screenful is created in later turns.

    `name` is what a screen reader calls the text before the first heading.

    Without `is_interactive` it shows what there is to read: no button, link, note or question that
    is answered by a press. Folds are closed, rows have no details, and all steps are shown. Places
    in it are those of the interactive view of the same document.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(
        self,
        context: PanelContext,
        document: Document,
        name: str = "",
        *,
        is_selectable: bool = True,
        is_interactive: bool = True,
    ) -> None:
        super().__init__()
        self.theme, self._document = context.theme, document
        block_context = BlockContext(context, is_selectable and is_interactive, is_interactive)
        self._column = BlockColumn(block_context, document, name, in_turns=True)
        self._column.action.connect(self.action)
        ColumnLayout(self).addWidget(self._column)

    @property
    def is_complete(self) -> bool:
        """Whether all its widgets have been created."""
        return self._column.is_complete

    def complete(self) -> None:
        """Create the widgets that are still missing."""
        self._column.complete()

    def prepare(self, width: int) -> None:
        """Hide it and break its lines for a width; what is missing is created once it is opened."""
        self.hide()
        self._column.set_paused(is_paused=True)
        self._column.heightForWidth(width)

    def reveal(self) -> None:
        """Show it, and create what is missing."""
        self._column.set_paused(is_paused=False)
        self.show()

    def update_details(self, showing: Showing) -> None:
        """Follow a change of the list or of the answers."""
        self._column.update_details(showing)

    @property
    def text_views(self) -> tuple[TextView, ...]:
        """The text views in reading order, with those in open folds."""
        self.complete()
        return tuple(self._column.text_views())

    def reading_place(self, y: int) -> ReadingPlace:
        """The place at a height of this view, in pixels."""
        path, character = self._column.place_at(y - self._column.y())
        return ReadingPlace(path, character)

    def y_of(self, place: ReadingPlace) -> int:
        """The height of a place in pixels."""
        self.complete()
        return self._column.y() + self._column.y_of(place.path, place.character)

    def has_topic(self, topic: str) -> bool:
        """Whether a heading or a fold begins this topic."""
        return any(begins_topic(block, topic) for block in all_blocks(self._document))

    def y_of_topic(self, topic: str) -> int | None:
        """The height at which a topic begins, or None; opens the fold that it is in."""
        if not self.has_topic(topic):
            return None  # without creating everything: the first topic of a tab has no heading
        self.complete()
        heading = self._column.find_topic(topic)
        return None if heading is None else heading.mapTo(self, QPoint()).y()

    def y_of_passage(self, words: str) -> int | None:
        """The height of a heading, risk or question with these words, or None; opens it."""
        self.complete()
        found = self._column.find_passage(words)
        if found is None:
            return None
        finish_layout()  # what was opened has moved what is below it
        return found.mapTo(self, QPoint()).y()

    @property
    def open_folds(self) -> frozenset[str]:
        """The names of what is open or chosen: folds, rows, steps, answers of the self-check."""
        return self._column.open_names()

    def set_open_folds(self, names: frozenset[str]) -> None:
        """Open what was open in another view of the same document."""
        self._column.set_open_names(names)
