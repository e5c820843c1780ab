"""Contents of atlas.toml and names.toml.

Which figures, regions and topics an atlas has, and what they are called; needed for the first
paint.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.atlas.topics import QUIZ_TOPIC, TOPICS_OF_DEFAULT_TABS
from app.body.hit_test import OutlineIndex
from app.body.outlines import Outline, Point
from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, Side, TopicId, View


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
class TabRecord:
    """One of [[tabs]]: the topics that one tab of a region shows, in this order."""

    id: str
    topics: tuple[TopicId, ...]


@dataclass(frozen=True, slots=True)
class RiskRowRecord:
    """One of [[risk_rows]]: number records that a table of risks shows in one row.

    `regions` are those that have the row, all if empty. `ask` is the id of a statement of the
    shared topics `questions` or `tell` that a visitor may want to ask about it, or "": all its
    questions, or one, such as "laser.2". `done` are the ids of the shared statements that say what
    is done about it, and how long it lasts.
    """

    id: str
    numbers: tuple[str, ...]
    regions: tuple[RegionId, ...] = ()
    ask: str = ""
    done: tuple[str, ...] = ()

    def is_for(self, region: RegionId) -> bool:
        """Whether the table of a region has this row."""
        return not self.regions or region in self.regions


@dataclass(frozen=True, slots=True)
class NameTable:
    """All names that are shown, in one language; `risks` are the labels of the rows of risks.

    `topic_words` are what people type who look for a topic, `skipped_words` those that a search
    ignores.
    """

    language: str
    regions: Mapping[RegionId, RegionNames]
    topics: Mapping[TopicId, str]
    figures: Mapping[FigureId, str]
    builds: Mapping[BuildId, str]
    views: Mapping[View, str]
    tabs: Mapping[str, str] = field(default_factory=dict)
    risks: Mapping[str, str] = field(default_factory=dict)
    topic_words: Mapping[TopicId, tuple[str, ...]] = field(default_factory=dict)
    skipped_words: tuple[str, ...] = ()


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
        return self.map.places


TomlTable = Mapping[str, Any]
FORMAT_HINT = "see docs/atlas-format.md"
"""The advice for an error in a file of an atlas that has no advice of its own."""


@dataclass(frozen=True, slots=True)
class AtlasHeader:
    """The content of atlas.toml; of schema 1, it has default tabs and no rows of risks.

    `label_columns` has the regions whose names stand in a certain column in the view from behind.
    """

    schema: int
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
    label_columns: Mapping[RegionId, Side]
    beneath: Mapping[RegionId, UnderlyingTissue]
    region_topics: tuple[TopicId, ...]
    shared_topics: tuple[TopicId, ...]
    tabs: tuple[TabRecord, ...]
    risk_rows: tuple[RiskRowRecord, ...]


def parse_header(raw: TomlTable) -> AtlasHeader:
    regions = raw["regions"]
    return AtlasHeader(
        schema=raw["schema"],
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
        label_columns={
            region["id"]: Side(region["label"]) for region in regions if "label" in region
        },
        beneath={
            region["id"]: UnderlyingTissue(
                region.get("beneath", "muscle"), region.get("deep_fat", False)
            )
            for region in regions
        },
        region_topics=tuple(raw["region_topics"]),
        shared_topics=tuple(raw["shared_topics"]),
        tabs=tuple(TabRecord(tab["id"], tuple(tab["topics"])) for tab in raw["tabs"])
        if "tabs" in raw
        else default_tabs({*raw["region_topics"], *raw["shared_topics"]}),
        risk_rows=tuple(
            RiskRowRecord(
                id=row["id"],
                numbers=tuple(row["numbers"]),
                regions=tuple(row.get("regions", ())),
                ask=row.get("ask", ""),
                done=tuple(row.get("done", ())),
            )
            for row in raw.get("risk_rows", ())
        ),
    )


def default_tabs(topics: Container[TopicId]) -> tuple[TabRecord, ...]:
    """Make the tabs of an atlas without [[tabs]]; a tab has the id of its first topic.

    The self-check is at the end of the first tab.
    """
    kept = [tuple(one for one in tab if one in topics) for tab in TOPICS_OF_DEFAULT_TABS]
    tabs = [tab for tab in kept if tab]
    tabs[:1] = [(*tab, QUIZ_TOPIC) for tab in tabs[:1]]
    return tuple(TabRecord(tab[0], tab) for tab in tabs)


def add_months(date: dt.date, months: int) -> dt.date:
    """Add months to a date; the 31st becomes the last day of a shorter month."""
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    after = dt.date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(dt.date(year, month + 1, 1) + dt.timedelta(date.day - 1), after - dt.timedelta(1))


def parse_names(
    raw: TomlTable, language: str, regions: Iterable[RegionId], tabs: Iterable[TabRecord]
) -> NameTable:
    """Make the table of names, with the regions and tabs in the given order.

    A tab without a name of its own has that of its first topic.
    """
    named = raw.get("tabs", {})
    return NameTable(
        language=language,
        regions={region: _parse_region_names(raw["regions"][region]) for region in regions},
        topics=raw["topics"],
        figures=raw["figures"],
        builds=raw["builds"],
        views={View(view): name for view, name in raw["views"].items()},
        tabs={tab.id: named.get(tab.id) or raw["topics"][tab.topics[0]] for tab in tabs},
        risks=raw.get("risks", {}),
        topic_words={topic: tuple(words) for topic, words in raw.get("topic_words", {}).items()},
        skipped_words=tuple(raw.get("skipped_words", ())),
    )


def _parse_region_names(raw: TomlTable) -> RegionNames:
    return RegionNames(
        plain=raw["plain"],
        medical=raw["medical"],
        others=tuple(raw.get("others", ())),
        plain_for=raw.get("plain_for", {}),
    )
