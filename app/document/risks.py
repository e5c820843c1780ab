"""Number records as rows of a table: one denominator and one scale, highest number first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from app.atlas.model import NumberRecord, Statement
from app.atlas.risk_wording import (
    RateLine,
    exact_rate,
    format_number,
    rate_lines,
    round_half_up,
)
from app.body.regions import RegionId
from app.document.blocks import (
    Block,
    DefinitionList,
    Heading,
    IconArray,
    Notes,
    Passage,
    RiskRow,
    RiskTable,
    Span,
    Spans,
)
from app.document.citations import references_of
from app.document.gathered_notes import with_gathered_notes
from app.document.passages import (
    joined_spans,
    numbered_sources,
    source_span,
    term_notes,
    terms_of,
)
from app.document.questions import asked_questions
from app.document.risk_words import (
    certainty_text,
    headline_text,
    icon_array_name,
    icon_legend_texts,
    population_text,
    sentence,
    window_text,
)
from app.document.source import DocumentSource
from app.support.translation import Translate

_ROUND_NUMBERS = (1, 2, 5, 10, 15, 20, 25, 30, 40, 50, 60, 80, 100, 125, 150, 200, 250, 300, 400)
_LARGE_ROUND_NUMBERS = (500, 600, 800, 1_000)
_NUMBER = re.compile(r"\d(?:[\d,.\u202f ]*\d)?")
_LEVEL = 4
Rate = Fraction


@dataclass(frozen=True, slots=True)
class RowRecords:
    """The records of one row.

    `headline` is one record, or several that are always shown together; `others` stand in the
    details only. `ask` is the id of a statement with questions, or ""; `done` are the statements
    that say what is done about it.
    """

    id: str
    label: str
    headline: tuple[NumberRecord, ...]
    others: tuple[NumberRecord, ...] = ()
    ask: str = ""
    done: tuple[Statement, ...] = ()

    @property
    def records(self) -> tuple[NumberRecord, ...]:
        """All its records."""
        return self.headline + self.others


def rows_of_region(source: DocumentSource, region: RegionId) -> tuple[RowRecords, ...]:
    """The rows that the atlas has for a region."""
    rows = []
    for row in source.atlas.risk_rows:
        if row.is_for(region):
            records = source.numbers(row.numbers)
            headline = _headline_records(source, records)
            others = tuple(one for one in records if one not in headline)
            label = source.names.risks.get(row.id) or headline[0].label
            done = tuple(source.atlas.shared_statement(name, source.language) for name in row.done)
            rows.append(RowRecords(row.id, label, headline, others, row.ask, done))
    return tuple(rows)


def _headline_records(
    source: DocumentSource, records: Sequence[NumberRecord]
) -> tuple[NumberRecord, ...]:
    """The first record, those always shown with it, and those that are never shown without it."""
    first = source.numbers((records[0].id,))
    ids = {one.id for one in first}
    return first + tuple(
        one for one in records if one.id not in ids and not ids.isdisjoint(one.shown_with)
    )


def rows_of_numbers(
    source: DocumentSource, names: Iterable[str], covered: frozenset[str] = frozenset()
) -> tuple[RowRecords, ...]:
    """A row for each record, and for those that are always shown with it.

    Records in `covered` are in another table of the document already. They are left out, unless a
    record that is not covered must not be shown without them.
    """
    needed = source.numbers(name for name in names if name not in covered)
    return tuple(RowRecords(one.id, one.label, (one,)) for one in needed)


def risk_table(
    source: DocumentSource,
    rows: Sequence[RowRecords],
    *,
    lead: str = "",
    note: str = "",
    is_expandable: bool = True,
    has_icons: bool = True,
) -> RiskTable:
    """Make a table of at least one row; without `is_expandable` its rows have no details."""
    ordered = sorted(rows, key=_highest, reverse=True)
    made = [_row(source, row, is_expandable=is_expandable, has_icons=has_icons) for row in ordered]
    return RiskTable(
        lead=lead,
        unit=_unit(source, [one for row in rows for one in row.headline]),
        maximum=round_maximum(max(row.high for row in made)),
        rows=tuple(made),
        is_expandable=is_expandable,
        note=note,
    )


def round_maximum(highest: float) -> int:
    """A round number that is not below the highest rate."""
    numbers = (*_ROUND_NUMBERS, *_LARGE_ROUND_NUMBERS)
    return next((number for number in numbers if number >= highest), ceil(highest))


def bounds(records: Sequence[NumberRecord]) -> tuple[Rate, Rate]:
    """The lowest and highest rate per 1,000: the range of one record, or the rates of several.

    The highest rate that still fits a count of zero counts as a rate too.
    """
    first = records[0]
    if len(records) == 1 and first.low is not None and first.high is not None and exact_rate(first):
        return Rate(first.low), Rate(first.high)
    rates = [exact_rate(one) for one in records]
    fitting = [Rate(one.high) for one in records if one.high is not None and not exact_rate(one)]
    return min(rates), max(rates + fitting)


def value_text(records: Sequence[NumberRecord], translate: Translate) -> str:
    """The number of a row, such as "2 to 19", "26 and 120" or "under 1".

    Two counts that disagree are joined by "and"; "to" stands between the ends of the range of one
    count, or between the lowest and the highest of several.
    """
    low, high = bounds(records)
    if high == 0:
        return translate("RiskTable", "none reported")
    if high < 1:
        return translate("RiskTable", "under 1")
    is_rate = len(records) > 1  # a rate below 1 is said to be so; the end of a range is rounded
    lowest = 0 if is_rate and low < 1 else round_half_up(low)
    highest = round_half_up(high)
    is_pair = _is_pair(records)
    if low > 0 and lowest == 0:
        text = (
            translate("RiskTable", "up to 1")
            if highest == 1
            else translate("RiskTable", "under 1 and {high}")
            if is_pair
            else translate("RiskTable", "under 1 to {high}")
        )
    elif lowest == highest:
        text = "{high}"
    elif is_pair:
        text = translate("RiskTable", "{low} and {high}")
    else:
        text = translate("RiskTable", "{low} to {high}")
    low_text, high_text = format_number(lowest, translate), format_number(highest, translate)
    return text.format(low=low_text, high=high_text)


def _is_pair(records: Sequence[NumberRecord]) -> bool:
    """True for two counts, which "and" joins."""
    return len(records) == 2 and all(map(exact_rate, records))


def key_of_values(rows: Iterable[RowRecords], translate: Translate) -> str:
    """What "and" and "to" mean, each said once with the first number of its kind."""
    first: dict[str, str] = {}
    for row in sorted(rows, key=_highest, reverse=True):
        value = value_text(row.headline, translate)
        if has_two_numbers(value):
            is_pair, is_one = _is_pair(row.headline), len(row.headline) == 1
            first.setdefault("pair" if is_pair else "one" if is_one else "several", value)
    return meanings_of_values(first, translate)


def has_two_numbers(text: str) -> bool:
    """Whether a text such as "2 to 19" has two numbers."""
    return len(_NUMBER.findall(text)) == 2


def meanings_of_values(values: Mapping[str, str], translate: Translate) -> str:
    """One sentence for each value: "pair", "many" or "several" counts, or the range of "one"."""
    texts = {
        "pair": translate("RiskTable", "“{value}”: two counts that differ."),
        "many": translate("RiskTable", "“{value}”: counts that differ."),
        "several": translate(
            "RiskTable", "“{value}”: the lowest and the highest of several counts."
        ),
        "one": translate("RiskTable", "“{value}”: one count, allowing for chance."),
    }
    return " ".join(texts[kind].format(value=value) for kind, value in values.items())


def _highest(row: RowRecords) -> tuple[Rate, Rate]:
    """The highest number that a row shows, where its bar ends; then its highest count."""
    return bounds(row.headline)[1], max(map(exact_rate, row.headline))


def _unit(source: DocumentSource, records: Iterable[NumberRecord]) -> str:
    counted = {record.counts for record in records}
    if counted == {"people"}:
        return source.translate("RiskTable", "of 1,000 people")
    if counted == {"procedures"}:
        return source.translate("RiskTable", "of 1,000 procedures")
    return source.translate("RiskTable", "of 1,000 people or procedures")


def _row(
    source: DocumentSource, row: RowRecords, *, is_expandable: bool, has_icons: bool
) -> RiskRow:
    low, high = bounds(row.headline)
    return RiskRow(
        id=row.id,
        label=row.label,
        value=value_text(row.headline, source.translate),
        low=float(low),
        high=float(high),
        details=tuple(_details(source, row, has_icons=has_icons)) if is_expandable else (),
    )


def _details(source: DocumentSource, row: RowRecords, *, has_icons: bool) -> Iterator[Block]:
    """What opens under a row: what was counted with its sources, and what to ask about it."""
    counts = tuple(_counts(source, row, has_icons=has_icons))
    yield from with_gathered_notes(counts, source.translate("Document", "Sources"))
    questions = asked_questions(source, row.ask) if row.ask else None
    if questions is not None:
        label = (
            source.translate("RiskTable", "A question to ask")
            if len(questions.items) == 1
            else source.translate("RiskTable", "Questions to ask")
        )
        yield Heading(_LEVEL, label)
        yield questions


def _counts(source: DocumentSource, row: RowRecords, *, has_icons: bool) -> Iterator[Block]:
    """The numbers in words, a picture, who was counted, how sure, other counts, what is done."""
    lines = rate_lines(row.headline, source.translate)
    for line in lines:
        if len(lines) > 1:
            yield Heading(_LEVEL, line.record.label)
        yield Passage(headline_spans(line))
        if has_icons and len(lines) == 1 and line.has_icons:
            yield icon_array(source, line)
        yield _definitions(source, line.record)
    others = tuple(_other_lines(source, row))
    if others:
        label = source.translate("RiskTable", "Other count")
        notes = _notes(source, *(line.record for line in others))
        entries = tuple((label, _other_count(source, line, notes)) for line in others)
        yield DefinitionList(entries, notes)
    if row.done:
        yield what_is_done(source, row.done)


def what_is_done(source: DocumentSource, statements: Sequence[Statement]) -> DefinitionList:
    """What is done about a harm, and how long it lasts; each sentence links to its sources."""
    terms = (name for one in statements for name in terms_of(one))
    refs = (name for one in statements for name in references_of(one))
    notes = Notes(term_notes(source, terms), numbered_sources(source, refs))
    spans: list[Span] = []
    for statement in statements:
        spans += [Span(" ")] if spans else []
        spans += (span for span in joined_spans(source, statement) if not span.source)
        spans += (source_span(notes, name) for name in references_of(statement))
    label = source.translate("RiskTable", "What is done about it")
    return DefinitionList(((label, tuple(spans)),), notes)


def headline_spans(line: RateLine) -> Spans:
    """Both frames of a number, then its range."""
    phrase = Span(f"{line.phrase[:1].upper()}{line.phrase[1:]}", strong=True)
    rest = f"; {line.rest}." if line.rest else "."
    return phrase, Span(f"{rest} {line.range}".rstrip())


def icon_array(source: DocumentSource, line: RateLine) -> IconArray:
    """The picture of a number of 1,000, with rings up to the end of its range."""
    low, high = (round_half_up(end) for end in bounds((line.record,)))
    filled, rings, others = icon_legend_texts(line, low, high, source.translate)
    return IconArray(
        count=line.count,
        high=max(high, line.count),
        legend=(filled, rings, others),
        description=icon_array_name(line, source.translate),
    )


def _definitions(source: DocumentSource, record: NumberRecord) -> DefinitionList:
    """Who was counted, for how long, and how sure."""
    translate = source.translate
    notes = _notes(source, record)
    who = (Span(population_text(record, translate)), *_source_spans(record, notes))
    sure = sentence(certainty_text(record, translate))
    return DefinitionList(
        (
            (translate("RiskTable", "Who was counted"), who),
            (translate("RiskTable", "Followed for"), (Span(window_text(record, translate)),)),
            (translate("RiskTable", "How sure"), (Span(sure),)),
        ),
        notes,
    )


def _other_lines(source: DocumentSource, row: RowRecords) -> Iterator[RateLine]:
    """The records below the headline in words; those that belong together have one denominator."""
    done: set[str] = set()
    for record in row.others:
        if record.id not in done:
            together = [one for one in source.numbers((record.id,)) if one in row.others]
            done |= {one.id for one in together}
            yield from rate_lines(together, source.translate)


def _other_count(source: DocumentSource, line: RateLine, notes: Notes) -> Spans:
    """Another count in one paragraph: the number, its range, who was counted, and how sure."""
    record, translate = line.record, source.translate
    followed = translate("RiskTable", "Followed for: {window}")
    parts = (
        f"{sentence(headline_text(line))} {line.range}".rstrip(),
        population_text(record, translate),
        followed.format(window=window_text(record, translate)),
        translate("RiskTable", "How sure: {certainty}").format(
            certainty=certainty_text(record, translate)
        ),
    )
    label = Span(f"{record.label}. ", strong=True)
    return label, Span(" ".join(parts)), *_source_spans(record, notes)


def _notes(source: DocumentSource, *records: NumberRecord) -> Notes:
    """The sources of records, numbered."""
    refs = (ref for record in records for ref in record.refs)
    return Notes(sources=numbered_sources(source, refs), basis="sourced")


def _source_spans(record: NumberRecord, notes: Notes) -> Spans:
    return tuple(source_span(notes, name) for name in record.refs)


def number_table(
    source: DocumentSource,
    statement: Statement,
    covered: frozenset[str] = frozenset(),
    *,
    has_icons: bool = True,
) -> tuple[RiskTable, ...]:
    """The table of the records of a statement; none if it has no records that are not `covered`."""
    rows = rows_of_numbers(source, statement.numbers, covered)
    return (risk_table(source, rows, has_icons=has_icons),) if rows else ()
