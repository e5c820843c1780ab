"""The glossary, and the foot of a region."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.atlas.loader import Atlas
from app.atlas.model import Statement, Term
from app.atlas.search import alphabetical_key, matches_words
from app.atlas.text_markup import TermLink, runs_of
from app.atlas.topics import OPTIONS_TOPIC, RISKS_TOPIC
from app.body.regions import RegionId, TopicId
from app.document.blocks import (
    ActionLink,
    Block,
    Document,
    Heading,
    Passage,
    Span,
)
from app.document.extents import words_extent
from app.document.passages import quiet
from app.document.source import DocumentSource
from app.session.actions import OpenPage, OpenTopic
from app.session.state import Page

DECISION_NOTE = "decision"
"""The note of the atlas that states the decision it is about."""
_LEVEL = 2
_MAX_TOPICS = 3


def glossary_document(source: DocumentSource, search: str = "", first: str = "") -> Document:
    """Build the terms in alphabetical order, each with its other name and its meaning.

    `search` leaves those that match it. Without a search, the term with the id `first` comes before
    all others, with the topics that speak of it.
    """
    terms = source.atlas.terms(source.language).values()
    found = sorted(
        (one for one in terms if matches_words((one.word, one.also, one.meaning), search)),
        key=lambda term: alphabetical_key(term.word),
    )
    if not found:
        text = source.translate("Glossary", "No match. Try a shorter word.")
        return (quiet(text),)
    words = (quiet(words_extent(len(found), source.translate)), *map(_term_passage, found))
    wanted = source.atlas.terms(source.language).get(first)
    if wanted is None or search.strip():
        return words
    return (*_wanted_term(source, wanted, first), *words)


def _wanted_term(source: DocumentSource, term: Term, name: str) -> Iterator[Block]:
    """The term that was looked for, the topics that speak of it, and a heading for the others."""
    translate = source.translate
    also = f" ({term.also})" if term.also else ""
    yield Heading(_LEVEL, f"{term.word[:1].upper()}{term.word[1:]}{also}")
    yield Passage((Span(term.meaning),))
    for topic in topics_with_term(source.atlas, source.language, name):
        text = translate("Glossary", "Read about it: {topic}").format(
            topic=source.topic_name(topic)
        )
        yield ActionLink(text, OpenTopic(topic, _passage_with_term(source, topic, term, name)))
    yield Heading(_LEVEL, translate("Glossary", "All words"))


def _passage_with_term(source: DocumentSource, topic: TopicId, term: Term, name: str) -> str:
    """The risk that a term is, or else the heading of what speaks of it first; "" for neither."""
    if topic == RISKS_TOPIC:
        for label in source.names.risks.values():
            if matches_words((label,), term.word):
                return label
    return next(
        (one.heading for one in _statements_with_term(source.atlas, source.language, topic, name)),
        "",
    )


def topics_with_term(atlas: Atlas, language: str, term: str) -> tuple[TopicId, ...]:
    """The shared topics with a tab whose text links to a term, at most three."""
    tabs = {topic for tab in atlas.tabs for topic in tab.topics}
    found = [
        topic
        for topic in atlas.shared_topics
        if topic in tabs and any(_statements_with_term(atlas, language, topic, term))
    ]
    return tuple(found[:_MAX_TOPICS])


def _statements_with_term(
    atlas: Atlas, language: str, topic: TopicId, term: str
) -> Iterator[Statement]:
    """The statements of a shared topic whose text links to a term."""
    for statement in atlas.shared_topic(topic, language).all_statements:
        runs = runs_of(statement.blocks)
        if any(isinstance(run, TermLink) and run.term == term for run in runs):
            yield statement


def _term_passage(term: Term) -> Passage:
    """A term, its other name if it has one, and its meaning."""
    also = f" ({term.also})" if term.also else ""
    return Passage((Span(term.word, strong=True), Span(f"{also}: {term.meaning}")))


def region_footer(source: DocumentSource, region: RegionId, today: dt.date) -> Document:
    """Build the foot of a region: the decision, what the words rest on, the date, other pages."""
    translate, text = source.translate, source.atlas.region_text(region, source.language)
    blocks: list[Block] = []
    for note in source.aid.notes:
        if note.id == DECISION_NOTE:
            compare = translate("Footer", "Compare the options")
            blocks += (
                Passage((Span(note.text, strong=True),)),
                ActionLink(compare, OpenTopic(OPTIONS_TOPIC, ""), is_primary=True),
            )
    advice = translate("Footer", "Information, not medical advice.")
    rest = translate("Footer", "Where no source is named, this is general medical knowledge.")
    date = translate("Footer", "Written {date}. Not yet reviewed by a clinician.")
    dated = date.format(date=text.date.isoformat())
    if source.atlas.expires < today:
        dated = f"{dated} {translate('Footer', 'Out of date.')}"
    blocks.append(quiet(f"{advice} {rest} {dated}"))
    for name, page in (
        (translate("Footer", "My list"), Page.MY_LIST),
        (translate("Footer", "Glossary"), Page.GLOSSARY),
        (translate("Footer", "About and sources"), Page.ABOUT),
    ):
        blocks.append(ActionLink(name, OpenPage(page)))
    return tuple(blocks)
