"""Identifiers of regions.

Sides, views and plates, and the rules that relate a region to its sides.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NewType

RegionId = NewType("RegionId", str)
FigureId = NewType("FigureId", str)
BuildId = NewType("BuildId", str)
SkinId = NewType("SkinId", str)
TopicId = NewType("TopicId", str)


class View(Enum):
    """The side a figure is seen from."""

    BACK = "back"
    BACK_LEFT = "back-left"
    BACK_RIGHT = "back-right"


class Side(Enum):
    """Left or right of the body; from behind, the body's left is the viewer's left."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Place:
    """A region, and the side of it that is meant; side None is the whole region."""

    region: RegionId
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class PlateKey:
    """Which plate: one figure in one build, seen from one side."""

    figure: FigureId
    build: BuildId
    view: View

    @property
    def stem(self) -> str:
        """The file name of the plate and of its outlines, without ending."""
        return f"{self.figure}-{self.build}-{self.view.value}"


def covers(whole: Place, place: Place) -> bool:
    """Whether `place` is `whole` or one side of it."""
    return whole.region == place.region and whole.side in (None, place.side)


def is_visible(place: Place, there: Iterable[Place]) -> bool:
    """Whether anything of a place has an outline among those of a view."""
    return any(covers(place, one) for one in there)


def leader_sides(
    chosen: Place | None, focus: Place | None, there: Collection[Place]
) -> tuple[Place, ...]:
    """The places in which the line of their region has to end; at most one of each region.

    What is chosen comes before the focus. A region that is chosen as a whole, or of which only
    an unseen side is chosen, is lit wherever its line ends, or not at all.
    """
    ends: dict[str, Place] = {}
    for place in (chosen, focus):
        if place is not None and is_visible(place, there):
            ends.setdefault(place.region, place)
    return tuple(place for place in ends.values() if place.side is not None)
