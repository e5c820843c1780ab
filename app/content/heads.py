"""What an atlas says there is, and the names it shows: read before the first picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.body.regions import BuildId, FigureId, RegionId, TopicId, View
from app.content.shown import Beneath, Names, NameTable

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
    beneath: Mapping[RegionId, Beneath]
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
        beneath={
            region["id"]: Beneath(region.get("beneath", "muscle"), region.get("deep_fat", False))
            for region in regions
        },
        region_topics=tuple(raw["region_topics"]),
        shared_topics=tuple(raw["shared_topics"]),
    )


def months_later(date: dt.date, months: int) -> dt.date:
    """Count months on; the 31st becomes the last day of a shorter month."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    after = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(dt.date(year, month + 1, 1) + dt.timedelta(date.day - 1), after - dt.timedelta(1))


def names(raw: Record, language: str, regions: Iterable[RegionId]) -> NameTable:
    """Make the table of names, regions in the order given."""
    return NameTable(
        language=language,
        regions={region: _names(raw["regions"][region]) for region in regions},
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
