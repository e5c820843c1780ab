"""Hit test: which region is at a point of a plate, with tolerance for fingers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from app.body.arrow_navigation import MANY_PLACES, ArrowNavigation
from app.body.outlines import (
    BoundingBox,
    Outline,
    Point,
    bounds,
    contains,
    distance,
    interior_point,
)
from app.body.regions import Place, RegionId

_Cell = tuple[int, int, int]
_NEARER = 1 - 1e-9
"""Makes up for rounding, so that a box never counts as farther than the outline in it."""
FINEST_LEVEL = 8  # its cells are 1/256 of the plate's width


class OutlineIndex:
    """The outlines of a plate in a hierarchy of grids, for fast hit tests.

    Each outline is stored in the level whose cells are just larger than it, and so in at most
    four cells. Building and querying are fast for eight outlines and for ten thousand.
    """

    def __init__(self, outlines: Iterable[Outline]) -> None:
        self._outlines = tuple(outlines)
        self._boxes = tuple(bounds(outline.points) for outline in self._outlines)
        self._cells: dict[_Cell, list[int]] = {}
        self._levels: set[int] = set()
        for number, box in enumerate(self._boxes):
            level = _level(box)
            self._levels.add(level)
            for cell in _cells(level, box):
                self._cells.setdefault(cell, []).append(number)

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """All outlines, in their order."""
        return self._outlines

    def place_at(self, x: float, y: float, slack: float = 0.0) -> Place | None:
        """The topmost place at a point, else the nearest one within `slack`, else None.

        All in plate widths. The last outline is the topmost.
        """
        inside = [
            number
            for number in self._near((x, y, x, y))
            if contains(self._outlines[number].points, x, y)
        ]
        if inside:
            return self._outlines[max(inside)].place
        return self._nearest(x, y, slack) if slack > 0.0 else None

    def in_window(self, window: BoundingBox) -> list[Outline]:
        """The outlines whose bounding box meets a window, in their order."""
        left, top, right, bottom = window
        return [
            outline
            for outline, box in zip(self._outlines, self._boxes, strict=True)
            if box[0] <= right and box[2] >= left and box[1] <= bottom and box[3] >= top
        ]

    def outlines_of(self, regions: Iterable[RegionId]) -> list[Outline]:
        """The outlines of regions, in their order on the plate."""
        numbers = {number for region in regions for number in self._by_region.get(region, ())}
        return [self._outlines[number] for number in sorted(numbers)]

    def box(self, place: Place) -> BoundingBox:
        """The box around a place, in plate widths."""
        numbers = self._by_region[place.region]
        return next(self._boxes[one] for one in numbers if self._outlines[one].place == place)

    @cached_property
    def places(self) -> frozenset[Place]:
        """The places that have an outline."""
        return frozenset(outline.place for outline in self._outlines)

    @cached_property
    def anchors(self) -> Mapping[Place, Point]:
        """A point for each place: well inside it, or the middle of its box if there are many."""
        if len(self._outlines) < MANY_PLACES:
            return {outline.place: outline_anchor(outline) for outline in self._outlines}
        return self._middles

    @cached_property
    def navigation(self) -> ArrowNavigation:
        """Where the arrow keys lead.

        They go by the middles of the boxes: a point well inside a band across the back may be at
        one end of it, and the band would be left out on the way down the spine.
        """
        return ArrowNavigation(self._middles)

    @cached_property
    def _middles(self) -> Mapping[Place, Point]:
        """The middle of the box around each place."""
        return {
            outline.place: ((left + right) / 2, (top + bottom) / 2)
            for outline, (left, top, right, bottom) in zip(self._outlines, self._boxes, strict=True)
        }

    @cached_property
    def _by_region(self) -> Mapping[RegionId, list[int]]:
        found: dict[RegionId, list[int]] = {}
        for number, outline in enumerate(self._outlines):
            found.setdefault(outline.place.region, []).append(number)
        return found

    def _nearest(self, x: float, y: float, slack: float) -> Place | None:
        """The nearest place, the last of several; the boxes tell which need not be measured."""
        near = self._near((x - slack, y - slack, x + slack, y + slack))
        best, nearest = slack, -1
        for least, number in sorted(
            (_distance_to_box(self._boxes[one], x, y), one) for one in near
        ):
            if least > best:
                break
            found = distance(self._outlines[number].points, x, y)
            if found < best or (found == best and number > nearest):
                best, nearest = found, number
        return self._outlines[nearest].place if nearest >= 0 else None

    def _near(self, window: BoundingBox) -> set[int]:
        """The indexes of the outlines whose bounding box meets a window."""
        if not all(map(math.isfinite, window)):
            return set()
        left, top, right, bottom = window
        return {
            number
            for level in self._levels
            for cell in _cells(level, window)
            for number in self._cells.get(cell, ())
            if self._boxes[number][0] <= right
            and self._boxes[number][2] >= left
            and self._boxes[number][1] <= bottom
            and self._boxes[number][3] >= top
        }


def _distance_to_box(box: BoundingBox, x: float, y: float) -> float:
    """At most the distance to what is in the box; 0 inside it."""
    across = max(box[0] - x, 0.0, x - box[2])
    down = max(box[1] - y, 0.0, y - box[3])
    return math.hypot(across, down) * _NEARER


def _level(box: BoundingBox) -> int:
    """The level whose cells are just larger than a box."""
    size = max(box[2] - box[0], box[3] - box[1])
    if size <= 2.0**-FINEST_LEVEL:
        return FINEST_LEVEL
    return math.floor(-math.log2(size))


def _cells(level: int, box: BoundingBox) -> Iterator[_Cell]:
    size = 2.0**level
    for column in range(math.floor(box[0] * size), math.floor(box[2] * size) + 1):
        for row in range(math.floor(box[1] * size), math.floor(box[3] * size) + 1):
            yield level, column, row


@lru_cache(maxsize=512)
def outline_anchor(outline: Outline) -> Point:
    """A point well inside an outline; cached, because it takes long to compute."""
    return interior_point(outline.points)
