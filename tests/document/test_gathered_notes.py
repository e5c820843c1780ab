"""Notes of several passages in one place: each passage still leads to its own sources."""

from __future__ import annotations

import pytest

from app.document.blocks import (
    Bullets,
    Callout,
    DefinitionList,
    GatheredNotes,
    Heading,
    Notes,
    Passage,
    SourceNote,
    Span,
    TermNote,
    children,
    plain_text,
)
from app.document.gathered_notes import with_gathered_notes
from tests.document.documents import shipped_source, tab_documents

SOURCE = shipped_source()
KATZ, KIM = SourceNote("2", "Katz 2008", "Katz."), SourceNote("9", "Kim 2011", "Kim.")
FLUID = TermNote("seroma", "seroma", "A pocket of fluid.")


def numbered(*notes):
    made = (SourceNote(one.id, one.short, one.full, at) for at, one in enumerate(notes, 1))
    return Notes(sources=tuple(made), basis="sourced")


def links(spans):
    return [(span.text, span.source) for span in spans if span.source]


def test_sources_are_numbered_across_the_passages():
    said = Passage((Span("Heat"), Span("1", source="9"), Span(".")), numbered(KIM))
    document = (Passage((Span("First."),), Notes(sources=(KATZ, KIM))), said)
    first, second, gathered = with_gathered_notes(document, "Sources")
    assert links(first.spans) == [("1", "2"), ("2", "9")]
    assert links(second.spans) == [("2", "9")]
    assert gathered.lead == "Sources"
    assert [(one.number, one.id) for one in gathered.notes.sources] == [(1, "2"), (2, "9")]
    assert first.notes.is_gathered
    assert [one.id for one in first.notes.sources] == ["2", "9"]


def test_links_in_all_paragraphs_of_a_statement_are_renumbered():
    document = (
        Passage((Span("Before."),), Notes(sources=(KATZ,))),
        Passage((Span("One"), Span("1", source="9"), Span("."))),
        Bullets(((Span("two"), Span("1", source="9")),), numbered(KIM)),
    )
    _, paragraph, bullets, _ = with_gathered_notes(document, "")
    assert links(paragraph.spans) == links(bullets.items[0]) == [("2", "9")]


@pytest.mark.parametrize(
    "block",
    [
        Bullets(((Span("one"),), (Span("two"),)), Notes(sources=(KATZ,))),
        DefinitionList((("a", (Span("one"),)), ("b", (Span("two"),))), Notes(sources=(KATZ,))),
    ],
)
def test_links_that_are_missing_stand_behind_the_last_word(block):
    made, _ = with_gathered_notes((block,), "")
    if isinstance(made, Bullets):
        first, last = made.items
    else:
        (_, first), (_, last) = made.entries
    assert links(first) == []
    assert links(last) == [("1", "2")]
    assert plain_text(last) == "two"


def test_what_is_inside_a_callout_is_gathered_too():
    document = (Callout("caution", (Passage((Span("Wait."),), Notes(sources=(KATZ,))),)),)
    callout, gathered = with_gathered_notes(document, "Sources")
    assert links(callout.blocks[0].spans) == [("1", "2")]
    assert gathered.notes.sources[0].id == "2"


def test_a_method_stays_with_its_passage():
    notes = Notes(sources=(KATZ,), basis="worked-out", method="Half of 20.")
    document = (Passage((Span("Ten."),), notes),)
    assert with_gathered_notes(document, "Sources") == document


def test_terms_are_gathered_once():
    said = Passage((Span("A "), Span("seroma", term="seroma")), Notes(terms=(FLUID,)))
    *_, gathered = with_gathered_notes((said, said), "Sources")
    assert gathered.notes.terms == (FLUID,)


def test_without_notes_nothing_is_added():
    document = (Heading(2, "What is it?"), Passage((Span("A thing."),)))
    assert with_gathered_notes(document, "Sources") == document


@pytest.mark.parametrize("region", SOURCE.atlas.regions)
def test_every_link_of_a_region_has_the_number_of_its_note(region):
    """The number in the text is the number of the line that the reader finds below it."""
    wrong, count = [], 0
    for document in tab_documents(SOURCE, region).values():
        for spans, notes in passages(document):
            numbers = {one.id: str(one.number) for one in notes.sources}
            count += len(links(spans))
            wrong += [link for link in links(spans) if numbers.get(link[1]) != link[0]]
    assert wrong == []
    assert count > 50


def passages(document, gathered=None):
    """The spans of each paragraph, and the notes that are shown for them."""
    own = [block.notes for block in document if isinstance(block, GatheredNotes)]
    gathered = own[0] if own else gathered
    waiting = []
    for block in document:
        if isinstance(block, Passage | Bullets | DefinitionList):
            waiting += spans_of(block)
            if block.notes.sources:
                notes = gathered if block.notes.is_gathered else block.notes
                yield from ((spans, notes) for spans in waiting)
                waiting = []
        inside = gathered if isinstance(block, Callout) else None
        for part in children(block):
            yield from passages(part, inside)


def spans_of(block):
    match block:
        case Passage(spans=spans):
            return [spans]
        case Bullets(items=items):
            return items
        case DefinitionList(entries=entries):
            return [spans for _, spans in entries]
