"""Parse SVG path data strictly into absolute segments, and flatten it into points."""

from __future__ import annotations

import math
import re
from functools import cache

Point = tuple[float, float]

Segment = tuple[str, tuple[float, ...]]
Segments = tuple[Segment, ...]
AffineMatrix = tuple[float, float, float, float, float, float]

MAX_NUMBERS = 2_000
MAX_COORDINATE = 1e6
FLATNESS_TOLERANCE = 0.00025  # largest error of a flattened curve, in plate widths
MAX_CURVE_PIECES = 24

_PARAMETER_COUNT = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_SPACE = " \t\n\r\f\v"
_COMMAND = re.compile(r"([A-DF-Za-df-z])([^A-DF-Za-df-z]*)")


class PathError(ValueError):
    """Path data that is not accepted; the message says why."""


def parse_outline(text: str) -> Segments:
    """Parse one closed shape, which starts with M and ends with Z.

    Raises:
        PathError: the path data is not accepted, or is not one closed shape.
    """
    segments = parse_path_data(text)
    letters = [letter for letter, _ in segments]
    if letters[-1] != "Z":
        raise PathError("it is not closed: it must end with Z")
    if letters.count("M") != 1 or letters.count("Z") != 1:
        raise PathError("it has more than one shape, but only one is allowed")
    if len(letters) < 4 and "C" not in letters:
        raise PathError("it has fewer than three points")
    return segments


def parse_path_data(text: str) -> Segments:
    """Parse open or closed shapes into absolute segments of M, L, C and Z.

    Raises:
        PathError: the path data is not accepted.
    """
    builder = _PathBuilder()
    for letter, numbers in _commands(text.strip()):
        builder.add(letter, numbers)
    return tuple(builder.segments)


def transform_segments(segments: Segments, matrix: AffineMatrix) -> Segments:
    """Apply an SVG transformation matrix to every point."""
    a, b, c, d, e, f = matrix
    moved = []
    for letter, numbers in segments:
        flat: list[float] = []
        for at in range(0, len(numbers), 2):
            x, y = numbers[at], numbers[at + 1]
            flat += (a * x + c * y + e, b * x + d * y + f)
        moved.append((letter, tuple(flat)))
    return tuple(moved)


def flatten_path(segments: Segments) -> tuple[Point, ...]:
    """The corners of one closed shape, with as few per curve as FLATNESS_TOLERANCE allows."""
    points: list[Point] = []
    for letter, numbers in segments:
        if letter == "C":
            points.extend(_curve(points[-1], numbers))
        elif letter != "Z":
            points.append((numbers[0], numbers[1]))
    if len(points) > 1 and math.dist(points[0], points[-1]) < 1e-9:
        points.pop()
    return tuple(points)


def _curve(start: Point, numbers: tuple[float, ...]) -> list[Point]:
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, numbers
    bend = max(
        math.hypot(x0 - 2 * x1 + x2, y0 - 2 * y1 + y2),
        math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3),
    )
    # Wang's bound for a cubic curve
    pieces = math.ceil(math.sqrt(0.75 * bend / FLATNESS_TOLERANCE))
    points = [
        (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
        for a, b, c, d in _weights(max(1, min(MAX_CURVE_PIECES, pieces)))
    ]
    points.append((x3, y3))
    return points


@cache
def _weights(pieces: int) -> tuple[tuple[float, float, float, float], ...]:
    """The weights of a curve's four points at each inner step."""
    return tuple(
        ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        for t in (step / pieces for step in range(1, pieces))
    )


def _commands(text: str) -> list[tuple[str, list[float]]]:
    if not text:
        raise PathError("it is empty")
    if text[0] not in "Mm":
        raise PathError(f"it starts with {text[0]!r} instead of M")
    commands = [(letter, _numbers(letter, rest)) for letter, rest in _COMMAND.findall(text)]
    if sum(len(numbers) for _, numbers in commands) > MAX_NUMBERS:
        raise PathError(f"it has more than {MAX_NUMBERS} numbers")
    return commands


def _numbers(letter: str, rest: str) -> list[float]:
    count = _PARAMETER_COUNT.get(letter.upper())
    if count is None:
        raise PathError(f"the command {letter!r} is not allowed: use M L H V C S Q T Z")
    if not _is_list(rest):
        raise PathError(f"{rest.strip()[:20]!r} after {letter!r} is not a list of numbers")
    numbers = [float(number) for number in _NUMBER.findall(rest)]
    if numbers and not (min(numbers) >= -MAX_COORDINATE and max(numbers) <= MAX_COORDINATE):
        raise PathError(f"a number after {letter!r} is larger than {MAX_COORDINATE:.0f}")
    if bool(numbers) != bool(count) or (count and len(numbers) % count):
        raise PathError(f"{letter!r} has {len(numbers)} numbers, but takes {count} at a time")
    return numbers


def _is_list(text: str) -> bool:
    """Whether there are only spaces around the numbers, and spaces or a comma between them."""
    first, *between = (gap.strip(_SPACE) for gap in _NUMBER.split(text))
    last = between.pop() if between else ""
    return not first and not last and set(between) <= {"", ","}


class _PathBuilder:
    """Turns commands into absolute segments, and keeps the current point between them."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self._x = self._y = 0.0
        self._start: Point = (0.0, 0.0)
        self._handle: Point = (0.0, 0.0)  # the second control point of the last curve, for S and T
        self._last_kind = "M"

    def add(self, letter: str, numbers: list[float]) -> None:
        kind = letter.upper()
        if kind == "Z":
            self.segments.append(("Z", ()))
            self._x, self._y = self._start
        elif self._last_kind == "Z" and kind != "M":
            self.segments.append(("M", self._start))
        count = _PARAMETER_COUNT[kind]
        for at in range(0, len(numbers), count or 1):
            points = numbers[at : at + count]
            self._add_one(kind, self._absolute(kind, points) if letter.islower() else points)
            self._last_kind = kind
            kind = "L" if kind == "M" else kind
        self._last_kind = kind

    def _absolute(self, kind: str, numbers: list[float]) -> list[float]:
        if kind == "V":
            return [self._y + numbers[0]]
        here = (self._x, self._y)
        return [number + here[at % 2] for at, number in enumerate(numbers)]

    def _add_one(self, kind: str, numbers: list[float]) -> None:
        if kind in "ML":
            self._line(kind, numbers[0], numbers[1])
        elif kind == "H":
            self._line("L", numbers[0], self._y)
        elif kind == "V":
            self._line("L", self._x, numbers[0])
        elif kind in "CS":
            mirrored = [] if kind == "C" else list(self._mirrored("CS"))
            self._cubic(mirrored + numbers)
        else:
            self._quadratic((list(self._mirrored("QT")) if kind == "T" else []) + numbers)

    def _line(self, letter: str, x: float, y: float) -> None:
        self.segments.append((letter, (x, y)))
        self._x, self._y = x, y
        if letter == "M":
            self._start = (x, y)

    def _cubic(self, numbers: list[float]) -> None:
        self.segments.append(("C", tuple(numbers)))
        self._handle = (numbers[2], numbers[3])
        self._x, self._y = numbers[4], numbers[5]

    def _quadratic(self, numbers: list[float]) -> None:
        (x0, y0), (x1, y1, x2, y2) = (self._x, self._y), numbers
        handles = [(x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, (x2 + 2 * x1) / 3, (y2 + 2 * y1) / 3]
        self._cubic([*handles, x2, y2])
        self._handle = (x1, y1)

    def _mirrored(self, kinds: str) -> Point:
        """The last control point mirrored at the current point, or that point if there is none."""
        if self._last_kind not in kinds:
            return (self._x, self._y)
        return (2 * self._x - self._handle[0], 2 * self._y - self._handle[1])
