"""Identifiers of regions, sides, views and plates, and how a region relates to its sides."""

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
    """The direction a figure is seen from."""

    BACK = "back"
    BACK_LEFT = "back-left"
    BACK_RIGHT = "back-right"


class Side(Enum):
    """Left or right side of the body; seen from behind, the body's left is the viewer's left."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Place:
    """A region or one side of it; `side` None means the whole region."""

    region: RegionId
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class PlateKey:
    """Identifies a plate: a figure in a build, seen from a direction."""

    figure: FigureId
    build: BuildId
    view: View

    @property
    def stem(self) -> str:
        """The file name of the plate and of its outlines, without the ending."""
        return f"{self.figure}-{self.build}-{self.view.value}"


def covers(whole: Place, place: Place) -> bool:
    """Whether `place` is `whole` or one side of it."""
    return whole.region == place.region and whole.side in (None, place.side)


def covered_places(place: Place) -> tuple[Place, ...]:
    """The place, and its sides if it is a whole region."""
    sides = Side if place.side is None else ()
    return (place, *(Place(place.region, side) for side in sides))


def is_visible(place: Place, outlined: Collection[Place]) -> bool:
    """Whether a view that outlines these places shows a place or a side of it."""
    return any(one in outlined for one in covered_places(place))


def leader_sides(
    highlighted: Iterable[Place | None], outlined: Collection[Place]
) -> tuple[Place, ...]:
    """The sides to which the leader of their region's label must point; at most one per region.

    The first highlighted place of a region has priority. A region highlighted as a whole has no
    entry, because its leader may point to either side. Nor has a side that the view does not show,
    because nothing is highlighted in its place.
    """
    ends: dict[str, Place] = {}
    for place in highlighted:
        if place is not None and is_visible(place, outlined):
            ends.setdefault(place.region, place)
    return tuple(place for place in ends.values() if place.side is not None)


def keep_side(pressed: Place, selected: Place | None) -> Place:
    """Return the selected place if the label of its region was pressed, which names no side."""
    if selected is not None and pressed == Place(selected.region):
        return selected
    return pressed
