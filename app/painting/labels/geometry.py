"""Geometry of the label layout: lines, boxes and outlines in pixels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from math import inf

from app.body.outlines import BoundingBox, Point, bounds, contains
from app.body.regions import RegionId
from app.painting.labels.model import RegionOutline

Points = Sequence[Point]


def boxes_near(a: BoundingBox, b: BoundingBox, margin: float) -> bool:
    """True if two boxes overlap or are nearer than `margin` both horizontally and vertically."""
    return (
        a[0] < b[2] + margin
        and b[0] < a[2] + margin
        and a[1] < b[3] + margin
        and b[1] < a[3] + margin
    )


def box_covers(box: BoundingBox, outline: RegionOutline) -> bool:
    """True if a box covers a part of an outline."""
    if not boxes_near(box, outline.box, 0):
        return False
    points = outline.points
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return any(contains(points, *corner) for corner in corners) or any(
        line_meets_box(a, b, box) for a, b in pairwise((*points, points[0]))
    )


def line_meets_box(a: Point, b: Point, box: BoundingBox) -> bool:
    """True if the line a-b touches the inside of a box."""
    enter, leave = 0.0, 1.0
    for start, end, low, high in ((a[0], b[0], box[0], box[2]), (a[1], b[1], box[1], box[3])):
        if max(start, end) <= low or min(start, end) >= high:
            return False
        if start != end:
            one, two = (low - start) / (end - start), (high - start) / (end - start)
            enter, leave = max(enter, min(one, two)), min(leave, max(one, two))
    return enter < leave


def paths_cross(one: Points, other: Points) -> bool:
    """True if two lines of several pieces cross or touch."""
    return any(
        boxes_near(bounds((a, b)), bounds((c, d)), 0.1)
        and _turn(a, b, c) * _turn(a, b, d) <= 0
        and _turn(c, d, a) * _turn(c, d, b) <= 0
        for a, b in pairwise(one)
        for c, d in pairwise(other)
    )


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def clip_outline(points: Points, window: BoundingBox) -> tuple[Point, ...]:
    """The part of an outline inside a window (Sutherland-Hodgman)."""
    for axis, sign, limit in (
        (0, 1, window[0]),
        (0, -1, window[2]),
        (1, 1, window[1]),
        (1, -1, window[3]),
    ):
        points = _clip_side(points, axis, sign, limit) if points else points
    return tuple(points)


def _clip_side(points: Points, axis: int, sign: int, limit: float) -> list[Point]:
    kept: list[Point] = []
    for a, b in pairwise((*points, points[0])):
        a_in, b_in = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
        if a_in:
            kept.append(a)
        if a_in != b_in:
            t = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return kept


def vertical_span(points: Points, x: float) -> tuple[float, float] | None:
    """The longest vertical line inside an outline at x, as (top, bottom), or None."""
    ys = sorted(
        ay + (x - ax) * (by - ay) / (bx - ax)
        for (ax, ay), (bx, by) in pairwise((*points, points[0]))
        if (ax > x) != (bx > x)
    )
    spans = list(zip(ys[::2], ys[1::2], strict=True))
    return max(spans, key=lambda span: span[1] - span[0]) if spans else None


class FreeMargin:
    """How wide the margin beside the outlines is at each height, from a vertical edge.

    Only the corners count, because those of a curve are nearer to each other than a pill is high.
    For each strip of the height, the nearest outline is kept, and that of another region.
    """

    _STRIP = 4.0

    def __init__(self, outlines: Mapping[RegionId, Iterable[RegionOutline]], edge: float) -> None:
        self._nearest: dict[int, tuple[float, RegionId]] = {}
        self._second: dict[int, float] = {}
        for region, those in outlines.items():
            for strip, inset in self._insets(those, edge).items():
                nearest, other = self._nearest.get(strip, (inf, region))
                if inset < nearest:
                    self._nearest[strip] = inset, region
                if other != region:
                    self._second[strip] = min(self._second.get(strip, inf), max(inset, nearest))

    def _insets(self, outlines: Iterable[RegionOutline], edge: float) -> dict[int, float]:
        """How near the outlines of one region are to the edge, in each strip."""
        found: dict[int, float] = {}
        for outline in outlines:
            for x, y in outline.points:
                strip, inset = int(y // self._STRIP), abs(x - edge)
                if inset < found.get(strip, inf):
                    found[strip] = inset
        return found

    def at(self, y: float, reach: float, besides: RegionId | None = None) -> float:
        """The free width from `reach` above to `reach` below y, without regard to one region.

        It is infinite without an outline.
        """
        first, last = int((y - reach) // self._STRIP), int((y + reach) // self._STRIP)
        free = inf
        for strip in range(first, last + 1):
            nearest, region = self._nearest.get(strip, (inf, None))
            if nearest < free:
                inset = nearest if region != besides else self._second.get(strip, inf)
                free = min(free, inset)
        return free


def stack(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> list[float]:
    """The centres of boxes below each other, in this order and as near as possible to `wanted`.

    Each is as high as `heights` says, and all lie between `top` and `bottom` if they fit there.
    """
    above = [*accumulate(heights, initial=0.0)]
    offsets = [start + height / 2 for start, height in zip(above, heights, strict=False)]
    blocks: list[tuple[float, int]] = []  # where the column starts for these boxes, and how many
    for y, offset in zip(wanted, offsets, strict=True):
        start, count = y - offset, 1
        while blocks and blocks[-1][0] > start:
            other, more = blocks.pop()
            start, count = (start * count + other * more) / (count + more), count + more
        blocks.append((start, count))
    latest = max(top, bottom - above[-1])
    starts = [min(max(start, top), latest) for start, count in blocks for _ in range(count)]
    return [start + offset for start, offset in zip(starts, offsets, strict=True)]
