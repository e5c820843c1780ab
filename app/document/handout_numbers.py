"""The numbers of a handout: the same three for every region, each with its twin and its range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from app.atlas.model import NumberRecord
from app.atlas.risk_wording import (
    RateLine,
    certainty_of,
    exact_rate,
    format_number,
    range_ends,
    rate_lines,
    round_half_up,
)
from app.atlas.topics import RISKS_TOPIC
from app.body.regions import RegionId
from app.document.blocks import Document, IconArray, Notes, Passage, Span
from app.document.passages import numbered_sources, quiet
from app.document.risk_words import certainty_text, group_text, sentence
from app.document.risks import (
    RowRecords,
    bounds,
    has_two_numbers,
    meanings_of_values,
    rows_of_numbers,
    rows_of_region,
)
from app.document.source import DocumentSource
from app.support.record import Record

_PICTURED, _IN_WORDS = ("any", "hospital", "burn"), ("death",)
"""The rows of the atlas that every handout has: with a picture of 1,000, or in words."""
_NOT_COUNTED_HERE = ("second-hand", "worked-out")


class HandoutNumber(Record, frozen=True):
    """One number with its picture of 1,000.

    `value` is all its counts, such as "26 and 120"; `range` is the range of a single count.
    """

    id: str
    value: str
    range: str
    unit: str
    label: str
    picture: IconArray


class HandoutNumbers(Record, frozen=True):
    """The numbers.

    `key` says what filled dots and rings mean, `key_of_values` what "and" and "to" mean. `serious`
    are the counts of the worst harms, in words below the pictures. `counted` says of each number
    who was counted.
    """

    lead: str
    items: tuple[HandoutNumber, ...]
    key: tuple[str, str]
    serious: Document
    counted: Document
    key_of_values: Document = ()


def handout_numbers(source: DocumentSource, regions: Sequence[RegionId]) -> HandoutNumbers | None:
    """The three numbers, or None if the atlas has no counts.

    An atlas without these rows has the first rows of its first region, or its first count.
    """
    rows = _rows(source, regions)
    if not rows:
        return None
    known = [row for name in _PICTURED for row in rows if row.id == name]
    pictured = known or rows[: len(_PICTURED)]
    worst = [row for row in rows if row.id in _IN_WORDS and row not in pictured]
    special = [row for row in _special_rows(source, regions) if row not in (*pictured, *worst)]
    translate = source.translate
    areas = {record.area for row in (*pictured, *worst) for record in row.records}
    area = areas.pop() if len(areas) == 1 else ""
    serious = [_each_labelled(source, row.records, area) for row in worst]
    counted = [_counted(source, row.label, row.headline, area) for row in (*pictured, *special)]
    note = translate(
        "Handout", "None of these was counted on the back alone. Your own risk may differ."
    )
    items = tuple(_number(source, row) for row in pictured)
    return HandoutNumbers(
        lead=translate("Handout", "Each dot is one of 1,000."),
        items=items,
        key=(
            translate("Handout", "the lowest count"),
            translate("Handout", "could be as many as this"),
        ),
        serious=(*serious, quiet(f"{sentence(area)} {note}".strip())),
        counted=tuple(counted),
        key_of_values=_key_of_values(source, pictured, items),
    )


def _key_of_values(
    source: DocumentSource, rows: Sequence[RowRecords], items: Sequence[HandoutNumber]
) -> Document:
    """What "and" means with the first counts it joins, and "to" with the first range."""
    first: dict[str, str] = {}
    for row, item in zip(rows, items, strict=True):
        if len(row.headline) > 1:
            first.setdefault("pair" if len(row.headline) == 2 else "many", item.value)
        elif has_two_numbers(item.range):
            first.setdefault("one", item.range)
    text = meanings_of_values(first, source.translate)
    return (quiet(text),) if text else ()


def _special_rows(source: DocumentSource, regions: Sequence[RegionId]) -> list[RowRecords]:
    """The rows that the atlas has for some regions only; the name says for which of these."""
    own = {row.id for row in source.atlas.risk_rows if row.regions}
    found: dict[str, RowRecords] = {}
    where: dict[str, list[str]] = {}
    for region in regions:
        for row in rows_of_region(source, region):
            if row.id in own:
                found[row.id] = row
                where.setdefault(row.id, []).append(source.region_name(region))
    if len(regions) < 2:
        return list(found.values())
    text = source.translate("Handout", "{risk}, {regions}")
    return [
        replace(row, label=text.format(risk=row.label, regions=", ".join(where[name])))
        for name, row in found.items()
    ]


def _rows(source: DocumentSource, regions: Sequence[RegionId]) -> tuple[RowRecords, ...]:
    region = next(iter(regions or source.atlas.regions))
    return rows_of_region(source, RegionId(region)) or _first_count(source, RegionId(region))


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


def _number(source: DocumentSource, row: RowRecords) -> HandoutNumber:
    """All counts of a row in one line, and the picture: dots for the lowest, rings up to the end.

    With one count the rings go on to the end of its range.
    """
    translate, records = source.translate, row.headline
    texts = [_rate_text(record, source) for record in records]
    value = texts[0]
    for text in texts[1:]:
        value = translate("Handout", "{lower} and {higher}").format(lower=value, higher=text)
    low, high = bounds(records)
    filled = round_half_up(low if len(records) > 1 else exact_rate(records[0]))
    last = min(max(round_half_up(high), filled, 1 if high else 0), 1000)
    unit = _unit(source, records)
    words = translate("Handout", "Picture of 1,000 dots: {filled} filled, rings up to {last}")
    return HandoutNumber(
        id=row.id,
        value=value,
        range=_single_range(source, records),
        unit=unit,
        label=row.label,
        picture=IconArray(filled, last, ("", "", ""), words.format(filled=filled, last=last)),
    )


def _single_range(source: DocumentSource, records: Sequence[NumberRecord]) -> str:
    """The range of a single count per 1,000; "" if there are several counts or no range."""
    record = records[0]
    if len(records) > 1 or record.low is None or record.high is None:
        return ""
    return _ends_text(source, record, 1000)


def _rate_text(record: NumberRecord, source: DocumentSource) -> str:
    rate = exact_rate(record)
    if 0 < rate < 1:
        return source.translate("RiskTable", "under 1")
    return format_number(round_half_up(rate), source.translate)


def _unit(source: DocumentSource, records: Sequence[NumberRecord]) -> str:
    counted = {record.counts for record in records}
    translate = source.translate
    if counted == {"people"}:
        return translate("RiskTable", "of 1,000 people")
    if counted == {"procedures"}:
        return translate("RiskTable", "of 1,000 procedures")
    return translate("RiskTable", "of 1,000 people or procedures")


def _counted(
    source: DocumentSource, label: str, records: Sequence[NumberRecord], area: str
) -> Passage:
    """One paragraph: each count with its range, its group and its time.

    `area` is what all counts of the handout have in common, which is not repeated for each.
    """
    lines = rate_lines(records, source.translate)
    texts = [_count_text(source, line, area) for line in lines]
    refs = [name for line in lines for name in line.record.refs]
    notes = Notes(sources=numbered_sources(source, refs), basis="sourced")
    return Passage((Span(f"{label}: ", strong=True), Span(" ".join(texts))), notes)


def _each_labelled(source: DocumentSource, records: Sequence[NumberRecord], area: str) -> Passage:
    """One paragraph in which each count has its own label, because their groups differ."""
    spans: list[Span] = []
    for line in rate_lines(records, source.translate):
        label = f" {line.record.label}: " if spans else f"{line.record.label}: "
        spans += (Span(label, strong=True), Span(_count_text(source, line, area)))
    refs = [name for record in records for name in record.refs]
    notes = Notes(sources=numbered_sources(source, refs), basis="sourced")
    return Passage(tuple(spans), notes)


def counted_passages(source: DocumentSource, names: Sequence[str]) -> tuple[Passage, ...]:
    """The numbers of a statement in words, each with those that are always shown with it."""
    records = [row.records for row in rows_of_numbers(source, names)]
    return tuple(_counted(source, found[0].label, found, "") for found in records)


def _count_text(source: DocumentSource, line: RateLine, area: str) -> str:
    record, translate = line.record, source.translate
    who = record.setting if record.area == area else group_text(record)
    group = sentence(who).rstrip(".")
    if record.window in ("", "not stated"):
        time = translate("Handout", "follow-up not known")
    else:
        time = translate("Handout", "followed for {window}").format(
            window=record.window.rstrip(".")
        )
    counted = f"{_range_text(source, line)}. {group}; {time}."
    if certainty_of(record) in _NOT_COUNTED_HERE:
        counted = f"{counted} {sentence(certainty_text(record, translate))}"
    return f"{line.phrase[:1].upper()}{line.phrase[1:]}{counted}"


def _range_text(source: DocumentSource, line: RateLine) -> str:
    """The range in brackets, why there is none, or what still fits a count of zero."""
    record = line.record
    if not exact_rate(record):
        return f"; {line.rest}" if line.rest else ""
    if record.low is None or record.high is None:
        reason = line.range.rstrip(".")
        return f" ({reason[:1].lower()}{reason[1:]})" if reason else ""
    return f" ({_ends_text(source, record, line.per)})"


def _ends_text(source: DocumentSource, record: NumberRecord, per: int) -> str:
    """Both ends of the range of a record, such as "range 2 to 19"."""
    translate = source.translate
    if record.low is None or record.high is None:
        return ""
    ends = [round_half_up(Fraction(end) * per / 1000) for end in (record.low, record.high)]
    low, high = range_ends(record.low, record.high, per, translate)
    if ends[1] == 0:
        return translate("Handout", "range below 1")
    if ends[0] == 0:
        return translate("Handout", "range below 1 to {high}").format(high=high)
    return translate("Handout", "range {low} to {high}").format(low=low, high=high)
