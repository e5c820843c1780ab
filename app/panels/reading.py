"""Keeps the reading place: what stands at the upper edge of the words stays there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.body.regions import TopicId
from app.panels.view import PanelView
from app.support.record import Record
from app.widgets.hold_position import finish_layout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.single_shot import single_shot

_MAX_VISITS = 200


class ReadingState(Record, frozen=True):
    """How a view is read.

    `place` stands at the upper edge, `offset` pixels above it; `open_names` is what is open.
    """

    place: object = None
    offset: int = 0
    open_names: frozenset[str] = frozenset()


class ReadingPlaceKeeper(QObject):
    """Follows what is at the upper edge while a person scrolls, and restores it after a change.

    A restored place is not read again from what is then at the edge, so that it does not drift.
    """

    def __init__(self, area: ScrollColumn) -> None:
        super().__init__(area)
        self._area = area
        self._view: PanelView | None = None
        self._place: object | None = None
        self._offset = 0
        self.is_restoring = False
        """Whether it scrolls just now, which no person has asked for."""
        self._read_timer = single_shot(self, 0, self._read)
        self._restore_timer = single_shot(self, 0, self.restore)
        area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        area.resized.connect(self.restore_soon)

    @property
    def place(self) -> tuple[object | None, int]:
        """What is at the upper edge, None at the very top; and the pixels of it that are above."""
        if self._read_timer.isActive():
            self._read()
        return self._place, self._offset

    def set_view(self, view: PanelView | None) -> None:
        """Follow another view, from its top."""
        self._view, self._place, self._offset = view, None, 0
        self._read_timer.stop()

    def show_at(self, y: int) -> None:
        """Scroll to a height of the view, and keep what stands there in place."""
        self.show(self._view.reading_place(y) if self._view is not None and y > 0 else None)

    def show(self, place: object | None, offset: int = 0) -> None:
        """Scroll to a place, and some pixels further; None is the top."""
        self._read_timer.stop()
        self._place, self._offset = place, offset
        self.restore_soon()

    def restore_soon(self) -> None:
        """Restore the place now, and again when everything has been laid out."""
        self.restore()
        self._restore_timer.start()

    def restore(self) -> None:
        """Bring the place back to the upper edge."""
        view, bar = self._view, self._area.verticalScrollBar()
        if view is None or self._read_timer.isActive():
            return
        y = 0 if self._place is None else view.y_of(self._place) + self._offset
        finish_layout()  # until then the range of the scroll bar may be too small
        self.is_restoring = True
        bar.setValue(y)
        self.is_restoring = False

    def _on_scrolled(self) -> None:
        if not self.is_restoring:
            self._restore_timer.stop()
            self._read_timer.start()

    def _read(self) -> None:
        self._read_timer.stop()
        view, y = self._view, self._area.verticalScrollBar().value()
        self._place, self._offset = None, 0
        if view is not None and y > 0:
            self._place = view.reading_place(y)
            if view.is_complete:  # otherwise the height of a place is not known yet
                self._offset = y - view.y_of(self._place)


class ReadingMemory(QObject):
    """Remembers how each visit and each tab of the open region was left, and restores it."""

    def __init__(self, area: ScrollColumn) -> None:
        super().__init__(area)
        self._area, self._keeper = area, ReadingPlaceKeeper(area)
        self._view: PanelView | None = None
        self._removed = ReadingState()
        self._visits: dict[int, ReadingState] = {}
        self._parts: dict[str, ReadingState] = {}

    @property
    def state(self) -> ReadingState:
        """How the view is read; of a view that was removed, how it was read then."""
        if self._view is None:
            return self._removed
        document = self._view.document_view
        names = document.open_folds if document is not None else frozenset[str]()
        return ReadingState(*self._keeper.place, names)

    @property
    def is_restoring(self) -> bool:
        """Whether it scrolls just now, which no person has asked for."""
        return self._keeper.is_restoring

    def set_view(self, view: PanelView | None) -> None:
        """Follow another view from its top; None if the view is removed."""
        self._removed = self.state
        self._view = view
        self._keeper.set_view(view)

    def leave(self, visit: int) -> None:
        """Remember how a visit, and the part of the view that it shows, is left."""
        if self._view is None:
            return
        self._visits[visit] = self._parts[self._view.part] = self.state
        if len(self._visits) > _MAX_VISITS:
            del self._visits[min(self._visits)]

    def show_visit(self, visit: int, topic: TopicId | None, passage: str | None) -> None:
        """Show a visit as it was left; a new one from its passage or topic, or as its tab was left.

        With a passage of "" it is shown from its first words.
        """
        view = self._view
        if view is None:
            return
        state = self._visits.get(visit)
        y = view.y_of_passage(passage) if state is None and passage else None
        if y is None and state is None and topic is not None:
            y = view.y_of_topic(topic)
        if y is not None:
            self._keeper.show_at(y)
        elif state is None and passage is not None:
            self._keeper.show(None)
        else:
            self.show_state(state or self._parts.get(view.part, ReadingState()))

    def show_state(self, state: ReadingState) -> None:
        """Open what was open, and scroll to the place."""
        document = self._view.document_view if self._view is not None else None
        if document is not None and state.open_names != document.open_folds:
            document.set_open_folds(state.open_names)
        self._keeper.show(state.place, state.offset)

    def show_first_words(self) -> None:
        """Scroll to the top, as a person would."""
        self._area.verticalScrollBar().setValue(0)
        self._keeper.show(None)

    def forget_parts(self) -> None:
        """Forget how the tabs were left, because another region or page is shown."""
        self._parts.clear()

    def clear(self) -> None:
        """Forget everything that was read."""
        self._visits.clear()
        self._parts.clear()
        self._removed = ReadingState()
