"""A column of blocks: a run of text is one text view, every other block a widget of its own."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from app.document.blocks import Document, Fold, Heading, all_blocks, begins_topic
from app.panels.document.block_widget import NOTES, WHOLE, BlockContext, BlockWidget, PlacePath
from app.panels.document.factory import Part, make_parts
from app.panels.document.spacing import gap_between
from app.session.state import Showing
from app.widgets.layouts import ColumnLayout
from app.widgets.notes_line import NotesLine
from app.widgets.single_shot import single_shot
from app.widgets.tab_order import focusable, put_after_in_tab_order
from app.widgets.text_view import TextView

_FIRST_BUDGET_S, _TURN_BUDGET_S = 0.005, 0.03
"""Seconds of widget creation at once, and in each later turn of the event loop.

Each turn lays out the whole column again, so few are better.
"""
_UNPAINTED_MS = 200
"""Milliseconds before the first later turn, unless what is there has been painted before."""
_ORDINARY_WIDTH = 560
"""Pixels; the scroll area gives the column its width later."""


class BlockLayout(ColumnLayout):
    """A column whose gaps differ from item to item."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._gaps: list[int] = []

    def add_after_gap(self, widget: QWidget, gap: int) -> None:
        """Append a widget, `gap` pixels below the one before it."""
        self._gaps.append(gap)
        self.addWidget(widget)

    def gap_before(self, number: int) -> int:
        return self._gaps[number]

    def sizeHint(self) -> QSize:
        """An ordinary width; asking each text what it wants would lay it out once more."""
        return QSize(_ORDINARY_WIDTH, 0)

    def minimumSize(self) -> QSize:
        return QSize(0, 0)


class BlockColumn(QWidget):
    """Shows a document as a column.

    `name` is what a screen reader calls the text before the first heading. With `in_turns` only
    the first screenful is created at once, and the rest below it in later turns of the event loop.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(
        self,
        context: BlockContext,
        document: Document,
        name: str = "",
        *,
        in_turns: bool = False,
    ) -> None:
        super().__init__()
        self._context, self._document = context, document
        self._layout = BlockLayout(self)
        self._parts: list[Part] = []
        self._names: frozenset[str] = frozenset()
        self._showing: Showing | None = None
        self._is_paused = False
        self._pending: Iterator[Part] | None = make_parts(context, document, name)
        self._timer = single_shot(self, _UNPAINTED_MS, self._on_turn)
        self._create(_FIRST_BUDGET_S if in_turns else None)

    @property
    def is_complete(self) -> bool:
        """Whether all its widgets have been created."""
        return self._pending is None

    def complete(self) -> None:
        """Create the widgets that are still missing."""
        self._create(None)

    def _on_turn(self) -> None:
        self._timer.setInterval(0)
        self._create(_TURN_BUDGET_S)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Go on after the first words have been painted."""
        super().paintEvent(event)
        if self._timer.interval():
            self._timer.setInterval(0)

    def _create(self, seconds: float | None) -> None:
        """Create widgets until the time is up, at least one; None creates all."""
        if self._pending is None:
            return
        end = None if seconds is None else perf_counter() + seconds
        self._layout.setEnabled(False)  # otherwise each shown widget lays out the whole column
        for part in self._pending:
            self._add(part)
            if end is not None and perf_counter() > end:
                break
        else:
            self._pending = None
        self._wait_for_turn()
        self._layout.setEnabled(True)
        self._layout.invalidate()
        self.updateGeometry()

    def set_paused(self, *, is_paused: bool) -> None:
        """Create no more widgets for now, or go on."""
        self._is_paused = is_paused
        self._wait_for_turn()

    def _wait_for_turn(self) -> None:
        if self._pending is not None and not self._is_paused:
            self._timer.start()
        else:
            self._timer.stop()

    def _add(self, part: Part) -> None:
        if self._parts:
            before, blocks = self._parts[-1], self._document
            # a line of notes has gaps of its own
            touches = part.is_notes or isinstance(before.widget, NotesLine)
            gap = 0 if touches else gap_between(blocks[before.last], blocks[part.first])
        else:
            gap = 0
        self._parts.append(part)
        widget = part.widget
        if isinstance(widget, BlockWidget):
            widget.action.connect(self.action)
            if self._showing is not None:
                widget.update_details(self._showing)
            if self._names:
                widget.set_open_names(self._names)
        self._layout.add_after_gap(widget, self._context.theme.px(gap))
        if self.window().isVisible():
            earlier = (one.widget for one in reversed(self._parts[:-1]))
            last = next((one for one in earlier if focusable(one)), None)
            if last is not None:
                put_after_in_tab_order(last, widget)
        if self.isVisible():
            widget.show()

    def block_widgets(self) -> Iterator[BlockWidget]:
        """Its widgets that are more than text, in reading order."""
        for part in self._parts:
            if isinstance(part.widget, BlockWidget):
                yield part.widget

    def text_views(self) -> Iterator[TextView]:
        """The text views in reading order, with those in parts that are open."""
        for part in self._parts:
            if isinstance(part.widget, TextView):
                yield part.widget
            elif isinstance(part.widget, BlockWidget):
                for _, column in part.widget.open_columns():
                    yield from column.text_views()

    def update_details(self, showing: Showing) -> None:
        """Follow a change of the list or of the answers."""
        self._showing = showing
        for widget in self.block_widgets():
            widget.update_details(showing)

    def open_names(self) -> frozenset[str]:
        """The names of what a person has opened or chosen."""
        found: set[str] = set()
        for widget in self.block_widgets():
            found |= widget.open_names()
            for _, column in widget.open_columns():
                found |= column.open_names()
        return frozenset(found)

    def set_open_names(self, names: frozenset[str]) -> None:
        """Open what `names` say, and close the rest."""
        self._names = names
        for widget in self.block_widgets():
            widget.set_open_names(names)
            for _, column in widget.open_columns():
                column.set_open_names(names)

    def place_at(self, y: int) -> tuple[PlacePath, int]:
        """The place at a height: the index of a block, what is inside it, and a character."""
        for part in self._parts:
            widget = part.widget
            is_last = part is self._parts[-1]
            if widget.isHidden() or (y >= widget.geometry().bottom() + 1 and not is_last):
                continue
            inside = max(y - widget.y(), 0)
            if isinstance(widget, TextView):
                return (part.first,), widget.character_at(inside)
            if isinstance(widget, BlockWidget):
                path, character = widget.place_at(inside)
                return (part.first, *path), character
            path = (part.first, NOTES) if part.is_notes else (part.first,)
            return path, round(inside * WHOLE / max(widget.height(), 1))
        return (), 0

    def y_of(self, path: PlacePath, character: int) -> int:
        """The height of a place; the end of what is before it if this view does not show it."""
        index, is_notes = path[0] if path else -1, path[1:] == (NOTES,)
        before = [part for part in self._parts if part.first <= index]
        same = [one for one in before if one.last >= index and one.is_notes is is_notes]
        if not same:
            return before[-1].widget.geometry().bottom() + 1 if before else 0
        widget = same[0].widget
        if isinstance(widget, TextView):
            inside = widget.y_of(character)
        elif isinstance(widget, BlockWidget):
            inside = widget.y_of(path[1:], character)
        else:
            inside = round(widget.height() * character / WHOLE)
        return widget.y() + inside

    def find_topic(self, topic: str) -> QWidget | None:
        """The heading or fold that begins a topic; a fold that is it or holds it is opened."""
        for part in self._parts:
            block, widget = self._document[part.first], part.widget
            if isinstance(block, Fold) and isinstance(widget, BlockWidget):
                if any(begins_topic(one, topic) for one in all_blocks((block,))):
                    widget.set_open_names(widget.open_names() | {f"fold:{block.id}"})
                    columns = [column for _, column in widget.open_columns()]
                    found = [column.find_topic(topic) for column in columns]
                    return next((one for one in found if one is not None), widget)
            elif begins_topic(block, topic):
                return widget
        return None

    def find_passage(self, words: str) -> QWidget | None:
        """The heading, risk or question with these words; what hides it is opened."""
        for part in self._parts:
            block, widget = self._document[part.first], part.widget
            if isinstance(block, Heading) and block.text == words:
                return widget
            found = widget.find_passage(words) if isinstance(widget, BlockWidget) else None
            if found is not None:
                return found
        return None
