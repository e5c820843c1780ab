"""Formats a report as text lines and as JSON."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator

from app.standards.model import ItemState, ReadabilityRow, ReportItem, StandardsReport
from app.standards.readability import (
    FLESCH_KINCAID_TARGET,
    MIN_SMOG_SENTENCES,
    MISSING_LIBRARY_MESSAGE,
    SMOG_TARGET,
)
from app.support.translation import Catalogue

SCHEMA = 2
_MARKS = {
    ItemState.PASSED: "pass",
    ItemState.PRESENT: "here",
    ItemState.FAILED: "FAIL",
    ItemState.NOT_SCORED: "----",
    ItemState.PROGRAM: "test",
    ItemState.PEOPLE: "????",
    ItemState.NOT_APPLICABLE: "n/a ",
}


def report_lines(report: StandardsReport) -> Iterator[str]:
    """Yield the report line by line: each standard with its count, then the readability."""
    yield f"{report.atlas} {report.version}, {report.language}"
    for standard in report.standards:
        items = report.items_of(standard)
        yield ""
        yield f"{standard}: {item_counts(items)}"
        for item in items:
            yield from _item(item)
    yield ""
    yield from _readability(report)
    yield ""
    yield report_summary(report)


def item_counts(items: tuple[ReportItem, ...]) -> str:
    """Say how many items passed, and the state of the others."""
    states = Counter(item.state for item in items)
    judged = states[ItemState.PASSED] + states[ItemState.FAILED] + states[ItemState.NOT_SCORED]
    parts = [f"{states[ItemState.PASSED]} of {judged} that can be checked here"]
    if states[ItemState.PRESENT]:
        parts.append(f"{states[ItemState.PRESENT]} present, not judged")
    parts += [
        f"{states[state]} {state.value}"
        for state in (ItemState.PROGRAM, ItemState.PEOPLE, ItemState.NOT_APPLICABLE)
        if states[state]
    ]
    return "; ".join(parts)


def report_summary(report: StandardsReport) -> str:
    """Summarise the report in one sentence."""
    failed = len(report.failed)
    people = sum(item.state is ItemState.PEOPLE for item in report.items)
    unscored = sum(item.state is ItemState.NOT_SCORED for item in report.items)
    result = "No item failed"
    if failed:
        result = Catalogue.read("en").translate("StandardsReport", "%n item(s) failed", failed)
    more = f", {unscored} could not be scored" if unscored else ""
    return f"{result}{more}; {people} need people, which has not been done."


def report_json(report: StandardsReport) -> str:
    """Return the report as JSON; docs/standards.md names its keys."""
    items = [dataclasses.asdict(item) | {"state": item.state.value} for item in report.items]
    made = {
        "schema": SCHEMA,
        "atlas": report.atlas,
        "version": report.version,
        "language": report.language,
        "targets": {"flesch_kincaid": FLESCH_KINCAID_TARGET, "smog": SMOG_TARGET},
        "items": items,
        "readability": [dataclasses.asdict(row) for row in report.rows],
        "counts": {standard: _counts(report.items_of(standard)) for standard in report.standards},
    }
    return json.dumps(made, indent=1)


def _counts(items: tuple[ReportItem, ...]) -> dict[str, int]:
    return dict(Counter(item.state.value for item in items))


def _item(item: ReportItem) -> Iterator[str]:
    tail = f" ({item.state.value})" if item.state is ItemState.PEOPLE else ""
    yield f"  {_MARKS[item.state]}  {item.id:<16} {item.asks}{tail}"
    for why in item.why:
        yield f"        {'':<16} {why}"


def _readability(report: StandardsReport) -> Iterator[str]:
    if not report.rows:
        yield f"Readability: not scored: {MISSING_LIBRARY_MESSAGE}"
        return
    yield (
        f"Readability (Flesch-Kincaid at most {FLESCH_KINCAID_TARGET}, SMOG at most {SMOG_TARGET}; "
        "glossary words as one plain word | every word as it is)"
    )
    yield f"  {'text':<30} {'sentences':>9}   Flesch-Kincaid          SMOG"
    for row in report.rows:
        yield f"  {row.name:<30} {row.sentences:>9}   {_scores(row)}"
    yield (
        f"  SMOG needs {MIN_SMOG_SENTENCES} sentences; shorter texts are scored joined, by region."
    )


def score_text(row: ReadabilityRow) -> str:
    """Describe the scores of a text, with the raw scores in brackets."""
    level = f"Flesch-Kincaid {row.flesch_kincaid:.1f} ({row.flesch_kincaid_raw:.1f})"
    if row.smog is None or row.smog_raw is None:
        return f"{level}; {row.sentences} sentences, too short for SMOG, not scored"
    return f"{level}; SMOG {row.smog:.1f} ({row.smog_raw:.1f})"


def _scores(row: ReadabilityRow) -> str:
    level = f"{row.flesch_kincaid:5.1f} | {row.flesch_kincaid_raw:4.1f}"
    if row.smog is None or row.smog_raw is None:
        return f"{level}        too short, not scored"
    return f"{level}          {row.smog:5.1f} | {row.smog_raw:4.1f}"
