"""Marks that a clinician draws on the figure: values, hit test and outlines, without Qt.

All coordinates and lengths are in plate widths.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from app.body.outlines import Point
from app.body.regions import Place, PlateKey

PlaceAt = Callable[[float, float, float], Place | None]
"""Returns the place at x, y of the plate, or the nearest one within a tolerance."""

THIN_TOLERANCE = 0.0006
"""How far thinning may move a line: half a pixel on a plate that is 800 pixels wide."""
_TOLERANCE, _MAX_SAMPLES = 0.03, 40


class MarkTool(Enum):
    """The tool that a mark was drawn with."""

    PEN = "pen"
    HIGHLIGHTER = "highlighter"
    ARROW = "arrow"
    CIRCLE = "circle"
    STAMP = "stamp"
    LABEL = "label"


class MarkRole(Enum):
    """The meaning of a mark, which sets its color."""

    PLAN = "plan"
    AVOID = "avoid"
    ASK = "ask"
    NOTE = "note"


class StampKind(Enum):
    """The symbols of a stamp."""

    ENTRY = "entry"
    FIELD = "field"
    DIRECTION = "direction"
    AVOID = "avoid"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark.

    `points` are the line of a pen or highlighter, tail and tip of an arrow, two opposite corners
    of the box around a circle, or the position of a stamp or label. `pressure` has a value from
    0 to 1 for each point, or is empty if the device reports none.
    """

    tool: MarkTool
    role: MarkRole
    points: tuple[Point, ...]
    pressure: tuple[float, ...] = ()
    stamp: StampKind | None = None
    text: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the points."""
        xs, ys = zip(*self.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)


Marks = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MarksByPlate:
    """The marks of every plate that has any; the oldest mark comes first."""

    plates: tuple[tuple[PlateKey, Marks], ...] = ()

    def marks_on(self, plate: PlateKey) -> Marks:
        """The marks on a plate."""
        return next((marks for key, marks in self.plates if key == plate), ())

    def with_marks_on(self, plate: PlateKey, marks: Marks) -> MarksByPlate:
        """A copy with the marks of one plate replaced."""
        others = tuple(entry for entry in self.plates if entry[0] != plate)
        return MarksByPlate((*others, (plate, marks)) if marks else others)


NO_MARKS = MarksByPlate()


def place_under_mark(mark: Mark, place_at: PlaceAt) -> Place | None:
    """The place that an arrow points at, or that most of another mark covers."""
    places = Counter(place_at(x, y, _TOLERANCE) for x, y in _samples(mark))
    places.pop(None, None)
    return places.most_common(1)[0][0] if places else None


def _samples(mark: Mark) -> Iterator[Point]:
    """The points of a mark that decide where it lies."""
    points = mark.points
    if mark.tool is MarkTool.ARROW:
        yield points[-1]
    elif mark.tool is MarkTool.CIRCLE:
        left, top, right, bottom = mark.box
        yield (left + right) / 2, (top + bottom) / 2
    else:
        step = max(len(points) // _MAX_SAMPLES, 1)
        yield from points[::step]


def thin_mark(mark: Mark, tolerance: float = THIN_TOLERANCE) -> Mark:
    """The mark without points that its line does not need.

    The algorithm is that of Ramer (1972) and of Douglas and Peucker (1973).
    """
    needed = sorted(_needed_points(mark.points, tolerance))
    pressure = tuple(mark.pressure[index] for index in needed) if mark.pressure else ()
    return replace(mark, points=tuple(mark.points[index] for index in needed), pressure=pressure)


def _needed_points(points: tuple[Point, ...], tolerance: float) -> set[int]:
    last = len(points) - 1
    needed, spans = {0, last}, [(0, last)]
    while spans:
        first, end = spans.pop()
        largest, farthest = tolerance, 0
        for index in range(first + 1, end):
            distance = _distance_to_segment(points[index], points[first], points[end])
            if distance > largest:
                largest, farthest = distance, index
        if farthest:
            needed.add(farthest)
            spans += [(first, farthest), (farthest, end)]
    return needed


def _distance_to_segment(point: Point, start: Point, end: Point) -> float:
    x, y = point[0] - start[0], point[1] - start[1]
    dx, dy = end[0] - start[0], end[1] - start[1]
    length_squared = dx * dx + dy * dy
    share = min(max((x * dx + y * dy) / length_squared, 0.0), 1.0) if length_squared else 0.0
    x, y = x - share * dx, y - share * dy
    return float((x * x + y * y) ** 0.5)


def mark_at(marks: Marks, at: Point, reach: float) -> int | None:
    """The index of the topmost mark whose line is within `reach` of a point."""
    for index in range(len(marks) - 1, -1, -1):
        left, top, right, bottom = marks[index].box
        is_near = left - reach <= at[0] <= right + reach and top - reach <= at[1] <= bottom + reach
        if is_near and _distance(marks[index], at) <= reach:
            return index
    return None


def _distance(mark: Mark, at: Point) -> float:
    """The distance of a point from the line of a mark."""
    points = mark.points
    if mark.tool is MarkTool.CIRCLE:
        left, top, right, bottom = mark.box
        x_radius, y_radius = max((right - left) / 2, 1e-6), max((bottom - top) / 2, 1e-6)
        x, y = (at[0] - left - x_radius) / x_radius, (at[1] - top - y_radius) / y_radius
        return abs(float((x * x + y * y) ** 0.5) - 1) * min(x_radius, y_radius)
    segments = zip(points, points[1:] or points, strict=False)
    return min(_distance_to_segment(at, start, end) for start, end in segments)


PEN_WIDTH, HIGHLIGHTER_WIDTH, CASING_WIDTH = 0.0065, 0.034, 0.0035
"""Line widths; the casing is the light edge on either side of a line."""
STAMP_HEIGHT, LABEL_HEIGHT = 0.05, 0.026
"""Heights of a stamp, and of the letters of a label."""
NOTE_WIDTH_RATIO = 0.55
ROLE_DASHES = {MarkRole.AVOID: (2.4, 1.9), MarkRole.ASK: (0.01, 1.9)}
"""Dash and gap in line widths, because color alone must not tell the roles apart."""
_BARB_LENGTH, _BARB_ANGLE, _ELLIPSE_CORNERS = 0.035, math.radians(28), 48

MarkLine = tuple[Point, ...]


def mark_polylines(mark: Mark) -> tuple[MarkLine, ...]:
    """Every line of a mark; a label has none, because it is text."""
    if mark.tool is MarkTool.LABEL:
        return ()
    if mark.tool is MarkTool.ARROW:
        return _arrow(mark.points[0], mark.points[-1], _BARB_LENGTH)
    if mark.tool is MarkTool.CIRCLE:
        left, top, right, bottom = mark.box
        center = ((left + right) / 2, (top + bottom) / 2)
        return (_ellipse(center, (right - left) / 2, (bottom - top) / 2),)
    if mark.tool is MarkTool.STAMP:
        return tuple(_stamp(mark.stamp or StampKind.ENTRY, mark.points[0], STAMP_HEIGHT / 2))
    return (mark.points,)


def line_width(mark: Mark) -> float:
    """The width of the lines of a mark."""
    if mark.tool is MarkTool.HIGHLIGHTER:
        return HIGHLIGHTER_WIDTH
    return PEN_WIDTH * (NOTE_WIDTH_RATIO if mark.role is MarkRole.NOTE else 1.0)


def line_dashes(mark: Mark) -> tuple[float, ...]:
    """Dash and gap of a mark's lines, in line widths; () is a solid line.

    Stamps are solid, because their shapes differ.
    """
    is_line = mark.tool not in (MarkTool.STAMP, MarkTool.HIGHLIGHTER)
    return ROLE_DASHES.get(mark.role, ()) if is_line else ()


def _arrow(tail: Point, tip: Point, barb: float) -> tuple[MarkLine, ...]:
    """A shaft and two barbs; a short arrow has shorter barbs."""
    dx, dy = tail[0] - tip[0], tail[1] - tip[1]
    length, angle = math.hypot(dx, dy), math.atan2(dy, dx)
    barb = min(barb, length / 2)
    ends = [
        (tip[0] + barb * math.cos(angle + turn), tip[1] + barb * math.sin(angle + turn))
        for turn in (-_BARB_ANGLE, _BARB_ANGLE)
    ]
    return (tail, tip), (ends[0], tip, ends[1])


def _ellipse(center: Point, x_radius: float, y_radius: float) -> MarkLine:
    angles = [2 * math.pi * index / _ELLIPSE_CORNERS for index in range(_ELLIPSE_CORNERS + 1)]
    x, y = center
    return tuple(
        (x + x_radius * math.cos(angle), y + y_radius * math.sin(angle)) for angle in angles
    )


def _stamp(kind: StampKind, at: Point, half: float) -> Iterator[MarkLine]:
    """The lines of a symbol; the symbols differ in shape.

    A ring with a dot is an entry point, a hatched square the treated field, an arrow a direction,
    and a crossed ring a place to avoid. `half` is half the height.
    """
    x, y = at
    slant = half * math.sqrt(0.5)
    if kind is StampKind.ENTRY:
        yield _ellipse(at, half * 0.8, half * 0.8)
        yield _ellipse(at, half * 0.12, half * 0.12)
    elif kind is StampKind.FIELD:
        corners = ((x - half, y - half), (x + half, y - half), (x + half, y + half))
        yield (*corners, (x - half, y + half), corners[0])
        for share in (-0.1, 0.5):
            yield (x + half * share, y - half * 0.7), (x + half * (share - 0.4), y + half * 0.7)
    elif kind is StampKind.DIRECTION:
        yield from _arrow((x, y + half), (x, y - half), half)
    else:
        yield _ellipse(at, half, half)
        yield (x - slant, y - slant), (x + slant, y + slant)
