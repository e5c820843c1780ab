"""Geometry of the label layout: lines, boxes and outlines in pixels.

Area, bounds, containment and distance to an outline are in `app.body.outlines`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil, floor, hypot, inf

from app.body.outlines import BoundingBox, Point

Points = Sequence[Point]


def edges(points: Points) -> Iterator[tuple[Point, Point]]:
    """Yield the edges of a closed outline."""
    return zip(points, (*points[1:], points[0]), strict=True)


def mirror_points(points: Points, axis: float) -> tuple[Point, ...]:
    """Mirror points left to right; `axis` is the x of a point plus the x of its image."""
    return tuple((axis - x, y) for x, y in points)


def segment_distance(p: Point, a: Point, b: Point) -> float:
    """Distance of a point from the straight line between a and b, ends included."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    px, py = p[0] - a[0], p[1] - a[1]
    square = dx * dx + dy * dy
    along = min(1.0, max(0.0, (px * dx + py * dy) / square)) if square else 0.0
    return hypot(px - along * dx, py - along * dy)


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def lines_near(a: Point, b: Point, c: Point, d: Point, margin: float) -> bool:
    """True if the line a-b crosses the line c-d or comes nearer to it than `margin`."""
    if (
        max(a[0], b[0]) + margin < min(c[0], d[0])
        or max(c[0], d[0]) + margin < min(a[0], b[0])
        or max(a[1], b[1]) + margin < min(c[1], d[1])
        or max(c[1], d[1]) + margin < min(a[1], b[1])
    ):
        return False
    if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
        return True
    ends = (
        segment_distance(a, c, d),
        segment_distance(b, c, d),
        segment_distance(c, a, b),
        segment_distance(d, a, b),
    )
    return min(ends) < margin


def boxes_near(a: BoundingBox, b: BoundingBox, margin: float) -> bool:
    """True if two boxes overlap or are nearer than `margin` both horizontally and vertically."""
    return (
        a[0] < b[2] + margin
        and b[0] < a[2] + margin
        and a[1] < b[3] + margin
        and b[1] < a[3] + margin
    )


def line_meets_box(a: Point, b: Point, box: BoundingBox, margin: float) -> bool:
    """True if the line a-b touches a box grown by `margin`."""
    left, top, right, bottom = box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin
    enter, leave = 0.0, 1.0
    for start, end, low, high in ((a[0], b[0], left, right), (a[1], b[1], top, bottom)):
        if max(start, end) <= low or min(start, end) >= high:
            return False
        if start != end:
            one, two = (low - start) / (end - start), (high - start) / (end - start)
            enter, leave = max(enter, min(one, two)), min(leave, max(one, two))
    return enter < leave


def simplify_outline(points: Points, tolerance: float) -> tuple[Point, ...]:
    """Drop points as long as the outline moves by no more than `tolerance` (Douglas-Peucker)."""
    if len(points) < 5:
        return tuple(points)
    middle = len(points) // 2
    ring = (*points, points[0])
    kept = {0, middle}
    todo = [(0, middle), (middle, len(points))]
    while todo:
        first, last = todo.pop()
        far, at = _furthest(ring, first, last)
        if far > tolerance:
            kept.add(at)
            todo += [(first, at), (at, last)]
    return tuple(points[i] for i in sorted(kept)) if len(kept) > 2 else tuple(points)


def _furthest(ring: Points, first: int, last: int) -> tuple[float, int]:
    """Largest distance of the points between two indices from their chord, and its index."""
    (ax, ay), (bx, by) = ring[first], ring[last]
    dx, dy = bx - ax, by - ay
    length = hypot(dx, dy)
    if not length:
        return max(
            ((hypot(x - ax, y - ay), i) for i, (x, y) in _between(ring, first, last)),
            default=(0.0, first),
        )
    far, at = max(
        ((abs((x - ax) * dy - (y - ay) * dx), i) for i, (x, y) in _between(ring, first, last)),
        default=(0.0, first),
    )
    return far / length, at


def _between(ring: Points, first: int, last: int) -> Iterable[tuple[int, Point]]:
    return enumerate(ring[first + 1 : last], first + 1)


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
    for a, b in edges(points):
        a_in, b_in = sign * (a[axis] - limit) >= 0, sign * (b[axis] - limit) >= 0
        if a_in:
            kept.append(a)
        if a_in != b_in:
            t = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return kept


def vertical_span(points: Points, x: float) -> tuple[float, float] | None:
    """The longest vertical line inside the outline at x, as (top, bottom), or None."""
    ys = sorted(
        ay + (x - ax) * (by - ay) / (bx - ax)
        for (ax, ay), (bx, by) in edges(points)
        if (ax > x) != (bx > x)
    )
    spans = list(zip(ys[::2], ys[1::2], strict=True))
    return max(spans, key=lambda span: span[1] - span[0]) if spans else None


def clear_distance(start: Point, slope: float, points: Points, margin: float) -> float:
    """How far a line of this slope can run to the left and stay `margin` clear of an outline."""
    x0, y0 = start
    scale = hypot(1.0, slope)
    band = margin * scale
    nearest = inf
    last_t, last_s = x0 - points[-1][0], points[-1][1] - y0 - slope * (x0 - points[-1][0])
    for x, y in points:
        t = x0 - x
        s = y - y0 - slope * t
        if (t > 0 or last_t > 0) and min(s, last_s) < band and max(s, last_s) > -band:
            nearest = min(nearest, _first_in_band(t, s, last_t, last_s, band))
        last_t, last_s = t, s
    return nearest - margin


def _first_in_band(t: float, s: float, u: float, v: float, band: float) -> float:
    """The smallest t >= 0 at which the line (t, s)-(u, v) is within `band` of zero."""
    ends = []
    for at, off, other, beyond in ((t, s, u, v), (u, v, t, s)):
        held = min(band, max(-band, off))
        ends.append(at if held == off else at + (held - off) * (other - at) / (beyond - off))
    return inf if max(ends) <= 0 else max(0.0, min(ends))


class OccupiedStrips:
    """The leftmost occupied x in each horizontal strip of a window, from top to bottom."""

    STEP = 4.0

    def __init__(self, top: float, bottom: float) -> None:
        self._top = top
        self._occupied = [inf] * max(1, ceil((bottom - top) / self.STEP))

    def occupy(self, points: Points, margin: float) -> None:
        """Occupy everything right of an outline's left edge, with a `margin` around it."""
        for a, b in edges(points):
            self._occupy_edge(a, b, margin)

    def _occupy_edge(self, a: Point, b: Point, margin: float) -> None:
        (ax, low), (bx, high) = (a, b) if a[1] < b[1] else (b, a)
        slope = (bx - ax) / (high - low) if high - low > 1e-9 else 0.0
        step, occupied = self.STEP, self._occupied
        first = max(0, floor((low - margin - self._top) / step))
        last = min(len(occupied), ceil((high + margin - self._top) / step))
        edge = self._top + (first if slope > 0 else first + 1) * step
        edge += -margin if slope > 0 else margin
        for row in range(first, last):
            x = (ax + (min(high, max(low, edge)) - low) * slope if slope else min(ax, bx)) - margin
            occupied[row] = min(occupied[row], x)
            edge += step

    def union(self, other: OccupiedStrips) -> OccupiedStrips:
        """Combine the occupied parts of two instances for the same window."""
        both = OccupiedStrips(self._top, self._top)
        both._occupied = [
            a if a < b else b for a, b in zip(self._occupied, other._occupied, strict=True)
        ]
        return both

    def free_to(self, top: float, bottom: float) -> float:
        """Return the x up to which everything between two heights is free."""
        first = max(0, floor((top - self._top) / self.STEP))
        last = ceil((bottom - self._top) / self.STEP)
        return min(self._occupied[first : max(first + 1, last)], default=inf)
