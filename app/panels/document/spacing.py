"""Gaps between the blocks of a column, in pixels at 100 %."""

from __future__ import annotations

from app.document.blocks import (
    ActionLink,
    Block,
    Callout,
    Fold,
    Heading,
    IconArray,
    OptionTable,
    RiskTable,
    Stepper,
    Timeline,
)

_TEXT = 8
_WIDGET = 14


def gap_between(before: Block, after: Block) -> int:
    """The gap between two blocks that follow each other."""
    if isinstance(before, Heading):
        return 2 if not isinstance(after, Stepper | Timeline) else 10
    if isinstance(after, Heading):
        return 22 if after.level <= 1 else 12
    if isinstance(before, Fold) and isinstance(after, Fold):
        return 0
    if isinstance(after, Callout | RiskTable | OptionTable | Stepper | Timeline):
        return _WIDGET
    if isinstance(before, Callout | OptionTable | Stepper | Timeline):
        return _WIDGET
    if isinstance(before, IconArray) or isinstance(after, IconArray):
        return 10
    if isinstance(after, ActionLink | Fold):
        return 6
    return _TEXT
