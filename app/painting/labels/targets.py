"""What a label points to: the side of its region, and the dot in it at which the leader ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.body.outlines import BoundingBox, Point, bounds, interior_point
from app.body.regions import Side
from app.painting.labels.geometry import Points, clip_outline, vertical_span
from app.painting.labels.model import LabelBox, LabelRequest, PillSizes, PlacedLabel, RegionOutline

_MIN_IN_SIGHT = 10.0
"""A part of a region that is smaller, in pixels across or down, counts as out of sight."""
_OFF_CENTER = 0.3
"""How far a dot lies off the middle of its region, towards the name, in widths of the region."""
_OFF_CENTER_BELOW, _INSET_BELOW = 0.1, 0.1
"""The same, and how far it stays away from the lower edge, if its leader comes from below."""
_INSET = 0.2
"""How far a dot stays away from the upper and lower edge, in heights of the region there."""


DOT_SPACE = 11.0
"""The distance of a pill from every dot."""


class LabelWindow(NamedTuple):
    """Where labels may be, in pixels.

    `gap` is the least distance between two pills, `forbidden` are boxes that other controls cover.
    """

    box: LabelBox
    gap: float
    forbidden: tuple[LabelBox, ...] = ()


class LabelTarget(NamedTuple):
    """A request whose region is in sight.

    `part` is what the window shows of the outline in which the leader ends, and `dot` where it
    ends; `other_part` and `other_dot` are those of the other side, if it is in sight. The leader
    goes on to it if `is_both`.
    """

    request: LabelRequest
    column: Side
    part: Points
    dot: Point
    other_part: Points
    other_dot: Point | None
    is_both: bool
    names_side: bool

    @property
    def sizes(self) -> PillSizes:
        """The sizes of the pill with the text that it shows."""
        return self.request.sided if self.names_side else self.request.plain

    @property
    def is_whole(self) -> bool:
        """True if the window cuts nothing off the region."""
        parts = (self.part, self.other_part)
        return all(any(one.points is part for part in parts) for one in self.request.outlines)

    @property
    def dots(self) -> tuple[Point, ...]:
        return (self.dot,) if self.other_dot is None else (self.dot, self.other_dot)

    def levels_in(self, column: Side) -> tuple[float, ...]:
        """Heights for a level leader from this column, best first; empty if there can be none."""
        is_here = column is self.column
        dot, part = (self.dot, self.part) if is_here else (self.other_dot, self.other_part)
        span = None if dot is None else _free_span(part, dot[0])
        if dot is None or span is None:
            return () if dot is None else dot[1:]
        return (dot[1], *span)

    def with_dot_below(self) -> LabelTarget:
        """Move the dot to the lower end of the region, for a leader that comes from below."""
        x, y = _dot_in(self.part, self.column, _OFF_CENTER_BELOW)
        span = _free_span(self.part, x, _INSET_BELOW)
        return self._replace(dot=(x, span[1] if span else y))

    def with_dot_at(self, x: float, y: float) -> LabelTarget:
        """Move the dot to x if the region reaches there, and all dots as near to y as they can."""
        dot = _dot_at(self.part, x, y) or _dot_at(self.part, self.dot[0], y) or self.dot
        dot, other = _off_the_edge(self.part, dot, self.column), self.other_dot
        if other is not None:
            other = _dot_at(self.other_part, other[0], y) or other
            opposite = Side.RIGHT if self.column is Side.LEFT else Side.LEFT
            other = _off_the_edge(self.other_part, other, opposite)
        return self._replace(dot=dot, other_dot=other)


def make_label(target: LabelTarget, box: LabelBox, start: Point | None) -> PlacedLabel:
    """A label with a leader from `start` to its dot, and to the other side if both are chosen."""
    second = (target.other_dot,) if target.is_both and target.other_dot else ()
    leader = () if start is None else (start, target.dot, *second)
    lines = 1 if (box.w, box.h) == target.sizes.one_line else 2
    return PlacedLabel(target.request.region, box, lines, leader, target.dot, target.names_side)


def find_targets(requests: Iterable[LabelRequest], window: BoundingBox) -> Iterator[LabelTarget]:
    """The targets of all regions in sight."""
    for request in requests:
        parts = {one.side: part for one in request.outlines if (part := _in_sight(one, window))}
        if not parts:
            continue
        chosen: list[Side | None] = [side for side in parts if side in request.chosen]
        ends = chosen or list(parts)
        end = request.column if request.column in ends else ends[0]
        is_side = end is not None and len(request.outlines) > 1
        column = end if is_side and end is not None else request.column
        other, other_part = next(((s, part) for s, part in parts.items() if s != end), (None, ()))
        yield LabelTarget(
            request,
            column,
            parts[end],
            _dot_in(parts[end], column),
            other_part,
            _dot_in(other_part, other or column) if other_part else None,
            is_both=len(chosen) > 1,
            names_side=request.names_side and bool(chosen),
        )


def _in_sight(outline: RegionOutline, window: BoundingBox) -> Points:
    """What the window shows of an outline; empty if that is next to nothing."""
    left, top, right, bottom = outline.box
    if left >= window[0] and top >= window[1] and right <= window[2] and bottom <= window[3]:
        return outline.points
    part = clip_outline(outline.points, window)
    if len(part) < 3:
        return ()
    left, top, right, bottom = bounds(part)
    return part if min(right - left, bottom - top) >= _MIN_IN_SIGHT else ()


def _dot_in(points: Points, column: Side, off_center: float = _OFF_CENTER) -> Point:
    """A point inside an outline, off its middle towards a column."""
    left, _, right, _ = bounds(points)
    shift = off_center * (right - left)
    x = (left + right) / 2 + (-shift if column is Side.LEFT else shift)
    span = vertical_span(points, x)
    return (x, (span[0] + span[1]) / 2) if span else interior_point(points)


def _dot_at(points: Points, x: float, y: float) -> Point | None:
    """The point inside an outline at x that is nearest to y; None if the outline ends before x."""
    span = _free_span(points, x)
    return (x, min(max(y, span[0]), span[1])) if span else None


def _off_the_edge(points: Points, dot: Point, column: Side) -> Point:
    """The dot moved away from the edge of the outline towards a column, if it is near to it."""
    x, y = dot
    span = vertical_span([(b, a) for a, b in points], y)
    if span is None or not span[0] <= x <= span[1]:
        return dot
    inset = _INSET * (span[1] - span[0])
    return (max(x, span[0] + inset) if column is Side.LEFT else min(x, span[1] - inset)), y


def _free_span(points: Points, x: float, share: float = _INSET) -> tuple[float, float] | None:
    """The highest and the lowest place for a dot at x; None outside the outline."""
    span = vertical_span(points, x)
    if span is None:
        return None
    inset = share * (span[1] - span[0])
    return span[0] + inset, span[1] - inset
