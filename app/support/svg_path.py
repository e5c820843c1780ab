"""What an SVG path says: strict reading into absolute segments, and flattening into points."""

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
FLATNESS_TOLERANCE = 0.00025  # how far a flattened curve may lie off, in plate widths
MAX_CURVE_PIECES = 24

_WANTED = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "Z": 0}
_NUMBERS = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_SPACE = " \t\n\r\f\v"
_PIECES = re.compile(r"([A-DF-Za-df-z])([^A-DF-Za-df-z]*)")


class PathError(ValueError):
    """Path data that is not taken, with the reason in plain words."""


def parse_outline(text: str) -> Segments:
    """Read one closed shape: M first, Z last, and nothing behind it."""
    segments = parse_path_data(text)
    letters = [letter for letter, _ in segments]
    if letters[-1] != "Z":
        raise PathError("it is not closed: Z is wanted at its end")
    if letters.count("M") != 1 or letters.count("Z") != 1:
        raise PathError("it holds more than one shape, and one is wanted")
    if len(letters) < 4 and "C" not in letters:
        raise PathError("it has fewer than three points")
    return segments


def parse_path_data(text: str) -> Segments:
    """Read any path, open or closed, of one shape or many, into absolute M, L, C and Z."""
    pen = _PathBuilder()
    for letter, numbers in _pieces(text.strip()):
        pen.draw(letter, numbers)
    return tuple(pen.drawn)


def transform_segments(segments: Segments, matrix: AffineMatrix) -> Segments:
    """Move every point by an SVG matrix."""
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
    """Give the corners of one closed shape, few to a curve; the unit is the plate's width."""
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
    wanted = math.ceil(
        math.sqrt(0.75 * bend / FLATNESS_TOLERANCE)
    )  # Wang's bound for a cubic curve
    points = [
        (a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3)
        for a, b, c, d in _weights(max(1, min(MAX_CURVE_PIECES, wanted)))
    ]
    points.append((x3, y3))
    return points


@cache
def _weights(pieces: int) -> tuple[tuple[float, float, float, float], ...]:
    """Give how much each of a curve's four points counts at each inner step."""
    return tuple(
        ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t * t, t**3)
        for t in (step / pieces for step in range(1, pieces))
    )


def _pieces(text: str) -> list[tuple[str, list[float]]]:
    if not text:
        raise PathError("it is empty")
    if text[0] not in "Mm":
        raise PathError(f"it starts with {text[0]!r}, and M is wanted")
    pieces = [(letter, _numbers(letter, rest)) for letter, rest in _PIECES.findall(text)]
    if sum(len(numbers) for _, numbers in pieces) > MAX_NUMBERS:
        raise PathError(f"it holds more than {MAX_NUMBERS} numbers")
    return pieces


def _numbers(letter: str, rest: str) -> list[float]:
    wanted = _WANTED.get(letter.upper())
    if wanted is None:
        raise PathError(f"the command {letter!r} is not taken: only M L H V C S Q T Z are")
    if not _is_list(rest):
        raise PathError(f"{rest.strip()[:20]!r} after {letter!r} is not a list of numbers")
    numbers = [float(number) for number in _NUMBERS.findall(rest)]
    if numbers and not (min(numbers) >= -MAX_COORDINATE and max(numbers) <= MAX_COORDINATE):
        raise PathError(f"a number after {letter!r} is larger than {MAX_COORDINATE:.0f}")
    if bool(numbers) != bool(wanted) or (wanted and len(numbers) % wanted):
        raise PathError(f"{letter!r} has {len(numbers)} numbers, and {wanted} at a time are wanted")
    return numbers


def _is_list(text: str) -> bool:
    """Say whether only space, or a comma, stands between the numbers, and space around them."""
    first, *between = (gap.strip(_SPACE) for gap in _NUMBERS.split(text))
    last = between.pop() if between else ""
    return not first and not last and set(between) <= {"", ","}


class _PathBuilder:
    """Where the pen stands, and what it has drawn so far."""

    def __init__(self) -> None:
        self.drawn: list[Segment] = []
        self._x = self._y = 0.0
        self._start: Point = (0.0, 0.0)
        self._handle: Point = (0.0, 0.0)  # the last handle of the curve before, for S and T
        self._before = "M"

    def draw(self, letter: str, numbers: list[float]) -> None:
        kind = letter.upper()
        if kind == "Z":
            self.drawn.append(("Z", ()))
            self._x, self._y = self._start
        elif self._before == "Z" and kind != "M":
            self.drawn.append(("M", self._start))
        wanted = _WANTED[kind]
        for at in range(0, len(numbers), wanted or 1):
            points = numbers[at : at + wanted]
            self._one(kind, self._absolute(kind, points) if letter.islower() else points)
            self._before = kind
            kind = "L" if kind == "M" else kind
        self._before = kind

    def _absolute(self, kind: str, numbers: list[float]) -> list[float]:
        if kind == "V":
            return [self._y + numbers[0]]
        here = (self._x, self._y)
        return [number + here[at % 2] for at, number in enumerate(numbers)]

    def _one(self, kind: str, numbers: list[float]) -> None:
        if kind in "ML":
            self._straight(kind, numbers[0], numbers[1])
        elif kind == "H":
            self._straight("L", numbers[0], self._y)
        elif kind == "V":
            self._straight("L", self._x, numbers[0])
        elif kind in "CS":
            mirrored = [] if kind == "C" else list(self._mirrored("CS"))
            self._cubic(mirrored + numbers)
        else:
            self._quadratic((list(self._mirrored("QT")) if kind == "T" else []) + numbers)

    def _straight(self, letter: str, x: float, y: float) -> None:
        self.drawn.append((letter, (x, y)))
        self._x, self._y = x, y
        if letter == "M":
            self._start = (x, y)

    def _cubic(self, numbers: list[float]) -> None:
        self.drawn.append(("C", tuple(numbers)))
        self._handle = (numbers[2], numbers[3])
        self._x, self._y = numbers[4], numbers[5]

    def _quadratic(self, numbers: list[float]) -> None:
        (x0, y0), (x1, y1, x2, y2) = (self._x, self._y), numbers
        handles = [(x0 + 2 * x1) / 3, (y0 + 2 * y1) / 3, (x2 + 2 * x1) / 3, (y2 + 2 * y1) / 3]
        self._cubic([*handles, x2, y2])
        self._handle = (x1, y1)

    def _mirrored(self, kinds: str) -> Point:
        """Mirror the handle before about the pen; without such a curve before it is the pen."""
        if self._before not in kinds:
            return (self._x, self._y)
        return (2 * self._x - self._handle[0], 2 * self._y - self._handle[1])
