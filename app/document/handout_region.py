"""The page of a handout about one region: what it is, what to check first, risks, questions."""

from __future__ import annotations

from app.atlas.model import Statement
from app.atlas.topics import OVERVIEW_TOPIC, PROCEDURE_TOPIC, RISKS_TOPIC, SUITS_TOPIC
from app.body.regions import RegionId, TopicId
from app.document.blocks import Document, Heading
from app.document.passages import text_blocks
from app.document.printed import one_level_deeper
from app.document.source import DocumentSource
from app.document.tabs import CHECK_ANSWER, RISKS_ANSWER, check_first_callout
from app.document.topics import TopicBuilder
from app.support.record import Record

_PART_LEVEL, _ANSWER_LEVEL = 2, 3


class HandoutRegion(Record, frozen=True):
    """The page about one region; `name` has its side, `title` is that of the page.

    `risks` is what is special here, in words; the numbers stand below it.
    """

    title: str
    name: str
    medical: str
    answers: Document
    check_first: Document
    risks: Document
    questions: Document = ()


def handout_region(
    source: DocumentSource, region: RegionId | None, name: str, title: str
) -> HandoutRegion:
    """The page of a region without its questions; without a region what holds for all of them."""
    heading = source.translate("Handout", "What could go wrong?")
    return HandoutRegion(
        title=title,
        name=name,
        medical=source.names.regions[region].medical if region else "",
        answers=_answers(source, region),
        check_first=one_level_deeper(check_first_callout(source, region)) if region else (),
        risks=(Heading(_PART_LEVEL, heading), *_risks(source, region)),
    )


def _answers(source: DocumentSource, region: RegionId | None) -> Document:
    """What it is, for whom, and what it can do; without an overview the short texts."""
    overview = _overview(source, region)
    builder = TopicBuilder(source, region)
    if overview:
        said = tuple(
            block
            for statement in overview
            if statement.id not in (RISKS_ANSWER, CHECK_ANSWER)
            for block in builder.statement(statement, _ANSWER_LEVEL)
        )
    else:
        topics = (PROCEDURE_TOPIC, SUITS_TOPIC)
        said = tuple(block for topic in topics for block in _short(source, region, topic))
    return (Heading(_PART_LEVEL, source.translate("Handout", "In short")), *said)


def _risks(source: DocumentSource, region: RegionId | None) -> Document:
    """What could go wrong, in words; the numbers stand below it."""
    for statement in _overview(source, region):
        if statement.id == RISKS_ANSWER:
            return text_blocks(source, statement)
    return _short(source, region, RISKS_TOPIC)[1:]


def _overview(source: DocumentSource, region: RegionId | None) -> tuple[Statement, ...]:
    overview = source.own_topic(region, OVERVIEW_TOPIC)
    return overview.all_statements if overview else ()


def _short(source: DocumentSource, region: RegionId | None, topic: TopicId) -> Document:
    """The short text of a topic under its name."""
    found = source.own_topic(region, topic) or source.shared_topic(topic)
    if found is None or found.short is None:
        return ()
    return (Heading(_ANSWER_LEVEL, source.topic_name(topic)), *text_blocks(source, found.short))
