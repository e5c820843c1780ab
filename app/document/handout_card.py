"""The card of a handout: when to call whom, with the emergency number of the chosen country."""

from __future__ import annotations

from app.atlas.model import Statement
from app.atlas.topics import WHEN_TO_CALL_TOPIC
from app.document.blocks import Document
from app.document.passages import statement_blocks, text_blocks
from app.document.printed import printed, with_group_headings
from app.document.source import DocumentSource
from app.support.record import Record

_LEVEL, _GROUP_LEVEL = 3, 4
_LISTS = 2
"""The lists that call for an ambulance, and for the clinic on the same day."""


class HandoutCard(Record, frozen=True):
    """The card.

    `number` is the emergency number, or "" if none is known; `number_label` stands at the number
    or at the line to write it on. `lead` says which list is which. Each list is a heading, what to
    do, and the signs in groups; the first calls for an ambulance.
    """

    title: str
    keep: str
    number: str
    number_label: str
    lead: Document
    lists: tuple[Document, ...]
    clinic_label: str
    clinic_phone: str


def handout_card(source: DocumentSource, clinic_phone: str) -> HandoutCard | None:
    """The card with the complete lists; None if the atlas does not say when to call."""
    topic = source.shared_topic(WHEN_TO_CALL_TOPIC)
    if topic is None:
        return None
    translate = source.translate
    return HandoutCard(
        title=translate("Handout", "When to call"),
        keep=translate("Handout", "For the fridge. Keep it for a year."),
        number=source.emergency,
        number_label=translate("Handout", "Emergency number")
        if source.emergency
        else translate("Handout", "Your local emergency number:"),
        lead=printed(text_blocks(source, topic.short)) if topic.short else (),
        lists=tuple(_list(source, statement) for statement in topic.statements[:_LISTS]),
        clinic_label=translate("Handout", "Clinic, day and night:"),
        clinic_phone=clinic_phone,
    )


def _list(source: DocumentSource, statement: Statement) -> Document:
    return with_group_headings(printed(statement_blocks(source, statement, _LEVEL)), _GROUP_LEVEL)
