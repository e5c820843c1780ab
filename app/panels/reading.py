"""Keeps the reading place: what stands at the upper edge of the words stays there."""

from __future__ import annotations

from PySide6.QtCore import QObject

from app.panels.view import PanelView
from app.support.record import Record
from app.widgets.event_loop import single_shot
from app.widgets.scroll_column import ScrollColumn

_MAX_VISITS = 200


class ReadingState(Record, frozen=True):
    """Where a document was left: the place at the upper edge, and the names of what was open."""

    place: object = None
    open_names: frozenset[str] = frozenset()


class ReadingPlaces:
    """How visits and the tabs of the open region were left."""

    def __init__(self) -> None:
        self._of_visits: dict[int, ReadingState] = {}
        self._of_parts: dict[str, ReadingState] = {}

    def remember(self, visit: int, part: str, state: ReadingState) -> None:
        """Remember how a visit, and the part of the view it showed, was left."""
        self._of_visits[visit] = self._of_parts[part] = state
        if len(self._of_visits) > _MAX_VISITS:
            del self._of_visits[min(self._of_visits)]

    def of_visit(self, visit: int) -> ReadingState | None:
        """How a visit was left to which a person returns; None for a new visit."""
        return self._of_visits.get(visit)

    def of_part(self, part: str) -> ReadingState | None:
        """How a tab was left that was open before in this region."""
        return self._of_parts.get(part)

    def forget_parts(self) -> None:
        """Forget how the tabs were left, because another region or page is shown."""
        self._of_parts.clear()

    def clear(self) -> None:
        """Forget everything that was read."""
        self._of_visits.clear()
        self._of_parts.clear()


class ReadingPlaceKeeper(QObject):
    """Follows what is at the upper edge while a person scrolls, and restores it after a change.

    A restored place is not taken anew from what is then at the edge, so that it does not drift.
    """

    def __init__(self, area: ScrollColumn) -> None:
        super().__init__(area)
        self._area = area
        self._view: PanelView | None = None
        self._place: object | None = None
        self._is_restoring = False
        self._read_timer = single_shot(self, 0, self._read)
        self._restore_timer = single_shot(self, 0, self.restore)
        area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        area.resized.connect(self.restore_soon)

    @property
    def place(self) -> object | None:
        """The place at the upper edge; None at the very top."""
        if self._read_timer.isActive():
            self._read()
        return self._place

    def set_view(self, view: PanelView | None) -> None:
        """Follow another view, from its top."""
        self._view, self._place = view, None
        self._read_timer.stop()

    def show_at(self, y: int) -> None:
        """Scroll to a height of the view, and keep what stands there in place."""
        self._read_timer.stop()
        self._place = self._view.reading_place(y) if self._view is not None and y > 0 else None
        self.restore_soon()

    def show(self, place: object | None) -> None:
        """Scroll to a place; None is the top."""
        self._read_timer.stop()
        self._place = place
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
        self._is_restoring = True
        bar.setValue(0 if self._place is None else view.y_of(self._place))
        self._is_restoring = False

    def _on_scrolled(self) -> None:
        if not self._is_restoring:
            self._restore_timer.stop()
            self._read_timer.start()

    def _read(self) -> None:
        self._read_timer.stop()
        view, y = self._view, self._area.verticalScrollBar().value()
        self._place = None
        if view is not None and y > 0:
            self._place = view.reading_place(y)
