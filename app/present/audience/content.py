"""The words for an audience: labels and pictures only, nothing to press."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import Option
from app.atlas.loader import OpenAtlas
from app.atlas.model import BulletList, Statement
from app.body.regions import Place, RegionId, Side, TopicId, is_seen
from app.painting.descriptions import name_place
from app.panels.region.number_group import NumberGroup
from app.panels.region.rich_text import parts_of, runs_of
from app.panels.region.topic import MAIN
from app.panels.view import Reading
from app.session.state import Page, Showing
from app.widgets.card import Card, Tone
from app.widgets.layouts import Columns, Pile
from app.widgets.text_label import Part, WordLabel

CHECK_FIRST, CALL, OPTIONS = (TopicId(name) for name in ("check-first", "when-to-call", "options"))
_TWO = ("none", "laser")


def told(reading: Reading, showing: Showing) -> Iterator[QWidget]:
    """What is said of a Showing, from top to bottom."""
    if showing.page is Page.WHEN_TO_CALL and CALL in reading.atlas.shared_topics:
        yield from _topic(reading, None, CALL)
    elif showing.place is None:
        yield from _welcome(reading)
    else:
        yield from _head(reading, showing.place)
        if is_unseen(reading, showing):
            yield _unseen(reading)
        yield from _region(reading, showing, showing.place.region)


def _welcome(reading: Reading) -> Iterator[QWidget]:
    words = QCoreApplication.translate(
        "Audience", "Information to talk over together. It is not medical advice."
    )
    yield WordLabel(reading.atlas.title, reading.look, step=3, weight=700)
    yield WordLabel(words, reading.look, role="quiet")
    choice = QCoreApplication.translate(
        "Audience", "You decide, and doing nothing is a real choice. Ask at any time."
    )
    yield WordLabel(choice, reading.look, weight=700)
    yield _title(reading, QCoreApplication.translate("Audience", "What we can talk about"))
    titles = reading.atlas.names(reading.language).topics
    for topic in reading.atlas.region_topics:
        if topic in titles:
            yield WordLabel(titles[topic], reading.look, bullet=True)


def _head(reading: Reading, place: Place) -> Iterator[QWidget]:
    names = reading.atlas.names(reading.language).regions[place.region]
    yield WordLabel(
        _name(names.plain_on(reading.figure), place.side), reading.look, step=3, weight=700
    )
    yield WordLabel(names.medical, reading.look, role="quiet")


def is_unseen(reading: Reading, showing: Showing) -> bool:
    """Whether nothing of what is chosen is seen in the view."""
    place = showing.place
    return place is not None and not is_seen(place, reading.atlas.outlines(showing.plate).places)


def captioned(reading: Reading, showing: Showing) -> str:
    """What a figure without words of its own is, and what is chosen on it."""
    names = reading.atlas.names(reading.language)
    told = f"{names.figures[showing.figure]}, {names.builds[showing.build]}"
    if showing.place is None:
        return told
    told = f"{told}. {name_place(showing.place, showing, names)}."
    if not is_unseen(reading, showing):
        return told
    return f"{told} {QCoreApplication.translate('Audience', 'Not seen from here.')}"


def _unseen(reading: Reading) -> Card:
    card = Card(reading.look, Tone.TINT)
    words = QCoreApplication.translate("Audience", "Not seen from here.")
    card.column.addWidget(WordLabel(words, reading.look, weight=700))
    return card


def _name(name: str, side: Side | None) -> str:
    if side is None:
        return name
    if side is Side.LEFT:
        return QCoreApplication.translate("Audience", "{region}, left").format(region=name)
    return QCoreApplication.translate("Audience", "{region}, right").format(region=name)


def _region(reading: Reading, showing: Showing, region: RegionId) -> Iterator[QWidget]:
    """Check first, always; then the open topic, or the three main ones in equal weight."""
    text = reading.atlas.region_text(region, reading.language)
    titles = reading.atlas.names(reading.language).topics
    if CHECK_FIRST in text.topics:
        card = Card(reading.look, Tone.CAUTION)
        head = Part(f"{titles[CHECK_FIRST]}. ", strong=True, role="caution")
        words = parts_of(runs_of(text.topics[CHECK_FIRST].short.blocks), reading.emergency)
        card.column.addWidget(WordLabel((head, *words), reading.look))
        yield card
    topic = topic_told(reading.atlas, showing, region)
    if topic == OPTIONS:
        yield from _options(reading, showing, region)
    elif topic is not None:
        yield from _topic(reading, region, topic)
    else:
        for main in (one for one in MAIN if one in text.topics):
            yield _title(reading, titles[main])
            yield _statement(reading, text.topics[main].short)


def topic_told(atlas: OpenAtlas, showing: Showing, region: RegionId) -> TopicId | None:
    """The topic of a region that the audience reads; None for the three main ones."""
    topic, beside = showing.topic, showing.beside
    if topic == OPTIONS or (beside is not None and beside.options):
        return OPTIONS
    text = atlas.region_text(region, showing.language)
    return topic if topic in text.topics or topic in atlas.shared_topics else None


def two_options(atlas: OpenAtlas, showing: Showing, region: RegionId) -> list[Option]:
    """The options that stand beside each other: those that were picked, else none and laser."""
    offered = {
        option.id: option for option in atlas.aid(showing.language).options if option.is_for(region)
    }
    wanted = showing.beside.options if showing.beside and showing.beside.options else _TWO
    return [offered[name] for name in dict.fromkeys((*wanted, *offered)) if name in offered][:2]


def _topic(reading: Reading, region: RegionId | None, topic: TopicId) -> Iterator[QWidget]:
    """A topic in full: of the region, then what is true for every region."""
    atlas, language = reading.atlas, reading.language
    own = None if region is None else atlas.region_text(region, language).topics.get(topic)
    shared = atlas.shared(topic, language) if topic in atlas.shared_topics else None
    yield _title(reading, atlas.names(language).topics[topic])
    for part in (one for one in (own, shared) if one is not None):
        if part is shared and own is not None:
            every = QCoreApplication.translate("Audience", "True for every region of the back")
            yield _title(reading, every)
        for said in part.says:
            yield _statement(reading, said)


def _options(reading: Reading, showing: Showing, region: RegionId) -> Iterator[QWidget]:
    """Two options beside each other, part by part, in equal detail."""
    two = two_options(reading.atlas, showing, region)
    titles = {
        "what": QCoreApplication.translate("Audience", "What it is"),
        "good": QCoreApplication.translate("Audience", "Good sides"),
        "bad": QCoreApplication.translate("Audience", "Bad sides"),
        "recovery": QCoreApplication.translate("Audience", "Recovery"),
        "unknown": QCoreApplication.translate("Audience", "What is not known"),
    }
    for part, title in titles.items():
        yield _title(reading, title)
        yield _row(reading, [(option, getattr(option, part)) for option in two])


def _row(reading: Reading, cells: list[tuple[Option, Statement]]) -> QWidget:
    row = QWidget()
    columns = Columns(row, reading.look.px(10), reading.look.px(180))
    for option, said in cells:
        cell = QWidget()
        pile = Pile(cell, reading.look.px(2))
        pile.addWidget(WordLabel(option.name, reading.look, step=-1, weight=700))
        pile.addWidget(_statement(reading, said))
        columns.addWidget(cell)
    return row


def _title(reading: Reading, words: str) -> WordLabel:
    return WordLabel(words, reading.look, step=1, weight=700, role="primary")


def _statement(reading: Reading, said: Statement) -> QWidget:
    """A statement with its numbers; glossary words are plain words here."""
    view = QWidget()
    column = Pile(view, reading.look.px(5))
    if said.head:
        column.addWidget(WordLabel(said.head, reading.look, weight=700))
    for block in said.blocks:
        is_list = isinstance(block, BulletList)
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            words = parts_of(runs, reading.emergency)
            column.addWidget(WordLabel(words, reading.look, bullet=is_list))
    if said.numbers:
        column.addWidget(NumberGroup(reading, said.numbers))
    return view
