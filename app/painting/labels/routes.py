"""The ways a label and its leader may take to a region, each with what it costs the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import hypot, inf

from app.body.outlines import Point
from app.painting.labels.geometry import (
    Bounds,
    OccupiedStrips,
    Points,
    bounds,
    boxes_near,
    clear_distance,
    contains,
    edge_distance,
    line_meets_box,
    lines_near,
    mirror_points,
    vertical_span,
)

CLEARANCE = 5.0  # between a leader and whatever it passes
_STUB = 14.0  # the least length of a leader's level piece
_AIR = 2.0  # between a pill and an outline, beside CLEAR
_LEAST_RISE = 10.0  # a bend smaller than this looks like a mistake
_MOST_RISE = 5.0  # heights of a pill
_SLANTS = ((1.0, 6.0), (0.55, 9.0), (2.0, 15.0))  # steepness of a leader's slant, and its price
_KEPT = 40
_WRAPPED = 24.0

PillSize = tuple[float, float]
DotCandidate = tuple[Point, float]  # of a dot, and its price


@dataclass(frozen=True, slots=True)
class LabelRoute:
    """A pill at an edge, the leader from it to a dot in the region, and the price of both."""

    column: int
    box: Bounds
    lines: int
    leader: tuple[Point, ...]
    cost: float
    extent: Bounds  # of the pill and the leader


@dataclass(frozen=True, slots=True)
class LabelTarget:
    """A region: its outlines, what is seen of them, which of it deserves a label, pill sizes."""

    outlines: tuple[tuple[Point, ...], ...]
    seen: tuple[tuple[Point, ...], ...]
    labelled: tuple[tuple[Point, ...], ...]
    sizes: tuple[PillSize, ...]

    def mirrored(self, axis: float) -> LabelTarget:
        outlines, seen, labelled = (
            tuple(mirror_points(points, axis) for points in group)
            for group in (self.outlines, self.seen, self.labelled)
        )
        return LabelTarget(outlines, seen, labelled, self.sizes)


def dot_candidates(outline: Points) -> list[DotCandidate]:
    """Places for a dot well inside an outline, towards its left, each with a price."""
    left, _, right, _ = bounds(outline)
    width = right - left
    inset = min(max(0.28 * width, 9.0), 26.0, width / 2)
    found = []
    for x, price, shares in (
        (left + inset, 0.0, (0.0, -0.5, 0.5, -1.0, 1.0)),
        ((left + right) / 2, 3.0, (0.0, -1.0, 1.0)),
    ):
        span = vertical_span(outline, x)
        if span is None or (price and width / 2 - inset < 8.0):
            continue
        middle, half = (span[0] + span[1]) / 2, (span[1] - span[0]) / 2
        reach = half - min(10.0, half)
        found += [
            ((x, middle + share * reach), price + 3.0 * abs(share))
            for share in (shares if reach > 4.0 else (0.0,))
        ]
    return _well_inside(outline, found)


def _well_inside(outline: Points, places: list[DotCandidate]) -> list[DotCandidate]:
    depths = [edge_distance(outline, p) if contains(outline, p) else 0.0 for p, _ in places]
    enough = min(6.0, 0.75 * max(depths, default=0.0))
    return [place for place, depth in zip(places, depths, strict=True) if depth >= max(enough, 1.0)]


@dataclass(frozen=True, slots=True)
class _ColumnSlot:
    """A height in the column: how far it is free, and the pills that fit: lines, end, half."""

    y: float
    free_to: float
    pills: tuple[tuple[int, float, float], ...]


class LabelColumn:
    """The left column of a window and what is in its way.

    The right column is the left one of the mirrored window.
    """

    def __init__(
        self, subjects: Sequence[LabelTarget], window: Bounds, blocks: Sequence[Points], gap: float
    ) -> None:
        self._subjects = subjects
        self._window = window
        self._gap = gap
        self._blocks = [(block, bounds(block), -1) for block in blocks]
        self._blocks += [
            (outline, bounds(outline), i)
            for i, subject in enumerate(subjects)
            for outline in subject.outlines
        ]
        self._taken, self._others = self._strips()
        self._spots: dict[tuple[int, float], _ColumnSlot] = {}
        self._runs: dict[tuple[int, Point, float], float] = {}

    def _strips(self) -> tuple[OccupiedStrips, list[OccupiedStrips]]:
        """What is taken by all, and for each subject by all others."""
        own = [
            OccupiedStrips(self._window[1], self._window[3]) for _ in range(len(self._subjects) + 1)
        ]
        for block, _, owner in self._blocks:
            own[owner].occupy(block, CLEARANCE)
        above = [own[-1], *own[:-1]]
        before = list(accumulate(above, OccupiedStrips.union))
        after = list(accumulate(reversed(own[1:-1]), OccupiedStrips.union))[::-1]
        others = [one.union(two) for one, two in zip(before, after, strict=False)]
        return before[-1], [*others, *before[len(others) : -1]]

    def routes(self, index: int, *, level_only: bool, wrap_freely: bool) -> list[LabelRoute]:
        """The cheapest ways to the subject, cheapest first; bent ones only if they are needed."""
        subject = self._subjects[index]
        if not subject.labelled:
            return []
        outline = min(subject.labelled, key=lambda points: sum(bounds(points)[::2]))
        places = dot_candidates(outline)
        ways = list(self._level(index, places, wrap_freely=wrap_freely))
        if not (level_only and ways):
            ways += self._slanted(index, places, wrap_freely=wrap_freely)
        best: dict[tuple[float, int], LabelRoute] = {}
        for route in ways:
            slot = (route.leader[0][1], route.lines)
            if slot not in best or best[slot].cost > route.cost:
                best[slot] = route
        return sorted(best.values(), key=lambda route: route.cost)[:_KEPT]

    def _level(
        self, index: int, places: Sequence[DotCandidate], *, wrap_freely: bool
    ) -> Iterator[LabelRoute]:
        for (x, y), price in places:
            spot = self._spot(index, y)
            fitting = [pill for pill in spot.pills if pill[1] + _STUB <= x <= spot.free_to]
            for lines, end, half in fitting if wrap_freely else fitting[:1]:
                yield self._route(lines, (end, half), ((x, y),), price)

    def _slanted(
        self, index: int, places: Sequence[DotCandidate], *, wrap_freely: bool
    ) -> Iterator[LabelRoute]:
        height = self._subjects[index].sizes[0][1] + self._gap
        spots = [self._spot(index, y) for y in self._heights(height / 3)]
        if wrap_freely:
            spots = [replace(spot, pills=(pill,)) for spot in spots for pill in spot.pills]
        spots = [spot for spot in spots if spot.pills]
        for dot, price in places:
            for spot in spots:
                rise = abs(spot.y - dot[1])
                if _LEAST_RISE <= rise <= _MOST_RISE * height:
                    found = self._elbow(index, dot, spot)
                    if found:
                        bend, extra, (lines, end, half) = found
                        cost = price + extra + 0.5 * rise
                        yield self._route(lines, (end, half), (bend, dot), cost)

    def _heights(self, step: float) -> Iterator[float]:
        count = int((self._window[3] - self._window[1]) / step)
        return (self._window[1] + step * i for i in range(1, count))

    def _elbow(
        self, index: int, dot: Point, spot: _ColumnSlot
    ) -> tuple[Point, float, tuple[int, float, float]] | None:
        """Where the leader bends between a pill's height and the dot, if it can."""
        x, y = dot
        for steepness, extra in _SLANTS:
            slope = steepness if spot.y > y else -steepness
            bend = x - (spot.y - y) / slope
            if bend > spot.free_to:
                continue
            for pill in spot.pills:
                if pill[1] + _STUB <= bend and x - bend <= self._run(index, dot, slope):
                    return (bend, spot.y), extra, pill
        return None

    def _run(self, index: int, dot: Point, slope: float) -> float:
        """How far to the left a slanted line from the dot meets nothing foreign."""
        known = self._runs.get((index, dot, slope))
        if known is None:
            known = min(
                (
                    clear_distance(dot, slope, points, CLEARANCE)
                    for points, box, owner in self._blocks
                    if owner != index and _in_the_way(dot, slope, box)
                ),
                default=inf,
            )
            self._runs[index, dot, slope] = known
        return known

    def _spot(self, index: int, y: float) -> _ColumnSlot:
        """Which of the subject's pills fit at a height, and how far a level leader could go."""
        if (index, y) in self._spots:
            return self._spots[index, y]
        left, top, _, bottom = self._window
        pills = []
        for lines, (width, height) in enumerate(self._subjects[index].sizes, 1):
            half = height / 2
            if top <= y - half and y + half <= bottom:
                room = self._taken.free_to(y - half - _AIR, y + half + _AIR) - _AIR
                if left + width <= room:
                    pills.append((lines, left + width, half))
        free_to = self._others[index].free_to(y - 1, y + 1) if pills else -inf
        spot = self._spots[index, y] = _ColumnSlot(y, free_to, tuple(pills))
        return spot

    def _route(
        self, lines: int, pill: tuple[float, float], rest: tuple[Point, ...], price: float
    ) -> LabelRoute:
        end, half = pill
        y = rest[0][1]
        leader = ((end, y), *rest)
        length = sum(hypot(a[0] - b[0], a[1] - b[1]) for a, b in pairwise(leader))
        cost = price + 0.08 * length + (_WRAPPED if lines > 1 else 0.0)
        box = (self._window[0], y - half, end, y + half)
        x, level = rest[-1]
        extent = (box[0], min(box[1], level), x, max(box[3], level))
        return LabelRoute(0, box, lines, leader, cost, extent)


def _in_the_way(dot: Point, slope: float, box: Bounds) -> bool:
    """Whether a line to the left from the dot comes near a box."""
    x, y = dot
    left, top, right, bottom = box
    if left >= x:
        return False
    at_right, at_left = y + slope * max(0.0, x - right), y + slope * (x - left)
    margin = 4 * CLEARANCE
    return min(at_right, at_left) - margin < bottom and max(at_right, at_left) + margin > top


def mirror_route(route: LabelRoute, axis: float) -> LabelRoute:
    """The same way in the right column."""
    box, extent = (
        (axis - right, top, axis - left, bottom)
        for left, top, right, bottom in (route.box, route.extent)
    )
    leader = mirror_points(route.leader, axis)
    return LabelRoute(1 - route.column, box, route.lines, leader, route.cost, extent)


def are_compatible(one: LabelRoute, other: LabelRoute, gap: float) -> bool:
    """Whether two routes may stand together: pills apart, no leader over anything."""
    if not boxes_near(one.extent, other.extent, max(gap, CLEARANCE)):
        return True
    if boxes_near(one.box, other.box, gap) or _over(one, other.box) or _over(other, one.box):
        return False
    return not any(
        lines_near(p, q, r, s, CLEARANCE)
        for p, q in pairwise(one.leader)
        for r, s in pairwise(other.leader)
    )


def _over(route: LabelRoute, box: Bounds) -> bool:
    return boxes_near(route.extent, box, CLEARANCE) and any(
        line_meets_box(p, q, box, CLEARANCE) for p, q in pairwise(route.leader)
    )
