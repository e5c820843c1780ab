"""Makes the widgets of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QWidget

from app.document.blocks import (
    ActionLink,
    Block,
    Bullets,
    Callout,
    DefinitionList,
    Document,
    Fold,
    GatheredNotes,
    Heading,
    IconArray,
    Notes,
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
from app.widgets.notes_line import NotePlace, NotesLine, has_notes
from app.widgets.text_view import TextView

TextBlock = Passage | Bullets | DefinitionList


@dataclass(frozen=True, slots=True)
class Part:
    """A widget, and the blocks from `first` to `last` that it shows.

    `is_notes` is what belongs to the notes of the run of text before it.
    """

    widget: QWidget
    first: int
    last: int
    is_notes: bool = False


def make_parts(context: BlockContext, document: Document, name: str) -> Iterator[Part]:
    """The widgets of a document, one after another.

    `name` is what a screen reader calls the text before the first heading.
    """
    at = 0
    while at < len(document):
        block = document[at]
        last = at
        if isinstance(block, Heading):
            name = block.text
        if isinstance(block, Passage | Bullets | DefinitionList):
            run = _text_run(document[at:])
            last = at + len(run) - 1
            is_headline = isinstance(next(iter(document[last + 1 :]), None), IconArray)
            view = _make_text(context, run, name, is_headline=is_headline)
            yield Part(view, at, last)
            if has_notes(run[-1].notes):
                yield Part(_make_notes(context, run[-1].notes, view), last, last, is_notes=True)
        elif isinstance(block, RiskTable):
            following = document[at + 1] if at + 1 < len(document) else None
            link = following if isinstance(following, ActionLink) else None
            last += link is not None
            yield Part(_make_risk_table(context, block, link), at, last)
        else:
            yield Part(make_widget(context, block), at, at)
        at = last + 1


def _text_run(blocks: Document) -> tuple[TextBlock, ...]:
    """The text blocks up to the first with notes."""
    run: list[TextBlock] = []
    for block in blocks:
        if not isinstance(block, Passage | Bullets | DefinitionList):
            break
        run.append(block)
        if has_notes(block.notes):
            break
    return tuple(run)


def _make_text(
    context: BlockContext, run: tuple[TextBlock, ...], name: str, *, is_headline: bool
) -> TextView:
    """A run of text; a headline over a picture is a size larger."""
    is_selectable, step = context.is_selectable, int(is_headline)
    view = TextView(run, context.theme, is_selectable=is_selectable, step=step)
    if name:
        view.setAccessibleName(name)
    return view


def _make_notes(context: BlockContext, notes: Notes, view: TextView) -> NotePlace:
    """Where a press of a link in the text opens its note: a line of buttons, if it has its own."""
    kind = NotePlace if notes.is_gathered else NotesLine
    place = kind(notes, context.theme, is_selectable=context.is_selectable)
    view.link_activated.connect(place.toggle_note)
    return place


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
    if isinstance(block, GatheredNotes):
        is_selectable = context.is_selectable
        return NotesLine(block.notes, context.theme, is_selectable=is_selectable, lead=block.lead)
    module, name = _VIEWS[type(block)]
    view = getattr(import_module(f"app.panels.document.{module}"), name)
    widget: QWidget = view(context, block)
    return widget
