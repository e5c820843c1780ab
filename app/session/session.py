"""The only mutable state: what is shown now, and what can be undone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.body.regions import BuildId, FigureId, Place, SkinId, TopicId, View
from app.session.actions import Action, Change, FrozenAction, Request, StartOver, Undo
from app.session.state import Page, Showing, ZoomFrame
from app.session.transitions import MAX_ZOOM, MIN_ZOOM, next_showing


class Session(QObject):
    """Holds the current `Showing` and the undo stack, and applies every action of a person.

    `deferred` are the types of action that the session does not carry out but emits as
    `requested`: in a kiosk, StartOver is more than a change of the state.

    Signals:
        changed: the new Showing.
        requested: an Action that another part of the program has to carry out.
    """

    changed = Signal(object)
    requested = Signal(object)

    def __init__(
        self,
        showing: Showing,
        parent: QObject | None = None,
        *,
        deferred: Collection[type[FrozenAction]] = (),
    ) -> None:
        super().__init__(parent)
        self._first, self._deferred = showing, frozenset(deferred)
        self._undo_stack: list[tuple[str, ...] | Showing] = []
        self._showing = showing

    @property
    def showing(self) -> Showing:
        return self._showing

    @property
    def is_initial(self) -> bool:
        """Whether nothing was changed since the start, and nothing can be undone."""
        return self._showing == self._first and not self._undo_stack

    def apply(self, action: Action) -> None:
        """Carry out an action, or pass it on as `requested`."""
        if type(action) in self._deferred or isinstance(action, Request):
            self.requested.emit(action)
        elif isinstance(action, StartOver):
            self._start_over(action)
        elif isinstance(action, Undo):
            self._undo()
        else:
            self._change(action)

    def reset(self) -> None:
        """Return to the first state and forget everything that could be undone."""
        self._undo_stack.clear()
        self._show(self._first)

    def _change(self, action: Change) -> None:
        showing = next_showing(self._showing, action)
        if showing.list_items != self._showing.list_items:
            self._undo_stack.append(self._showing.list_items)
            showing = replace(showing, can_undo=True)
        self._show(showing)

    def _start_over(self, action: StartOver) -> None:
        if action.is_final:
            self.reset()
        elif replace(self._showing, can_undo=False) != self._first:
            self._undo_stack.append(self._showing)
            self._show(replace(self._first, can_undo=True))

    def _undo(self) -> None:
        if not self._undo_stack:
            return
        before = self._undo_stack.pop()
        if isinstance(before, Showing):
            showing = _merge_showings(before, self._showing, self._first)
        else:
            showing = replace(self._showing, list_items=before)
        self._show(replace(showing, can_undo=bool(self._undo_stack)))

    def select_place(self, place: Place | None) -> None:
        """Chooses a region or one side of it; None lets go."""
        self._show(replace(self._showing, place=place, page=None, search=""))

    def set_view(self, view: View) -> None:
        self._show(replace(self._showing, view=view))

    def set_figure(self, figure: FigureId) -> None:
        self._show(replace(self._showing, figure=figure))

    def set_build(self, build: BuildId) -> None:
        self._show(replace(self._showing, build=build))

    def set_skin(self, skin: SkinId) -> None:
        self._show(replace(self._showing, skin=skin))

    def set_theme(self, theme: str) -> None:
        self._show(replace(self._showing, theme=theme))

    def set_country(self, country: str) -> None:
        self._show(replace(self._showing, country=country))

    def set_text_size(self, percent: int) -> None:
        self._show(replace(self._showing, text_size=min(max(percent, 100), 200)))

    def open_topic(self, topic: TopicId | None) -> None:
        self._show(replace(self._showing, topic=topic, page=None))

    def open_page(self, page: Page | None) -> None:
        self._show(replace(self._showing, page=page, search=""))

    def set_search(self, text: str) -> None:
        """Shows the list of regions that answer to the text; no text closes it."""
        page = Page.REGIONS if text.strip() else None
        self._show(replace(self._showing, search=text, page=page))

    def toggle_list_item(self, address: str) -> None:
        """Puts something on the List, or takes it off again."""
        kept = self._showing.list_items
        without = tuple(other for other in kept if other != address)
        now = without if address in kept else (*kept, address)
        self.replace_showing(replace(self._showing, list_items=now))

    def undo_list_change(self) -> None:
        """Takes the last change of the List back, or a start over that can be taken back."""
        if not self._undo_stack:
            return
        before = self._undo_stack.pop()
        can_undo = bool(self._undo_stack)
        if isinstance(before, Showing):
            self._show(
                replace(_merge_showings(before, self._showing, self._first), can_undo=can_undo)
            )
        else:
            self._show(replace(self._showing, list_items=before, can_undo=can_undo))

    @property
    def can_undo_start_over(self) -> bool:
        """Whether the next undo takes a start over back."""
        return bool(self._undo_stack) and isinstance(self._undo_stack[-1], Showing)

    def toggle_value_answer(self, said: tuple[str, str]) -> None:
        """Notes what matters (value, answer); the same answer again takes it back."""
        matters = tuple(other for other in self._showing.value_answers if other[0] != said[0])
        if said not in self._showing.value_answers:
            matters = (*matters, said)
        self._show(replace(self._showing, value_answers=matters))

    def set_frame(self, frame: ZoomFrame) -> None:
        """Zooms and moves the figure; kept within the plate and between 1 and 4 times."""
        zoom = min(max(frame.zoom, MIN_ZOOM), MAX_ZOOM)
        edge = 0.5 / zoom
        x, y = (min(max(share, edge), 1 - edge) for share in (frame.x, frame.y))
        self._show(replace(self._showing, frame=ZoomFrame(zoom, x, y)))

    def replace_showing(self, showing: Showing) -> None:
        """Shows a Showing that was made elsewhere: a step, marks, what stands beside.

        Another List is one change that undo takes back.
        """
        if showing.list_items != self._showing.list_items:
            self._undo_stack.append(self._showing.list_items)
            showing = replace(showing, can_undo=True)
        self._show(showing)

    def go_back(self) -> None:
        """One step back: first out of a page or a search, then out of the region."""
        if self._showing.page is not None or self._showing.search:
            self.open_page(None)
        else:
            self.select_place(None)

    def start_over(self, *, for_good: bool = True) -> None:
        """Everything as it was at the start; not for good the next undo brings all of it back."""
        if for_good:
            self._undo_stack.clear()
            self._show(self._first)
        elif replace(self._showing, can_undo=False) != self._first:
            self._undo_stack.append(self._showing)
            self._show(replace(self._first, can_undo=True))

    def _show(self, showing: Showing) -> None:
        if showing == self._showing:
            return
        self._showing = showing
        self.changed.emit(showing)


def _merge_showings(before: Showing, now: Showing, first: Showing) -> Showing:
    """What was there before a start over; what was made since then is kept beside it."""
    if replace(now, can_undo=False) == first:
        return before
    drawn = before.marks_by_plate
    for plate, marks in now.marks_by_plate.plates:
        drawn = drawn.with_marks_on(plate, (*drawn.marks_on(plate), *marks))
    return replace(
        now,
        list_items=tuple(dict.fromkeys((*before.list_items, *now.list_items))),
        value_answers=tuple({**dict(before.value_answers), **dict(now.value_answers)}.items()),
        marks_by_plate=drawn,
        page=Page.MY_LIST,
        search="",
    )
