"""The content of the audience's text: labels and pictures, without any controls."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import TreatmentOption
from app.atlas.loader import Atlas
from app.atlas.model import Statement
from app.atlas.text_markup import BulletList
from app.atlas.topics import CHECK_FIRST_TOPIC, OPTIONS_TOPIC, WHEN_TO_CALL_TOPIC
from app.body.regions import Place, RegionId, TopicId, is_visible
from app.document.citations import runs_of
from app.document.tabs import SUMMARISED_TOPICS
from app.painting.descriptions import describe_place
from app.panels.region.number_group import NumberGroup
from app.panels.region.rich_text import spans_of
from app.panels.view import PanelContext
from app.session.shared_words import name_with_side, not_visible_text, option_part_titles
from app.session.state import Page, Showing
from app.support.qt_translation import translate
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout, ResponsiveRowLayout
from app.widgets.text_label import TextLabel, TextSpan

_DEFAULT_OPTION_IDS = ("none", "laser")


def build_widgets(context: PanelContext, showing: Showing) -> Iterator[QWidget]:
    """The widgets of the text for a state, from top to bottom."""
    if showing.page is Page.WHEN_TO_CALL and WHEN_TO_CALL_TOPIC in context.atlas.shared_topics:
        yield from _topic(context, None, WHEN_TO_CALL_TOPIC)
    elif showing.place is None:
        yield from _welcome(context)
    else:
        yield from _header(context, showing.place)
        if is_not_visible(context, showing):
            yield _not_visible_card(context)
        yield from _region(context, showing, showing.place.region)


def _welcome(context: PanelContext) -> Iterator[QWidget]:
    words = translate("Audience", "Information to talk over together. It is not medical advice.")
    yield TextLabel(context.atlas.title, context.theme, step=3, weight=700)
    yield TextLabel(words, context.theme, role="quiet")
    choice = translate(
        "Audience", "You decide, and doing nothing is a real choice. Ask at any time."
    )
    yield TextLabel(choice, context.theme, weight=700)
    yield _title(context, translate("Audience", "What we can talk about"))
    titles = context.atlas.names(context.language).topics
    for topic in context.atlas.region_topics:
        if topic in titles:
            yield TextLabel(titles[topic], context.theme, bullet=True)


def _header(context: PanelContext, place: Place) -> Iterator[QWidget]:
    names = context.atlas.names(context.language).regions[place.region]
    yield TextLabel(
        name_with_side(names.plain_name(context.figure), place.side, translate),
        context.theme,
        step=3,
        weight=700,
    )
    yield TextLabel(names.medical, context.theme, role="quiet")


def is_not_visible(context: PanelContext, showing: Showing) -> bool:
    """Whether no part of the chosen region is visible in this view."""
    place = showing.place
    return place is not None and not is_visible(place, context.atlas.outlines(showing.plate).places)


def caption_text(context: PanelContext, showing: Showing) -> str:
    """The caption of a figure without text: the figure, and the chosen region."""
    names = context.atlas.names(context.language)
    caption = f"{names.figures[showing.figure]}, {names.builds[showing.build]}"
    if showing.place is None:
        return caption
    caption = f"{caption}. {describe_place(showing.place, showing, names)}."
    if not is_not_visible(context, showing):
        return caption
    return f"{caption} {not_visible_text(translate)}"


def _not_visible_card(context: PanelContext) -> Card:
    card = Card(context.theme, CardTone.TINT)
    words = not_visible_text(translate)
    card.column.addWidget(TextLabel(words, context.theme, weight=700))
    return card


def _region(context: PanelContext, showing: Showing, region: RegionId) -> Iterator[QWidget]:
    """The "check first" caution, then the open topic, or the main topics with equal weight."""
    text = context.atlas.region_text(region, context.language)
    titles = context.atlas.names(context.language).topics
    if CHECK_FIRST_TOPIC in text.topics:
        card = Card(context.theme, CardTone.CAUTION)
        title = TextSpan(f"{titles[CHECK_FIRST_TOPIC]}. ", strong=True, role="caution")
        words = spans_of(
            runs_of(text.topics[CHECK_FIRST_TOPIC].summary.blocks), context.emergency_phone
        )
        card.column.addWidget(TextLabel((title, *words), context.theme))
        yield card
    topic = audience_topic(context.atlas, showing, region)
    if topic == OPTIONS_TOPIC:
        yield from _options(context, showing, region)
    elif topic is not None:
        yield from _topic(context, region, topic)
    else:
        for main_topic in (one for one in SUMMARISED_TOPICS if one in text.topics):
            yield _title(context, titles[main_topic])
            yield _statement(context, text.topics[main_topic].summary)


def audience_topic(atlas: Atlas, showing: Showing, region: RegionId) -> TopicId | None:
    """The topic of a region that the audience reads; None means the main topics."""
    topic, compared = showing.topic, showing.compared
    if topic == OPTIONS_TOPIC or (compared is not None and compared.options):
        return OPTIONS_TOPIC
    text = atlas.region_text(region, showing.language)
    return topic if topic in text.topics or topic in atlas.shared_topics else None


def compared_options(atlas: Atlas, showing: Showing, region: RegionId) -> list[TreatmentOption]:
    """The two options compared: those that were picked, otherwise no treatment and laser."""
    offered = {
        option.id: option
        for option in atlas.decision_aid(showing.language).options
        if option.is_for(region)
    }
    wanted = (
        showing.compared.options
        if showing.compared and showing.compared.options
        else _DEFAULT_OPTION_IDS
    )
    return [offered[name] for name in dict.fromkeys((*wanted, *offered)) if name in offered][:2]


def _topic(context: PanelContext, region: RegionId | None, topic: TopicId) -> Iterator[QWidget]:
    """A topic in full: what applies to the region, then what applies to every region."""
    atlas, language = context.atlas, context.language
    own = None if region is None else atlas.region_text(region, language).topics.get(topic)
    shared = atlas.shared_topic(topic, language) if topic in atlas.shared_topics else None
    yield _title(context, atlas.names(language).topics[topic])
    for part in (one for one in (own, shared) if one is not None):
        if part is shared and own is not None:
            shared_title = translate("Audience", "True for every region of the back")
            yield _title(context, shared_title)
        for statement in part.statements:
            yield _statement(context, statement)


def _options(context: PanelContext, showing: Showing, region: RegionId) -> Iterator[QWidget]:
    """Two options side by side, part by part, in equal detail."""
    options = compared_options(context.atlas, showing, region)
    titles = option_part_titles(translate)
    for part in ("what", "good", "bad", "recovery", "unknown"):
        yield _title(context, titles[part])
        yield _row(context, [(option, getattr(option, part)) for option in options])


def _row(context: PanelContext, cells: list[tuple[TreatmentOption, Statement]]) -> QWidget:
    row = QWidget()
    columns = ResponsiveRowLayout(row, context.theme.px(10), context.theme.px(180))
    for option, statement in cells:
        cell = QWidget()
        column = ColumnLayout(cell, context.theme.px(2))
        column.addWidget(TextLabel(option.name, context.theme, step=-1, weight=700))
        column.addWidget(_statement(context, statement))
        columns.addWidget(cell)
    return row


def _title(context: PanelContext, words: str) -> TextLabel:
    return TextLabel(words, context.theme, step=1, weight=700, role="primary")


def _statement(context: PanelContext, statement: Statement) -> QWidget:
    """A statement with its numbers; glossary terms are plain text here."""
    view = QWidget()
    column = ColumnLayout(view, context.theme.px(5))
    if statement.heading:
        column.addWidget(TextLabel(statement.heading, context.theme, weight=700))
    for block in statement.blocks:
        is_list = isinstance(block, BulletList)
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            words = spans_of(runs, context.emergency_phone)
            column.addWidget(TextLabel(words, context.theme, bullet=is_list))
    if statement.numbers:
        column.addWidget(NumberGroup(context, statement.numbers))
    return view
