"""Blocks: what is said, as frozen values without Qt.

A document is a tuple of blocks. It is built once from the atlas, and the panel, the audience
window, the PDF, the HTML page and the standards report show the same blocks. All texts are final:
words are in the language of the document, and terms, sources and numbers are looked up already.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from app.session.actions import Action
from app.support.record import Record


class Span(Record, frozen=True):
    """A part of a paragraph.

    `term` is the id of a glossary term that the text links to, `source` the id of a source; the
    text of a span that links to a source is the number of the source in the notes.
    """

    text: str
    strong: bool = False
    term: str = ""
    source: str = ""


Spans = tuple[Span, ...]


class TermNote(Record, frozen=True):
    """The meaning of a glossary term that a passage uses; `also` is its other name, or ""."""

    id: str
    word: str
    meaning: str
    also: str = ""


class SourceNote(Record, frozen=True):
    """A source of a passage: a short name such as "Comerci 2024", and the full reference.

    `number` is what the text calls it, counted from 1; 0 if the text has no numbers.
    """

    id: str
    short: str
    full: str
    number: int = 0


class Notes(Record, frozen=True):
    """What stands behind a passage: terms, sources, and how its words were arrived at.

    `basis` is "sourced", "worked-out" or "general"; `method` says how a number was worked out. With
    `is_gathered` a block further below, GatheredNotes, shows them with those of other passages.
    """

    terms: tuple[TermNote, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    basis: Literal["sourced", "worked-out", "general"] = "general"
    method: str = ""
    is_gathered: bool = False


NO_NOTES = Notes()


class Heading(Record, frozen=True):
    """A heading of level 1 (title of the page) to 4; `topic` is the id of a topic it begins."""

    level: int
    text: str
    topic: str = ""


class Passage(Record, frozen=True):
    """One paragraph; its `notes` stand behind the last paragraph or list of a statement."""

    spans: Spans
    notes: Notes = NO_NOTES
    is_quiet: bool = False


class Bullets(Record, frozen=True):
    """A list with a bullet before each item."""

    items: tuple[Spans, ...]
    notes: Notes = NO_NOTES


class DefinitionList(Record, frozen=True):
    """Pairs of a label and its text, such as "Who was counted" and the people who were."""

    entries: tuple[tuple[str, Spans], ...]
    notes: Notes = NO_NOTES


class GatheredNotes(Record, frozen=True):
    """The notes of all passages before it whose notes are gathered; `lead` says what they are."""

    lead: str
    notes: Notes


class Callout(Record, frozen=True):
    """Blocks set apart: `caution` to check first, `urgent` for when to call, or a `notice`."""

    kind: Literal["caution", "urgent", "notice"]
    blocks: tuple[Block, ...]


class IconArray(Record, frozen=True):
    """1,000 icons: `count` are filled, and rings follow up to `high`.

    `legend` has up to three texts: for the filled icons, the rings (or ""), and the others.
    """

    count: int
    high: int
    legend: tuple[str, str, str]
    description: str


class RiskRow(Record, frozen=True):
    """One risk of a table.

    `value` is the number as it is shown, with its range or both counts: "26 and 120", "2 to 19",
    "under 1". The bar is filled up to `low` and hatched up to `high`, both per 1,000. `details`
    open under the row.
    """

    id: str
    label: str
    value: str
    low: float
    high: float
    details: tuple[Block, ...] = ()


class RiskTable(Record, frozen=True):
    """Risks with one denominator and one scale.

    `unit` stands over the numbers ("of 1,000 people"), `maximum` is the right end of all bars. With
    `is_expandable` one row at a time can be opened. `key` says what "and" and "to" mean in numbers.
    """

    lead: str
    unit: str
    maximum: int
    rows: tuple[RiskRow, ...]
    is_expandable: bool = False
    note: str = ""
    key: str = ""


class OptionEntry(Record, frozen=True):
    """One option: a cell for each column, and the details that open under its row.

    `also` is another name of the option, or "". `fits` are the answers that it fits, each as the
    ids of value and answer: "cuts.none".
    """

    id: str
    name: str
    also: str
    cells: tuple[str, ...]
    details: tuple[Block, ...]
    fits: tuple[str, ...] = ()


class OptionTable(Record, frozen=True):
    """All options in one table, no treatment first; `columns` are the heads after the name.

    `values` has for each column the id of the value choice that the column is about, or "".
    """

    name_column: str
    columns: tuple[str, ...]
    options: tuple[OptionEntry, ...]
    note: str = ""
    values: tuple[str, ...] = ()


class ValueChoice(Record, frozen=True):
    """A question about what matters; `answers` are pairs of id and text. No answer is right."""

    id: str
    heading: str
    question: str
    answers: tuple[tuple[str, str], ...]


class ValueChoices(Record, frozen=True):
    """Questions about what matters to the visitor, whose answers order the options."""

    lead: str
    choices: tuple[ValueChoice, ...]


class StepEntry(Record, frozen=True):
    """One step of a stepper: its `id` names the drawing, `description` says what that shows."""

    id: str
    heading: str
    blocks: tuple[Block, ...]
    description: str = ""


class Stepper(Record, frozen=True):
    """The steps of the procedure, each with its drawing of the tissue of a region beside it."""

    region: str
    steps: tuple[StepEntry, ...]
    note: str


class Timeline(Record, frozen=True):
    """The times of recovery from left to right, one shown at a time."""

    stages: tuple[StepEntry, ...]


class Question(Record, frozen=True):
    """A question to ask, with the address under which it goes on the list ("" if it cannot)."""

    spans: Spans
    address: str = ""


class Questions(Record, frozen=True):
    """Questions with a button each that puts the question on the list."""

    items: tuple[Question, ...]
    notes: Notes = NO_NOTES


class QuizItem(Record, frozen=True):
    """A question of the self-check, the index of its right answer, and the reason."""

    id: str
    question: str
    answers: tuple[str, ...]
    right: int
    reason: tuple[Block, ...]


class Quiz(Record, frozen=True):
    """The self-check."""

    items: tuple[QuizItem, ...]


class Fold(Record, frozen=True):
    """Blocks that are hidden until a person opens them; `extent` says how much there is."""

    id: str
    summary: str
    extent: str
    blocks: tuple[Block, ...]


class ActionLink(Record, frozen=True):
    """A link or button that asks for an action, such as opening another page."""

    text: str
    action: Action
    is_primary: bool = False


Block = (
    Heading
    | Passage
    | Bullets
    | DefinitionList
    | GatheredNotes
    | Callout
    | IconArray
    | RiskTable
    | OptionTable
    | ValueChoices
    | Stepper
    | Timeline
    | Questions
    | Quiz
    | Fold
    | ActionLink
)
Document = tuple[Block, ...]


def plain_text(spans: Spans) -> str:
    """The words of spans, without the links to sources."""
    return "".join(span.text for span in spans if not span.source)


def children(block: Block) -> Iterator[tuple[Block, ...]]:
    """The documents inside a block, in reading order: of a fold, a row, a step and so on."""
    match block:
        case Callout(blocks=blocks) | Fold(blocks=blocks):
            yield blocks
        case RiskTable(rows=rows):
            yield from (row.details for row in rows)
        case OptionTable(options=options):
            yield from (option.details for option in options)
        case Stepper(steps=steps):
            yield from (step.blocks for step in steps)
        case Timeline(stages=stages):
            yield from (stage.blocks for stage in stages)
        case Quiz(items=items):
            yield from (item.reason for item in items)
        case _:
            return


def begins_topic(block: Block, topic: str) -> bool:
    """Whether a block is the heading that begins a topic, or the fold that it is behind."""
    match block:
        case Heading(topic=name) | Fold(id=name):
            return name == topic
        case _:
            return False


def holds_passage(document: Document, words: str) -> bool:
    """Whether a document has a heading, risk or question with these words."""
    return any(words in _passage_names(block) for block in all_blocks(document))


def _passage_names(block: Block) -> tuple[str, ...]:
    """The words by which a block, or a row of it, is found."""
    match block:
        case Heading(text=text):
            return (text,)
        case RiskTable(rows=rows):
            return tuple(row.label for row in rows)
        case Questions(items=items):
            return tuple(plain_text(item.spans) for item in items)
        case _:
            return ()


def all_blocks(document: Document) -> Iterator[Block]:
    """Every block of a document in reading order, with those inside other blocks."""
    for block in document:
        yield block
        for inner in children(block):
            yield from all_blocks(inner)
