"""The list of a visitor in their order, their answers, and the marks of a consultation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.atlas.list_items import ListItem, find_list_item, place_of_address
from app.body.regions import Place
from app.document.blocks import Block, Bullets, Document, Heading, Passage, Span, Spans, plain_text
from app.document.passages import text_blocks
from app.document.source import DocumentSource
from app.session.own_lines import isolated, own_line_text
from app.session.state import Showing
from app.support.record import Record

_LEVEL = 2
_MAX_NAMES = 3
"""The most items that a sentence names."""


class ListRow(Record, frozen=True):
    """One item of the list.

    `caption` says what it is about; "" for an area, whose name is the title, with its `place`.
    `body` is what it says besides the title. `own_text` is the text of a line of the visitor's
    own, else "".
    """

    address: str
    title: Spans
    caption: str = ""
    body: tuple[Passage | Bullets, ...] = ()
    own_text: str = ""
    place: Place | None = None

    @property
    def name(self) -> str:
        """What the buttons of the row and screen readers call it."""
        return plain_text(self.title)


def list_rows(source: DocumentSource, items: tuple[str, ...]) -> tuple[ListRow, ...]:
    """The items of a list in its order, without those that the atlas no longer has."""
    return tuple(_rows(source, items))


def item_name(source: DocumentSource, item: str) -> str:
    """What an item of the list is called; "" if the atlas no longer has it."""
    return next((row.name for row in _rows(source, (item,))), "")


def first_names(source: DocumentSource, items: Sequence[str]) -> str:
    """The names of some items, and how many more there are."""
    names = [name for item in items[:_MAX_NAMES] if (name := item_name(source, item))]
    if len(items) > _MAX_NAMES:
        more = source.translate("Announcements", "{count} more")
        names.append(more.format(count=len(items) - _MAX_NAMES))
    return "; ".join(names)


def what_undo_does(source: DocumentSource, showing: Showing) -> str:
    """What the next Undo does, such as "brings back: Love handles"; "" if it does nothing."""
    translate, old, new = source.translate, showing.items_before, showing.list_items
    if not showing.can_undo:
        return ""
    if old is None:
        return translate("MyList", "brings back everything from before you started over")
    gone = first_names(source, [item for item in old if item not in new])
    added = first_names(source, [item for item in new if item not in old])
    if gone and added:
        return translate("MyList", "brings back: {old} (instead of: {new})").format(
            old=gone, new=added
        )
    if gone:
        return translate("MyList", "brings back: {names}").format(names=gone)
    if added:
        return translate("MyList", "removes from My list: {names}").format(names=added)
    return translate("MyList", "puts My list back in its old order")


def _rows(source: DocumentSource, items: tuple[str, ...]) -> Iterator[ListRow]:
    for address in items:
        own_text = own_line_text(address)
        if own_text is not None:
            caption = source.translate("MyList", "Your own line")
            yield ListRow(address, (Span(isolated(own_text)),), caption, own_text=own_text)
            continue
        item = find_list_item(source.atlas, source.language, address)
        if item is not None:
            yield _atlas_row(source, address, item)


def _atlas_row(source: DocumentSource, address: str, item: ListItem) -> ListRow:
    place = place_of_address(address)
    if place is not None:
        return ListRow(address, (Span(source.place_name(place), strong=True),), place=place)
    statement = item.statement
    caption = source.place_name(item.place) if item.place else source.topic_name(item.topic)
    body = text_blocks(source, statement)
    match body:
        case (Passage(spans=spans),):
            lead = (Span(f"{statement.heading}. ", strong=True),) if statement.heading else ()
            return ListRow(address, (*lead, *spans), caption)
        case _:
            title = Span(statement.heading or caption, strong=True)
            return ListRow(address, (title,), caption if statement.heading else "", body)


def answers_and_marks(
    source: DocumentSource,
    answers: tuple[tuple[str, str], ...] = (),
    marks: tuple[str, ...] = (),
) -> Document:
    """Build what belongs to the list besides its items.

    Args:
        source: what the document is built from.
        answers: the visitor's answers, as pairs of ids of value and answer.
        marks: a description of each mark of a consultation.
    """
    translate = source.translate
    blocks: list[Block] = []
    said = tuple((Span(text),) for text in answer_texts(source, answers))
    if said:
        blocks += (Heading(_LEVEL, translate("MyList", "What matters to you")), Bullets(said))
    if marks:
        heading = Heading(_LEVEL, translate("MyList", "Drawn together (also on the handout)"))
        blocks += (heading, Bullets(tuple((Span(text),) for text in marks)))
    return tuple(blocks)


def answer_texts(source: DocumentSource, answers: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The visitor's answers about what matters, such as "Cuts and scars: I want none"."""
    given = dict(answers)
    return tuple(
        f"{value.head}: {answer.text}"
        for value in source.aid.values
        for answer in value.answers
        if answer.id == given.get(value.id)
    )
