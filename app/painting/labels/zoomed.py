"""Names in their regions, or beside them where a region is too small, while zoomed in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import dist, inf

from app.body.outlines import BoundingBox, Point, bounds
from app.body.regions import RegionId, Side
from app.painting.labels.geometry import box_covers
from app.painting.labels.layout import LabelWindow, PlacedTarget, is_clear, make_label
from app.painting.labels.model import LabelBox, PlacedLabel
from app.painting.labels.targets import LabelTarget

_EDGE = 6.0
"""The distance of a pill from the edge of the region in which it lies."""
_LEADER = 20.0
"""The length of a level leader of a name beside its region."""
_STEPS = (0, 1, -1, 2, -2)
"""How many pills above or below its dot a name beside it may be."""
_COVERED, _INNER = 1000.0, 60.0
"""What it costs, in pixels of distance, to cover another region or to be on the inner side."""


def place_in_regions(
    targets: Sequence[LabelTarget], window: LabelWindow
) -> dict[RegionId, PlacedTarget]:
    """The labels for which there is room.

    That of the chosen region is placed first, then all that lie in their regions, then the others.
    """
    placed: dict[RegionId, PlacedTarget] = {}
    for is_first, find in ((True, _inside), (True, _beside), (False, _inside), (False, _beside)):
        for target in targets:
            region = target.request.region
            if region not in placed and target.request.is_first is is_first:
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
    best, found = inf, None
    for cost, label in sorted(candidates, key=lambda pair: pair[0]):
        if cost >= best:
            break
        if is_clear(label, target, placed, others, window):
            covered = sum(box_covers(label.box.edges, outline) for outline in outlines)
            if cost + _COVERED * covered < best:
                best, found = cost + _COVERED * covered, label
    return found


def _inside(target: LabelTarget, _: LabelWindow) -> Candidates:
    """The label over its dot, on one line or two, if the region is large enough."""
    left, top, right, bottom = bounds(target.part)
    x, y = target.dot
    for cost, (width, height) in enumerate((target.sizes.one_line, target.sizes.two_lines)):
        if width <= right - left - 2 * _EDGE and 2 * height <= bottom - top:
            box = LabelBox(x - width / 2, y - height / 2, width, height)
            limits = (left + _EDGE, top + _EDGE, right - _EDGE, bottom - _EDGE)
            yield cost, make_label(target, _into(box, limits), None)


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
