"""Where the labels of the regions stand, so that nothing crosses and nothing is covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot, inf

from app.body.outlines import Point
from app.body.regions import RegionId
from app.painting.labels.geometry import (
    Bounds,
    Points,
    bounds,
    clip_outline,
    contains,
    distance,
    edge_distance,
    mirror_points,
    polygon_area,
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

_MOST_LABELS = 24
_LEAST_SEEN = 0.3  # of a region's surface, to deserve a label
_TOLERANCE = 1.5  # pixels by which outlines are simplified
_EDGE = 8.0  # between a dot and the edge of the area
_DEEP = 24.0  # inside its region, a numbered dot is deep enough
_ENOUGH_AIR = 26.0  # a numbered dot needs no more room than this

LabelColumns = tuple[LabelColumn, LabelColumn]


def place_labels(
    wishes: Sequence[LabelRequest],
    area: LabelBox,
    *,
    gap: float,
    forbidden: tuple[LabelBox, ...] = (),
) -> LabelLayout:
    """Places as many labels as possible; the rest get numbered dots.

    A region of which less than a third lies in the area gets a numbered dot, and none at all if
    nothing of it can be seen. More than 24 regions all get numbered dots. Line or dot lie in one of
    the ends that a wish names, as long as any of them is in sight.
    """
    window = (area.x, area.y, area.x + area.w, area.y + area.h)
    blocks = [_corners(box) for box in forbidden]
    pairs = [(wish, _subject(wish, window)) for wish in sorted(wishes, key=_height)]
    pairs = [(wish, subject) for wish, subject in pairs if subject.seen]
    subjects = [subject for _, subject in pairs]
    routes = _chosen(subjects, window, blocks, gap)
    labels = tuple(
        _placed(wish.region, route) for (wish, _), route in zip(pairs, routes, strict=True) if route
    )
    others = [subject for subject, route in zip(subjects, routes, strict=True) if not route]
    names = [wish.region for (wish, _), route in zip(pairs, routes, strict=True) if not route]
    places = _numbered(others, blocks, labels)
    numbered = tuple((name, dot) for name, dot in zip(names, places, strict=True) if dot)
    return LabelLayout(labels, numbered, _spread([dot for _, dot in numbered]))


def move_leaders(
    layout: LabelLayout,
    wishes: Sequence[LabelRequest],
    area: LabelBox,
    *,
    gap: float,
    forbidden: tuple[LabelBox, ...] = (),
) -> LabelLayout | None:
    """Move only the labels or dots whose wishes name ends; all others stay where they are.

    None if no line into one of these ends keeps clear of the other labels.
    """
    window = (area.x, area.y, area.x + area.w, area.y + area.h)
    blocks = [_corners(box) for box in forbidden]
    labels = {label.region: label for label in layout.labels}
    columns: LabelColumns | None = None
    for index, wish in enumerate(wishes):
        if not wish.leader_targets:
            continue
        if wish.region not in labels:
            moved = _with_dot_moved(layout, wish.region, _subject(wish, window), blocks)
            if moved is None:
                return None
            layout = moved
            continue
        subjects = [_subject(one, window) for one in wishes]
        columns = columns or _columns(subjects, window, blocks, gap)
        del labels[wish.region]
        route = _agreeing(_ways(columns, index, window), labels.values(), gap)
        if route is None:
            return None
        labels[wish.region] = _placed(wish.region, route)
    return layout._replace(labels=tuple(labels[label.region] for label in layout.labels))


def _ways(columns: LabelColumns, index: int, window: Bounds) -> list[LabelRoute]:
    """All ways of one subject, cheapest first."""
    here, there = (column.routes(index, level_only=False, wrap_freely=True) for column in columns)
    return _merged([here], [there], window)[0]


def _agreeing(
    ways: Iterable[LabelRoute], placed: Iterable[PlacedLabel], gap: float
) -> LabelRoute | None:
    """The first way that may stand together with all labels."""
    others = [_route_of(label) for label in placed]
    return next((way for way in ways if all(are_compatible(way, one, gap) for one in others)), None)


def _with_dot_moved(
    layout: LabelLayout, region: RegionId, subject: LabelTarget, blocks: Sequence[Points]
) -> LabelLayout | None:
    """The layout with one numbered dot moved into what the subject has in sight, if it can be."""
    others = [dot for name, dot in layout.numbered if name != region]
    ways = [
        (_air(dot, others, layout.labels) + depth, dot)
        for depth, dot in _free_dots(subject, blocks)
    ]
    if not ways:
        return None
    dot = max(ways)[1]
    numbered = tuple((name, dot if name == region else at) for name, at in layout.numbered)
    apart = min((hypot(dot[0] - x, dot[1] - y) / 2 for x, y in others), default=inf)
    return layout._replace(numbered=numbered, max_dot_radius=min(layout.max_dot_radius, apart))


def _corners(box: LabelBox) -> tuple[Point, ...]:
    right, bottom = box.x + box.w, box.y + box.h
    return (box.x, box.y), (right, box.y), (right, bottom), (box.x, bottom)


def _height(wish: LabelRequest) -> tuple[float, str]:
    """From top to bottom; the name settles it where two regions are level."""
    tops_and_bottoms = [y for outline in wish.outlines for y in bounds(outline)[1::2]]
    return sum(tops_and_bottoms) / max(1, len(tops_and_bottoms)), wish.region


def _subject(wish: LabelRequest, window: Bounds) -> LabelTarget:
    """What the search needs to know of a wish."""
    left, top, right, bottom = window
    inner = (left + _EDGE, top + _EDGE, right - _EDGE, bottom - _EDGE)
    seen = _seen(wish.leader_targets, inner) or _seen(wish.outlines, inner)
    sizes = (wish.one_line, wish.two_lines)
    wraps = wish.two_lines[0] < 0.9 * wish.one_line[0]
    return LabelTarget(
        tuple(simplify_outline(outline, _TOLERANCE) for outline in wish.outlines),
        tuple(outline for outline, _ in seen),
        tuple(outline for outline, enough in seen if enough),
        sizes if wraps else sizes[:1],
    )


def _seen(outlines: Sequence[Points], inner: Bounds) -> list[tuple[tuple[Point, ...], bool]]:
    """What is in sight of outlines, and whether it is enough of each to deserve a label."""
    wholes = [simplify_outline(outline, _TOLERANCE) for outline in outlines]
    return [
        (outline, polygon_area(outline) >= _LEAST_SEEN * polygon_area(whole))
        for whole, outline in ((whole, clip_outline(whole, inner)) for whole in wholes)
        if polygon_area(outline) > 4.0
    ]


def _chosen(
    subjects: Sequence[LabelTarget], window: Bounds, blocks: Sequence[Points], gap: float
) -> Sequence[LabelRoute | None]:
    """The best routes; bends and wraps that a region could do without only for more labels."""
    best: Sequence[LabelRoute | None] = [None] * len(subjects)
    if len(subjects) > _MOST_LABELS:
        return best
    columns = _columns(subjects, window, blocks, gap)
    for level_only, wrap_freely in ((True, False), (False, False), (False, True)):
        left, right = (
            [
                column.routes(i, level_only=level_only, wrap_freely=wrap_freely)
                for i in range(len(subjects))
            ]
            for column in columns
        )
        options = _merged(left, right, window)
        found = RouteSearch(options, gap).run()
        if found.count(None) < best.count(None):
            best = found
        if found.count(None) == sum(not ways for ways in options):
            break
    return best


def _columns(
    subjects: Sequence[LabelTarget], window: Bounds, blocks: Sequence[Points], gap: float
) -> LabelColumns:
    axis = window[0] + window[2]
    flipped = [subject.mirrored(axis) for subject in subjects]
    turned = [mirror_points(block, axis) for block in blocks]
    return LabelColumn(subjects, window, blocks, gap), LabelColumn(flipped, window, turned, gap)


def _merged(
    left: Sequence[Sequence[LabelRoute]], right: Sequence[Sequence[LabelRoute]], window: Bounds
) -> list[list[LabelRoute]]:
    """All routes of each subject, in both columns, cheapest first."""
    axis = window[0] + window[2]
    return [
        sorted(
            [*here, *(mirror_route(route, axis) for route in there)], key=lambda route: route.cost
        )
        for here, there in zip(left, right, strict=True)
    ]


def _placed(region: RegionId, route: LabelRoute) -> PlacedLabel:
    left, top, right, bottom = route.box
    box = LabelBox(left, top, right - left, bottom - top)
    return PlacedLabel(region, box, route.lines, route.leader, route.leader[-1])


def _route_of(label: PlacedLabel) -> LabelRoute:
    box = (label.box.x, label.box.y, label.box.x + label.box.w, label.box.y + label.box.h)
    left, top, right, bottom = bounds(label.leader)
    extent = (min(left, box[0]), min(top, box[1]), max(right, box[2]), max(bottom, box[3]))
    return LabelRoute(0, box, label.lines, label.leader, 0.0, extent)


def _numbered(
    subjects: Sequence[LabelTarget], blocks: Sequence[Points], labels: Sequence[PlacedLabel]
) -> list[Point | None]:
    """A dot for each subject, as far from other dots and from leaders as it can be."""
    places = [_free_dots(subject, blocks) for subject in subjects]
    chosen: list[Point | None] = [ways[0][1] if ways else None for ways in places]
    for _ in range(2):
        for i, ways in enumerate(places):
            rest = [dot for j, dot in enumerate(chosen) if dot and j != i]
            weighed = [(_air(dot, rest, labels) + depth, dot) for depth, dot in ways]
            chosen[i] = max(weighed, default=(0.0, None), key=lambda pair: pair[0])[1]
    return chosen


def _free_dots(subject: LabelTarget, blocks: Sequence[Points]) -> list[tuple[float, Point]]:
    """Places for a numbered dot, each with its depth in the region."""
    found = [
        (min(edge_distance(outline, dot), _DEEP), dot)
        for outline in subject.seen
        for dot, _ in dot_candidates(outline)
        if not any(contains(block, dot) for block in blocks)
    ]
    return sorted(found, reverse=True)


def _air(p: Point, made: Sequence[Point], labels: Sequence[PlacedLabel]) -> float:
    """How much room a numbered dot has, up to what it can use."""
    air = [hypot(p[0] - x, p[1] - y) / 2 for x, y in made]
    air += [distance(p, a, b) for label in labels for a, b in pairwise(label.leader)]
    return min([*air, _ENOUGH_AIR])


def _spread(made: Sequence[Point]) -> float:
    between = [hypot(a[0] - b[0], a[1] - b[1]) for i, a in enumerate(made) for b in made[:i]]
    return min(between, default=inf) / 2
