"""What the window shows of a region: pieces of horizontal lines, and where its leader ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from app.body.outlines import BoundingBox, Point, interior_point
from app.body.regions import Side
from app.painting.labels.model import RegionOutline

STEP = 7.5
"""The distance between two lines, in pixels: a sixth of that of two names, which is about 45."""
_MIN_IN_SIGHT = 10.0
"""A region of which the window shows less across or down, in pixels, is out of sight."""
_OFF_CENTER = 0.3
"""How far a dot lies off the middle of its region, towards the name, in widths of the region."""
_INSET = 0.2
"""How far a dot stays away from the edges, in widths or heights of the region there."""

Piece = tuple[float, float]
"""The left and the right end of a piece of a line."""


class VisiblePart(NamedTuple):
    """What the window shows of a region or of one side of it.

    `lines` has the pieces of each line that are inside, from left to right, by the height of the
    line, and `box` is around them. The leader of a name in `column` ends in `dot`, best at one of
    the heights `levels` and at `dot_x`.
    """

    side: Side | None
    column: Side
    is_whole: bool
    lines: Mapping[float, Sequence[Piece]]
    box: BoundingBox
    levels: Sequence[float]
    dot_x: float
    dot: Point = (0.0, 0.0)

    def with_dot(self, y: float, beyond: float | None = None) -> VisiblePart:
        """Move the dot near a height, and past `beyond` as seen from the column if possible."""
        height, x = min(self.lines, key=lambda one: abs(one - y)), self.dot_x
        if beyond is not None:
            x = max(x, beyond) if self.column is Side.LEFT else min(x, beyond)
        left, right = nearest_piece(self.lines[height], x)
        inset = _INSET * (right - left)
        return self._replace(dot=(clamp(x, left + inset, right - inset), height))

    def is_covered(self, box: BoundingBox, overlap: float) -> bool:
        """True if a box reaches further than `overlap` into the part."""
        left, top = box[0] + overlap, box[1] + overlap
        right, bottom = box[2] - overlap, box[3] - overlap
        return any(
            top < y < bottom and any(start < right and left < end for start, end in pieces)
            for y, pieces in self.lines.items()
        )


def visible_part(outline: RegionOutline, column: Side, window: BoundingBox) -> VisiblePart | None:
    """What the window shows of an outline; None if that is next to nothing."""
    left, top, right, bottom = window
    x0, y0, x1, y1 = outline.box
    is_whole = left <= x0 and top <= y0 and x1 <= right and y1 <= bottom
    lines: dict[float, list[Piece]] = {}
    for y, crossings in sorted(_crossings(outline.points, top, bottom).items()):
        xs = sorted(crossings if is_whole else (clamp(x, left, right) for x in crossings))
        if pieces := [(a, b) for a, b in zip(xs[::2], xs[1::2], strict=True) if a < b]:
            lines[y] = pieces
    if is_whole and not lines:  # it lies between two lines
        x, y = interior_point(outline.points)
        lines[y] = [(x, x)]
    heights, ends = list(lines), [x for pieces in lines.values() for piece in pieces for x in piece]
    if not lines:
        return None
    box = min(ends), heights[0], max(ends), heights[-1]
    if not is_whole and min(box[2] - box[0], STEP * len(heights)) < _MIN_IN_SIGHT:
        return None
    shift = _OFF_CENTER * (box[2] - box[0])
    x = (box[0] + box[2]) / 2 + (-shift if column is Side.LEFT else shift)
    levels = [y for y, pieces in lines.items() if any(a <= x <= b for a, b in pieces)] or heights
    inset = max(int(_INSET * len(levels)), int(len(levels) > 2))
    levels = levels[inset : len(levels) - inset]
    part = VisiblePart(outline.side, column, is_whole, lines, box, levels, x)
    return part.with_dot(levels[len(levels) // 2])


def _crossings(points: Sequence[Point], top: float, bottom: float) -> dict[float, list[float]]:
    """Where an outline crosses the lines between two heights: the xs by the heights."""
    found: dict[float, list[float]] = {}
    first, last = ceil(top / STEP), int(bottom / STEP) + 1
    corners = [*points, points[0]]
    below = [ceil(y / STEP) for _, y in corners]
    for (a, b), (start, end) in zip(pairwise(corners), pairwise(below), strict=True):
        if start != end:
            for line in range(max(min(start, end), first), min(max(start, end), last)):
                y = line * STEP
                x = a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
                found.setdefault(y, []).append(x)
    return found


def nearest_piece(pieces: Sequence[Piece], x: float) -> Piece:
    """The piece of a line in which x is, or else the nearest to it."""
    return min(pieces, key=lambda one: max(one[0] - x, x - one[1]))


def clamp(value: float, low: float, high: float) -> float:
    """The value, or the limit that it exceeds."""
    return min(max(value, low), high)
