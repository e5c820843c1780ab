"""What an atlas holds once it has been read: frozen values, no Qt, no files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from app.body.ids import BuildId, FigureId, PlateKey, RegionId, TopicId, View
from app.body.outlines import Outline, Point


class Basis(Enum):
    """What a statement rests on; decides how it is shown."""

    SOURCED = "sourced"
    WORKED_OUT = "worked-out"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of plain words inside a paragraph."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TermLink:
    """A glossary term inside a paragraph: `word` is what stands in the sentence."""

    term: str
    word: str


@dataclass(frozen=True, slots=True)
class RefLink:
    """A pointer to a reference inside a paragraph."""

    ref: str


Run = Words | TermLink | RefLink


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list: one tuple of runs for each item."""

    items: tuple[tuple[Run, ...], ...]


Block = Paragraph | BulletList


@dataclass(frozen=True, slots=True)
class Statement:
    """Something said, with what it rests on."""

    id: str
    blocks: tuple[Block, ...]
    basis: Basis
    refs: tuple[str, ...] = ()
    head: str = ""
    method: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One section of what is said of a region, or of every region (shared)."""

    id: TopicId
    short: Statement
    says: tuple[Statement, ...]
    date: dt.date
    review: str


@dataclass(frozen=True, slots=True)
class Names:
    """All that a region is called; `plain_for` overrides the plain name for a figure."""

    plain: str
    medical: str
    others: tuple[str, ...] = ()
    plain_for: Mapping[FigureId, str] = field(default_factory=dict)

    def plain_on(self, figure: FigureId) -> str:
        return self.plain_for.get(figure, self.plain)


@dataclass(frozen=True, slots=True)
class NameTable:
    """Every shown name in one language."""

    language: str
    regions: Mapping[RegionId, Names]
    topics: Mapping[TopicId, str]
    figures: Mapping[FigureId, str]
    builds: Mapping[BuildId, str]
    views: Mapping[View, str]


@dataclass(frozen=True, slots=True)
class RegionText:
    """What one file says of one region in one language."""

    region: RegionId
    language: str
    date: dt.date
    review: str
    topics: Mapping[TopicId, Topic]


@dataclass(frozen=True, slots=True)
class Reference:
    """A source. `read` tells how it was read: `abstract` or `second-hand`."""

    id: str
    authors: str
    title: str
    journal: str
    year: int | None
    identifier: str
    read: str


@dataclass(frozen=True, slots=True)
class NumberRecord:
    """A rate with where it comes from; all rates are per 1,000.

    kind `count`: events and denominator are there, the interval is worked out by `method`
    (`exact` or `wilson`, 95 %). kind `published`: a rate as printed; low/high may be absent
    and `why_no_range` then says why. `label`, `setting`, `area`, `window` and `note` are words
    in one language.
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
    low: Decimal | None = None
    high: Decimal | None = None
    method: str = ""
    why_no_range: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the original text and what became of it.

    `verdict` is `kept`, `corrected` or `left-out`; `original` quotes or sums up the claim.
    """

    number: int
    original: str
    verdict: str
    says: Statement
    regions: tuple[RegionId, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry: the word and its plain meaning."""

    id: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PlateOutlines:
    """All outlines of one plate; `aspect` is plate height / plate width.

    `regions` lie topmost last; `dress` is the closed area painted as shorts.
    """

    key: PlateKey
    aspect: float
    regions: tuple[Outline, ...]
    dress: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake in an atlas: `file:place: what is wrong: what to do`."""

    file: str
    place: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.place}" if self.place else self.file
        return f"{where}: {self.wrong}: {self.mend}"


class ContentError(Exception):
    """An atlas cannot be used; carries all its mistakes."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes
