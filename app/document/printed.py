"""What is left of a document on paper: no links, no notes, nothing behind a press."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from app.document.blocks import (
    NO_NOTES,
    Block,
    Bullets,
    Callout,
    DefinitionList,
    Document,
    GatheredNotes,
    Heading,
    IconArray,
    OptionTable,
    Passage,
    Questions,
    RiskTable,
    Span,
    Spans,
    all_blocks,
    plain_text,
)


def printed(document: Document) -> Document:
    """Return the blocks with their words only; sources are listed at the end of a handout.

    Each row of a table of risks becomes a paragraph with its details; pictures are left out.
    """
    blocks: list[Block] = []
    for block in document:
        if isinstance(block, RiskTable):
            blocks += _rows(block)
        elif not isinstance(block, GatheredNotes | IconArray):
            blocks.append(_block(block))
    return tuple(blocks)


def used_sources(document: Document) -> tuple[str, ...]:
    """The ids of the sources that stand behind the blocks, each once."""
    noted = [
        note.id
        for block in all_blocks(document)
        if isinstance(block, Passage | Bullets | DefinitionList | Questions)
        for note in block.notes.sources
    ]
    return tuple(dict.fromkeys(noted))


def one_level_deeper(document: Document) -> Document:
    """Return the blocks below a heading of their own level."""
    return tuple(map(_deeper, document))


def with_group_headings(document: Document, level: int) -> Document:
    """Make a heading of each line that ends in a colon and stands before a list."""
    after = (*document[1:], None)
    return tuple(
        _as_group(block, following, level) for block, following in zip(document, after, strict=True)
    )


def run_in(document: Document) -> Iterator[Block]:
    """Put each heading in front of the paragraph after it, with a colon if it ends in a word."""
    heading: Heading | None = None
    for block in document:
        if heading is not None and isinstance(block, Passage):
            colon = ":" if heading.text[-1:].isalnum() else ""
            lead = Span(f"{heading.text}{colon} ", strong=True)
            yield structs.replace(block, spans=(lead, *block.spans))
            heading = None
            continue
        if heading is not None:
            yield heading
        heading = block if isinstance(block, Heading) else None
        if heading is None:
            yield block
    if heading is not None:
        yield heading


def _spans(spans: Spans) -> Spans:
    return tuple(Span(span.text, strong=span.strong) for span in spans if not span.source)


def _block(block: Block) -> Block:
    changes: dict[str, object] = {}
    match block:
        case Passage():
            changes = {"spans": _spans(block.spans), "notes": NO_NOTES}
        case Bullets():
            changes = {"items": tuple(map(_spans, block.items)), "notes": NO_NOTES}
        case DefinitionList():
            entries = tuple((label, _spans(spans)) for label, spans in block.entries)
            changes = {"entries": entries, "notes": NO_NOTES}
        case Questions():
            asked = (structs.replace(item, spans=_spans(item.spans)) for item in block.items)
            changes = {"items": tuple(asked), "notes": NO_NOTES}
        case Callout():
            changes = {"blocks": printed(block.blocks)}
        case OptionTable():
            options = (structs.replace(option, details=()) for option in block.options)
            changes = {"options": tuple(options)}
    return structs.replace(block, **changes)


def _rows(table: RiskTable) -> Iterator[Block]:
    for row in table.rows:
        lead = Span(f"{row.label}: ", strong=True)
        yield Passage((lead, Span(f"{row.value} {table.unit}.")))
        yield from printed(row.details)
    if table.key:
        yield Passage((Span(table.key),))


def _deeper(block: Block) -> Block:
    match block:
        case Heading(level=level):
            return structs.replace(block, level=level + 1)
        case Callout(blocks=blocks):
            return structs.replace(block, blocks=one_level_deeper(blocks))
        case _:
            return block


def _as_group(block: Block, following: Block | None, level: int) -> Block:
    match block:
        case Callout(blocks=blocks):
            return structs.replace(block, blocks=with_group_headings(blocks, level))
        case Passage(spans=spans) if isinstance(following, Bullets):
            words = plain_text(spans).strip()
            return Heading(level, words.removesuffix(":")) if words.endswith(":") else block
        case _:
            return block
