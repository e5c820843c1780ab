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

_QUESTION = 2
"""Level of the questions of an overview, which stand close together."""
_SET_APART = Callout | RiskTable | OptionTable | Stepper | Timeline


def gap_between(before: Block, after: Block) -> int:
    """The gap between two blocks that follow each other."""
    if isinstance(before, Heading) and isinstance(after, Heading):
        gap = 6
    elif isinstance(before, Heading):
        gap = 10 if isinstance(after, Stepper | Timeline) else 0
    elif isinstance(after, Heading):
        gap = 22 if after.level <= 1 or after.topic else 8 if after.level == _QUESTION else 12
    elif isinstance(before, Fold) and isinstance(after, Fold):
        gap = 0
    elif isinstance(before, ActionLink) or isinstance(after, Fold | ActionLink):
        gap = 6
    elif isinstance(before, _SET_APART) or isinstance(after, _SET_APART):
        gap = 8
    elif isinstance(before, IconArray) or isinstance(after, IconArray):
        gap = 10
    else:
        gap = 8
    return gap
