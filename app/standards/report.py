"""Scores an atlas, item by item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from app.atlas.loader import OpenAtlas
from app.standards import cdc_cci, discern, integrity, ipdas, pemat, risk_communication
from app.standards.atlas_text import Material
from app.standards.model import (
    Item,
    NotApplicable,
    People,
    Program,
    Report,
    Rule,
    Same,
    State,
)
from app.standards.readability import MISSING, library, rows

RULES: dict[str, tuple[Rule, ...]] = {
    **ipdas.RULES,
    **discern.RULES,
    **pemat.RULES,
    **cdc_cci.RULES,
    **risk_communication.RULES,
    **integrity.RULES,
}
SCORED = "RD-1"


def report(
    atlas: OpenAtlas, language: str, today: dt.date, *, stop: Callable[[], bool] = bool
) -> Report:
    """Judge every item; an atlas that could not be opened has no report.

    `stop` is asked between the items; once it says yes, the rest is left out.
    """
    material = Material(atlas, language, today)
    judged: dict[str, Item] = {}
    for standard, rules in RULES.items():
        for rule in rules:
            if not stop() and not isinstance(rule.how, Same):
                judged[rule.id] = _judge(rule, standard, material)
    items = []
    for standard, rules in RULES.items():
        for rule in rules:
            if isinstance(rule.how, Same) and rule.how.other in judged:
                judged[rule.id] = _same(rule, standard, judged[rule.how.other])
            if rule.id in judged:
                items.append(judged[rule.id])
    return Report(atlas.id, atlas.version, language, tuple(items), rows(material))


def _judge(rule: Rule, standard: str, material: Material) -> Item:
    match rule.how:
        case People():
            return Item(rule.id, standard, rule.asks, State.PEOPLE)
        case Program(test):
            return Item(rule.id, standard, rule.asks, State.PROGRAM, (test,))
        case NotApplicable(why):
            return Item(rule.id, standard, rule.asks, State.NOT_APPLICABLE, (why,))
        case Same(other):
            raise ValueError(other)
        case look:
            wrong = tuple(look(material))
    state = State.FAILED if wrong else State.PASSED
    if rule.id == SCORED and not wrong:
        state, wrong = _scored(material)
    return Item(rule.id, standard, rule.asks, state, wrong)


def _scored(material: Material) -> tuple[State, tuple[str, ...]]:
    """What was too short to be scored has not passed, nor has what nothing could score."""
    if library() is None:
        return State.NOT_SCORED, (MISSING,)
    if short := tuple(integrity.too_short(material)):
        return State.NOT_SCORED, short
    return State.PASSED, ()


def _same(rule: Rule, standard: str, other: Item) -> Item:
    why = (f"see {other.id}",)
    return Item(rule.id, standard, rule.asks, other.state, why)
