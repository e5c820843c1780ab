"""Makes, takes away and brings back marks on the plate that is on show; undo without limit."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal

from app.body.regions import PlateKey
from app.session.marks import Mark, Marks, MarksByPlate
from app.session.session import Session
from app.session.state import Showing


@dataclass(frozen=True, slots=True)
class MarkEdit:
    """One act: at a place among the marks of a plate some went out and others came in."""

    at: int
    removed: Marks
    inserted: Marks

    def applied(self, marks: Marks) -> Marks:
        """The marks after it."""
        return (*marks[: self.at], *self.inserted, *marks[self.at + len(self.removed) :])

    def reversed(self) -> MarkEdit:
        """The act that takes it back."""
        return MarkEdit(self.at, self.inserted, self.removed)


@dataclass(slots=True)
class _UndoHistory:
    done: list[MarkEdit] = field(default_factory=list)
    undone: list[MarkEdit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UndoState:
    """What could be undone and redone on a plate at some moment."""

    plate: PlateKey
    done: tuple[MarkEdit, ...]
    undone: tuple[MarkEdit, ...]


class MarkEditor(QObject):
    """The acts on each plate; set aside as soon as the session's marks come from elsewhere.

    They are there again when the same marks come back, as after a start over that was undone.

    Signals:
        changed: what can be undone or redone may be another.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._drawn = session.showing.marks_by_plate
        self._pasts: dict[PlateKey, _UndoHistory] = {}
        self._aside: tuple[MarksByPlate | None, dict[PlateKey, _UndoHistory]] = (None, {})
        session.changed.connect(self._on_changed)

    @property
    def marks(self) -> Marks:
        """The marks on the plate that is on show."""
        return self._drawn.marks_on(self._plate)

    @property
    def can_undo(self) -> bool:
        return bool(self._past.done)

    @property
    def can_redo(self) -> bool:
        return bool(self._past.undone)

    def add(self, mark: Mark, plate: PlateKey | None = None) -> None:
        """Puts a mark over all others of a plate, which is the one that is shown if None."""
        plate = plate or self._plate
        self._do(plate, MarkEdit(len(self._drawn.marks_on(plate)), (), (mark,)))

    def erase(self, number: int) -> None:
        """Takes one mark away, by its number from the oldest; an unknown one is no act."""
        if 0 <= number < len(self.marks):
            self._do(self._plate, MarkEdit(number, (self.marks[number],), ()))

    def clear(self) -> None:
        """Takes all marks of this plate away."""
        if self.marks:
            self._do(self._plate, MarkEdit(0, self.marks, ()))

    def undo(self) -> None:
        """Takes the last act on this plate back."""
        past = self._past
        if past.done:
            act = past.done.pop()
            past.undone.append(act)
            self._apply(self._plate, act.reversed())

    def redo(self) -> None:
        """Does again what was undone last."""
        past = self._past
        if past.undone:
            act = past.undone.pop()
            past.done.append(act)
            self._apply(self._plate, act)

    def undo_state(self) -> UndoState:
        """What can be undone and redone now, to come back to."""
        return UndoState(self._plate, tuple(self._past.done), tuple(self._past.undone))

    def restore_undo_state(self, state: UndoState) -> None:
        """Takes back what was done since, for good: redo does not bring it again.

        Does nothing where another plate is shown, or less can be undone than then.
        """
        past = self._past
        added = len(past.done) - len(state.done)
        if state.plate != self._plate or added <= 0:
            return
        for _ in range(added):
            self._apply(state.plate, past.done.pop().reversed())
        past.undone[:] = state.undone
        self.changed.emit()

    @property
    def _plate(self) -> PlateKey:
        return self._session.showing.plate

    @property
    def _past(self) -> _UndoHistory:
        return self._past_of(self._plate)

    def _past_of(self, plate: PlateKey) -> _UndoHistory:
        return self._pasts.setdefault(plate, _UndoHistory())

    def _do(self, plate: PlateKey, act: MarkEdit) -> None:
        past = self._past_of(plate)
        past.done.append(act)
        past.undone.clear()
        self._apply(plate, act)

    def _apply(self, plate: PlateKey, act: MarkEdit) -> None:
        self._drawn = self._drawn.with_marks_on(plate, act.applied(self._drawn.marks_on(plate)))
        self._session.replace_showing(replace(self._session.showing, marks_by_plate=self._drawn))
        self.changed.emit()

    def _on_changed(self, showing: Showing) -> None:
        if showing.marks_by_plate is not self._drawn:
            (drawn, pasts), self._aside = self._aside, (self._drawn, self._pasts)
            self._drawn = showing.marks_by_plate
            self._pasts = pasts if drawn is showing.marks_by_plate else {}
        self.changed.emit()
