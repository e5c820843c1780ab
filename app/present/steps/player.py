"""Plays and edits a sequence of steps."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from app.atlas.sequences import Step, StepSequence
from app.present.actions import (
    EditStep,
    GoToStep,
    MoveStep,
    PlayerAction,
    RemoveStep,
    RenameSequence,
    RestoreStep,
    StepBy,
)
from app.session.actions import ShowStep
from app.session.session import Session
from app.session.state import Page, Showing, Spotlight, ZoomFrame
from app.session.transitions import next_showing


def action_for_step(step: Step) -> ShowStep:
    """The session action that shows a step; marks, list and comparison are not part of a step."""
    light = step.light
    spotlight = None if light is None else Spotlight((light[0], light[1]) if light else None)
    return ShowStep(
        place=step.place,
        topic=step.topic,
        page=Page(step.page) if step.page else None,
        figure=step.figure,
        build=step.build,
        view=step.view,
        frame=ZoomFrame(step.zoom, *step.centre),
        spotlight=spotlight,
    )


def step_from_showing(showing: Showing, title: str) -> Step:
    """A step that shows the current view, on whichever figure is shown when it is played."""
    spotlight, frame, place = showing.spotlight, showing.frame, showing.place
    return Step(
        title=title,
        region=place.region if place else None,
        side=place.side if place else None,
        topic=showing.topic,
        page=Page.WHEN_TO_CALL.value if showing.page is Page.WHEN_TO_CALL else "",
        view=showing.view,
        zoom=frame.zoom,
        centre=(frame.x, frame.y),
        light=None if spotlight is None else spotlight.at or (),
    )


class StepPlayer(QObject):
    """Holds a sequence and the index of the step that is shown.

    Signals:
        changed: the sequence or the index has changed.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.sequence = StepSequence("", ())
        self.index: int | None = None
        self._saved_sequence = self.sequence
        self._removed: list[tuple[int, Step]] = []

    @property
    def can_restore_step(self) -> bool:
        """Whether a removed step of this sequence can be put back."""
        return bool(self._removed)

    @property
    def has_unsaved_changes(self) -> bool:
        """Whether the sequence has steps and differs from the file it was read from or saved to."""
        return bool(self.sequence.steps) and self.sequence != self._saved_sequence

    def mark_saved(self, sequence: StepSequence) -> None:
        """Remember a sequence as the one that is stored in a file."""
        self._saved_sequence = sequence

    @property
    def step(self) -> Step | None:
        """The step that is shown."""
        return None if self.index is None else self.sequence.steps[self.index]

    @property
    def next_showing(self) -> Showing | None:
        """What the next step would show; None after the last step."""
        index = 0 if self.index is None else self.index + 1
        if index >= len(self.sequence.steps):
            return None
        return next_showing(self._session.showing, action_for_step(self.sequence.steps[index]))

    def on_action(self, action: PlayerAction) -> None:
        """Carry out an action of the step bar or the steps window."""
        match action:
            case StepBy(direction):
                self.step_by(direction)
            case GoToStep(index):
                self.show_step(index)
            case EditStep(index, title, note):
                self.edit(index, title, note)
            case MoveStep(index, direction):
                self.move(index, direction)
            case RemoveStep(index):
                self.remove(index)
            case RestoreStep():
                self.restore_step()
            case RenameSequence(title):
                self.rename(title)
            case _:
                assert_never(action)

    def load(self, sequence: StepSequence) -> None:
        """Replace the sequence; no step is shown until one is asked for."""
        self.sequence, self.index = sequence, None
        self._saved_sequence = sequence
        self._removed.clear()
        self.changed.emit()

    def step_by(self, direction: int) -> None:
        """Show the next step (1) or the previous one (-1), if there is one."""
        self.show_step(0 if self.index is None else self.index + direction)

    def show_next(self) -> None:
        """Show the next step, if there is one."""
        self.step_by(1)

    def show_previous(self) -> None:
        """Show the previous step, if there is one."""
        self.step_by(-1)

    def show_step(self, index: int) -> None:
        """Show a step by its index; an index without a step is ignored."""
        if 0 <= index < len(self.sequence.steps):
            self.index = index
            self._session.apply(action_for_step(self.sequence.steps[index]))
            self.changed.emit()

    def add(self, title: str) -> None:
        """Insert the current view after the current step, or at the end if no step is shown."""
        index = len(self.sequence.steps) if self.index is None else self.index + 1
        steps = list(self.sequence.steps)
        steps.insert(index, step_from_showing(self._session.showing, title))
        self._replace(steps, index)

    def edit(self, index: int, title: str, note: str) -> None:
        """Change the title and the note of a step."""
        steps = list(self.sequence.steps)
        edited = replace(steps[index], title=title, note=note)
        if edited != steps[index]:
            steps[index] = edited
            self._replace(steps, self.index)

    def move(self, index: int, direction: int) -> None:
        """Swap a step with the next one (1) or the previous one (-1), if there is one."""
        steps, other = list(self.sequence.steps), index + direction
        if 0 <= other < len(steps):
            steps[index], steps[other] = steps[other], steps[index]
            current = self.index
            if current is not None:
                current = {index: other, other: index}.get(current, current)
            self._replace(steps, current)

    def remove(self, index: int) -> None:
        """Take a step out of the sequence; what is shown stays. `restore_step` puts it back."""
        steps = list(self.sequence.steps)
        self._removed.append((index, steps.pop(index)))
        current = self.index
        if current is not None and index <= current:
            current = current - 1 if current > 0 else (0 if steps else None)
        self._replace(steps, current)

    def restore_step(self) -> None:
        """Put the step that was removed last back where it was, or at the end."""
        if self._removed:
            index, step = self._removed.pop()
            steps = list(self.sequence.steps)
            steps.insert(index, step)
            current = self.index
            if current is not None and index <= current:
                current += 1
            self._replace(steps, current)

    def rename(self, title: str) -> None:
        """Give the sequence another title."""
        self.sequence = replace(self.sequence, title=title)
        self.changed.emit()

    def _replace(self, steps: list[Step], index: int | None) -> None:
        self.sequence, self.index = replace(self.sequence, steps=tuple(steps)), index
        self.changed.emit()
