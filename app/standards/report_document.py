"""The standards report as a document: each standard with its items, then the readability."""

from __future__ import annotations

from collections.abc import Iterator

from app.atlas.header import NameTable
from app.document.blocks import (
    Block,
    Bullets,
    Callout,
    DefinitionList,
    Document,
    Heading,
    Passage,
    Span,
)
from app.document.passages import quiet, words
from app.standards.model import ItemState, ReportItem, StandardsReport
from app.standards.readability import (
    FLESCH_KINCAID_TARGET,
    MIN_SMOG_SENTENCES,
    MISSING_LIBRARY_MESSAGE,
    SMOG_TARGET,
)
from app.standards.report_output import item_counts, report_summary, score_text
from app.standards.row_names import row_name
from app.support.translation import Translate

_LEVEL = 2
_EXPLAINED_STATES = (ItemState.FAILED, ItemState.NOT_SCORED)


def report_introduction(translate: Translate) -> Document:
    """Say what the report is; shown before it has been computed."""
    text = translate(
        "StandardsReport",
        "The atlas is scored against published standards for decision aids, item by item. "
        "Where only the presence of something can be checked, the item says present. What only "
        "people can judge is not done.",
    )
    return (words(text),)


def report_document(report: StandardsReport, names: NameTable, translate: Translate) -> Document:
    """Build the page of a report about an atlas with these names."""
    return (*report_introduction(translate), *_blocks(report, names, translate))


def _blocks(report: StandardsReport, names: NameTable, translate: Translate) -> Iterator[Block]:
    yield Passage((Span(report_summary(report), strong=True),))
    for standard in report.standards:
        items = report.items_of(standard)
        yield Heading(_LEVEL, standard)
        yield quiet(item_counts(items))
        blocks = tuple(block for item in items for block in _item(item))
        has_failed = any(item.state is ItemState.FAILED for item in items)
        yield from (Callout("caution", blocks),) if has_failed else blocks
    yield Heading(_LEVEL, translate("StandardsReport", "Readability"))
    yield from _readability(report, names, translate)


def _item(item: ReportItem) -> Iterator[Block]:
    """An item with its state, and the reasons if it failed or was not scored."""
    text = f"{item.asks}: {item.state.value}"
    yield Passage((Span(f"{item.id}  ", strong=True), Span(text)))
    if item.why and item.state in _EXPLAINED_STATES:
        yield Bullets(tuple((Span(why),) for why in item.why))


def _readability(
    report: StandardsReport, names: NameTable, translate: Translate
) -> Iterator[Block]:
    if not report.rows:
        text = translate("StandardsReport", "Not scored: {why}")
        yield words(text.format(why=MISSING_LIBRARY_MESSAGE))
        return
    lead = translate(
        "StandardsReport",
        "School grades by Flesch-Kincaid, at most {grade}, and by SMOG, at most {smog}. A word of "
        "the glossary counts as one plain word; the raw score is in brackets. SMOG needs {count} "
        "sentences.",
    )
    yield quiet(
        lead.format(grade=FLESCH_KINCAID_TARGET, smog=SMOG_TARGET, count=MIN_SMOG_SENTENCES)
    )
    yield DefinitionList(
        tuple(
            (row_name(row.name, names, translate), (Span(score_text(row)),)) for row in report.rows
        )
    )
