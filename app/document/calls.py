"""When to call whom, with the emergency number of the chosen country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from app.atlas.emergency import emergency_heading
from app.atlas.model import Statement
from app.atlas.topics import WHEN_TO_CALL_TOPIC
from app.document.blocks import Block, Callout, Document, Heading, Passage, Span
from app.document.passages import statement_blocks, text_blocks, words
from app.document.risks import number_table
from app.document.source import DocumentSource

_KINDS: dict[str, Literal["urgent", "caution"]] = {"now": "urgent", "same-day": "caution"}
_LEVEL = 2


def calls_document(
    source: DocumentSource,
    country_name: str = "",
    clinic_phone: str = "",
    most: int | None = None,
) -> Document:
    """Build the page: the numbers to call, then the reasons by urgency.

    `country_name` is the country whose emergency number is shown, or "". `most` is the number of
    lists, all if None.
    """
    return (
        Callout("urgent", tuple(_numbers(source, country_name, clinic_phone))),
        *call_lists(source, most),
    )


def calls_page_document(
    source: DocumentSource, country_name: str = "", clinic_phone: str = ""
) -> Document:
    """Build the page for a screen, which says so if the number of the clinic is not set."""
    numbers = tuple(_numbers(source, country_name, clinic_phone))
    if not clinic_phone:
        missing = source.translate(
            "Calls",
            "The clinic's number is not set here. Ask your clinic for a number that is answered "
            "day and night, and write it down.",
        )
        numbers = (*numbers, words(missing))
    return (Callout("urgent", numbers), *call_lists(source))


def _numbers(source: DocumentSource, country_name: str, clinic_phone: str) -> Iterator[Block]:
    translate = source.translate
    yield Heading(_LEVEL, emergency_heading(source.emergency, translate))
    if source.emergency and country_name:
        text = translate("Calls", "Country: {country}")
        yield Passage((Span(text.format(country=country_name)),), is_quiet=True)
    if clinic_phone:
        lead = Span(translate("Calls", "Clinic: "), strong=True)
        yield Passage((lead, Span(clinic_phone)))


def call_lists(source: DocumentSource, most: int | None = None) -> Document:
    """The reasons to call, complete: the short text, the urgent ones set apart, then the others.

    With `most` only so many lists, the most urgent first.
    """
    topic = source.shared_topic(WHEN_TO_CALL_TOPIC)
    if topic is None:
        return ()
    blocks: list[Block] = []
    if topic.short is not None:
        blocks += text_blocks(source, topic.short)
    for statement in topic.statements[:most]:
        said = _blocks(source, statement)
        kind = _KINDS.get(statement.id)
        blocks += (Callout(kind, said),) if kind else said
    return tuple(blocks)


def _blocks(source: DocumentSource, statement: Statement) -> Document:
    return (*statement_blocks(source, statement, _LEVEL), *number_table(source, statement))
