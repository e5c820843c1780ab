"""The only mutable state: what is shown now, and what can be undone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.session.actions import Action, Change, FrozenAction, Request, StartOver, Undo
from app.session.state import Page, Showing
from app.session.transitions import next_showing


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

    @property
    def can_undo_start_over(self) -> bool:
        """Whether the next Undo restores what was there before a start over."""
        return bool(self._undo_stack) and isinstance(self._undo_stack[-1], Showing)

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

    def _show(self, showing: Showing) -> None:
        if showing == self._showing:
            return
        self._showing = showing
        self.changed.emit(showing)


def _merge_showings(before: Showing, now: Showing, first: Showing) -> Showing:
    """The state before a start over, together with what was added since then."""
    if replace(now, can_undo=False) == first:
        return before
    marks_by_plate = before.marks_by_plate
    for plate, marks in now.marks_by_plate.plates:
        merged = (*marks_by_plate.marks_on(plate), *marks)
        marks_by_plate = marks_by_plate.with_marks_on(plate, merged)
    return replace(
        now,
        list_items=tuple(dict.fromkeys((*before.list_items, *now.list_items))),
        value_answers=tuple({**dict(before.value_answers), **dict(now.value_answers)}.items()),
        marks_by_plate=marks_by_plate,
        page=Page.MY_LIST,
        search="",
    )
