"""A document as plain text, for commands, for tests and for reading aloud."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch

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
    Spans,
    Stepper,
    Timeline,
    ValueChoices,
    plain_text,
)

_INDENT = "  "


def as_text(document: Document) -> str:
    """Return the words of a document line by line; what is inside a block is indented."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    for block in document:
        yield from _block(block)


@singledispatch
def _block(block: Block) -> Iterator[str]:
    """The lines of one block."""
    raise TypeError(type(block).__name__)


@_block.register
def _(block: Heading) -> Iterator[str]:
    yield f"{'#' * block.level} {block.text}"


@_block.register
def _(block: Passage) -> Iterator[str]:
    yield _sentence(block.spans) + _sources(block.notes)


@_block.register
def _(block: Bullets) -> Iterator[str]:
    yield from (f"- {_sentence(item)}" for item in block.items)
    yield from _source_line(block.notes)


@_block.register
def _(block: DefinitionList) -> Iterator[str]:
    yield from (f"{label}: {_sentence(spans)}" for label, spans in block.entries)
    yield from _source_line(block.notes)


@_block.register
def _(block: GatheredNotes) -> Iterator[str]:
    """Nothing, because each passage names its own sources."""
    yield from ()


@_block.register
def _(block: Callout) -> Iterator[str]:
    yield f"[{block.kind}]"
    yield from _indented(block.blocks)


@_block.register
def _(block: Fold) -> Iterator[str]:
    yield f"> {block.summary}: {block.extent}"
    yield from _indented(block.blocks)


@_block.register
def _(block: ActionLink) -> Iterator[str]:
    yield f"[{block.text}]"


@_block.register
def _(block: IconArray) -> Iterator[str]:
    yield f"[{block.description}. {'; '.join(filter(None, block.legend))}]"


@_block.register
def _(block: RiskTable) -> Iterator[str]:
    yield f"{block.lead} ({block.unit})".strip()
    for row in block.rows:
        yield f"{_INDENT}{row.label}: {row.value}"
        yield from (f"{_INDENT}{line}" for line in _indented(row.details))
    yield from filter(None, [block.key, block.note])


@_block.register
def _(block: OptionTable) -> Iterator[str]:
    for option in block.options:
        yield f"{block.name_column}: {option.name}" + (f" ({option.also})" if option.also else "")
        for column, cell in zip(block.columns, option.cells, strict=True):
            yield f"{_INDENT}{column}: {cell}"
        yield from _indented(option.details)
    yield from filter(None, [block.note])


@_block.register
def _(block: ValueChoices) -> Iterator[str]:
    yield block.lead
    for choice in block.choices:
        yield f"{choice.question} {' / '.join(text for _, text in choice.answers)}"


@_block.register
def _(block: Stepper) -> Iterator[str]:
    for number, step in enumerate(block.steps, 1):
        yield f"{number}. {step.heading} [{step.description}]"
        yield from _indented(step.blocks)
    yield block.note


@_block.register
def _(block: Timeline) -> Iterator[str]:
    for stage in block.stages:
        yield f"{stage.heading}:"
        yield from _indented(stage.blocks)


@_block.register
def _(block: Questions) -> Iterator[str]:
    yield from (f"+ {_sentence(item.spans)}" for item in block.items)
    yield from _source_line(block.notes)


@_block.register
def _(block: Quiz) -> Iterator[str]:
    for number, item in enumerate(block.items, 1):
        yield f"{number}. {item.question} {' / '.join(item.answers)}"
        yield f"{_INDENT}{item.answers[item.right]}"
        yield from _indented(item.reason)


def _indented(document: Document) -> Iterator[str]:
    return (f"{_INDENT}{line}" for line in _lines(document))


def _sentence(spans: Spans) -> str:
    return " ".join(plain_text(spans).split())


def _sources(notes: Notes) -> str:
    named = "; ".join(one.short for one in notes.sources)
    method = f" ({notes.method})" if notes.method else ""
    return f"{method} [{named}]" if named else method


def _source_line(notes: Notes) -> Iterator[str]:
    return filter(None, [_sources(notes).strip()])
