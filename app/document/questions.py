"""Questions to ask and things to say, each with its address on the list."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from app.atlas.list_items import SHARED
from app.atlas.model import Statement, Topic
from app.atlas.text_markup import BulletList
from app.atlas.topics import QUESTIONS_TOPIC, TELL_TOPIC
from app.body.regions import RegionId, TopicId
from app.document.blocks import Block, Document, Heading, Question, Questions, Span
from app.document.passages import joined_spans, notes_of, spans_of, text_blocks
from app.document.source import DocumentSource


def asked_questions(source: DocumentSource, name: str) -> Questions | None:
    """The questions of a statement that all regions share, or one of them, such as "laser.2".

    None if there is no such statement.
    """
    name, _, number = name.partition(".")
    for topic in (QUESTIONS_TOPIC, TELL_TOPIC):
        shared = source.shared_topic(topic)
        for statement in shared.statements if shared else ():
            if statement.id == name:
                asked = statement_questions(source, statement, _address(None, topic, statement))
                if not number:
                    return asked
                return structs.replace(asked, items=(asked.items[int(number) - 1],))
    return None


def question_blocks(
    source: DocumentSource, region: RegionId | None, topic: Topic, level: int
) -> Iterator[Block]:
    """The statements of a topic, each with what can be put on the list.

    What is to be reported to the team goes on the list as a whole: an item such as "diabetes"
    means nothing there without its sentence. Questions go there one by one.
    """
    for statement in topic.statements:
        address = _address(region, topic.id, statement)
        if statement.heading:
            yield Heading(level, statement.heading)
        if topic.id == QUESTIONS_TOPIC:
            yield statement_questions(source, statement, address)
        else:
            yield from _whole(source, statement, address)


def _whole(source: DocumentSource, statement: Statement, address: str) -> Document:
    label = statement.heading or source.translate("Questions", "Everything in this list")
    return (*text_blocks(source, statement), Questions((Question((Span(label),), address),)))


def statement_questions(source: DocumentSource, statement: Statement, address: str) -> Questions:
    """One question for each item of a list, or one for a statement without a list."""
    notes = notes_of(source, statement)
    lists = [block for block in statement.blocks if isinstance(block, BulletList)]
    if not lists or len(lists) < len(statement.blocks):
        items: tuple[Question, ...] = (Question(joined_spans(source, statement), address),)
    else:
        runs = [item for block in lists for item in block.items]
        items = tuple(
            Question(spans_of(source, item, notes), f"{address}.{number}")
            for number, item in enumerate(runs, 1)
        )
    return Questions(items, notes)


def _address(region: RegionId | None, topic: TopicId, statement: Statement) -> str:
    return f"{region or SHARED}.{topic}.{statement.id}"
