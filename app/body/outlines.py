"""Outlines of regions, and the geometry of polygons."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.body.regions import Place

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Outline:
    """The closed shape of a region on a plate.

    `points` are the corners of the flattened outline: at least three, and the first is not
    repeated at the end. The unit on both axes is the plate's width; y grows downwards.
    """

    place: Place
    points: tuple[Point, ...]


BoundingBox = tuple[float, float, float, float]
"""Left, top, right, bottom."""

SCAN_ROWS = 12
REFINE_ROUNDS = 5


def bounds(points: Iterable[Point]) -> BoundingBox:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def area(points: Sequence[Point]) -> float:
    """The area, for corners in either direction of rotation."""
    total = 0.0
    x0, y0 = points[-1]
    for x1, y1 in points:
        total += x0 * y1 - x1 * y0
        x0, y0 = x1, y1
    return abs(total) / 2


def contains(points: Sequence[Point], x: float, y: float) -> bool:
    inside = False
    x0, y0 = points[-1]
    for x1, y1 in points:
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            inside = not inside
        x0, y0 = x1, y1
    return inside


def distance(points: Sequence[Point], x: float, y: float) -> float:
    """The distance from a point to the nearest edge, whether it is inside or outside."""
    best = math.inf
    x0, y0 = points[-1]
    for x1, y1 in points:
        dx, dy = x1 - x0, y1 - y0
        px, py = x - x0, y - y0
        along = px * dx + py * dy
        if along > 0.0:
            length = dx * dx + dy * dy
            share = along / length if along < length else 1.0
            px -= dx * share
            py -= dy * share
        best = min(best, px * px + py * py)
        x0, y0 = x1, y1
    return math.sqrt(best)


def interior_point(points: Sequence[Point]) -> Point:
    """A point inside a polygon, about as far from its edges as possible."""
    left, top, right, bottom = bounds(points)
    step = (bottom - top) / SCAN_ROWS
    rows = [top + step * (row + 0.5) for row in range(SCAN_ROWS)]
    middles = [middle for y in rows for middle in _middles(points, y)]
    if not middles:
        return (left + right) / 2, (top + bottom) / 2
    return _improved(points, max(middles, key=lambda at: distance(points, *at)), step / 2)


def _middles(points: Sequence[Point], y: float) -> list[Point]:
    """The middle of each stretch of a horizontal line that is inside the polygon."""
    crossings = []
    x0, y0 = points[-1]
    for x1, y1 in points:
        if (y0 > y) != (y1 > y):
            crossings.append((x1 - x0) * (y - y0) / (y1 - y0) + x0)
        x0, y0 = x1, y1
    crossings.sort()
    return [((a + b) / 2, y) for a, b in zip(crossings[::2], crossings[1::2], strict=True)]


def _improved(points: Sequence[Point], start: Point, step: float) -> Point:
    (x, y), room = start, distance(points, *start)
    for _ in range(REFINE_ROUNDS):
        for dx, dy in ((step, 0.0), (-step, 0.0), (0.0, step), (0.0, -step)):
            here = distance(points, x + dx, y + dy)
            if here > room and contains(points, x + dx, y + dy):
                x, y, room = x + dx, y + dy, here
                break
        else:
            step /= 2
    return x, y
