"""Names in their regions, or beside them where a region is too small, while zoomed in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import product
from math import dist, inf

from app.body.outlines import BoundingBox, Point, bounds, contains
from app.body.regions import RegionId, Side
from app.painting.labels.geometry import box_covers
from app.painting.labels.layout import PlacedTarget, is_clear
from app.painting.labels.model import LabelBox, PlacedLabel
from app.painting.labels.targets import LabelTarget, LabelWindow, make_label

_EDGE = 6.0
"""The distance of a pill from the edge of the region in which it lies."""
_LEADER = 20.0
"""The length of a level leader of a name beside its region."""
_STEPS = (0, 1, -1, 2, -2)
"""How many pills above or below its dot a name beside it may be."""
_COVERED, _INNER, _OUTSIDE = 1000.0, 60.0, 10.0
"""What it costs to cover another region, to be on the inner side, or to have a corner outside."""


def place_in_regions(
    targets: Sequence[LabelTarget], window: LabelWindow
) -> dict[RegionId, PlacedTarget]:
    """The labels for which there is room; a name without any gets a second try as the first."""
    first = {target.request.region for target in targets if target.request.is_first}
    placed = _place_in_turn(targets, window, first)
    missing = {target.request.region for target in targets} - placed.keys()
    if not missing:
        return placed
    return max(placed, _place_in_turn(targets, window, first | missing), key=len)


def _place_in_turn(
    targets: Sequence[LabelTarget], window: LabelWindow, first: Collection[RegionId]
) -> dict[RegionId, PlacedTarget]:
    """Place the first ones, then all names that lie in their regions, then the others."""
    placed: dict[RegionId, PlacedTarget] = {}
    for is_first, find in ((True, _inside), (True, _beside), (False, _inside), (False, _beside)):
        for target in targets:
            region = target.request.region
            if region not in placed and (region in first) is is_first:
                candidates = find(target, window)
                label = _best_label(candidates, target, targets, tuple(placed.values()), window)
                if label is not None:
                    placed[region] = target, label
    return placed


Candidates = Iterable[tuple[float, PlacedLabel]]
"""Possible labels with their cost, without that of what they cover."""


def _best_label(
    candidates: Candidates,
    target: LabelTarget,
    targets: Sequence[LabelTarget],
    placed: Sequence[PlacedTarget],
    window: LabelWindow,
) -> PlacedLabel | None:
    others = [other for other in targets if other is not target]
    outlines = [outline for other in others for outline in other.request.outlines]
    dots = [dot for other in others for dot in other.dots]
    best, found = inf, None
    for cost, label in sorted(candidates, key=lambda pair: pair[0]):
        if cost >= best:
            break
        if is_clear(label, target, placed, dots, window):
            covered = sum(box_covers(label.box.edges, outline) for outline in outlines)
            if cost + _COVERED * covered < best:
                best, found = cost + _COVERED * covered, label
    return found


def _inside(target: LabelTarget, _: LabelWindow) -> Candidates:
    """The label over its dot or over the middle of the region, if that is large enough."""
    left, top, right, bottom = bounds(target.part)
    limits = (left + _EDGE, top + _EDGE, right - _EDGE, bottom - _EDGE)
    y = target.dot[1]
    sizes = target.sizes.one_line, target.sizes.two_lines
    for cost, ((width, height), x) in enumerate(
        product(sizes, (target.dot[0], (left + right) / 2))
    ):
        if width <= right - left - 2 * _EDGE and 2 * height <= bottom - top:
            box = _into(LabelBox(x - width / 2, y - height / 2, width, height), limits)
            x0, y0, x1, y1 = box.edges
            corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
            outside = sum(not contains(target.part, *corner) for corner in corners)
            yield cost + _OUTSIDE * outside, make_label(target, box, None)


def _beside(target: LabelTarget, window: LabelWindow) -> Candidates:
    """The label beside, below or above its region or its dot; near is better."""
    x, y = target.dot
    sizes = target.sizes.one_line, target.sizes.two_lines
    for around, size in product((bounds(target.part), (x, y, x, y)), sizes):
        for extra, box in _boxes(target, size, around, window.gap):
            moved = _into(box, window.box.edges)
            start = _start(moved, target.dot)
            yield extra + dist(start, target.dot), make_label(target, moved, start)


def _boxes(
    target: LabelTarget, size: tuple[float, float], around: BoundingBox, gap: float
) -> Iterator[tuple[float, LabelBox]]:
    (width, height), (x, y) = size, target.dot
    left, right = around[0] - _LEADER - width, around[2] + _LEADER
    is_left = target.column is Side.LEFT
    for step in _STEPS:
        level = y - height / 2 + step * (height + gap)
        yield 0.0 if is_left else _INNER, LabelBox(left, level, width, height)
        yield _INNER if is_left else 0.0, LabelBox(right, level, width, height)
    yield 0.0, LabelBox(x - width / 2, around[3] + _LEADER, width, height)
    yield 0.0, LabelBox(x - width / 2, around[1] - _LEADER - height, width, height)


def _into(box: LabelBox, limits: BoundingBox) -> LabelBox:
    """The box moved into the limits."""
    left, top, right, bottom = limits
    x, y = min(max(box.x, left), right - box.w), min(max(box.y, top), bottom - box.h)
    return box._replace(x=x, y=y)


def _start(box: LabelBox, dot: Point) -> Point:
    """The point on the edge of a box where the leader to a dot begins."""
    left, top, right, bottom = box.edges
    if left <= dot[0] <= right:
        return dot[0], top if dot[1] < top else bottom
    return left if dot[0] < left else right, (top + bottom) / 2
