"""What keys each record of an atlas has, and of what kind each value is."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from msgspec import Meta, field

from app.support.schema_validation import TAG_PATTERN, Schema

_NO_TAG = rf"(?![\s\S]*{TAG_PATTERN})"
_LINE = rf"^{_NO_TAG}[^\n<>]*\Z"

Id = Annotated[str, Meta(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\Z", max_length=60)]
TextLine = Annotated[str, Meta(pattern=_LINE, max_length=400)]
Name = Annotated[str, Meta(pattern=rf"^{_NO_TAG}[^\n<>]+\Z", max_length=80)]
Sentence = Annotated[str, Meta(pattern=rf"^{_NO_TAG}[^\n<>]+\Z", max_length=200)]
MarkupText = Annotated[str, Meta(pattern=r"\S", max_length=6_000)]
PlainProse = Annotated[str, Meta(pattern=rf"^{_NO_TAG}[^<>]*\S[^<>]*\Z", max_length=2_000)]
RateText = Annotated[str, Meta(pattern=r"^[0-9]{1,4}(?:\.[0-9]{1,4})?\Z")]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
Size = Annotated[int, Meta(ge=1, le=4_096)]
BasisKey = Literal["sourced", "worked-out", "general"]
ViewKey = Literal["back", "back-left", "back-right"]
UnderlyingTissueKey = Literal["muscle", "ribs", "flank", "bone"]
Review = Literal["not-reviewed"]
Ids = Annotated[list[Id], Meta(min_length=1, max_length=100)]


class RegionSchema(Schema):
    """One of [[regions]] in atlas.toml."""

    id: Id
    sides: bool = False
    beneath: UnderlyingTissueKey = "muscle"
    deep_fat: bool = False


class AtlasFileSchema(Schema):
    """All of atlas.toml."""

    schema: Literal[1]
    id: Id
    title: Name
    version: Name
    date: dt.date
    expires_months: Annotated[int, Meta(ge=1, le=120)]
    languages: Annotated[list[Id], Meta(min_length=1, max_length=50)]
    figures: Ids
    builds: Ids
    views: Annotated[list[ViewKey], Meta(min_length=1)]
    region_topics: Ids
    shared_topics: list[Id]
    regions: Annotated[list[Any], Meta(min_length=1)]


class RegionNamesSchema(Schema):
    """What one region is called."""

    plain: Name
    medical: Name
    others: list[Name] = field(default_factory=list)
    plain_for: dict[Id, Name] = field(default_factory=dict)


class NamesFileSchema(Schema):
    """All of names.toml."""

    regions: dict[str, Any]
    topics: dict[Id, Name]
    figures: dict[Id, Name]
    builds: dict[Id, Name]
    views: dict[Id, Name]


class StatementSchema(Schema):
    """Something said; the short of a topic is just this."""

    text: MarkupText
    basis: BasisKey
    head: Annotated[str, Meta(pattern=_LINE, max_length=120)] = ""
    refs: list[Id] = field(default_factory=list)
    method: TextLine = ""
    numbers: list[Id] = field(default_factory=list)


class TopicStatementSchema(StatementSchema, kw_only=True):
    """One of [[says]] of a topic."""

    id: Id


class ClaimSchema(StatementSchema, kw_only=True):
    """One of [[claims]]."""

    number: Annotated[int, Meta(ge=1, le=10_000)]
    original: PlainProse
    verdict: Literal["kept", "corrected", "left-out"]
    regions: list[Id]


class ClaimsFileSchema(Schema):
    """All of claims.toml."""

    claims: list[Any]


class TopicSchema(Schema):
    """One topic of a region."""

    short: dict[str, Any]
    says: Annotated[list[Any], Meta(min_length=1)]


class RegionFileSchema(Schema):
    """All of a region's file."""

    schema: Literal[1]
    region: Id
    language: Id
    date: dt.date
    review: Review
    topics: dict[str, Any]


class SharedTopicFileSchema(TopicSchema, kw_only=True):
    """All of a shared topic's file."""

    schema: Literal[1]
    topic: Id
    language: Id
    date: dt.date
    review: Review


class ReferenceSchema(Schema):
    """One record of references.toml."""

    read: Literal["abstract", "second-hand"]
    authors: TextLine = ""
    title: TextLine = ""
    journal: TextLine = ""
    year: Annotated[int, Meta(ge=1500, le=2100)] | None = None
    identifier: TextLine = ""


class TermSchema(Schema):
    """One record of terms.toml."""

    word: Name
    meaning: PlainProse
    also: Annotated[str, Meta(pattern=_LINE, max_length=80)] = ""


class NumberSchema(Schema):
    """The figures of a number record."""

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
    back: Literal["none", "part", "not-told"] = "not-told"
    beside: list[Id] = field(default_factory=list)


class NumberTextSchema(Schema):
    """The words of a number record."""

    label: Name
    setting: TextLine
    area: TextLine = ""
    window: TextLine = ""
    note: TextLine = ""
    why_no_range: TextLine = ""


class PlateSchema(Schema):
    """One of the plates in figures.json."""

    figure: Id
    build: Id
    view: ViewKey
    width: Size
    height: Size
    plate: TextLine
    outline: TextLine
    landmarks: dict[TextLine, tuple[float, float]] = field(default_factory=dict)
    hidden: list[TextLine] = field(default_factory=list)
    plate_sha256: TextLine = ""
    outline_sha256: TextLine = ""
