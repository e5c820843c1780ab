"""Whether a label covers anything."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from app.body.outlines import BoundingBox, Point, bounds
from app.painting.labels.model import PlacedLabel
from app.painting.labels.targets import LabelTarget, LabelWindow

DOT_SPACE = 11.0
"""The distance of a pill from every dot."""
OVERLAP = 5.5
"""How far a pill may reach into the region of another name."""
_TOLERANCE = 0.01

PlacedTarget = tuple[LabelTarget, PlacedLabel | None]
"""A target with its dots where they are painted, and its label; None without room for it."""


def is_clear(
    label: PlacedLabel, target: LabelTarget, others: Sequence[PlacedTarget], window: LabelWindow
) -> bool:
    """True if a label is in the window and covers no control, dot or label, nor does its leader."""
    box, (left, top, right, bottom) = label.box.edges, window.box.edges
    gap, placed = window.gap - _TOLERANCE, [other for _, other in others if other is not None]
    return not (
        box[0] < left - _TOLERANCE
        or box[1] < top - _TOLERANCE
        or box[2] > right + _TOLERANCE
        or box[3] > bottom + _TOLERANCE
        or any(_are_near(box, one.edges) for one in window.forbidden)
        or any(_are_near(box, other.box.edges, gap) for other in placed)
        or _is_near_dots(box, target.dots if label.leader else target.dots[1:])
        or any(_is_near_dots(box, other.dots) for other, _ in others)
        or any(_is_near_dots(other.box.edges, target.dots) for other in placed)
        or any(
            _cross(label.leader, other.leader)
            or _runs_over(label.leader, other.box.edges)
            or _runs_over(other.leader, box)
            for other in placed
        )
    )


def _are_near(a: BoundingBox, b: BoundingBox, margin: float = 0.0) -> bool:
    """True if two boxes overlap or are nearer than `margin` both horizontally and vertically."""
    return (
        a[0] < b[2] + margin
        and b[0] < a[2] + margin
        and a[1] < b[3] + margin
        and b[1] < a[3] + margin
    )


def _is_near_dots(box: BoundingBox, dots: Iterable[Point]) -> bool:
    return any(_are_near(box, (x, y, x, y), DOT_SPACE - _TOLERANCE) for x, y in dots)


def _runs_over(leader: Sequence[Point], box: BoundingBox) -> bool:
    """True if a leader that ends outside of a box crosses it, and so one of its diagonals."""
    left, top, right, bottom = box
    diagonals = ((left, top), (right, bottom)), ((left, bottom), (right, top))
    return any(_cross(leader, diagonal) for diagonal in diagonals)


def _cross(one: Sequence[Point], other: Sequence[Point]) -> bool:
    """True if two lines of several pieces cross or touch."""
    return any(
        _turn(a, b, c) * _turn(a, b, d) <= 0
        and _turn(c, d, a) * _turn(c, d, b) <= 0
        and _are_near(bounds((a, b)), bounds((c, d)), 0.1)
        for a, b in pairwise(one)
        for c, d in pairwise(other)
    )


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
