"""What an atlas holds once it has been read: frozen values, no Qt, no files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from app.body.regions import RegionId, TopicId


class Basis(Enum):
    """What a statement rests on; decides how it is shown."""

    SOURCED = "sourced"
    WORKED_OUT = "worked-out"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class TextRun:
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


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """The tag [emergency] inside a paragraph: the number of the country, or words for it.

    `begins` says whether it is the first word of a sentence.
    """

    strong: bool = False
    starts_sentence: bool = False

    def text_for(self, number: str) -> str:
        """Give the number, or the words for it, as they stand here."""
        return number[:1].upper() + number[1:] if self.starts_sentence else number


Run = TextRun | TermLink | RefLink | EmergencyNumber


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
    heading: str = ""
    method: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """One section of what is said of a region, or of every region (shared)."""

    id: TopicId
    short: Statement
    statements: tuple[Statement, ...]
    date: dt.date
    review: str


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
    read_as: str


@dataclass(frozen=True, slots=True)
class NumberRecord:
    """A rate with where it comes from; all rates are per 1,000.

    kind `count`: events and denominator are there, the interval is worked out by `method`
    (`exact` or `wilson`, 95 %). kind `published`: a rate as printed; low/high may be absent
    and `why_no_range` then says why. `label`, `setting`, `area`, `window` and `note` are words
    in one language. `back` tells whether the back was counted: `none`, `part` or `not-told`;
    `beside` names records that are shown whenever this one is.
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


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the original text and what became of it.

    `verdict` is `kept`, `corrected` or `left-out`; `original` quotes or sums up the claim.
    """

    number: int
    original: str
    verdict: str
    statement: Statement
    regions: tuple[RegionId, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry: the word that is used, its meaning, and its other name.

    `also` is the everyday name of a medical word, or the medical name of an everyday one.
    """

    id: str
    word: str
    meaning: str
    also: str = ""
