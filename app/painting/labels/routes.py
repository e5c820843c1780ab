"""Candidate routes from a label to its region, each with a cost that says how untidy it looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import hypot, inf

from app.body.outlines import BoundingBox, Point, bounds, contains, distance
from app.painting.labels.geometry import (
    OccupiedStrips,
    Points,
    boxes_near,
    clear_distance,
    line_meets_box,
    lines_near,
    mirror_points,
    vertical_span,
)

CLEARANCE = 5.0  # pixels between a leader and anything it passes
_STUB = 14.0  # least length of the level part of a leader
_EXTRA_CLEARANCE = 2.0  # between a pill and an outline, in addition to CLEARANCE
_MIN_RISE = 10.0  # a smaller bend looks like a mistake
_MAX_RISE = 5.0  # in heights of a pill
_SLANTS = ((1.0, 6.0), (0.55, 9.0), (2.0, 15.0))  # slopes of the slanted part, and their costs
_MAX_ROUTES = 40  # per region
_WRAPPED = 24.0  # cost of a label on two lines

PillSize = tuple[float, float]
DotCandidate = tuple[Point, float]
"""A position of the dot, and its cost."""


@dataclass(frozen=True, slots=True)
class LabelRoute:
    """A pill at an edge of the window, its leader to a dot in the region, and the cost of both."""

    column: int
    box: BoundingBox
    lines: int
    leader: tuple[Point, ...]
    cost: float
    extent: BoundingBox  # of pill and leader together


@dataclass(frozen=True, slots=True)
class LabelTarget:
    """What the routes to a region depend on.

    `outlines` are all of its outlines, `visible` their parts in sight, `labelled` those of these
    parts that are large enough for a label, and `sizes` the possible sizes of the pill.
    """

    outlines: tuple[tuple[Point, ...], ...]
    visible: tuple[tuple[Point, ...], ...]
    labelled: tuple[tuple[Point, ...], ...]
    sizes: tuple[PillSize, ...]

    def mirrored(self, axis: float) -> LabelTarget:
        outlines, visible, labelled = (
            tuple(mirror_points(points, axis) for points in group)
            for group in (self.outlines, self.visible, self.labelled)
        )
        return LabelTarget(outlines, visible, labelled, self.sizes)


def dot_candidates(outline: Points) -> list[DotCandidate]:
    """Positions for a dot well inside an outline, preferably towards its left."""
    left, _, right, _ = bounds(outline)
    width = right - left
    inset = min(max(0.28 * width, 9.0), 26.0, width / 2)
    found = []
    for x, cost, shares in (
        (left + inset, 0.0, (0.0, -0.5, 0.5, -1.0, 1.0)),
        ((left + right) / 2, 3.0, (0.0, -1.0, 1.0)),
    ):
        span = vertical_span(outline, x)
        if span is None or (cost and width / 2 - inset < 8.0):
            continue
        middle, half = (span[0] + span[1]) / 2, (span[1] - span[0]) / 2
        reach = half - min(10.0, half)
        found += [
            ((x, middle + share * reach), cost + 3.0 * abs(share))
            for share in (shares if reach > 4.0 else (0.0,))
        ]
    return _well_inside(outline, found)


def _well_inside(outline: Points, dots: list[DotCandidate]) -> list[DotCandidate]:
    depths = [distance(outline, *p) if contains(outline, *p) else 0.0 for p, _ in dots]
    enough = min(6.0, 0.75 * max(depths, default=0.0))
    return [dot for dot, depth in zip(dots, depths, strict=True) if depth >= max(enough, 1.0)]


@dataclass(frozen=True, slots=True)
class _ColumnSlot:
    """A height in the column.

    `free_to` is the x up to which a level leader is free; `pills` are those that fit here, each as
    number of lines, x of its right end, half of its height.
    """

    y: float
    free_to: float
    pills: tuple[tuple[int, float, float], ...]


class LabelColumn:
    """The left column of labels in a window, and the obstacles to its leaders.

    The right column is the left column of the mirrored window.
    """

    def __init__(
        self,
        targets: Sequence[LabelTarget],
        window: BoundingBox,
        blocks: Sequence[Points],
        gap: float,
    ) -> None:
        self._targets = targets
        self._window = window
        self._gap = gap
        self._blocks = [(block, bounds(block), -1) for block in blocks]
        self._blocks += [
            (outline, bounds(outline), i)
            for i, target in enumerate(targets)
            for outline in target.outlines
        ]
        self._occupied, self._others = self._strips()
        self._slots: dict[tuple[int, float], _ColumnSlot] = {}
        self._clear_runs: dict[tuple[int, Point, float], float] = {}

    def _strips(self) -> tuple[OccupiedStrips, list[OccupiedStrips]]:
        """Strips occupied by everything, and for each target those occupied by everything else."""
        own = [
            OccupiedStrips(self._window[1], self._window[3]) for _ in range(len(self._targets) + 1)
        ]
        for block, _, owner in self._blocks:
            own[owner].occupy(block, CLEARANCE)
        above = [own[-1], *own[:-1]]
        before = list(accumulate(above, OccupiedStrips.union))
        after = list(accumulate(reversed(own[1:-1]), OccupiedStrips.union))[::-1]
        others = [one.union(two) for one, two in zip(before, after, strict=False)]
        return before[-1], [*others, *before[len(others) : -1]]

    def routes(self, index: int, *, level_only: bool, wrap_freely: bool) -> list[LabelRoute]:
        """Routes to a target, cheapest first.

        With `level_only`, bent leaders are considered only where no straight one fits; with
        `wrap_freely`, a label may wrap even where it fits on one line.
        """
        target = self._targets[index]
        if not target.labelled:
            return []
        outline = min(target.labelled, key=lambda points: sum(bounds(points)[::2]))
        dots = dot_candidates(outline)
        found = list(self._level(index, dots, wrap_freely=wrap_freely))
        if not (level_only and found):
            found += self._slanted(index, dots, wrap_freely=wrap_freely)
        best: dict[tuple[float, int], LabelRoute] = {}
        for route in found:
            key = (route.leader[0][1], route.lines)
            if key not in best or best[key].cost > route.cost:
                best[key] = route
        return sorted(best.values(), key=lambda route: route.cost)[:_MAX_ROUTES]

    def _level(
        self, index: int, dots: Sequence[DotCandidate], *, wrap_freely: bool
    ) -> Iterator[LabelRoute]:
        for (x, y), cost in dots:
            slot = self._slot(index, y)
            fitting = [pill for pill in slot.pills if pill[1] + _STUB <= x <= slot.free_to]
            for lines, end, half in fitting if wrap_freely else fitting[:1]:
                yield self._route(lines, (end, half), ((x, y),), cost)

    def _slanted(
        self, index: int, dots: Sequence[DotCandidate], *, wrap_freely: bool
    ) -> Iterator[LabelRoute]:
        height = self._targets[index].sizes[0][1] + self._gap
        slots = [self._slot(index, y) for y in self._heights(height / 3)]
        if wrap_freely:
            slots = [replace(slot, pills=(pill,)) for slot in slots for pill in slot.pills]
        slots = [slot for slot in slots if slot.pills]
        for dot, dot_cost in dots:
            for slot in slots:
                rise = abs(slot.y - dot[1])
                if _MIN_RISE <= rise <= _MAX_RISE * height:
                    found = self._elbow(index, dot, slot)
                    if found:
                        bend, extra, (lines, end, half) = found
                        cost = dot_cost + extra + 0.5 * rise
                        yield self._route(lines, (end, half), (bend, dot), cost)

    def _heights(self, step: float) -> Iterator[float]:
        count = int((self._window[3] - self._window[1]) / step)
        return (self._window[1] + step * i for i in range(1, count))

    def _elbow(
        self, index: int, dot: Point, slot: _ColumnSlot
    ) -> tuple[Point, float, tuple[int, float, float]] | None:
        """Find the bend of a leader from this slot to the dot, its cost and a pill that fits."""
        x, y = dot
        for steepness, extra in _SLANTS:
            slope = steepness if slot.y > y else -steepness
            bend = x - (slot.y - y) / slope
            if bend > slot.free_to:
                continue
            for pill in slot.pills:
                if pill[1] + _STUB <= bend and x - bend <= self._clear_run(index, dot, slope):
                    return (bend, slot.y), extra, pill
        return None

    def _clear_run(self, index: int, dot: Point, slope: float) -> float:
        """How far to the left a slanted line from the dot is clear of regions and controls."""
        known = self._clear_runs.get((index, dot, slope))
        if known is None:
            known = min(
                (
                    clear_distance(dot, slope, points, CLEARANCE)
                    for points, box, owner in self._blocks
                    if owner != index and _in_the_way(dot, slope, box)
                ),
                default=inf,
            )
            self._clear_runs[index, dot, slope] = known
        return known

    def _slot(self, index: int, y: float) -> _ColumnSlot:
        """The slot at a height: which pills of the target fit, how far a level leader is free."""
        if (index, y) in self._slots:
            return self._slots[index, y]
        left, top, _, bottom = self._window
        pills = []
        for lines, (width, height) in enumerate(self._targets[index].sizes, 1):
            half = height / 2
            if top <= y - half and y + half <= bottom:
                free_to = (
                    self._occupied.free_to(y - half - _EXTRA_CLEARANCE, y + half + _EXTRA_CLEARANCE)
                    - _EXTRA_CLEARANCE
                )
                if left + width <= free_to:
                    pills.append((lines, left + width, half))
        free_to = self._others[index].free_to(y - 1, y + 1) if pills else -inf
        slot = self._slots[index, y] = _ColumnSlot(y, free_to, tuple(pills))
        return slot

    def _route(
        self, lines: int, pill: tuple[float, float], rest: tuple[Point, ...], base_cost: float
    ) -> LabelRoute:
        end, half = pill
        y = rest[0][1]
        leader = ((end, y), *rest)
        length = sum(hypot(a[0] - b[0], a[1] - b[1]) for a, b in pairwise(leader))
        cost = base_cost + 0.08 * length + (_WRAPPED if lines > 1 else 0.0)
        box = (self._window[0], y - half, end, y + half)
        x, level = rest[-1]
        extent = (box[0], min(box[1], level), x, max(box[3], level))
        return LabelRoute(0, box, lines, leader, cost, extent)


def _in_the_way(dot: Point, slope: float, box: BoundingBox) -> bool:
    """True if a line from the dot to the left comes near a box."""
    x, y = dot
    left, top, right, bottom = box
    if left >= x:
        return False
    at_right, at_left = y + slope * max(0.0, x - right), y + slope * (x - left)
    margin = 4 * CLEARANCE
    return min(at_right, at_left) - margin < bottom and max(at_right, at_left) + margin > top


def mirror_route(route: LabelRoute, axis: float) -> LabelRoute:
    """The same route in the right column."""
    box, extent = (
        (axis - right, top, axis - left, bottom)
        for left, top, right, bottom in (route.box, route.extent)
    )
    leader = mirror_points(route.leader, axis)
    return LabelRoute(1 - route.column, box, route.lines, leader, route.cost, extent)


def are_compatible(one: LabelRoute, other: LabelRoute, gap: float) -> bool:
    """True if both routes can be used: pills apart, no leader over another leader or pill."""
    if not boxes_near(one.extent, other.extent, max(gap, CLEARANCE)):
        return True
    if boxes_near(one.box, other.box, gap) or _over(one, other.box) or _over(other, one.box):
        return False
    return not any(
        lines_near(p, q, r, s, CLEARANCE)
        for p, q in pairwise(one.leader)
        for r, s in pairwise(other.leader)
    )


def _over(route: LabelRoute, box: BoundingBox) -> bool:
    return boxes_near(route.extent, box, CLEARANCE) and any(
        line_meets_box(p, q, box, CLEARANCE) for p, q in pairwise(route.leader)
    )
