"""Types of the files of an atlas, for validation only.

Records inside them are tables here, and are converted one by one, so that an error in one does not
hide errors in the others. An open atlas reads its files without these types.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from app.atlas.schema import Id, Ids, Name, RecordList, RecordTable, TextLine
from app.support.record import Record

QuestionId = Annotated[
    str,
    Meta(
        pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*(?:\.[1-9][0-9]?)?\Z",
        max_length=60,
        description="the id of a statement, or the id, a dot and the number of one question",
    ),
]
PixelSize = Annotated[int, Meta(ge=1, le=4_096)]
ViewKey = Literal["back", "back-left", "back-right"]
SideKey = Literal["left", "right"]
TissueKey = Literal["muscle", "ribs", "flank", "bone"]
Review = Literal["not-reviewed"]
SchemaNumber = Literal[1, 2]


class AtlasFile(Record, frozen=True):
    """The whole of atlas.toml."""

    schema: SchemaNumber
    id: Id
    title: Name
    version: Name
    date: dt.date
    expires_months: Annotated[int, Meta(ge=1, le=120)]
    languages: Annotated[tuple[Id, ...], Meta(min_length=1, max_length=50)]
    figures: Ids
    builds: Ids
    views: Annotated[tuple[ViewKey, ...], Meta(min_length=1)]
    region_topics: Ids
    shared_topics: tuple[Id, ...]
    regions: Annotated[list[Any], Meta(min_length=1)]
    tabs: Annotated[list[Any], Meta(min_length=1)] | None = None
    risk_rows: list[Any] = field(default_factory=list)


class TabEntry(Record, frozen=True):
    """One of [[tabs]] in atlas.toml."""

    id: Id
    topics: Ids


class RiskRowEntry(Record, frozen=True):
    """One of [[risk_rows]] in atlas.toml."""

    id: Id
    numbers: Ids
    regions: tuple[Id, ...] = ()
    ask: QuestionId = ""
    done: tuple[Id, ...] = ()


class RegionEntry(Record, frozen=True):
    """One of [[regions]] in atlas.toml."""

    id: Id
    sides: bool = False
    label: SideKey | None = None
    beneath: TissueKey = "muscle"
    deep_fat: bool = False


class NamesFile(Record, frozen=True):
    """The whole of names.toml."""

    regions: RecordTable
    topics: dict[Id, Name]
    figures: dict[Id, Name]
    builds: dict[Id, Name]
    views: dict[Id, Name]
    tabs: dict[Id, Name] = field(default_factory=dict)
    risks: dict[Id, Name] = field(default_factory=dict)
    topic_words: dict[Id, tuple[Name, ...]] = field(default_factory=dict)
    skipped_words: tuple[Name, ...] = ()


class RegionNamesEntry(Record, frozen=True):
    """One of the tables in [regions] of names.toml."""

    plain: Name
    medical: Name
    others: tuple[Name, ...] = ()
    plain_for: dict[Id, Name] = field(default_factory=dict)


class PlateEntry(Record, frozen=True):
    """One of the plates in figures.json."""

    figure: Id
    build: Id
    view: ViewKey
    width: PixelSize
    height: PixelSize
    plate: TextLine
    outline: TextLine
    landmarks: dict[TextLine, tuple[float, float]] = field(default_factory=dict)
    hidden: tuple[TextLine, ...] = ()
    plate_sha256: TextLine = ""
    outline_sha256: TextLine = ""


class TopicTable(Record, frozen=True, kw_only=True):
    """One of the tables in [topics] of regions/<region>.toml."""

    short: RecordTable | None = None
    says: Annotated[list[Any], Meta(min_length=1)]


class StatementsFile(Record, frozen=True):
    """The whole of statements.toml."""

    statements: RecordList


class SharedTopicFile(TopicTable, frozen=True, kw_only=True):
    """The whole of shared/<topic>.toml."""

    schema: SchemaNumber
    topic: Id
    language: Id
    date: dt.date
    review: Review


class RegionFile(Record, frozen=True):
    """The whole of regions/<region>.toml."""

    schema: SchemaNumber
    region: Id
    language: Id
    date: dt.date
    review: Review
    topics: RecordTable


class AidFile(Record, frozen=True):
    """The head of every file of the decision aid."""

    schema: SchemaNumber
    language: Id


class DatedAidFile(AidFile, frozen=True):
    """The head of a file of the decision aid whose text has a date and a review state."""

    date: dt.date
    review: Review


class OptionsFile(DatedAidFile, frozen=True):
    """The whole of options.toml."""

    options: RecordList


class ValuesFile(AidFile, frozen=True):
    """The whole of values.toml."""

    values: RecordList


class ProcedureFile(DatedAidFile, frozen=True):
    """The whole of steps.toml."""

    steps: RecordList


class RecoveryFile(DatedAidFile, frozen=True):
    """The whole of recovery.toml."""

    stages: RecordList


class QuizFile(DatedAidFile, frozen=True):
    """The whole of quiz/<region>.toml."""

    region: Id
    checks: RecordList


class AboutFile(AidFile, frozen=True):
    """The whole of about.toml."""

    notes: RecordList
