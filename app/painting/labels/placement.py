"""Placement of the labels of all regions, so that no leaders cross and nothing is covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot, inf

from app.body.outlines import BoundingBox, Point, area, bounds, contains, distance
from app.body.regions import RegionId
from app.painting.labels.geometry import (
    Points,
    clip_outline,
    mirror_points,
    segment_distance,
    simplify_outline,
)
from app.painting.labels.model import LabelBox, LabelLayout, LabelRequest, PlacedLabel
from app.painting.labels.routes import (
    LabelColumn,
    LabelRoute,
    LabelTarget,
    are_compatible,
    dot_candidates,
    mirror_route,
)
from app.painting.labels.search import RouteSearch

_MAX_LABELS = 24
_MIN_SHARE_IN_SIGHT = 0.3  # of a region's area; below it the region gets no label
_TOLERANCE = 1.5  # pixels by which outlines are simplified
_EDGE = 8.0  # pixels between a dot and the edge of the window
_MAX_DEPTH = 24.0  # a numbered dot gains nothing from lying deeper in its region
_MAX_SPACE = 26.0  # nor does it gain from more space around it

LabelColumns = tuple[LabelColumn, LabelColumn]
"""The left and the right column."""


def place_labels(
    requests: Sequence[LabelRequest],
    window: LabelBox,
    *,
    gap: float,
    forbidden: tuple[LabelBox, ...] = (),
) -> LabelLayout:
    """Place as many labels as possible; the other regions get numbered dots.

    A region of which less than 30 % lies in the window gets a numbered dot, and nothing at all if
    none of it is in sight. If there are more than 24 regions, all get numbered dots. Leader and dot
    end in one of the `leader_targets` of a request, as long as any of them is in sight.

    `gap` is the least distance between two pills, `forbidden` are boxes that other controls cover;
    all lengths are pixels.
    """
    box = _bounding_box(window)
    blocks = [_corners(one) for one in forbidden]
    pairs = [(request, _target(request, box)) for request in sorted(requests, key=_height)]
    pairs = [(request, target) for request, target in pairs if target.visible]
    targets = [target for _, target in pairs]
    routes = _best_routes(targets, box, blocks, gap)
    labels = tuple(
        _placed_label(request.region, route)
        for (request, _), route in zip(pairs, routes, strict=True)
        if route
    )
    others = [
        (request.region, target)
        for (request, target), route in zip(pairs, routes, strict=True)
        if not route
    ]
    dots = _numbered_dots([target for _, target in others], blocks, labels)
    numbered = tuple((region, dot) for (region, _), dot in zip(others, dots, strict=True) if dot)
    return LabelLayout(labels, numbered, _max_dot_radius([dot for _, dot in numbered]))


def move_leaders(
    layout: LabelLayout,
    requests: Sequence[LabelRequest],
    window: LabelBox,
    *,
    gap: float,
    forbidden: tuple[LabelBox, ...] = (),
) -> LabelLayout | None:
    """Move only the labels or dots whose requests have leader targets.

    Return None if no leader to one of these targets is clear of the other labels.
    """
    box = _bounding_box(window)
    blocks = [_corners(one) for one in forbidden]
    labels = {label.region: label for label in layout.labels}
    columns: LabelColumns | None = None
    for index, request in enumerate(requests):
        if not request.leader_targets:
            continue
        if request.region not in labels:
            moved = _with_dot_moved(layout, request.region, _target(request, box), blocks)
            if moved is None:
                return None
            layout = moved
            continue
        targets = [_target(one, box) for one in requests]
        columns = columns or _columns(targets, box, blocks, gap)
        del labels[request.region]
        route = _first_compatible(_all_routes(columns, index, box), labels.values(), gap)
        if route is None:
            return None
        labels[request.region] = _placed_label(request.region, route)
    return layout._replace(labels=tuple(labels[label.region] for label in layout.labels))


def _all_routes(columns: LabelColumns, index: int, window: BoundingBox) -> list[LabelRoute]:
    """All routes of one target, cheapest first."""
    here, there = (column.routes(index, level_only=False, wrap_freely=True) for column in columns)
    return _merged([here], [there], window)[0]


def _first_compatible(
    routes: Iterable[LabelRoute], placed: Iterable[PlacedLabel], gap: float
) -> LabelRoute | None:
    """The first route that is compatible with all placed labels."""
    others = [_route_of(label) for label in placed]
    return next(
        (route for route in routes if all(are_compatible(route, one, gap) for one in others)), None
    )


def _with_dot_moved(
    layout: LabelLayout, region: RegionId, target: LabelTarget, blocks: Sequence[Points]
) -> LabelLayout | None:
    """The layout with one numbered dot moved into its target, or None if no position is free."""
    others = [dot for name, dot in layout.numbered if name != region]
    rated = [
        (_space_around(dot, others, layout.labels) + depth, dot)
        for depth, dot in _free_dots(target, blocks)
    ]
    if not rated:
        return None
    dot = max(rated)[1]
    numbered = tuple((name, dot if name == region else at) for name, at in layout.numbered)
    apart = min((hypot(dot[0] - x, dot[1] - y) / 2 for x, y in others), default=inf)
    return layout._replace(numbered=numbered, max_dot_radius=min(layout.max_dot_radius, apart))


def _bounding_box(box: LabelBox) -> BoundingBox:
    return box.x, box.y, box.x + box.w, box.y + box.h


def _corners(box: LabelBox) -> tuple[Point, ...]:
    right, bottom = box.x + box.w, box.y + box.h
    return (box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)


def _height(request: LabelRequest) -> tuple[float, str]:
    """Sort key from top to bottom; the id decides between regions at the same height."""
    tops_and_bottoms = [y for outline in request.outlines for y in bounds(outline)[1::2]]
    return sum(tops_and_bottoms) / max(1, len(tops_and_bottoms)), request.region


def _target(request: LabelRequest, window: BoundingBox) -> LabelTarget:
    """What the search needs to know about a request."""
    left, top, right, bottom = window
    inner = (left + _EDGE, top + _EDGE, right - _EDGE, bottom - _EDGE)
    in_sight = _in_sight(request.leader_targets, inner) or _in_sight(request.outlines, inner)
    sizes = (request.one_line, request.two_lines)
    wraps = request.two_lines[0] < 0.9 * request.one_line[0]
    return LabelTarget(
        tuple(simplify_outline(outline, _TOLERANCE) for outline in request.outlines),
        tuple(outline for outline, _ in in_sight),
        tuple(outline for outline, enough in in_sight if enough),
        sizes if wraps else sizes[:1],
    )


def _in_sight(
    outlines: Sequence[Points], inner: BoundingBox
) -> list[tuple[tuple[Point, ...], bool]]:
    """The part in sight of each outline, and whether it is large enough for a label."""
    wholes = [simplify_outline(outline, _TOLERANCE) for outline in outlines]
    return [
        (part, area(part) >= _MIN_SHARE_IN_SIGHT * area(whole))
        for whole, part in ((whole, clip_outline(whole, inner)) for whole in wholes)
        if part and area(part) > 4.0
    ]


def _best_routes(
    targets: Sequence[LabelTarget], window: BoundingBox, blocks: Sequence[Points], gap: float
) -> Sequence[LabelRoute | None]:
    """The best routes; avoidable bends and wraps are allowed only if they give more labels."""
    best: Sequence[LabelRoute | None] = [None] * len(targets)
    if len(targets) > _MAX_LABELS:
        return best
    columns = _columns(targets, window, blocks, gap)
    for level_only, wrap_freely in ((True, False), (False, False), (False, True)):
        left, right = (
            [
                column.routes(i, level_only=level_only, wrap_freely=wrap_freely)
                for i in range(len(targets))
            ]
            for column in columns
        )
        options = _merged(left, right, window)
        found = RouteSearch(options, gap).run()
        if found.count(None) < best.count(None):
            best = found
        if found.count(None) == sum(not routes for routes in options):
            break
    return best


def _columns(
    targets: Sequence[LabelTarget], window: BoundingBox, blocks: Sequence[Points], gap: float
) -> LabelColumns:
    axis = window[0] + window[2]
    flipped = [target.mirrored(axis) for target in targets]
    flipped_blocks = [mirror_points(block, axis) for block in blocks]
    left = LabelColumn(targets, window, blocks, gap)
    return left, LabelColumn(flipped, window, flipped_blocks, gap)


def _merged(
    left: Sequence[Sequence[LabelRoute]], right: Sequence[Sequence[LabelRoute]], window: BoundingBox
) -> list[list[LabelRoute]]:
    """All routes of each target in both columns, cheapest first."""
    axis = window[0] + window[2]
    return [
        sorted(
            [*here, *(mirror_route(route, axis) for route in there)], key=lambda route: route.cost
        )
        for here, there in zip(left, right, strict=True)
    ]


def _placed_label(region: RegionId, route: LabelRoute) -> PlacedLabel:
    left, top, right, bottom = route.box
    box = LabelBox(left, top, right - left, bottom - top)
    return PlacedLabel(region, box, route.lines, route.leader, route.leader[-1])


def _route_of(label: PlacedLabel) -> LabelRoute:
    box = _bounding_box(label.box)
    left, top, right, bottom = bounds(label.leader)
    extent = (min(left, box[0]), min(top, box[1]), max(right, box[2]), max(bottom, box[3]))
    return LabelRoute(0, box, label.lines, label.leader, 0.0, extent)


def _numbered_dots(
    targets: Sequence[LabelTarget], blocks: Sequence[Points], labels: Sequence[PlacedLabel]
) -> list[Point | None]:
    """A dot for each target, as far as possible from the other dots and from the leaders."""
    candidates = [_free_dots(target, blocks) for target in targets]
    chosen: list[Point | None] = [dots[0][1] if dots else None for dots in candidates]
    for _ in range(2):
        for i, dots in enumerate(candidates):
            rest = [dot for j, dot in enumerate(chosen) if dot and j != i]
            rated = [(_space_around(dot, rest, labels) + depth, dot) for depth, dot in dots]
            chosen[i] = max(rated, default=(0.0, None), key=lambda pair: pair[0])[1]
    return chosen


def _free_dots(target: LabelTarget, blocks: Sequence[Points]) -> list[tuple[float, Point]]:
    """Free positions of a numbered dot, each with its depth in the region, deepest first."""
    found = [
        (min(distance(outline, *dot), _MAX_DEPTH), dot)
        for outline in target.visible
        for dot, _ in dot_candidates(outline)
        if not any(contains(block, *dot) for block in blocks)
    ]
    return sorted(found, reverse=True)


def _space_around(p: Point, dots: Sequence[Point], labels: Sequence[PlacedLabel]) -> float:
    """The free space around a numbered dot, at most `_MAX_SPACE`."""
    space = [hypot(p[0] - x, p[1] - y) / 2 for x, y in dots]
    space += [segment_distance(p, a, b) for label in labels for a, b in pairwise(label.leader)]
    return min([*space, _MAX_SPACE])


def _max_dot_radius(dots: Sequence[Point]) -> float:
    between = [hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(dots) for b in dots[:i]]
    return min(between, default=inf) / 2
