"""Makes the widgets of blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
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
from app.panels.document.reading_only import reading_only
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
            if context.is_interactive and has_notes(run[-1].notes):
                yield Part(_make_notes(context, run[-1].notes, view), last, last, is_notes=True)
        elif isinstance(block, RiskTable):
            following = document[at + 1] if at + 1 < len(document) else None
            link = following if isinstance(following, ActionLink) else None
            last += link is not None
            shown_link = link if context.is_interactive else None
            yield Part(_make_risk_table(context, block, shown_link), at, last)
        elif not context.is_interactive and reading_only(block, name) != (block,):
            left = reading_only(block, name)
            if left:
                yield Part(_make_column(context, left), at, at)
        else:
            yield Part(make_widget(context, block, name), at, at)
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
    blocks: Document = run
    if not context.is_interactive:
        blocks = tuple(plain for block in run for plain in reading_only(block, name))
    shown = [block for block in blocks if isinstance(block, TextBlock)]
    view = TextView(shown, context.theme, is_selectable=is_selectable, step=step)
    if name:
        view.setAccessibleName(name)
    if not context.is_interactive:
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return view


def _make_column(context: BlockContext, document: Document) -> QWidget:
    """A document inside another one."""
    from app.panels.document.column import BlockColumn  # it makes its widgets here

    return BlockColumn(context, document)


def _make_notes(context: BlockContext, notes: Notes, view: TextView) -> NotePlace:
    """Where a press of a link in the text opens its note: a line of buttons, if it has its own."""
    kind = NotePlace if notes.is_gathered else NotesLine
    place = kind(notes, context.theme, is_selectable=context.is_selectable)
    view.link_activated.connect(place.toggle_note)
    return place


def _make_risk_table(context: BlockContext, block: RiskTable, link: ActionLink | None) -> QWidget:
    from app.panels.document.risk_table import RiskTableView

    return RiskTableView(context, block, link)


def make_widget(context: BlockContext, block: Block, name: str = "") -> QWidget:
    """The widget of a block that is not text, below the heading `name`.

    Each is imported when the first such block is shown.

    Raises:
        TypeError: no widget shows such a block.
    """
    match block:
        case Heading() | GatheredNotes():
            return _make_text_widget(context, block)
        case Callout():
            from app.panels.document.callout import CalloutView

            return CalloutView(context, block, name)
        case Fold():
            from app.panels.document.fold import FoldView

            return FoldView(context, block)
        case ActionLink():
            from app.panels.document.action_link import ActionLinkView

            return ActionLinkView(context, block)
        case IconArray():
            from app.panels.document.icon_array import IconArrayView

            return IconArrayView(context, block)
        case _:
            return _make_choosing_widget(context, block)


def _make_text_widget(context: BlockContext, block: Heading | GatheredNotes) -> QWidget:
    if isinstance(block, Heading):
        return HeadingLabel(block.text, context.theme, block.level)
    is_selectable = context.is_selectable
    return NotesLine(block.notes, context.theme, is_selectable=is_selectable, lead=block.lead)


def _make_choosing_widget(context: BlockContext, block: Block) -> QWidget:
    """The widget of a block in which a person chooses a step, an option or an answer."""
    found: QWidget
    match block:
        case OptionTable():
            from app.panels.document.option_table import OptionTableView

            found = OptionTableView(context, block)
        case ValueChoices():
            from app.panels.document.value_choices import ValueChoicesView

            found = ValueChoicesView(context, block)
        case Stepper() | Timeline() if not context.is_interactive:
            from app.panels.document.all_steps import AllStepsView

            found = AllStepsView(context, block)
        case Stepper():
            from app.panels.document.stepper import StepperView

            found = StepperView(context, block)
        case Timeline():
            from app.panels.document.timeline import TimelineView

            found = TimelineView(context, block)
        case Questions():
            from app.panels.document.questions import QuestionsView

            found = QuestionsView(context, block)
        case Quiz():
            from app.panels.document.quiz import QuizView

            found = QuizView(context, block)
        case _:
            raise TypeError(f"no widget shows {type(block).__name__}")
    return found
