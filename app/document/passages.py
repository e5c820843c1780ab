"""Statements of the atlas as blocks: headings, passages, lists, and the notes behind them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from app.atlas.model import Statement
from app.atlas.text_markup import BulletList, EmergencyNumber, RefLink, Run, TermLink
from app.document.blocks import (
    Bullets,
    Document,
    Heading,
    Notes,
    Passage,
    SourceNote,
    Span,
    Spans,
    TermNote,
)
from app.document.citations import inline_references, references_of, runs_of
from app.document.source import DocumentSource


def spans_of(source: DocumentSource, runs: Iterable[Run], notes: Notes) -> Spans:
    """Runs of text as spans; the space before a link to a source belongs to the view.

    `notes` are those of the statement; links to sources are numbered as they are there.
    """
    spans: list[Span] = []
    for run in runs:
        if isinstance(run, RefLink):
            _remove_last_space(spans)
            spans.append(source_span(notes, run.ref))
        elif isinstance(run, TermLink):
            spans.append(Span(run.word, term=run.term))
        elif isinstance(run, EmergencyNumber):
            spans.append(Span(run.text_for(source.emergency_words), strong=run.strong))
        else:
            spans.append(Span(run.text, strong=run.strong))
    return tuple(spans)


def _remove_last_space(spans: list[Span]) -> None:
    if spans and not spans[-1].source:
        trimmed = spans[-1].text.rstrip()
        spans[-1:] = [structs.replace(spans[-1], text=trimmed)] if trimmed else []


def source_span(notes: Notes, name: str) -> Span:
    """A link to a source, with its number in the notes."""
    number = next(one.number for one in notes.sources if one.id == name)
    return Span(str(number), source=name)


def numbered_sources(source: DocumentSource, names: Iterable[str]) -> tuple[SourceNote, ...]:
    """The sources with these ids, each once, numbered from 1."""
    found = (source.source_note(name) for name in dict.fromkeys(names))
    return tuple(structs.replace(note, number=number) for number, note in enumerate(found, 1))


def _source_notes(source: DocumentSource, statement: Statement) -> tuple[SourceNote, ...]:
    """The sources of a statement; they have numbers if its text links to any of them."""
    names = references_of(statement)
    if inline_references(statement):
        return numbered_sources(source, names)
    return tuple(map(source.source_note, names))


def notes_of(source: DocumentSource, statement: Statement) -> Notes:
    """What stands behind a statement: the terms it uses, its sources, and its basis."""
    return Notes(
        terms=term_notes(source, terms_of(statement)),
        sources=_source_notes(source, statement),
        basis=statement.basis.value,
        method=statement.method,
    )


def terms_of(statement: Statement) -> tuple[str, ...]:
    """The glossary terms that a statement uses."""
    return tuple(run.term for run in runs_of(statement.blocks) if isinstance(run, TermLink))


def term_notes(source: DocumentSource, names: Iterable[str]) -> tuple[TermNote, ...]:
    """The glossary terms with these ids, each once."""
    terms = source.atlas.terms(source.language)
    found = [(name, terms[name]) for name in dict.fromkeys(names)]
    return tuple(TermNote(name, one.word, one.meaning, one.also) for name, one in found)


def text_blocks(source: DocumentSource, statement: Statement) -> tuple[Passage | Bullets, ...]:
    """The paragraphs and lists of a statement; its notes stand behind the last of them."""
    blocks: list[Passage | Bullets] = []
    notes = notes_of(source, statement)
    for block in statement.blocks:
        if isinstance(block, BulletList):
            blocks.append(Bullets(tuple(spans_of(source, item, notes) for item in block.items)))
        else:
            blocks.append(Passage(spans_of(source, block.runs, notes)))
    if blocks:
        blocks[-1] = structs.replace(blocks[-1], notes=notes)
    return tuple(blocks)


def statement_blocks(source: DocumentSource, statement: Statement, level: int) -> Document:
    """A statement with its heading, if it has one."""
    heading = (Heading(level, statement.heading),) if statement.heading else ()
    return (*heading, *text_blocks(source, statement))


def joined_spans(source: DocumentSource, statement: Statement) -> Spans:
    """A statement of paragraphs as the spans of one paragraph."""
    spans: list[Span] = []
    for block in text_blocks(source, statement):
        for part in block.items if isinstance(block, Bullets) else (block.spans,):
            spans += [Span(" "), *part] if spans else part
    return tuple(spans)


def quiet(text: str) -> Passage:
    """A paragraph of small print."""
    return Passage((Span(text),), is_quiet=True)


def words(text: str) -> Passage:
    """A paragraph of plain words."""
    return Passage((Span(text),))
