"""Contents of atlas.toml and names.toml.

Which figures, regions and topics an atlas has, and what they are called; needed for the first
paint.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.body.hit_test import OutlineIndex
from app.body.outlines import Outline, Point
from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, TopicId, View


@dataclass(frozen=True, slots=True)
class RegionNames:
    """The names of a region; `plain_for` overrides the plain name for a figure."""

    plain: str
    medical: str
    others: tuple[str, ...] = ()
    plain_for: Mapping[FigureId, str] = field(default_factory=dict)

    def plain_name(self, figure: FigureId) -> str:
        return self.plain_for.get(figure, self.plain)


@dataclass(frozen=True, slots=True)
class UnderlyingTissue:
    """The tissue under the fat of a region: `kind` is muscle, ribs, flank or bone.

    `deep_fat` says whether the region has a separate deep layer of fat.
    """

    kind: str
    deep_fat: bool


@dataclass(frozen=True, slots=True)
class NameTable:
    """All names that are shown, in one language."""

    language: str
    regions: Mapping[RegionId, RegionNames]
    topics: Mapping[TopicId, str]
    figures: Mapping[FigureId, str]
    builds: Mapping[BuildId, str]
    views: Mapping[View, str]


@dataclass(frozen=True, slots=True)
class PlateOutlines:
    """The outlines of one plate; `aspect` is the height of the plate divided by its width.

    In `regions` a later outline covers earlier ones. `map` finds the outline at a point. `shorts`
    is the closed area that is painted as shorts.
    """

    key: PlateKey
    aspect: float
    regions: tuple[Outline, ...]
    shorts: tuple[Point, ...]
    map: OutlineIndex = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "map", OutlineIndex(self.regions))

    @property
    def places(self) -> frozenset[Place]:
        """The places that have an outline on this plate and so can be seen."""
        return frozenset(outline.place for outline in self.regions)


TomlTable = Mapping[str, Any]
FORMAT_HINT = "see docs/atlas-format.md"
"""The advice for an error in a file of an atlas that has no advice of its own."""


@dataclass(frozen=True, slots=True)
class AtlasHeader:
    """The content of atlas.toml."""

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
    beneath: Mapping[RegionId, UnderlyingTissue]
    region_topics: tuple[TopicId, ...]
    shared_topics: tuple[TopicId, ...]


def parse_header(raw: TomlTable) -> AtlasHeader:
    regions = raw["regions"]
    return AtlasHeader(
        id=raw["id"],
        title=raw["title"],
        version=raw["version"],
        date=raw["date"],
        expires=add_months(raw["date"], raw["expires_months"]),
        languages=tuple(raw["languages"]),
        figures=tuple(raw["figures"]),
        builds=tuple(raw["builds"]),
        views=tuple(View(view) for view in raw["views"]),
        regions=tuple(region["id"] for region in regions),
        sides=frozenset(region["id"] for region in regions if region.get("sides", False)),
        beneath={
            region["id"]: UnderlyingTissue(
                region.get("beneath", "muscle"), region.get("deep_fat", False)
            )
            for region in regions
        },
        region_topics=tuple(raw["region_topics"]),
        shared_topics=tuple(raw["shared_topics"]),
    )


def add_months(date: dt.date, months: int) -> dt.date:
    """Add months to a date; the 31st becomes the last day of a shorter month."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    after = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(dt.date(year, month + 1, 1) + dt.timedelta(date.day - 1), after - dt.timedelta(1))


def parse_names(raw: TomlTable, language: str, regions: Iterable[RegionId]) -> NameTable:
    """Make the table of names, with the regions in the given order."""
    return NameTable(
        language=language,
        regions={region: _parse_region_names(raw["regions"][region]) for region in regions},
        topics=raw["topics"],
        figures=raw["figures"],
        builds=raw["builds"],
        views={View(view): name for view, name in raw["views"].items()},
    )


def _parse_region_names(raw: TomlTable) -> RegionNames:
    return RegionNames(
        plain=raw["plain"],
        medical=raw["medical"],
        others=tuple(raw.get("others", ())),
        plain_for=raw.get("plain_for", {}),
    )
