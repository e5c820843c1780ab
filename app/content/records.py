"""Records that are known to be well formed, turned into the values of `atlas`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.body.ids import BuildId, FigureId, RegionId, TopicId, View
from app.content.atlas import (
    Basis,
    Claim,
    Names,
    NameTable,
    NumberRecord,
    Reference,
    RegionText,
    Statement,
    Term,
    Topic,
)
from app.content.grammar import Note, read_blocks

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Head:
    """What atlas.toml says there is."""

    id: str
    title: str
    version: str
    date: dt.date
    expires: dt.date
    languages: tuple[str, ...]
    figures: tuple[FigureId, ...]
    builds: tuple[BuildId, ...]
    views: tuple[View, ...]
    regions: tuple[RegionId, ...]
    sides: frozenset[RegionId]
    region_topics: tuple[TopicId, ...]
    shared_topics: tuple[TopicId, ...]


def head(raw: Record) -> Head:
    regions = raw["regions"]
    return Head(
        id=raw["id"],
        title=raw["title"],
        version=raw["version"],
        date=raw["date"],
        expires=months_later(raw["date"], raw["expires_months"]),
        languages=tuple(raw["languages"]),
        figures=tuple(raw["figures"]),
        builds=tuple(raw["builds"]),
        views=tuple(View(view) for view in raw["views"]),
        regions=tuple(region["id"] for region in regions),
        sides=frozenset(region["id"] for region in regions if region.get("sides", False)),
        region_topics=tuple(raw["region_topics"]),
        shared_topics=tuple(raw["shared_topics"]),
    )


def months_later(date: dt.date, months: int) -> dt.date:
    """Count months on; the 31st becomes the last day of a shorter month."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    after = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(dt.date(year, month + 1, 1) + dt.timedelta(date.day - 1), after - dt.timedelta(1))


def names(raw: Record, language: str) -> NameTable:
    return NameTable(
        language=language,
        regions={region: _names(found) for region, found in raw["regions"].items()},
        topics=raw["topics"],
        figures=raw["figures"],
        builds=raw["builds"],
        views={View(view): name for view, name in raw["views"].items()},
    )


def _names(raw: Record) -> Names:
    return Names(
        plain=raw["plain"],
        medical=raw["medical"],
        others=tuple(raw.get("others", ())),
        plain_for=raw.get("plain_for", {}),
    )


def statement(
    raw: Record, name: str, words: Mapping[str, str], note: Note | None = None
) -> Statement:
    """Make a statement; `words` gives the word of each term."""
    return Statement(
        id=name,
        blocks=read_blocks(raw["text"], words, note),
        basis=Basis(raw["basis"]),
        refs=tuple(raw.get("refs", ())),
        head=raw.get("head", ""),
        method=raw.get("method", ""),
        numbers=tuple(raw.get("numbers", ())),
    )


def topic(raw: Record, name: TopicId, file: Record, words: Mapping[str, str]) -> Topic:
    """Make a topic; its date and review state are those of its file."""
    says = raw.get("says", ())
    return Topic(
        id=name,
        short=statement(raw["short"], "short", words),
        says=tuple(statement(said, said["id"], words) for said in says),
        date=file["date"],
        review=file["review"],
    )


def shared_topic(raw: Record, words: Mapping[str, str]) -> Topic:
    return topic(raw, raw["topic"], raw, words)


def region_text(raw: Record, order: tuple[TopicId, ...], words: Mapping[str, str]) -> RegionText:
    """Make a region's text, its topics in the order of the atlas."""
    topics = raw["topics"]
    return RegionText(
        region=raw["region"],
        language=raw["language"],
        date=raw["date"],
        review=raw["review"],
        topics={name: topic(topics[name], name, raw, words) for name in order if name in topics},
    )


def reference(raw: Record, name: str) -> Reference:
    return Reference(
        id=name,
        authors=raw.get("authors", ""),
        title=raw.get("title", ""),
        journal=raw.get("journal", ""),
        year=raw.get("year"),
        identifier=raw.get("identifier", ""),
        read=raw["read"],
    )


def number(raw: Record, said: Record, name: str) -> NumberRecord:
    """Make a number record out of its figures and its words."""
    return NumberRecord(
        id=name,
        kind=raw["kind"],
        rate=Decimal(raw["rate"]),
        refs=tuple(raw["refs"]),
        tag=raw["tag"],
        events=raw.get("events"),
        denominator=raw.get("denominator"),
        counts=raw.get("counts", "people"),
        low=_decimal(raw.get("low")),
        high=_decimal(raw.get("high")),
        method=raw.get("method", ""),
        **{key: said.get(key, "") for key in _NUMBER_WORDS},
    )


_NUMBER_WORDS = ("label", "setting", "area", "window", "why_no_range", "note")


def _decimal(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def claims(raw: Record, words: Mapping[str, str]) -> Iterator[Claim]:
    for claim in raw.get("claims", ()):
        yield Claim(
            number=claim["number"],
            original=claim["original"],
            verdict=claim["verdict"],
            says=statement(claim, f"claim-{claim['number']}", words),
            regions=tuple(claim.get("regions", ())),
        )


def terms(raw: Record) -> dict[str, Term]:
    return {name: Term(name, term["word"], term["meaning"]) for name, term in raw.items()}
