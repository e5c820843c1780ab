"""What the audience sees of the clinician's state, and its description for the status line."""

from __future__ import annotations

from dataclasses import replace

from app.atlas.loader import Atlas
from app.atlas.topics import WHEN_TO_CALL_TOPIC
from app.body.regions import Place
from app.document.source import DocumentSource
from app.painting.descriptions import describe_place
from app.present.audience.documents import (
    compared_options,
    compares_options,
    is_on_calls,
    open_tab,
)
from app.session.state import Page, Showing
from app.support.qt_translation import translate


def showing_for_audience(showing: Showing) -> Showing:
    """The state for the audience window: without the clinician's own pages."""
    page = showing.page if showing.page is Page.WHEN_TO_CALL else None
    return replace(showing, page=page, term="")


def is_clinician_only(showing: Showing) -> bool:
    """Whether the clinician has a page open that the audience does not see."""
    return showing.page is not None and showing.page is not Page.WHEN_TO_CALL


def live_status_text(atlas: Atlas, showing: Showing) -> str:
    """The status line while the audience window mirrors."""
    if is_clinician_only(showing):
        words = translate("Deck", "Live: the audience still sees {what}.")
    else:
        words = translate("Deck", "Live: the audience sees {what}.")
    return words.format(what=_describe_showing(atlas, showing_for_audience(showing)))


def _describe_showing(atlas: Atlas, showing: Showing) -> str:
    names, place, compared = atlas.names(showing.language), showing.place, showing.compared
    pair = translate("Deck", "{first} beside {second}")
    if compared is not None and (compared.figure or compared.build):
        figure, build = compared.figure or showing.figure, compared.build or showing.build
        first = f"{names.figures[showing.figure]}, {names.builds[showing.build]}"
        second = f"{names.figures[figure]}, {names.builds[build]}"
        figures = pair.format(first=first, second=second)
        return figures if place is None else f"{describe_place(place, showing, names)}: {figures}"
    source = DocumentSource(atlas, showing.language, showing.figure, translate)
    if is_on_calls(source, showing):
        return source.topic_name(WHEN_TO_CALL_TOPIC)
    if place is None:
        return translate("Deck", "the start page")
    region = describe_place(place, showing, names)
    if compared is not None and compared.place is not None:
        other = describe_place(compared.place, showing, names)
        region = pair.format(first=region, second=other)
    return f"{region}: {_document_name(source, showing, place)}"


def _document_name(source: DocumentSource, showing: Showing, place: Place) -> str:
    """The name of the tab, or those of the two options."""
    if not compares_options(showing):
        return open_tab(source, showing, place)[1]
    names = [option.name for option in compared_options(source, showing, place)]
    pair = translate("Deck", "{first} beside {second}")
    return pair.format(first=names[0], second=names[1]) if len(names) > 1 else "".join(names)
