"""Makes the widgets of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QWidget

from app.document.blocks import (
    NO_NOTES,
    ActionLink,
    Block,
    Bullets,
    Callout,
    DefinitionList,
    Document,
    Fold,
    Heading,
    IconArray,
    OptionTable,
    Passage,
    Questions,
    Quiz,
    RiskTable,
    Stepper,
    Timeline,
    ValueChoices,
)
from app.panels.document.block_widget import BlockContext
from app.widgets.heading import HeadingLabel
from app.widgets.notes_line import NotesLine
from app.widgets.text_view import TextView

TextBlock = Passage | Bullets | DefinitionList


@dataclass(frozen=True, slots=True)
class Part:
    """A widget, and the blocks from `first` to `last` that it shows.

    `is_notes` is the line of terms and sources below a run of text.
    """

    widget: QWidget
    first: int
    last: int
    is_notes: bool = False


def make_parts(context: BlockContext, document: Document) -> Iterator[Part]:
    """The widgets of a document, one after another."""
    at = 0
    while at < len(document):
        block = document[at]
        last = at
        if isinstance(block, Passage | Bullets | DefinitionList):
            run = _text_run(document[at:])
            last = at + len(run) - 1
            yield from _text_parts(context, run, at, last)
        elif isinstance(block, RiskTable):
            following = document[at + 1] if at + 1 < len(document) else None
            link = following if isinstance(following, ActionLink) else None
            last += link is not None
            yield Part(_make_risk_table(context, block, link), at, last)
        else:
            yield Part(make_widget(context, block), at, at)
        at = last + 1


def _text_run(blocks: Document) -> tuple[TextBlock, ...]:
    """The text blocks up to the first one that has notes."""
    run: list[TextBlock] = []
    for block in blocks:
        if not isinstance(block, Passage | Bullets | DefinitionList):
            break
        run.append(block)
        if block.notes != NO_NOTES:
            break
    return tuple(run)


def _text_parts(
    context: BlockContext, run: tuple[TextBlock, ...], first: int, last: int
) -> Iterator[Part]:
    view = TextView(run, context.theme, is_selectable=context.is_selectable)
    yield Part(view, first, last)
    if run[-1].notes != NO_NOTES:
        notes = NotesLine(run[-1].notes, context.theme)
        yield Part(notes, last, last, is_notes=True)


def _make_risk_table(context: BlockContext, block: RiskTable, link: ActionLink | None) -> QWidget:
    from app.panels.document.risk_table import RiskTableView

    return RiskTableView(context, block, link)


_VIEWS = {
    Callout: ("callout", "CalloutView"),
    Fold: ("fold", "FoldView"),
    IconArray: ("icon_array", "IconArrayView"),
    OptionTable: ("option_table", "OptionTableView"),
    ValueChoices: ("value_choices", "ValueChoicesView"),
    Stepper: ("stepper", "StepperView"),
    Timeline: ("timeline", "TimelineView"),
    Questions: ("questions", "QuestionsView"),
    Quiz: ("quiz", "QuizView"),
    ActionLink: ("action_link", "ActionLinkView"),
}
"""Module and class of the widget of each block; imported when the first such block is shown."""


def make_widget(context: BlockContext, block: Block) -> QWidget:
    """The widget of a block that is not text."""
    if isinstance(block, Heading):
        return HeadingLabel(block.text, context.theme, block.level)
    module, name = _VIEWS[type(block)]
    view = getattr(import_module(f"app.panels.document.{module}"), name)
    widget: QWidget = view(context, block)
    return widget
