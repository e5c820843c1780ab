"""The notes of several passages in one place, so that the passages stand closer together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import structs

from app.document.blocks import (
    Block,
    Bullets,
    Callout,
    DefinitionList,
    Document,
    GatheredNotes,
    Notes,
    Passage,
    SourceNote,
    Span,
    Spans,
    TermNote,
)

_TextBlock = Passage | Bullets | DefinitionList


def with_gathered_notes(document: Document, lead: str) -> Document:
    """Put the notes of the passages into one block at the end; sources are numbered across all.

    A passage that does not link to its sources gets the links at its end. What says how a number
    was worked out stays with its passage.
    """
    gathering = _Gathering()
    made = gathering.document(document)
    notes = Notes(tuple(gathering.terms.values()), tuple(gathering.sources.values()))
    return (*made, GatheredNotes(lead, notes)) if notes.terms or notes.sources else made


@dataclass(slots=True)
class _Gathering:
    """Terms and sources by their ids, in the order in which they are found."""

    terms: dict[str, TermNote] = field(default_factory=dict)
    sources: dict[str, SourceNote] = field(default_factory=dict)

    def document(self, document: Document) -> Document:
        """The blocks with their sources renumbered; a statement ends where its notes are."""
        made: list[Block] = []
        waiting: list[_TextBlock] = []
        for block in document:
            if isinstance(block, _TextBlock):
                waiting.append(block)
                if block.notes.sources or block.notes.terms or block.notes.method:
                    made += self._statement(waiting)
                    waiting = []
                continue
            made += waiting
            waiting = []
            if isinstance(block, Callout):
                made.append(structs.replace(block, blocks=self.document(block.blocks)))
            else:
                made.append(block)
        return (*made, *waiting)

    def _statement(self, blocks: list[_TextBlock]) -> Iterator[_TextBlock]:
        *before, last = blocks
        notes = last.notes
        if notes.method:
            yield from blocks
            return
        self.terms.update((one.id, one) for one in notes.terms)
        for one in notes.sources:
            number = len(self.sources) + 1
            self.sources.setdefault(one.id, structs.replace(one, number=number))
        numbers = {one.id: str(self.sources[one.id].number) for one in notes.sources}
        yield from (_renumbered(block, numbers) for block in before)
        if any(one.number for one in notes.sources):
            made = _renumbered(last, numbers)
        else:
            links = tuple(Span(number, source=name) for name, number in numbers.items())
            made = _with_links(last, links)
        yield structs.replace(made, notes=structs.replace(notes, is_gathered=True))


def _renumbered(block: _TextBlock, numbers: dict[str, str]) -> _TextBlock:
    def changed(spans: Spans) -> Spans:
        return tuple(
            structs.replace(span, text=numbers[span.source]) if span.source else span
            for span in spans
        )

    match block:
        case Passage(spans=spans):
            return structs.replace(block, spans=changed(spans))
        case Bullets(items=items):
            return structs.replace(block, items=tuple(map(changed, items)))
        case DefinitionList(entries=entries):
            made = tuple((label, changed(spans)) for label, spans in entries)
            return structs.replace(block, entries=made)


def _with_links(block: _TextBlock, links: Spans) -> _TextBlock:
    """The block with links to sources behind its last word."""
    match block:
        case Passage(spans=spans):
            return structs.replace(block, spans=(*spans, *links))
        case Bullets(items=(*before, last)):
            return structs.replace(block, items=(*before, (*last, *links)))
        case DefinitionList(entries=(*before, (label, spans))):
            return structs.replace(block, entries=(*before, (label, (*spans, *links))))
        case _:
            return block
