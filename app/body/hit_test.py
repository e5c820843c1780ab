"""Hit test: which region is at a point of a plate, with tolerance for fingers."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.body.outlines import (
    BoundingBox,
    Outline,
    Point,
    bounds,
    contains,
    distance,
    interior_point,
)
from app.body.regions import Place

_Cell = tuple[int, int, int]
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

    def _nearest(self, x: float, y: float, slack: float) -> Place | None:
        best, place = slack, None
        for number in sorted(self._near((x - slack, y - slack, x + slack, y + slack))):
            found = distance(self._outlines[number].points, x, y)
            if found <= best:
                best, place = found, self._outlines[number].place
        return place

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
