"""The requests that the controls of a consultation emit, as frozen values.

A control changes nothing itself. It emits one of these values as its `action`, and
`PresentController` passes the value to the part that carries it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from app.atlas.sequences import StepSequence
from app.session.actions import FrozenAction
from app.session.marks import MarkRole, StampKind


class AudienceMode(Enum):
    """What the audience window shows: the clinician's view, a kept picture, or nothing."""

    MIRROR = "mirror"
    FREEZE = "freeze"
    BLANK = "blank"


class ToolKind(Enum):
    """The tool that a press on the figure uses; the values are also the names of the icons."""

    TOUCH = "touch"
    PEN = "pen"
    HIGHLIGHTER = "highlighter"
    ARROW = "arrow"
    CIRCLE = "circle"
    STAMP = "stamp"
    LABEL = "text"
    ERASER = "eraser"
    ZOOM_AREA = "zoom-area"
    SPOTLIGHT = "spotlight"


@dataclass(frozen=True, slots=True)
class ToolState:
    """The active tool, the role of the marks it makes, and the symbol of the stamp."""

    kind: ToolKind = ToolKind.TOUCH
    role: MarkRole = MarkRole.PLAN
    stamp: StampKind = StampKind.ENTRY


# The audience and the consultation


class ToggleAudienceWindow(FrozenAction):
    """Open the audience window, or close it if it is open."""


class ChooseScreen(FrozenAction):
    """Ask on which screen the audience window goes."""


class SetAudienceMode(FrozenAction):
    """Change what the audience window shows."""

    mode: AudienceMode


class TogglePrivacyScreen(FrozenAction):
    """Hide everything on every screen, or show the clinician's window again."""


class ChooseComparison(FrozenAction):
    """Ask what is shown side by side."""


class EndConsultation(FrozenAction):
    """Ask what happens to the list and the marks, and end the consultation."""


# Annotations on the figure


class SelectTool(FrozenAction):
    """Make a tool the active one."""

    state: ToolState


class UndoMark(FrozenAction):
    """Undo the last change to the marks of this view."""


class RedoMark(FrozenAction):
    """Redo the last change to the marks that was undone."""


class ClearMarks(FrozenAction):
    """Remove all marks of this view."""


class MarkRegion(FrozenAction):
    """Mark the chosen region with the active tool."""


class ToggleRegionZoom(FrozenAction):
    """Zoom to the chosen region, or back to the whole figure."""


class ToggleSpotlight(FrozenAction):
    """Switch the spotlight on the chosen region on or off."""


# Steps


class OpenStepsWindow(FrozenAction):
    """Open the window that lists the steps."""


class StepBy(FrozenAction):
    """Show the next step (1) or the previous one (-1)."""

    direction: int


class GoToStep(FrozenAction):
    """Show a step by its index."""

    index: int


class AddCurrentView(FrozenAction):
    """Make a step of the current view."""


class EditStep(FrozenAction):
    """Change the title and the note of a step."""

    index: int
    title: str
    note: str


class MoveStep(FrozenAction):
    """Move a step down (1) or up (-1) by one place."""

    index: int
    direction: int


class RemoveStep(FrozenAction):
    """Take a step out of the sequence."""

    index: int


class RestoreStep(FrozenAction):
    """Put back the step that was removed last."""


class RenameSequence(FrozenAction):
    """Give the sequence another title."""

    title: str


class ReplaceSequence(FrozenAction):
    """Take another sequence instead; one without a title gets the default title."""

    sequence: StepSequence


class OpenStepsFile(FrozenAction):
    """Ask for a file of steps and read it."""


class SaveSteps(FrozenAction):
    """Ask for a file and write the steps to it."""


ConsultationAction = (
    ToggleAudienceWindow
    | ChooseScreen
    | SetAudienceMode
    | TogglePrivacyScreen
    | ChooseComparison
    | EndConsultation
)
AnnotationAction = (
    SelectTool | UndoMark | RedoMark | ClearMarks | MarkRegion | ToggleRegionZoom | ToggleSpotlight
)
# `StepPlayer` carries these out; the others concern the window and the files.
PlayerAction = StepBy | GoToStep | EditStep | MoveStep | RemoveStep | RestoreStep | RenameSequence
StepsAction = (
    PlayerAction | OpenStepsWindow | AddCurrentView | ReplaceSequence | OpenStepsFile | SaveSteps
)
ControlAction = ConsultationAction | AnnotationAction | StepsAction
