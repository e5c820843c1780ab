"""Judges an atlas against all standards, item by item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.atlas.loader import Atlas
from app.standards import cdc_cci, discern, integrity, ipdas, pemat, risk_communication
from app.standards.atlas_text import AtlasText
from app.standards.model import (
    CoveredByTest,
    ItemState,
    NeedsPeople,
    NotApplicable,
    Presence,
    ReportItem,
    SameAs,
    StandardRule,
    StandardsReport,
)
from app.standards.readability import MISSING_LIBRARY_MESSAGE, load_textstat, readability_rows

RULES: dict[str, tuple[StandardRule, ...]] = {
    **ipdas.RULES,
    **discern.RULES,
    **pemat.RULES,
    **cdc_cci.RULES,
    **risk_communication.RULES,
    **integrity.RULES,
}
READABILITY_ITEM = "RD-1"


def make_report(
    atlas: Atlas, language: str, today: dt.date, *, stop: Callable[[], bool] = bool
) -> StandardsReport:
    """Judge every item.

    Args:
        atlas: the atlas to judge.
        language: the language of the texts.
        today: the date to compare dates with.
        stop: called between items; once it returns True, the rest is left out.
    """
    material = AtlasText(atlas, language, today)
    judged: dict[str, ReportItem] = {}
    for standard, rules in RULES.items():
        for rule in rules:
            if not stop() and not isinstance(rule.judge, SameAs):
                judged[rule.id] = _judge(rule, standard, material)
    items = []
    for standard, rules in RULES.items():
        for rule in rules:
            if isinstance(rule.judge, SameAs) and rule.judge.other in judged:
                judged[rule.id] = _same(rule, standard, judged[rule.judge.other])
            if rule.id in judged:
                items.append(judged[rule.id])
    return StandardsReport(
        atlas.id, atlas.version, language, tuple(items), readability_rows(material)
    )


def _judge(rule: StandardRule, standard: str, material: AtlasText) -> ReportItem:
    match rule.judge:
        case NeedsPeople():
            return ReportItem(rule.id, standard, rule.asks, ItemState.PEOPLE)
        case CoveredByTest(test):
            return ReportItem(rule.id, standard, rule.asks, ItemState.PROGRAM, (test,))
        case NotApplicable(why):
            return ReportItem(rule.id, standard, rule.asks, ItemState.NOT_APPLICABLE, (why,))
        case SameAs(other):
            raise ValueError(other)
        case Presence(judge, note):
            if not (wrong := tuple(judge(material))):
                lines = tuple(note(material)) if note else ()
                return ReportItem(rule.id, standard, rule.asks, ItemState.PRESENT, lines)
        case judge:
            wrong = tuple(judge(material))
    state = ItemState.FAILED if wrong else ItemState.PASSED
    if rule.id == READABILITY_ITEM and not wrong:
        state, wrong = _scored(material)
    return ReportItem(rule.id, standard, rule.asks, state, wrong)


def _scored(material: AtlasText) -> tuple[ItemState, tuple[str, ...]]:
    """Not scored, rather than passed, if texts are too short or the library is missing."""
    if load_textstat() is None:
        return ItemState.NOT_SCORED, (MISSING_LIBRARY_MESSAGE,)
    if short := tuple(integrity.texts_too_short(material)):
        return ItemState.NOT_SCORED, short
    return ItemState.PASSED, ()


def _same(rule: StandardRule, standard: str, other: ReportItem) -> ReportItem:
    why = (f"see {other.id}",)
    return ReportItem(rule.id, standard, rule.asks, other.state, why)
