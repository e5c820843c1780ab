"""The table of the shortcuts for marks."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class PresentCommand(Enum):
    """What a shortcut for marks does."""

    UNDO = "undo"
    REDO = "redo"
    MARK_REGION = "mark-region"


PRESENT_SHORTCUTS: Mapping[PresentCommand, tuple[str, ...]] = {
    PresentCommand.UNDO: ("Ctrl+Z",),
    PresentCommand.REDO: ("Ctrl+Shift+Z", "Ctrl+Y"),
    PresentCommand.MARK_REGION: ("Ctrl+M",),
}
