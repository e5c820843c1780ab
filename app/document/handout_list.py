"""What a visitor put on the list, as it is printed: questions and own lines, other statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import structs

from app.atlas.list_items import ListItem, find_list_item, place_of_address
from app.atlas.topics import QUESTIONS_TOPIC
from app.body.regions import RegionId
from app.document.blocks import Bullets, Document, Heading, Question, Span
from app.document.handout_numbers import counted_passages
from app.document.passages import statement_blocks, text_blocks
from app.document.questions import statement_questions
from app.document.source import DocumentSource
from app.session.own_lines import own_line_text

_SUGGESTED = 2


class ListedQuestion(NamedTuple):
    """A question on the list; `region` is None if it is for every region, as own lines are."""

    region: RegionId | None
    question: Question


def listed_questions(source: DocumentSource, items: Sequence[str]) -> tuple[ListedQuestion, ...]:
    """The questions on a list and the visitor's own lines, in its order."""
    return tuple(one for address in items for one in _asked_by(source, address))


def _asked_by(source: DocumentSource, address: str) -> Iterator[ListedQuestion]:
    own_text = own_line_text(address)
    if own_text is not None:
        yield ListedQuestion(None, Question((Span(own_text),)))
    for _, item in _items(source, (address,)):
        if item.topic == QUESTIONS_TOPIC:
            region = item.place.region if item.place else None
            for question in statement_questions(source, item.statement, address).items:
                yield ListedQuestion(region, question)


def questions_of_page(
    source: DocumentSource,
    listed: Sequence[ListedQuestion],
    region: RegionId | None,
    regions: Sequence[RegionId],
) -> tuple[Question, ...]:
    """The listed questions for the page of a region, so that each is on exactly one page.

    The first page also has own lines and those for every region, and those about regions without
    a page, which are named.
    """
    is_first = not regions or region == regions[0]
    found = []
    for one in listed:
        if one.region == region or (is_first and one.region is None):
            found.append(one.question)
        elif is_first and one.region is not None and one.region not in regions:
            lead = Span(f"{source.region_name(one.region)}: ", strong=True)
            found.append(structs.replace(one.question, spans=(lead, *one.question.spans)))
    return tuple(found)


def suggested_questions(source: DocumentSource, region: RegionId | None) -> tuple[Question, ...]:
    """The first questions about a region, or about all of them; without any, its short text."""
    topic = source.own_topic(region, QUESTIONS_TOPIC) or source.shared_topic(QUESTIONS_TOPIC)
    if topic is None:
        return ()
    found = [
        question
        for statement in topic.statements
        for question in statement_questions(source, statement, "").items
    ]
    if not found and topic.short is not None:
        found = [
            Question(spans)
            for block in text_blocks(source, topic.short)
            for spans in (block.items if isinstance(block, Bullets) else (block.spans,))
        ]
    return tuple(found[:_SUGGESTED])


def other_entries(source: DocumentSource, items: Sequence[str], level: int) -> Document:
    """The statements on a list under the name of their region or topic, without questions.

    Places are left out: the handout is about them.
    """
    groups: dict[str, Document] = {}
    for _, item in _items(source, items):
        if item.topic != QUESTIONS_TOPIC:
            where = source.place_name(item.place) if item.place else source.topic_name(item.topic)
            said = (
                *statement_blocks(source, item.statement, level + 1),
                *counted_passages(source, item.statement.numbers),
            )
            groups[where] = (*groups.get(where, ()), *said)
    return tuple(
        block for where, said in groups.items() for block in (Heading(level, where), *said)
    )


def _items(source: DocumentSource, items: Sequence[str]) -> Iterator[tuple[str, ListItem]]:
    """The statements on a list with their addresses."""
    for address in items:
        item = find_list_item(source.atlas, source.language, address)
        if item is not None and place_of_address(address) is None:
            yield address, item
