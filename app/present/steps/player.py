"""Goes through steps, and builds a sequence of them from what is on show."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.atlas.sequences import Step, StepSequence
from app.session.session import Session
from app.session.state import Page, Showing, Spotlight, ZoomFrame


def apply_step(step: Step, showing: Showing) -> Showing:
    """What a step shows; what it leaves open stays as it is, and so do the marks and the List."""
    light = step.light
    return replace(
        showing,
        place=step.place,
        topic=step.topic,
        page=Page(step.page) if step.page else None,
        search="",
        figure=step.figure or showing.figure,
        build=step.build or showing.build,
        view=step.view or showing.view,
        frame=ZoomFrame(step.zoom, *step.centre),
        spotlight=None if light is None else Spotlight(light or None),
        compared=None,
    )


def step_from_showing(showing: Showing, title: str) -> Step:
    """A step that shows what is on show, whichever figure is."""
    light, frame = showing.spotlight, showing.frame
    return Step(
        title=title,
        place=showing.place,
        topic=showing.topic,
        page=Page.WHEN_TO_CALL.value if showing.page is Page.WHEN_TO_CALL else "",
        view=showing.view,
        zoom=frame.zoom,
        centre=(frame.x, frame.y),
        light=None if light is None else light.at or (),
    )


class StepPlayer(QObject):
    """Holds a sequence and the step that is on show.

    Signals:
        changed: the sequence, or where it stands, is another.
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
        """Whether a step was taken out of this sequence."""
        return bool(self._removed)

    @property
    def has_unsaved_changes(self) -> bool:
        """Whether it holds steps that no file holds."""
        return bool(self.sequence.steps) and self.sequence != self._saved_sequence

    def mark_saved(self, sequence: StepSequence) -> None:
        """A file holds these steps now."""
        self._saved_sequence = sequence

    @property
    def step(self) -> Step | None:
        """The step that is on show."""
        return None if self.index is None else self.sequence.steps[self.index]

    @property
    def next_showing(self) -> Showing | None:
        """What the next step would show; None where there is none."""
        at = 0 if self.index is None else self.index + 1
        steps = self.sequence.steps
        return apply_step(steps[at], self._session.showing) if at < len(steps) else None

    def load(self, sequence: StepSequence) -> None:
        """Takes another sequence; its first step is shown when it is asked for."""
        self.sequence, self.index = sequence, None
        self._saved_sequence = sequence
        self._removed.clear()
        self.changed.emit()

    def step_by(self, way: int) -> None:
        """Shows the next step (1) or the one before (-1), if there is one."""
        self.show_step(0 if self.index is None else self.index + way)

    def show_next(self) -> None:
        """Shows the next step."""
        self.step_by(1)

    def show_previous(self) -> None:
        """Shows the step before."""
        self.step_by(-1)

    def show_step(self, at: int) -> None:
        """Shows a step by its number from 0; an unknown one is no act."""
        if 0 <= at < len(self.sequence.steps):
            self.index = at
            self._session.replace_showing(
                apply_step(self.sequence.steps[at], self._session.showing)
            )
            self.changed.emit()

    def add(self, title: str) -> None:
        """Puts what is on show behind the step that is on show, or at the end."""
        at = len(self.sequence.steps) if self.index is None else self.index + 1
        steps = list(self.sequence.steps)
        steps.insert(at, step_from_showing(self._session.showing, title))
        self._replace(steps, at)

    def change(self, at: int, step: Step) -> None:
        """Another title or note for a step."""
        steps = list(self.sequence.steps)
        steps[at] = step
        self._replace(steps, self.index)

    def move(self, at: int, way: int) -> None:
        """Changes places with the next step (1) or the one before (-1)."""
        steps, there = list(self.sequence.steps), at + way
        if 0 <= there < len(steps):
            steps[at], steps[there] = steps[there], steps[at]
            followed = (
                {at: there, there: at}.get(self.index, self.index)
                if self.index is not None
                else None
            )
            self._replace(steps, followed)

    def remove(self, at: int) -> None:
        """Takes a step out, until it is put back; the figure and the words stay as they are."""
        steps = list(self.sequence.steps)
        self._removed.append((at, steps.pop(at)))
        now = self.index
        if now is not None and at <= now:
            now = now - 1 if now > 0 else (0 if steps else None)
        self._replace(steps, now)

    def restore_step(self) -> None:
        """Puts the step that was taken out last where it was, or at the end."""
        if self._removed:
            at, step = self._removed.pop()
            steps = list(self.sequence.steps)
            steps.insert(at, step)
            now = self.index
            self._replace(steps, now + 1 if now is not None and at <= now else now)

    def rename(self, title: str) -> None:
        """Gives the sequence a name."""
        self.sequence = replace(self.sequence, title=title)
        self.changed.emit()

    def _replace(self, steps: list[Step], at: int | None) -> None:
        self.sequence, self.index = replace(self.sequence, steps=tuple(steps)), at
        self.changed.emit()
