"""What a search finds in an atlas: regions, topics, words of the glossary, and passages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.atlas.header import NameTable, RegionNames
from app.atlas.model import Depth, Statement
from app.atlas.search_index import HitKind, SearchEntry, SearchIndex
from app.atlas.text_markup import BulletList, Run, TermLink, TextRun
from app.atlas.topics import QUESTIONS_TOPIC, QUIZ_TOPIC, RISKS_TOPIC, WHEN_TO_CALL_TOPIC
from app.body.regions import FigureId, TopicId

if TYPE_CHECKING:  # the atlas imports this module when it is first searched
    from app.atlas.loader import Atlas


def make_search_index(atlas: Atlas, language: str, figure: FigureId) -> SearchIndex:
    """Make the index of an atlas, with the names of the regions that a figure has."""
    names = atlas.names(language)
    entries = (
        *_areas(names, figure),
        *_topics(atlas, names),
        *_risk_rows(names),
        *_words(atlas, language),
        *_passages(atlas, names, language),
    )
    return SearchIndex(entries, names.skipped_words)


def _areas(names: NameTable, figure: FigureId) -> Iterator[SearchEntry]:
    for region, called in names.regions.items():
        name = called.plain_name(figure)
        yield SearchEntry(HitKind.AREA, region, name, others=_other_names(called, name))


def _other_names(called: RegionNames, name: str) -> tuple[str, ...]:
    others = (called.plain, *called.plain_for.values(), called.medical, *called.others)
    return tuple(other for other in dict.fromkeys(others) if other != name)


def _topics(atlas: Atlas, names: NameTable) -> Iterator[SearchEntry]:
    """The tabs, and the topics that have another name than their tab."""
    in_tabs = set()
    for tab in atlas.tabs:
        kept = [topic for topic in tab.topics if topic != QUIZ_TOPIC]
        in_tabs.update(kept)
        for place, topic in enumerate(kept):
            name, tab_name = names.topics[topic], names.tabs[tab.id]
            if place == 0:
                others = () if name == tab_name else (name,)
                yield _topic(names, topic, tab_name, others=others)
            else:
                yield _topic(names, topic, name, note=tab_name)
    for topic in atlas.shared_topics:  # those that have a page of their own
        if topic not in in_tabs:
            yield _topic(names, topic, names.topics[topic])


def _topic(
    names: NameTable, topic: TopicId, name: str, note: str = "", others: tuple[str, ...] = ()
) -> SearchEntry:
    words = (*others, *names.topic_words.get(topic, ()))
    return SearchEntry(HitKind.TOPIC, topic, name, note, words)


def _risk_rows(names: NameTable) -> Iterator[SearchEntry]:
    note = names.topics.get(RISKS_TOPIC, "")
    for label in names.risks.values():
        yield SearchEntry(HitKind.TOPIC, RISKS_TOPIC, label, note, passage=label)


def _words(atlas: Atlas, language: str) -> Iterator[SearchEntry]:
    for name, term in atlas.terms(language).items():
        others = (term.also,) if term.also else ()
        yield SearchEntry(HitKind.WORD, name, term.word, term.meaning, others)


def _passages(atlas: Atlas, names: NameTable, language: str) -> Iterator[SearchEntry]:
    """The headings of the shared topics, the questions to ask, and the signs that need a call."""
    for topic in atlas.shared_topics:
        for statement in atlas.shared_topic(topic, language).statements:
            if statement.heading and statement.depth is not Depth.STUDIES:
                yield _passage(names, topic, statement.heading)
            if topic == QUESTIONS_TOPIC:
                for question in _list_items(statement):
                    yield _passage(names, topic, question)
            elif topic == WHEN_TO_CALL_TOPIC and statement.heading:
                for sign in _list_items(statement):
                    yield _sign(topic, sign, statement.heading)


def _passage(names: NameTable, topic: TopicId, words: str) -> SearchEntry:
    return SearchEntry(HitKind.PASSAGE, topic, words, names.topics[topic], passage=words)


def _sign(topic: TopicId, sign: str, heading: str) -> SearchEntry:
    """A sign, whose row says under its name what to do: the heading at which it opens the page.

    Its name is short: one sentence, without what is in brackets.
    """
    name = re.sub(r" \([^)]*\)", "", sign).partition(". ")[0]
    return SearchEntry(HitKind.PASSAGE, topic, name, heading, passage=heading)


def _list_items(statement: Statement) -> Iterator[str]:
    for block in statement.blocks:
        if isinstance(block, BulletList):
            yield from ("".join(map(_run_text, item)) for item in block.items)


def _run_text(run: Run) -> str:
    if isinstance(run, TermLink):
        return run.word
    return run.text if isinstance(run, TextRun) else ""
