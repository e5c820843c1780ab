"""What the audience reads beside the figure: the documents of the panel, with a title."""

from __future__ import annotations

import datetime as dt

from msgspec import structs

from app.atlas.emergency import COUNTRIES, country_name
from app.atlas.topics import OPTIONS_TOPIC, WHEN_TO_CALL_TOPIC
from app.body.regions import Place, is_visible
from app.document.blocks import (
    Bullets,
    Document,
    Heading,
    OptionEntry,
    OptionTable,
    Passage,
    Span,
)
from app.document.calls import calls_page_document
from app.document.options import option_blocks
from app.document.pages import region_footer
from app.document.source import DocumentSource
from app.document.tabs import tab_document, tab_of, tabs_for
from app.painting.descriptions import describe_place
from app.panels.view import PanelContext
from app.session.shared_words import not_visible_text
from app.session.state import Page, Showing
from app.support.qt_translation import translate
from app.widgets.text_label import TextSpan


def audience_document(context: PanelContext, showing: Showing) -> Document:
    """The document of a state: that of the clinician's panel, or the options compared."""
    source, place = context.source, showing.place
    if is_on_calls(source, showing):
        chosen = next((one for one in COUNTRIES if one.id == showing.country), None)
        name = country_name(chosen, translate) if chosen else ""
        return calls_page_document(source, name, context.clinic_phone)
    if place is None:
        return _welcome(source)
    if compares_options(showing):
        return _compared_options(source, showing, place)
    words = tab_document(source, place, open_tab(source, showing, place)[0])
    return (*words, *region_footer(source, place.region, dt.date.today()))


def is_on_calls(source: DocumentSource, showing: Showing) -> bool:
    """Whether the audience reads when to call whom."""
    has_page = WHEN_TO_CALL_TOPIC in source.atlas.shared_topics
    return showing.page is Page.WHEN_TO_CALL and has_page


def compares_options(showing: Showing) -> bool:
    """Whether two options are compared."""
    return showing.compared is not None and bool(showing.compared.options)


def open_tab(source: DocumentSource, showing: Showing, place: Place) -> tuple[str, str]:
    """Id and name of the tab that the clinician has open."""
    tabs = {tab: name for tab, name, _ in tabs_for(source, place.region)}
    tab = tab_of(source.atlas, showing.topic).id
    return (tab, tabs[tab]) if tab in tabs else next(iter(tabs.items()))


def title_spans(context: PanelContext, showing: Showing) -> tuple[TextSpan, ...]:
    """The title over the document; the side of a region is quiet."""
    source, place = context.source, showing.place
    if is_on_calls(source, showing):
        return (TextSpan(source.topic_name(WHEN_TO_CALL_TOPIC), strong=True),)
    if place is None:
        return (TextSpan(context.atlas.title, strong=True),)
    name = source.names.regions[place.region].plain_name(context.figure)
    before, found, side = source.place_name(place).partition(name)
    quiet = TextSpan(before, role="quiet"), TextSpan(side, role="quiet")
    return quiet[0], TextSpan(found, strong=True), quiet[1]


def _welcome(source: DocumentSource) -> Document:
    words = translate("Audience", "Information to discuss together. It is not medical advice.")
    choice = translate(
        "Audience", "You decide, and doing nothing is a real choice. Ask at any time."
    )
    topics = (source.names.tabs.get(tab.id, tab.id) for tab in source.atlas.tabs[1:])
    return (
        Passage((Span(words),), is_quiet=True),
        Passage((Span(choice, strong=True),)),
        Heading(2, translate("Audience", "What we can talk about")),
        Bullets(tuple((Span(name),) for name in topics)),
    )


def compared_options(
    source: DocumentSource, showing: Showing, place: Place
) -> tuple[OptionEntry, ...]:
    """The two options that are compared; options not offered for the region are replaced."""
    table = _option_table(source, place)
    offered = {option.id: option for option in table.options} if table is not None else {}
    wanted = showing.compared.options if showing.compared is not None else ()
    names = [name for name in dict.fromkeys((*wanted, *offered)) if name in offered]
    return tuple(offered[name] for name in names[:2])


def _option_table(source: DocumentSource, place: Place) -> OptionTable | None:
    blocks = option_blocks(source, place.region)
    return next((block for block in blocks if isinstance(block, OptionTable)), None)


def _compared_options(source: DocumentSource, showing: Showing, place: Place) -> Document:
    """The table of options with two of them."""
    table = _option_table(source, place)
    if table is None:
        return ()
    options = compared_options(source, showing, place)
    heading = Heading(2, source.topic_name(OPTIONS_TOPIC))
    return heading, structs.replace(table, options=options)


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
