"""The ways a label and its leader may take to a region, each with what it costs the eye."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, inf

from app.body.outlines import Point
from app.drawing.geometry import (
    Bounds,
    Points,
    Strips,
    bounds,
    contains,
    edge_distance,
    flip,
    free_run,
    line_over,
    lines_near,
    upright,
)

CLEAR = 5.0  # between a leader and whatever it passes
_STUB = 14.0  # the least length of a leader's level piece
# Steepness of a slanted piece, up and down, and its price.
_SLANTS = tuple(
    (slope, sign, price)
    for slope, price in ((1.0, 6.0), (0.55, 9.0), (2.0, 15.0))
    for sign in (-1, 1)
)
_KEPT = 40
_WRAPPED = 24.0

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Route:
    """A pill at an edge, the leader from it to a dot in the region, and the price of both."""

    column: int
    box: Bounds
    lines: int
    leader: tuple[Point, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Subject:
    """A region: its outlines, what is seen of them, which of it deserves a label, pill sizes."""

    outlines: tuple[tuple[Point, ...], ...]
    seen: tuple[tuple[Point, ...], ...]
    labelled: tuple[tuple[Point, ...], ...]
    sizes: tuple[Size, ...]

    def mirrored(self, axis: float) -> Subject:
        outlines, seen, labelled = (
            tuple(flip(points, axis) for points in group)
            for group in (self.outlines, self.seen, self.labelled)
        )
        return Subject(outlines, seen, labelled, self.sizes)


def dots(outline: Points) -> list[tuple[Point, float]]:
    """Places for a dot well inside an outline, towards its left, each with a price."""
    left, _, right, _ = bounds(outline)
    width = right - left
    inset = min(max(0.28 * width, 9.0), 26.0, width / 2)
    found = []
    for x, price, shares in (
        (left + inset, 0.0, (0.0, -0.5, 0.5, -1.0, 1.0)),
        ((left + right) / 2, 3.0, (0.0, -1.0, 1.0)),
    ):
        span = upright(outline, x)
        if span is None or (price and width / 2 - inset < 8.0):
            continue
        middle, half = (span[0] + span[1]) / 2, (span[1] - span[0]) / 2
        reach = half - min(10.0, half)
        found += [
            ((x, middle + share * reach), price + 3.0 * abs(share))
            for share in (shares if reach > 4.0 else (0.0,))
        ]
    return _well_inside(outline, found)


def _well_inside(outline: Points, places: list[tuple[Point, float]]) -> list[tuple[Point, float]]:
    depths = [edge_distance(outline, p) if contains(outline, p) else 0.0 for p, _ in places]
    enough = min(6.0, 0.75 * max(depths, default=0.0))
    return [place for place, depth in zip(places, depths, strict=True) if depth >= max(enough, 1.0)]


class Column:
    """The left column of a window and what is in its way.

    The right column is the left one of the mirrored window.
    """

    def __init__(
        self,
        subjects: Sequence[Subject],
        window: Bounds,
        blocks: Sequence[Points],
        *,
        gap: float,
        wrap_freely: bool,
    ) -> None:
        self._subjects = subjects
        self._window = window
        self._gap = gap
        self._wrap_freely = wrap_freely
        self._blocks = [(block, bounds(block), -1) for block in blocks]
        self._blocks += [
            (outline, bounds(outline), i)
            for i, subject in enumerate(subjects)
            for outline in subject.outlines
        ]
        self._taken, self._others = self._strips()

    def _strips(self) -> tuple[Strips, list[Strips]]:
        """What is taken by all, and for each subject by all others."""
        top, bottom = self._window[1], self._window[3]
        own = [Strips(top, bottom) for _ in range(len(self._subjects) + 1)]
        for block, _, owner in self._blocks:
            own[owner].take(block, CLEAR)
        everyone = Strips(top, bottom)
        others = [Strips(top, bottom) for _ in self._subjects]
        for i, strips in enumerate(own):
            everyone.join(strips)
            for j, other in enumerate(others):
                if i != j:
                    other.join(strips)
        return everyone, others

    def routes(self, index: int) -> list[Route]:
        """The cheapest ways to the subject, cheapest first."""
        subject = self._subjects[index]
        if not subject.labelled:
            return []
        outline = min(subject.labelled, key=lambda points: sum(bounds(points)[::2]))
        best: dict[tuple[int, int, int], Route] = {}
        for dot, price in dots(outline):
            for route in self._to_dot(index, dot, price):
                slot = (route.lines, round(route.box[1] / 9), len(route.leader))
                if slot not in best or best[slot].cost > route.cost:
                    best[slot] = route
        return sorted(best.values(), key=lambda route: route.cost)[:_KEPT]

    def _to_dot(self, index: int, dot: Point, price: float) -> Iterator[Route]:
        x, y = dot
        sizes = self._subjects[index].sizes
        if self._others[index].free_to(y - 1, y + 1) >= x:
            yield from self._pills(sizes, (dot,), price)
        pitch = (sizes[0][1] + self._gap) / 3
        for slope, sign, extra in _SLANTS:
            run = min(self._run(index, dot, sign * slope), x - self._window[0] - _STUB)
            for step in range(1, min(15, int(run * slope / pitch)) + 1 if run > 0 else 1):
                dy = step * pitch
                elbow = (x - dy / slope, y + sign * dy)
                if self._others[index].free_to(elbow[1] - 1, elbow[1] + 1) >= elbow[0]:
                    yield from self._pills(sizes, (elbow, dot), price + extra + 0.5 * dy)

    def _run(self, index: int, dot: Point, slope: float) -> float:
        """How far to the left a slanted line from the dot meets nothing foreign."""
        x, y = dot
        run = inf
        for points, (left, top, _, bottom), owner in self._blocks:
            beyond = top > y + 3 * CLEAR if slope < 0 else bottom < y - 3 * CLEAR
            if owner != index and left < x and not beyond:
                run = min(run, free_run(dot, slope, points, CLEAR))
        return run

    def _pills(
        self, sizes: Sequence[Size], rest: tuple[Point, ...], price: float
    ) -> Iterator[Route]:
        """The pill on one line if that fits, else on two; both if wrapping is free."""
        left, top, _, bottom = self._window
        x, y = rest[0]
        for lines, (width, height) in enumerate(sizes, 1):
            end, half = left + width, height / 2
            fits = top <= y - half and y + half <= bottom and end + _STUB <= x
            room = self._taken.free_to(y - half - self._gap / 2, y + half + self._gap / 2)
            if not fits or end + self._gap > room:
                continue
            length = x - end + sum(hypot(a[0] - b[0], a[1] - b[1]) for a, b in pairwise(rest))
            cost = price + 0.08 * length + (_WRAPPED if lines > 1 else 0.0)
            box = (left, y - half, end, y + half)
            yield Route(0, box, lines, ((end, y), *rest), cost)
            if not self._wrap_freely:
                return


def mirrored(route: Route, axis: float) -> Route:
    """The same way in the right column."""
    left, top, right, bottom = route.box
    box = (axis - right, top, axis - left, bottom)
    leader = tuple((axis - x, y) for x, y in route.leader)
    return Route(1 - route.column, box, route.lines, leader, route.cost)


def agree(one: Route, other: Route, gap: float) -> bool:
    """Whether two routes may stand together: pills apart, no leader over anything."""
    a, b = one.box, other.box
    if a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap:
        return False
    if _leader_over(one.leader, b) or _leader_over(other.leader, a):
        return False
    return not any(
        lines_near(p, q, r, s, CLEAR)
        for p, q in pairwise(one.leader)
        for r, s in pairwise(other.leader)
    )


def _leader_over(leader: tuple[Point, ...], box: Bounds) -> bool:
    return any(line_over(p, q, box, CLEAR) for p, q in pairwise(leader))
