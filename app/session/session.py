"""The only mutable state: what is shown now, what was read before, and what can be undone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.session.actions import (
    Action,
    Change,
    FrozenAction,
    GoBack,
    GoForward,
    MakeHandout,
    OpenPage,
    OpenTopic,
    PrintList,
    Request,
    SelectRegion,
    ShowQrCodes,
    StartOver,
    Undo,
)
from app.session.history import History, PanelLocation, Visit, location_of
from app.session.list_changes import merged_drafts, unfinished_changes, with_list_items
from app.session.state import Page, Showing
from app.session.transitions import closed, next_showing

_BODY_FIELDS = ("figure", "build", "skin")
_OPENED_FIELDS = ("place", "topic", "view", "frame", "spotlight")


class Session(QObject):
    """Holds the current `Showing`, the history and the undo stack; applies a person's actions.

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
        self._history = History(location_of(showing))
        self._awaited: OpenTopic | None = None  # the topic that still needs a region
        self._showing = showing

    @property
    def showing(self) -> Showing:
        return self._showing

    @property
    def visit_number(self) -> int:
        """Identifies the visit that is shown; going back and forward returns to its number."""
        return self._history.present.number

    @property
    def passage(self) -> str | None:
        """Where the reading of the present visit began, as in `OpenTopic`."""
        return self._history.present.passage

    @property
    def is_initial(self) -> bool:
        """Whether nothing was changed since the start, and there is nothing to return to."""
        is_unchanged = self._showing == self._first
        return is_unchanged and not self._undo_stack and self._history.is_empty

    @property
    def can_undo_start_over(self) -> bool:
        """Whether the next Undo restores what was there before a start over."""
        return bool(self._undo_stack) and isinstance(self._undo_stack[-1], Showing)

    @property
    def next_undo(self) -> object:
        """What the next Undo restores, to be compared by identity; None if there is nothing."""
        return self._undo_stack[-1] if self._undo_stack else None

    def apply(self, action: Action) -> None:
        """Carry out an action, or pass it on as `requested`.

        What is typed for the list is put on it before a handout of it is made.
        """
        if isinstance(action, MakeHandout | PrintList | ShowQrCodes):
            for change in tuple(unfinished_changes(self._showing)):
                self._change(change)
        if type(action) in self._deferred or isinstance(action, Request):
            self.requested.emit(action)
        elif isinstance(action, StartOver):
            self._start_over(action)
        elif isinstance(action, Undo):
            self._undo()
        elif isinstance(action, GoBack):
            self._go_back()
        elif isinstance(action, GoForward):
            self._return_to(self._history.go_forward())
        else:
            self._change(action)

    def reset(self) -> None:
        """Return to the first state; forget what was read and what could be undone."""
        self._undo_stack.clear()
        self._awaited = None
        self._history.restart(location_of(self._first))
        self._show(self._first)

    def _change(self, action: Change) -> None:
        showing = next_showing(self._showing, action)
        visit = self.visit_number
        self._record_visit(action, location_of(showing))
        if showing.list_items != self._showing.list_items:
            self._undo_stack.append(self._showing.list_items)
            showing = self._with_undo(showing)
        self._show(showing, is_other_visit=self.visit_number != visit)

    def _record_visit(self, action: Change, location: PanelLocation) -> None:
        """Add a location to the history; changing the side adds none."""
        present, previous = self._history.present.location, self._history.previous
        passage = self._passage_of(action)
        if passage is not None:
            self._history.add(location, passage)
            return
        if location == present:
            return
        is_closing = action == OpenPage(None)
        if is_closing and previous is not None and location == previous.location:
            self._history.go_back()
        elif _is_same_visit(present, location):
            self._history.replace(location)
        else:
            self._history.add(location)

    def _passage_of(self, action: Change) -> str | None:
        """Where reading begins after an action; None for where it was left.

        Without a region the passage of a topic is kept until a region is chosen for it.
        """
        awaited = self._awaited
        if isinstance(action, OpenPage):
            return action.passage
        if isinstance(action, OpenTopic):
            has_region = self._showing.place is not None
            self._awaited = None if has_region else action
            return action.passage if has_region else None
        if isinstance(action, SelectRegion) and action.place is not None:
            self._awaited = None
            if action.at_overview:
                return ""
            if awaited is not None and (self._showing.place, self._showing.topic) == (
                None,
                awaited.topic,
            ):
                return awaited.passage
        return None

    def _go_back(self) -> None:
        visit = self._history.go_back()
        if visit is not None:
            self._return_to(visit)
            return
        showing = closed(self._showing)
        if showing != self._showing:
            self._history.insert_before(location_of(showing))
            self._show(showing)

    def _return_to(self, visit: Visit | None) -> None:
        """Show a visit of the history; the side of the region that is open now stays chosen."""
        if visit is None:
            return
        found, place = visit.location, visit.location.place
        now = self._showing.place
        if place is not None and now is not None and place.region == now.region:
            place = now
        showing = replace(
            self._showing, place=place, topic=found.topic, page=found.page, term=found.term
        )
        self._history.replace(location_of(showing))
        self._show(showing, is_other_visit=True)

    def _start_over(self, action: StartOver) -> None:
        if action.is_final:
            self.reset()
        else:
            first = _with_settings_of(self._first, self._showing)
            if replace(self._showing, can_undo=False) != first:
                self._undo_stack.append(self._showing)
                self._history.clear(location_of(first))
                self._show(self._with_undo(first))

    def _undo(self) -> None:
        if not self._undo_stack:
            return
        before = self._undo_stack.pop()
        if isinstance(before, Showing):
            showing = _merge_showings(before, self._showing, self._first)
            self._history.add(location_of(showing))
        else:
            showing = with_list_items(self._showing, before)
        self._show(self._with_undo(showing))

    def _with_undo(self, showing: Showing) -> Showing:
        """A state with what the next Undo does in it."""
        before = self.next_undo
        items = before if isinstance(before, tuple) else None
        return replace(showing, can_undo=before is not None, items_before=items)

    def _show(self, showing: Showing, *, is_other_visit: bool = False) -> None:
        if showing == self._showing and not is_other_visit:
            return
        self._showing = showing
        self.changed.emit(showing)


def _is_same_visit(before: PanelLocation, after: PanelLocation) -> bool:
    """Whether only the side of the region is different."""
    one, other = before.place, after.place
    is_same_region = (one and one.region) == (other and other.region)
    rest = (before.topic, before.page, before.term) == (after.topic, after.page, after.term)
    return is_same_region and rest


def _with_settings_of(showing: Showing, now: Showing) -> Showing:
    """A state with the settings of another: they are for reading, not what a person did."""
    return replace(
        showing,
        theme=now.theme,
        follows_system_theme=now.follows_system_theme,
        text_size=now.text_size,
        country=now.country,
    )


def _merge_showings(before: Showing, now: Showing, first: Showing) -> Showing:
    """The state before a start over, together with what was changed since then.

    A figure or an open region that was chosen since then stays.
    """
    before, first = _with_settings_of(before, now), _with_settings_of(first, now)
    if replace(now, can_undo=False) == first:
        return before
    marks_by_plate = before.marks_by_plate
    for plate, marks in now.marks_by_plate.plates:
        merged = (*marks_by_plate.marks_on(plate), *marks)
        marks_by_plate = marks_by_plate.with_marks_on(plate, merged)
    body, opened = (
        before if _values(now, names) == _values(first, names) else now
        for names in (_BODY_FIELDS, _OPENED_FIELDS)
    )
    return replace(
        now,
        list_items=tuple(dict.fromkeys((*before.list_items, *now.list_items))),
        line_drafts=merged_drafts(before.line_drafts, now.line_drafts),
        value_answers=tuple({**dict(before.value_answers), **dict(now.value_answers)}.items()),
        marks_by_plate=marks_by_plate,
        figure=body.figure,
        build=body.build,
        skin=body.skin,
        place=opened.place,
        topic=opened.topic,
        view=opened.view,
        frame=opened.frame,
        spotlight=opened.spotlight,
        page=Page.MY_LIST,
        term="",
    )


def _values(showing: Showing, names: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(showing, name) for name in names)
