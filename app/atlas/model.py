"""Records of the texts of an atlas.

Each record is one frozen type: its fields check the keys of a table when a file is validated, and
hold the values when the atlas is open. A type whose name ends in `Source` is the part of a record
that is in the file; the record adds what the program makes of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Annotated, Literal

from msgspec import Meta, structs

from app.atlas.header import TomlTable
from app.atlas.schema import (
    Count,
    Heading,
    Id,
    Ids,
    MarkupText,
    Name,
    PlainProse,
    RateText,
    ShortLine,
    TextLine,
)
from app.atlas.text_markup import Block, parse_blocks
from app.atlas.topics import OVERVIEW_TOPIC
from app.body.regions import RegionId, TopicId
from app.support.record import Record, convert_trusted
from app.support.validation_errors import ReportTextError


class Basis(Enum):
    """What a statement rests on; decides how it is shown."""

    SOURCED = "sourced"
    WORKED_OUT = "worked-out"
    GENERAL = "general"


class Depth(Enum):
    """How deep a statement lies: on the first page, in its topic, or with the studies."""

    OVERVIEW = "overview"
    MAIN = "main"
    STUDIES = "studies"


class StatementSource(Record, frozen=True, rename={"heading": "head"}):
    """A statement as it is in a file; `text` holds markup."""

    text: MarkupText
    basis: Basis
    heading: Heading = ""
    refs: tuple[Id, ...] = ()
    method: TextLine = ""
    numbers: tuple[Id, ...] = ()


class SharedStatementSource(StatementSource, frozen=True, kw_only=True):
    """One of [[statements]] of statements.toml; topics include it by its id."""

    id: Id


class TopicStatementSource(SharedStatementSource, frozen=True, kw_only=True):
    """One of [[says]] of a topic; without `depth` it has the default of the topic.

    `include` is the id of the shared statement whose text this is, or "".
    """

    include: Id = ""
    depth: Depth | None = None


class IncludedStatementSource(Record, frozen=True, kw_only=True):
    """One of [[says]] that includes a shared statement, as it is in the file."""

    id: Id
    include: Id
    depth: Depth | None = None


class Statement(StatementSource, frozen=True, kw_only=True):
    """One passage of text with its basis and its sources; `blocks` is the parsed text.

    `included` is the id of the shared statement whose text this is, or "".
    """

    id: str
    blocks: tuple[Block, ...]
    depth: Depth = Depth.MAIN
    included: str = ""


def make_statement(
    source: StatementSource,
    name: str,
    words: Mapping[str, str],
    report: ReportTextError | None = None,
) -> Statement:
    """Parse the text of a statement.

    Args:
        source: the statement as it is in the file.
        name: the id of the statement.
        words: the word that is shown for each term of the glossary.
        report: called for every error in the markup; without it the text is known to be valid.
    """
    return Statement(
        text=source.text,
        basis=source.basis,
        heading=source.heading,
        refs=source.refs,
        method=source.method,
        numbers=source.numbers,
        id=name,
        blocks=parse_blocks(source.text, words, report),
    )


def parse_statement(raw: TomlTable, name: str, words: Mapping[str, str]) -> Statement:
    """Make a statement from a valid table."""
    return make_statement(convert_trusted(raw, StatementSource), name, words)


class Topic(Record, frozen=True):
    """One section of the text about a region, or about every region (shared).

    `short` is always there in an atlas of schema 1, and in the topic `check-first`. `date` and
    `review` are those of the file.
    """

    id: TopicId
    short: Statement | None
    statements: tuple[Statement, ...]
    date: dt.date
    review: str

    @property
    def summary(self) -> Statement:
        """The short text of a topic that must have one.

        Raises:
            KeyError: it has none.
        """
        if self.short is None:
            raise KeyError(f"{self.id}.short")
        return self.short

    @property
    def all_statements(self) -> tuple[Statement, ...]:
        """The short text, if there is one, and the statements."""
        return (self.short, *self.statements) if self.short else self.statements


class RegionText(Record, frozen=True):
    """The text of one file about one region in one language."""

    region: RegionId
    date: dt.date
    topics: Mapping[TopicId, Topic]


def default_depth(topic: str) -> Depth:
    """The depth of the statements of a topic that do not have one of their own."""
    return Depth.OVERVIEW if topic == OVERVIEW_TOPIC else Depth.MAIN


class TopicParser:
    """Makes topics from the valid files of a language.

    Args:
        words: the word that is shown for each term of the glossary.
        shared: the tables of the statements that topics include, by their ids.
    """

    def __init__(self, words: Mapping[str, str], shared: Mapping[str, TomlTable]) -> None:
        self._words, self._shared = words, shared

    def shared_statement(self, name: str) -> Statement:
        """Make a shared statement, as a row of risks shows it."""
        source = convert_trusted(self._shared[name], SharedStatementSource)
        return make_statement(source, name, self._words)

    def shared_topic(self, raw: TomlTable) -> Topic:
        """Make a topic from the file of a shared topic."""
        return self._topic(raw, raw["topic"], raw)

    def region_text(self, raw: TomlTable, order: tuple[TopicId, ...]) -> RegionText:
        """Make the text of a region from its file, with its topics in the given order."""
        topics = raw["topics"]
        return RegionText(
            region=raw["region"],
            date=raw["date"],
            topics={name: self._topic(topics[name], name, raw) for name in order if name in topics},
        )

    def _topic(self, raw: TomlTable, name: TopicId, file: TomlTable) -> Topic:
        short = raw.get("short")
        return Topic(
            id=name,
            short=None if short is None else parse_statement(short, "short", self._words),
            statements=tuple(self._statement(one, default_depth(name)) for one in raw["says"]),
            date=file["date"],
            review=file["review"],
        )

    def _statement(self, raw: TomlTable, depth: Depth) -> Statement:
        included = self._shared[raw["include"]] if "include" in raw else {}
        source = convert_trusted({**included, **raw}, TopicStatementSource)
        statement = make_statement(source, source.id, self._words)
        return structs.replace(statement, depth=source.depth or depth, included=source.include)


class ReferenceSource(Record, frozen=True, rename={"read_as": "read"}):
    """One table of references.toml; `read_as` says how the source was read."""

    read_as: Literal["abstract", "second-hand"]
    authors: TextLine = ""
    title: TextLine = ""
    journal: TextLine = ""
    year: Annotated[int, Meta(ge=1500, le=2100)] | None = None
    identifier: TextLine = ""


class Reference(ReferenceSource, frozen=True, kw_only=True):
    """A source that statements refer to by its id."""

    id: str


def parse_reference(raw: TomlTable, name: str) -> Reference:
    """Make a reference from a valid table."""
    return Reference(id=name, **structs.asdict(convert_trusted(raw, ReferenceSource)))


class NumberSource(Record, frozen=True, rename={"back_counted": "back", "shown_with": "beside"}):
    """The figures of a number record: one table of numbers.toml."""

    kind: Literal["count", "published"]
    rate: RateText
    refs: Ids
    tag: Literal["S", "S2", "D"]
    events: Count | None = None
    denominator: Annotated[int, Meta(ge=1, le=100_000_000)] | None = None
    counts: Literal["people", "procedures"] = "people"
    low: RateText | None = None
    high: RateText | None = None
    method: Literal["exact", "wilson", "as printed"] | None = None
    back_counted: Literal["none", "part", "not-told"] = "not-told"
    shown_with: tuple[Id, ...] = ()


class NumberTextSource(Record, frozen=True):
    """The words of a number record in one language: one table of texts/<language>/numbers.toml."""

    label: Name
    setting: TextLine
    area: TextLine = ""
    window: TextLine = ""
    note: TextLine = ""
    why_no_range: TextLine = ""


class NumberRecord(Record, frozen=True):
    """A rate with its sources; all rates are per 1,000.

    kind `count`: events and denominator are there, and the 95 % interval from low to high was
    computed with `method` (`exact` or `wilson`). kind `published`: a rate as printed; low and high
    may be absent, and then `why_no_range` gives the reason. `back_counted` says whether the back
    was among the places that were counted: `none`, `part` or `not-told`. `shown_with` names the
    records that must be shown whenever this one is.
    """

    id: str
    kind: str
    rate: Decimal
    refs: tuple[str, ...]
    tag: str
    label: str
    setting: str
    area: str
    window: str
    events: int | None = None
    denominator: int | None = None
    counts: str = "people"
    back_counted: str = "not-told"
    shown_with: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    method: str = ""
    why_no_range: str = ""
    note: str = ""


def parse_number(figures: TomlTable, text: TomlTable, name: str) -> NumberRecord:
    """Make a number record from the valid tables of its figures and its words."""
    source = convert_trusted(figures, NumberSource)
    words = convert_trusted(text, NumberTextSource)
    changed = {
        "method": source.method or "",
        "rate": Decimal(source.rate),
        "low": Decimal(source.low) if source.low else None,
        "high": Decimal(source.high) if source.high else None,
    }
    return NumberRecord(id=name, **(structs.asdict(source) | structs.asdict(words) | changed))


class Term(Record, frozen=True):
    """A word of the glossary, one table of terms.toml.

    `also` is the everyday name of a medical word, or the medical name of an everyday one.
    """

    word: Name
    meaning: PlainProse
    also: ShortLine = ""


def parse_terms(raw: TomlTable) -> dict[str, Term]:
    """Make the terms of a valid file, by their ids."""
    return {name: convert_trusted(table, Term) for name, table in raw.items()}
