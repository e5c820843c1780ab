"""What a visitor put on the list, as it is printed: questions to ask, and other statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from app.atlas.list_items import ListItem, find_list_item, place_of_address
from app.atlas.topics import QUESTIONS_TOPIC
from app.document.blocks import Block, Document, Heading, Question, Questions
from app.document.passages import statement_blocks
from app.document.questions import statement_questions
from app.document.risks import number_table
from app.document.source import DocumentSource


def list_entries(source: DocumentSource, items: Sequence[str], level: int) -> Document:
    """The statements on a list under the name of their region or topic; places are left out."""
    groups: dict[str, list[tuple[str, ListItem]]] = {}
    for address in items:
        item = find_list_item(source.atlas, source.language, address)
        if item is not None and place_of_address(address) is None:
            where = source.place_name(item.place) if item.place else source.topic_name(item.topic)
            groups.setdefault(where, []).append((address, item))
    blocks: list[Block] = []
    for where, entries in groups.items():
        blocks += (Heading(level, where), *_entries(source, entries, level + 1))
    return tuple(blocks)


def _entries(
    source: DocumentSource, entries: Iterable[tuple[str, ListItem]], level: int
) -> Iterator[Block]:
    """The questions of one group together, then its other statements with their numbers."""
    asked: list[Question] = []
    others: list[Block] = []
    for address, item in entries:
        if item.topic == QUESTIONS_TOPIC:
            asked += statement_questions(source, item.statement, address).items
        else:
            others += statement_blocks(source, item.statement, level)
            others += number_table(source, item.statement, has_icons=False)
    if asked:
        yield Questions(tuple(asked))
    yield from others
