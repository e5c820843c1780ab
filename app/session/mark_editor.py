"""Adds and removes marks on the visible plate, with unlimited undo."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from app.body.regions import PlateKey
from app.session.actions import SetMarks
from app.session.marks import Mark, Marks, MarksByPlate
from app.session.session import Session
from app.session.state import Showing


@dataclass(frozen=True, slots=True)
class MarkEdit:
    """One edit: at index `at` of a plate's marks, `removed` is replaced by `inserted`."""

    at: int
    removed: Marks
    inserted: Marks

    def applied(self, marks: Marks) -> Marks:
        """The marks after the edit."""
        return (*marks[: self.at], *self.inserted, *marks[self.at + len(self.removed) :])

    def reversed(self) -> MarkEdit:
        """The edit that undoes this one."""
        return MarkEdit(self.at, self.inserted, self.removed)


@dataclass(slots=True)
class _UndoHistory:
    done: list[MarkEdit] = field(default_factory=list)
    undone: list[MarkEdit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class UndoState:
    """The undo history of a plate at one moment."""

    plate: PlateKey
    done: tuple[MarkEdit, ...]
    undone: tuple[MarkEdit, ...]


class MarkEditor(QObject):
    """Edits the marks, and keeps an undo history for each plate.

    When the session's marks are replaced by others, the histories are set aside. They are
    restored when the same marks return, as they do when a start over is undone.

    Signals:
        changed: the marks, or what can be undone and redone, may have changed.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._marks_by_plate = session.showing.marks_by_plate
        self._histories: dict[PlateKey, _UndoHistory] = {}
        self._aside: tuple[MarksByPlate | None, dict[PlateKey, _UndoHistory]] = (None, {})
        session.changed.connect(self._on_changed)

    @property
    def marks(self) -> Marks:
        """The marks on the visible plate."""
        return self._marks_by_plate.marks_on(self._plate)

    @property
    def can_undo(self) -> bool:
        return bool(self._history.done)

    @property
    def can_redo(self) -> bool:
        return bool(self._history.undone)

    def add(self, mark: Mark, plate: PlateKey | None = None) -> None:
        """Add a mark on top of the others; `plate` None is the visible plate."""
        plate = plate or self._plate
        self._edit(plate, MarkEdit(len(self._marks_by_plate.marks_on(plate)), (), (mark,)))

    def erase(self, index: int) -> None:
        """Remove one mark of the visible plate; an index that does not exist does nothing."""
        if 0 <= index < len(self.marks):
            self._edit(self._plate, MarkEdit(index, (self.marks[index],), ()))

    def clear(self) -> None:
        """Remove all marks of the visible plate."""
        if self.marks:
            self._edit(self._plate, MarkEdit(0, self.marks, ()))

    def undo(self) -> None:
        """Undo the last edit of the visible plate."""
        history = self._history
        if history.done:
            edit = history.done.pop()
            history.undone.append(edit)
            self._apply(self._plate, edit.reversed())

    def redo(self) -> None:
        """Repeat the edit that was undone last."""
        history = self._history
        if history.undone:
            edit = history.undone.pop()
            history.done.append(edit)
            self._apply(self._plate, edit)

    def undo_state(self) -> UndoState:
        """The present undo history, for `restore_undo_state`."""
        return UndoState(self._plate, tuple(self._history.done), tuple(self._history.undone))

    def restore_undo_state(self, state: UndoState) -> None:
        """Undo every edit made since `state`, without a way to redo them.

        Does nothing if another plate is visible, or if edits from before `state` were undone.
        """
        history = self._history
        added = len(history.done) - len(state.done)
        if state.plate != self._plate or added <= 0:
            return
        for _ in range(added):
            self._apply(state.plate, history.done.pop().reversed())
        history.undone[:] = state.undone
        self.changed.emit()

    @property
    def _plate(self) -> PlateKey:
        return self._session.showing.plate

    @property
    def _history(self) -> _UndoHistory:
        return self._history_of(self._plate)

    def _history_of(self, plate: PlateKey) -> _UndoHistory:
        return self._histories.setdefault(plate, _UndoHistory())

    def _edit(self, plate: PlateKey, edit: MarkEdit) -> None:
        """Apply a new edit; what was undone before cannot be redone after it."""
        history = self._history_of(plate)
        history.done.append(edit)
        history.undone.clear()
        self._apply(plate, edit)

    def _apply(self, plate: PlateKey, edit: MarkEdit) -> None:
        marks = edit.applied(self._marks_by_plate.marks_on(plate))
        self._marks_by_plate = self._marks_by_plate.with_marks_on(plate, marks)
        self._session.apply(SetMarks(self._marks_by_plate))
        self.changed.emit()

    def _on_changed(self, showing: Showing) -> None:
        marks_by_plate = showing.marks_by_plate
        if marks_by_plate is not self._marks_by_plate:
            aside_marks, aside_histories = self._aside
            self._aside = (self._marks_by_plate, self._histories)
            self._marks_by_plate = marks_by_plate
            self._histories = aside_histories if aside_marks is marks_by_plate else {}
        self.changed.emit()
