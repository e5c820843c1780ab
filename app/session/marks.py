"""Marks a clinician draws.

Frozen values, simplification, hit test and the lines they consist of, without Qt.
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
"""What lies at a point of the plate, or within a slack of it, in plate widths."""

THIN_TOLERANCE = 0.0006
"""Half a pixel on a plate 800 pixels wide: how far a line may be moved when it is thinned."""
_SLACK, _SAMPLES = 0.03, 40


class MarkTool(Enum):
    """What a mark was made with."""

    PEN = "pen"
    HIGHLIGHTER = "highlighter"
    ARROW = "arrow"
    CIRCLE = "circle"
    STAMP = "stamp"
    LABEL = "label"


class MarkRole(Enum):
    """What a mark is about; its colour follows."""

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
    """One mark; points in plate widths.

    A pen and a highlighter have a line of points, an arrow its tail and its tip, a circle two
    opposite corners of its box, a stamp and a label the one point they stand on. `pressure` has a
    share (0 to 1) for each point, or is empty where the pen knows none.
    """

    tool: MarkTool
    role: MarkRole
    points: tuple[Point, ...]
    pressure: tuple[float, ...] = ()
    stamp: StampKind | None = None
    text: str = ""

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of its points."""
        across, down = zip(*self.points, strict=True)
        return min(across), min(down), max(across), max(down)


Marks = tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MarksByPlate:
    """The marks on every plate that has any, the oldest first."""

    plates: tuple[tuple[PlateKey, Marks], ...] = ()

    def marks_on(self, plate: PlateKey) -> Marks:
        """The marks on a plate."""
        return next((marks for key, marks in self.plates if key == plate), ())

    def with_marks_on(self, plate: PlateKey, marks: Marks) -> MarksByPlate:
        """The same with other marks on one plate."""
        others = tuple(sheet for sheet in self.plates if sheet[0] != plate)
        return MarksByPlate((*others, (plate, marks)) if marks else others)


NO_MARKS = MarksByPlate()


def place_under_mark(mark: Mark, place_at: PlaceAt) -> Place | None:
    """What a mark lies on: an arrow what it points at, else what most of it covers."""
    under = Counter(place_at(x, y, _SLACK) for x, y in _samples(mark))
    under.pop(None, None)
    return under.most_common(1)[0][0] if under else None


def _samples(mark: Mark) -> Iterator[Point]:
    points = mark.points
    if mark.tool is MarkTool.ARROW:
        yield points[-1]
    elif mark.tool is MarkTool.CIRCLE:
        left, top, right, bottom = mark.box
        yield (left + right) / 2, (top + bottom) / 2
    else:
        step = max(len(points) // _SAMPLES, 1)
        yield from points[::step]


def thin_mark(mark: Mark, tolerance: float = THIN_TOLERANCE) -> Mark:
    """The mark with as few points as its line needs (Ramer 1972; Douglas and Peucker 1973)."""
    kept = sorted(_kept(mark.points, tolerance))
    pressure = tuple(mark.pressure[at] for at in kept) if mark.pressure else ()
    return replace(mark, points=tuple(mark.points[at] for at in kept), pressure=pressure)


def _kept(points: tuple[Point, ...], tolerance: float) -> set[int]:
    last = len(points) - 1
    kept, spans = {0, last}, [(0, last)]
    while spans:
        first, end = spans.pop()
        far, at = tolerance, 0
        for number in range(first + 1, end):
            away = _away(points[number], points[first], points[end])
            if away > far:
                far, at = away, number
        if at:
            kept.add(at)
            spans += [(first, at), (at, end)]
    return kept


def _away(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a straight line between two others."""
    x, y = point[0] - start[0], point[1] - start[1]
    along, down = end[0] - start[0], end[1] - start[1]
    length = along * along + down * down
    share = min(max((x * along + y * down) / length, 0.0), 1.0) if length else 0.0
    x, y = x - share * along, y - share * down
    return float((x * x + y * y) ** 0.5)


def mark_at(marks: Marks, at: Point, reach: float) -> int | None:
    """The number of the topmost mark within reach of a point, in plate widths."""
    for number in range(len(marks) - 1, -1, -1):
        left, top, right, bottom = marks[number].box
        is_near = left - reach <= at[0] <= right + reach and top - reach <= at[1] <= bottom + reach
        if is_near and _distance(marks[number], at) <= reach:
            return number
    return None


def _distance(mark: Mark, at: Point) -> float:
    points = mark.points
    if mark.tool is MarkTool.CIRCLE:
        left, top, right, bottom = mark.box
        across, down = max((right - left) / 2, 1e-6), max((bottom - top) / 2, 1e-6)
        x, y = (at[0] - left - across) / across, (at[1] - top - down) / down
        return abs(float((x * x + y * y) ** 0.5) - 1) * min(across, down)
    ends = zip(points, points[1:] or points, strict=False)
    return min(_away(at, start, end) for start, end in ends)


PEN_WIDTH, HIGHLIGHTER_WIDTH, CASING_WIDTH = 0.0065, 0.034, 0.0035
"""Widths in plate widths: of a pen, of a highlighter, and of the casing on either side."""
STAMP_HEIGHT, LABEL_HEIGHT = 0.05, 0.026
"""Heights in plate widths: of a stamp, and of the letters of a label."""
NOTE_WIDTH_RATIO = 0.55
ROLE_DASHES = {MarkRole.AVOID: (2.4, 1.9), MarkRole.ASK: (0.01, 1.9)}
"""In widths of the line: a role does not rest on its colour alone."""
_BARB, _TURN, _CORNERS = 0.035, math.radians(28), 48

MarkLine = tuple[Point, ...]


def mark_polylines(mark: Mark) -> tuple[MarkLine, ...]:
    """Every line of a mark; a label has none, it is words."""
    if mark.tool is MarkTool.LABEL:
        return ()
    if mark.tool is MarkTool.ARROW:
        return _arrow(mark.points[0], mark.points[-1], _BARB)
    if mark.tool is MarkTool.CIRCLE:
        left, top, right, bottom = mark.box
        middle = ((left + right) / 2, (top + bottom) / 2)
        return (_ellipse(middle, (right - left) / 2, (bottom - top) / 2),)
    if mark.tool is MarkTool.STAMP:
        return tuple(_stamp(mark.stamp or StampKind.ENTRY, mark.points[0], STAMP_HEIGHT / 2))
    return (mark.points,)


def line_width(mark: Mark) -> float:
    """How wide its lines are, in plate widths."""
    if mark.tool is MarkTool.HIGHLIGHTER:
        return HIGHLIGHTER_WIDTH
    return PEN_WIDTH * (NOTE_WIDTH_RATIO if mark.role is MarkRole.NOTE else 1.0)


def line_dashes(mark: Mark) -> tuple[float, ...]:
    """How its lines are broken, in widths of the line; stamps are told apart by their shape."""
    is_line = mark.tool not in (MarkTool.STAMP, MarkTool.HIGHLIGHTER)
    return ROLE_DASHES.get(mark.role, ()) if is_line else ()


def _arrow(tail: Point, tip: Point, barb: float) -> tuple[MarkLine, ...]:
    """A shaft and two barbs, which are smaller where the arrow is short."""
    across, down = tail[0] - tip[0], tail[1] - tip[1]
    length, angle = math.hypot(across, down), math.atan2(down, across)
    barb = min(barb, length / 2)
    ends = [
        (tip[0] + barb * math.cos(angle + turn), tip[1] + barb * math.sin(angle + turn))
        for turn in (-_TURN, _TURN)
    ]
    return (tail, tip), (ends[0], tip, ends[1])


def _ellipse(middle: Point, across: float, down: float) -> MarkLine:
    turns = [2 * math.pi * at / _CORNERS for at in range(_CORNERS + 1)]
    x, y = middle
    return tuple((x + across * math.cos(turn), y + down * math.sin(turn)) for turn in turns)


def _stamp(kind: StampKind, at: Point, half: float) -> Iterator[MarkLine]:
    """A symbol told apart by its shape alone.

    A ring with a dot is where an instrument goes in, a hatched square the field that is treated,
    an arrow a direction, and a crossed ring a place to keep away from.
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
