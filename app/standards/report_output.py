"""A report as lines to read, and as a JSON document."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterator

from app.standards.model import Item, Report, Row, State
from app.standards.readability import FEWEST_FOR_SMOG, MISSING, TARGET

SCHEMA = 1
_MARKS = {
    State.PASSED: "pass",
    State.FAILED: "FAIL",
    State.NOT_SCORED: "----",
    State.PROGRAM: "test",
    State.PEOPLE: "????",
    State.NOT_APPLICABLE: "n/a ",
}


def lines(report: Report) -> Iterator[str]:
    """Give the report line by line: each standard with its count, then the readability."""
    yield f"{report.atlas} {report.version}, {report.language}"
    for standard in report.standards:
        items = report.of(standard)
        yield ""
        yield f"{standard}: {counted(items)}"
        for item in items:
            yield from _item(item)
    yield ""
    yield from _readability(report)
    yield ""
    yield verdict(report)


def counted(items: tuple[Item, ...]) -> str:
    """Give how many of the items passed, and what became of the others."""
    states = Counter(item.state for item in items)
    judged = states[State.PASSED] + states[State.FAILED] + states[State.NOT_SCORED]
    parts = [f"{states[State.PASSED]} of {judged} that can be checked here"]
    parts += [
        f"{states[state]} {state.value}"
        for state in (State.PROGRAM, State.PEOPLE, State.NOT_APPLICABLE)
        if states[state]
    ]
    return "; ".join(parts)


def verdict(report: Report) -> str:
    """Give the end of it in one sentence."""
    failed = len(report.failed)
    people = sum(item.state is State.PEOPLE for item in report.items)
    unscored = sum(item.state is State.NOT_SCORED for item in report.items)
    told = "No item failed" if not failed else f"{failed} item{'s' if failed > 1 else ''} failed"
    more = f", {unscored} could not be scored" if unscored else ""
    return f"{told}{more}; {people} need people, which has not been done."


def document(report: Report) -> str:
    """Give the report as JSON; docs/standards.md names its keys."""
    items = [dataclasses.asdict(item) | {"state": item.state.value} for item in report.items]
    made = {
        "schema": SCHEMA,
        "atlas": report.atlas,
        "version": report.version,
        "language": report.language,
        "target": TARGET,
        "items": items,
        "readability": [dataclasses.asdict(row) for row in report.rows],
        "counts": {standard: _counts(report.of(standard)) for standard in report.standards},
    }
    return json.dumps(made, indent=1)


def _counts(items: tuple[Item, ...]) -> dict[str, int]:
    return dict(Counter(item.state.value for item in items))


def _item(item: Item) -> Iterator[str]:
    tail = f" ({item.state.value})" if item.state is State.PEOPLE else ""
    yield f"  {_MARKS[item.state]}  {item.id:<16} {item.asks}{tail}"
    for why in item.why:
        yield f"        {'':<16} {why}"


def _readability(report: Report) -> Iterator[str]:
    if not report.rows:
        yield f"Readability: not scored: {MISSING}"
        return
    yield f"Readability (at most {TARGET}; glossary words as one plain word | every word as it is)"
    yield f"  {'text':<30} {'sentences':>9}   Flesch-Kincaid          SMOG"
    for row in report.rows:
        yield f"  {row.name:<30} {row.sentences:>9}   {_scores(row)}"
    yield f"  SMOG needs {FEWEST_FOR_SMOG} sentences; shorter texts are scored joined, by region."


def scores(row: Row) -> str:
    """Give the scores of a text in words, raw ones in brackets."""
    level = f"Flesch-Kincaid {row.flesch_kincaid:.1f} ({row.flesch_kincaid_raw:.1f})"
    if row.smog is None or row.smog_raw is None:
        return f"{level}; {row.sentences} sentences, too short for SMOG, not scored"
    return f"{level}; SMOG {row.smog:.1f} ({row.smog_raw:.1f})"


def _scores(row: Row) -> str:
    level = f"{row.flesch_kincaid:5.1f} | {row.flesch_kincaid_raw:4.1f}"
    if row.smog is None or row.smog_raw is None:
        return f"{level}        too short, not scored"
    return f"{level}          {row.smog:5.1f} | {row.smog_raw:4.1f}"
