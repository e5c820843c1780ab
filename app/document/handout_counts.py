"""The table of risks on paper: each row with its range, who was counted and for how long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from msgspec import structs

from app.atlas.risk_wording import RateLine, certainty_of, rate_lines
from app.atlas.topics import RISKS_TOPIC
from app.body.regions import RegionId
from app.document.blocks import Block, IconArray, Notes, Passage, RiskRow, RiskTable, Span
from app.document.passages import numbered_sources
from app.document.risk_words import certainty_text, group_text, sentence, window_text
from app.document.risks import (
    RowRecords,
    headline_spans,
    icon_array,
    risk_table,
    rows_of_region,
    what_is_done,
)
from app.document.source import DocumentSource

_FOR_EVERY_REGION = ("any", "hospital", "burn", "death")
"""The rows of the atlas that are on every handout, beside those of its regions."""
_NOT_COUNTED_HERE = ("second-hand", "worked-out")


def counts_table(source: DocumentSource, regions: Sequence[RegionId]) -> tuple[RiskTable, ...]:
    """The risks of some regions, with everything in sight that is one press away on the screen.

    None if the atlas has no counts.
    """
    rows = _rows(source, regions)
    if not rows:
        return ()
    translate = source.translate
    table = risk_table(
        source,
        rows,
        lead=translate("RiskTable", "What was counted, most frequent first"),
        note=translate(
            "RiskTable",
            "A row gives the range of its count, or the lowest and highest of several counts. "
            "None of these was counted on the back alone. Your own risk may differ.",
        ),
        is_expandable=False,
    )
    records = {row.id: row for row in rows}
    shown: list[RiskRow] = []
    has_picture = False
    for row in table.rows:
        picture = () if has_picture else _picture(source, records[row.id])
        has_picture = has_picture or bool(picture)
        counts = tuple(_counts(source, records[row.id]))
        shown.append(structs.replace(row, details=(*counts, *picture)))
    return (structs.replace(table, rows=tuple(shown)),)


def _rows(source: DocumentSource, regions: Sequence[RegionId]) -> list[RowRecords]:
    """The rows for every region, then those of some regions; the name says of which."""
    found: dict[str, RowRecords] = {}
    where: dict[str, list[RegionId]] = {}
    for region in regions:
        for row in rows_of_region(source, region) or _first_count(source, region):
            found.setdefault(row.id, row)
            where.setdefault(row.id, []).append(region)
    own = {row.id for row in source.atlas.risk_rows if row.regions}
    general = {name for name in found if name in _FOR_EVERY_REGION}
    kept = [row for name, row in found.items() if not general or name in general | own]
    return [_with_regions(source, row, where[row.id], regions) for row in kept]


def _with_regions(
    source: DocumentSource, row: RowRecords, here: Sequence[RegionId], regions: Sequence[RegionId]
) -> RowRecords:
    if len(here) == len(regions):
        return row
    text = source.translate("Handout", "{risk}, {regions}")
    names = ", ".join(source.region_name(region) for region in here)
    label = text.format(risk=row.label, regions=names)
    return replace(row, label=label)


def _first_count(source: DocumentSource, region: RegionId) -> tuple[RowRecords, ...]:
    """The first count of an atlas without rows of risk, with those always shown with it."""
    parts = (source.own_topic(region, RISKS_TOPIC), source.shared_topic(RISKS_TOPIC))
    says = [one for part in parts if part is not None for one in part.statements]
    names = [name for one in says for name in one.numbers]
    if not names:
        return ()
    lines = (
        line for name in names for line in rate_lines(source.numbers((name,))[:1], source.translate)
    )
    drawn = next((line.record.id for line in lines if line.has_icons), names[0])
    records = source.numbers((drawn,))
    return (RowRecords(drawn, records[0].label, records),)


def _counts(source: DocumentSource, row: RowRecords) -> Iterator[Block]:
    """Each count in one paragraph, then what is done about it."""
    lines = rate_lines(row.records, source.translate)
    for line in lines:
        yield _count(source, line, with_label=len(lines) > 1)
    if row.done:
        yield what_is_done(source, row.done)


def _picture(source: DocumentSource, row: RowRecords) -> tuple[IconArray, ...]:
    """A picture of 1,000, if the row has one count that can be drawn; a handout has one picture."""
    lines = rate_lines(row.records, source.translate)
    is_drawn = len(lines) == 1 and lines[0].has_icons
    return (icon_array(source, lines[0]),) if is_drawn else ()


def _count(source: DocumentSource, line: RateLine, *, with_label: bool) -> Passage:
    """Both frames of a number, its range, who was counted, for how long, and what weakens it."""
    record, translate = line.record, source.translate
    followed = translate("RiskTable", "Followed for: {window}")
    parts = [
        sentence(group_text(record)),
        followed.format(window=window_text(record, translate)),
    ]
    if certainty_of(record) in _NOT_COUNTED_HERE:
        parts.append(sentence(certainty_text(record, translate)))
    label = (Span(f"{record.label}: "),) if with_label else ()
    return Passage(
        (*label, *headline_spans(line), Span(f" {' '.join(parts)}")),
        Notes(sources=numbered_sources(source, record.refs), basis="sourced"),
    )
