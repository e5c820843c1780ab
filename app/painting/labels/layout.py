"""Layout of the labels in two columns beside the body, or in their regions when zoomed in.

Column and order of the names are given, so that they are the same for all figures and sizes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from math import dist, inf

from app.body.outlines import BoundingBox, Point
from app.body.regions import RegionId, Side
from app.painting.labels.column import OVERLAP, LabelColumn
from app.painting.labels.geometry import box_covers, boxes_near, line_meets_box, paths_cross
from app.painting.labels.model import LabelBox, LabelLayout, LabelRequest, PlacedLabel
from app.painting.labels.targets import DOT_SPACE, LabelTarget, LabelWindow, find_targets


def place_labels(
    requests: Sequence[LabelRequest], window: LabelWindow, *, is_zoomed: bool = False
) -> LabelLayout:
    """Place the labels of all regions in sight; `requests` are in order from top to bottom.

    A region gets a numbered dot if its name fits neither on one line nor on two. When zoomed in so
    far that not all regions are whole, or not all names fit, they are in or beside their regions.
    """
    targets = list(find_targets(requests, window.box.edges))
    is_beside = not is_zoomed or all(target.is_whole for target in targets)
    columns = [LabelColumn(targets, side, window) for side in Side] if is_beside else []
    placed = _clear_ones([one for column in columns for one in column.labels()], targets, window)
    missing = {target.request.region for target in targets} - placed.keys()
    if missing and is_zoomed:
        from app.painting.labels.zoomed import place_in_regions

        placed = place_in_regions(targets, window)
    elif missing:
        found = [one for column in columns for one in column.labels_in_free_rows()]
        first = {target.request.region for target in targets if target.request.is_first}
        others = _clear_ones(found, targets, window)
        placed = max(placed, others, key=lambda one: (len(first & one.keys()), len(one)))
    return _layout([placed.get(one.request.region) or (one, None) for one in targets])


PlacedTarget = tuple[LabelTarget, "PlacedLabel | None"]
"""A target with its dots where they are painted, and its label; None without room for it."""


def _layout(placed: Sequence[PlacedTarget]) -> LabelLayout:
    labels = tuple(label for _, label in placed if label is not None)
    numbered = tuple((one.request.region, one.dot) for one, label in placed if label is None)
    small = tuple(
        (target.request.region, target.other_dot)
        for target, label in placed
        if target.other_dot and not (label and target.other_dot in label.leader)
    )
    between = [dist(a, b) / 2 for (_, a), (_, b) in combinations(numbered, 2)]
    return LabelLayout(labels, numbered, small, min(between, default=inf))


def _clear_ones(
    labels: Sequence[tuple[LabelTarget, PlacedLabel]],
    targets: Sequence[LabelTarget],
    window: LabelWindow,
) -> dict[RegionId, PlacedTarget]:
    """The labels that cover nothing in their columns."""
    moved = {target.request.region: target for target, _ in labels}
    ends = [moved.get(target.request.region, target) for target in targets]
    placed: dict[RegionId, PlacedTarget] = {}
    for target, label in sorted(labels, key=lambda pair: not pair[0].request.is_first):
        others = [other for other in ends if other is not target]
        outlines = (outline for other in others for outline in other.request.outlines)
        dots = [dot for other in others for dot in other.dots]
        if is_clear(label, target, placed.values(), dots, window) and not any(
            box_covers(_inner_part(label.box), outline) for outline in outlines
        ):
            placed[label.region] = target, label
    return placed


def _inner_part(box: LabelBox) -> BoundingBox:
    """What must not cover a region; the rest of a pill may be over the edge of one."""
    return (
        box.x + OVERLAP,
        box.y + OVERLAP,
        box.x + box.w - OVERLAP,
        box.y + box.h - OVERLAP,
    )


def is_clear(
    label: PlacedLabel,
    target: LabelTarget,
    placed: Iterable[PlacedTarget],
    others: Sequence[Point],
    window: LabelWindow,
) -> bool:
    """True if a label is in the window and covers no control, dot or label, nor does its leader.

    `others` are the dots of the other targets.
    """
    box, limits = label.box.edges, window.box.edges
    if any(box[side] < limits[side] - 0.01 for side in (0, 1)):
        return False
    if any(box[side] > limits[side] + 0.01 for side in (2, 3)):
        return False
    if any(boxes_near(box, one.edges, 0) for one in window.forbidden):
        return False
    own = target.dots if label.leader else target.dots[1:]
    left, top, right, bottom = box
    near = DOT_SPACE - 0.01
    if any(
        left < x + near and x < right + near and top < y + near and y < bottom + near
        for dots in (others, own)
        for x, y in dots
    ):
        return False
    return not any(other and _collide(label, other, window.gap) for _, other in placed)


def _collide(one: PlacedLabel, other: PlacedLabel, gap: float) -> bool:
    return (
        boxes_near(one.box.edges, other.box.edges, gap - 0.01)
        or paths_cross(one.leader, other.leader)
        or _runs_over(one.leader, other.box)
        or _runs_over(other.leader, one.box)
    )


def _runs_over(leader: Sequence[Point], box: LabelBox) -> bool:
    return any(line_meets_box(a, b, box.edges) for a, b in pairwise(leader))
