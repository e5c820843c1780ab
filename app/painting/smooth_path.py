"""Smooth paths through the corners of a flattened outline, so that it is round at any zoom."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtGui import QPainterPath

from app.body.outlines import Outline, Point

_SHARPEST_CURVE = 0.6
"""Radians; a corner that turns more than this stays one. A flattened curve turns about half."""


@lru_cache(maxsize=512)
def outline_path(outline: Outline) -> QPainterPath:
    """The path of an outline, in plate widths; cached, because it is the same at every zoom."""
    return smooth_path(outline.points)


def smooth_path(points: Sequence[Point]) -> QPainterPath:
    """A closed path through all points, curved except at sharp corners."""
    count = len(points)
    tangents = [
        _tangent(points[at - 1], points[at], points[(at + 1) % count]) for at in range(count)
    ]
    path = QPainterPath()
    path.moveTo(*points[0])
    for at in range(count):
        (x0, y0), (x1, y1) = points[at], points[(at + 1) % count]
        (_, (ox, oy)), ((ix, iy), _) = tangents[at], tangents[(at + 1) % count]
        third = math.hypot(x1 - x0, y1 - y0) / 3
        path.cubicTo(x0 + ox * third, y0 + oy * third, x1 - ix * third, y1 - iy * third, x1, y1)
    path.closeSubpath()
    return path


def _tangent(before: Point, at: Point, after: Point) -> tuple[Point, Point]:
    """The directions in which the path arrives at a point and leaves it; the same on a curve."""
    ix, iy = at[0] - before[0], at[1] - before[1]
    ox, oy = after[0] - at[0], after[1] - at[1]
    arriving, leaving = math.hypot(ix, iy) or 1.0, math.hypot(ox, oy) or 1.0
    ix, iy, ox, oy = ix / arriving, iy / arriving, ox / leaving, oy / leaving
    if math.cos(_SHARPEST_CURVE) > ix * ox + iy * oy:
        return (ix, iy), (ox, oy)
    # the direction of the circle through the three points
    x, y = ix * leaving + ox * arriving, iy * leaving + oy * arriving
    length = math.hypot(x, y) or 1.0
    return (x / length, y / length), (x / length, y / length)
