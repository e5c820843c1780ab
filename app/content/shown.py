"""What the first picture needs of an atlas: names and outlines; the rest is in `atlas`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.body.hit_test import OutlineMap
from app.body.outlines import Outline, Point
from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, TopicId, View


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
class Beneath:
    """What lies under the fat of a region: `kind` is muscle, ribs, flank or bone.

    `deep_fat` says whether there is a deep layer of fat of its own.
    """

    kind: str
    deep_fat: bool


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
class PlateOutlines:
    """All outlines of one plate; `aspect` is plate height / plate width.

    `regions` lie topmost last, `map` tells which one lies where; `dress` is the closed area
    painted as shorts.
    """

    key: PlateKey
    aspect: float
    regions: tuple[Outline, ...]
    dress: tuple[Point, ...]
    map: OutlineMap = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "map", OutlineMap(self.regions))

    @property
    def places(self) -> frozenset[Place]:
        """What has an outline on this plate, and so can be seen."""
        return frozenset(outline.place for outline in self.regions)
