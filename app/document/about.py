"""The page about the program and the atlas: dates, aims, funding, what is kept, keys, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from app.document.blocks import (
    ActionLink,
    Block,
    Bullets,
    DefinitionList,
    Document,
    Heading,
    Span,
)
from app.document.citations import citation_with_access
from app.document.passages import text_blocks, words
from app.document.source import DocumentSource
from app.session.actions import OpenPage
from app.session.state import Page
from app.support.translation import Translate

_LEVEL = 2


def about_document(
    source: DocumentSource, version: str, today: dt.date, *, has_keys: bool = True
) -> Document:
    """Build the page; `version` is that of the program.

    With `has_keys` it says how to find the list of keys, which a kiosk does not show.
    """
    return tuple(_blocks(source, version, today, has_keys=has_keys))


def _blocks(
    source: DocumentSource, version: str, today: dt.date, *, has_keys: bool
) -> Iterator[Block]:
    translate, atlas = source.translate, source.atlas
    for text in version_texts(source, version, today):
        yield words(text)
    report = translate("About", "Standards report")
    yield ActionLink(report, OpenPage(Page.STANDARDS), is_primary=True)
    for note in source.aid.notes:
        yield Heading(_LEVEL, note.head)
        if note.statement is None:
            yield words(note.text)
        else:
            yield from text_blocks(source, note.statement)
    yield Heading(_LEVEL, translate("About", "What is saved"))
    for text in storage_texts(translate):
        yield words(text)
    if has_keys:
        yield Heading(_LEVEL, translate("About", "Keyboard shortcuts"))
        yield Bullets(tuple((Span(text),) for text in key_help(translate)))
    yield Heading(_LEVEL, translate("About", "Sources"))
    yield DefinitionList(
        tuple((one.id, (Span(citation_with_access(one, translate)),)) for one in atlas.references())
    )


def version_texts(source: DocumentSource, version: str, today: dt.date) -> tuple[str, ...]:
    """What kind of information this is, its versions and dates, and whether it is out of date."""
    translate, atlas = source.translate, source.atlas
    dated = translate(
        "About",
        "Program {version}. Atlas {atlas}, written {date}, review due by {expires}. "
        "Not yet reviewed by a clinician. Not yet tested with patients.",
    ).format(
        version=version,
        atlas=atlas.version,
        date=atlas.date.isoformat(),
        expires=atlas.expires.isoformat(),
    )
    texts = (
        translate("About", "Information, not medical advice. It does not replace a consultation."),
        dated,
    )
    if atlas.expires >= today:
        return texts
    expired = translate(
        "About", "That date has passed. Some of what it says may no longer be true."
    )
    return (*texts, expired)


def storage_texts(translate: Translate) -> tuple[str, ...]:
    """Say what is kept on this machine, and what is never kept."""
    return (
        translate(
            "About",
            "The program saves on this computer how it looks: window, theme, text size, figure, "
            "build and skin tone. It also saves the country, the audience's screen and the "
            "details of the clinic. It never saves an area, a search, My list or your answers. "
            "Errors go to a log on this computer. Nothing is sent: the program has no network "
            "code.",
        ),
        translate(
            "About",
            "The figures are drawn by computer from a model of the human body. "
            "They show no real person and no results.",
        ),
    )


def key_help(translate: Translate) -> tuple[str, ...]:
    """Say how to find out which keys do what."""
    return (
        translate("About", "Everything can be done with the keyboard."),
        translate("About", "F1 or ? shows the list of all keys."),
    )
