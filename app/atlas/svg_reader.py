"""Reads the paths of a plate from the elements of an SVG file."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.support.svg_path import AffineMatrix

SVG = "http://www.w3.org/2000/svg"
INKSCAPE = "http://www.inkscape.org/namespaces/inkscape"
SODIPODI = "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
IDENTITY: AffineMatrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

XmlName = tuple[str, str]
"""Namespace and name of an element or an attribute."""
XmlAttributes = Mapping[XmlName, str]

_NUMBERS = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_SPACE = " \t\n\r\f\v"
_MOVE = re.compile(r"\s*(?:,\s*)?([a-zA-Z]+)\s*\(([^()]*)\)", re.ASCII)
_COUNTS = {"matrix": (6,), "translate": (1, 2), "scale": (1, 2), "rotate": (1, 3)}


class SvgError(ValueError):
    """Something in an SVG file cannot be read; the message says what in plain words."""


@dataclass(frozen=True, slots=True)
class SvgPath:
    """A path as it is in the file, with the matrix that converts it to plate units."""

    id: str
    data: str
    matrix: AffineMatrix
    line: int


class SvgDrawing:
    """Takes the elements of an SVG file one by one and keeps the paths.

    Elements of other programs and the locked layer `plate` are ignored.
    """

    def __init__(self) -> None:
        self.paths: list[SvgPath] = []
        self.aspect = 0.0
        self._matrices: list[AffineMatrix] = []
        self._ignored_depth = 0  # how many ignored elements are open

    @property
    def is_ignoring(self) -> bool:
        return self._ignored_depth > 0

    def start(self, name: XmlName, attributes: XmlAttributes, line: int) -> None:
        if self._ignored_depth or is_ignored(name, attributes):
            self._ignored_depth += 1
            return
        if self._matrices:
            own = parse_transform(attributes.get(("", "transform"), ""))
            self._matrices.append(matrix_product(self._matrices[-1], own))
        else:
            self._matrices.append(self._frame(attributes))
        if name[1] == "path":
            found = attributes.get(("", "id"), ""), attributes.get(("", "d"), "")
            self.paths.append(SvgPath(*found, self._matrices[-1], line))

    def end(self) -> None:
        if self._ignored_depth:
            self._ignored_depth -= 1
        else:
            self._matrices.pop()

    def _frame(self, attributes: XmlAttributes) -> AffineMatrix:
        left, top, width, height = view_box(attributes)
        self.aspect = height / width
        return (1 / width, 0.0, 0.0, 1 / width, -left / width, -top / width)


def is_ignored(name: XmlName, attributes: XmlAttributes) -> bool:
    """Whether an element is ignored: those of other programs, and the layer `plate`."""
    return name[0] != SVG or name[1] == "metadata" or is_plate_layer(name, attributes)


def is_plate_layer(name: XmlName, attributes: XmlAttributes) -> bool:
    """Whether this is the locked layer that shows the plate while outlines are drawn."""
    return (
        name == (SVG, "g")
        and attributes.get((INKSCAPE, "label")) == "plate"
        and attributes.get((SODIPODI, "insensitive")) == "true"
    )


def view_box(attributes: XmlAttributes) -> tuple[float, float, float, float]:
    """Return left, top, width and height of the drawing.

    Raises:
        SvgError: they are missing or not positive.
    """
    box = attributes.get(("", "viewBox"))
    if box is None:
        numbers = [0.0, 0.0, *_length(attributes, "width"), *_length(attributes, "height")]
    else:
        numbers = _numbers(box)
    if len(numbers) != 4 or not (numbers[2] > 0 and numbers[3] > 0):
        raise SvgError("the drawing has no size (viewBox, or width and height in pixels)")
    return numbers[0], numbers[1], numbers[2], numbers[3]


def _length(attributes: XmlAttributes, side: str) -> list[float]:
    """Return a length in pixels as a list of one number; empty if it is something else."""
    text = attributes.get(("", side), "").strip(_SPACE).removesuffix("px").strip(_SPACE)
    return [float(text)] if _NUMBERS.fullmatch(text) else []


def parse_transform(text: str) -> AffineMatrix:
    """Parse a transform: a list of matrix, translate, scale and rotate.

    Raises:
        SvgError: it holds anything else.
    """
    matrix, at = IDENTITY, 0
    text = text.strip()
    while at < len(text):
        move = _MOVE.match(text, at)
        if move is None or move[1] not in _COUNTS:
            raise SvgError(f"the transform {text[at : at + 30]!r} is not supported")
        numbers = _numbers(move[2])
        if len(numbers) not in _COUNTS[move[1]]:
            raise SvgError(f"{move[1]} has {len(numbers)} numbers")
        matrix = matrix_product(matrix, _move(move[1], numbers))
        at = move.end()
    return matrix


def _numbers(text: str) -> list[float]:
    if _NUMBERS.sub("", text).strip(f"{_SPACE},"):
        raise SvgError(f"{text[:30]!r} is not a list of numbers")
    numbers = [float(number) for number in _NUMBERS.findall(text)]
    if not all(abs(number) < 1e9 for number in numbers):
        raise SvgError(f"a number in {text[:30]!r} is too large")
    return numbers


def _move(kind: str, numbers: list[float]) -> AffineMatrix:
    if kind == "matrix":
        a, b, c, d, e, f = numbers
        return (a, b, c, d, e, f)
    if kind == "translate":
        return (1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
    if kind == "scale":
        return (numbers[0], 0.0, 0.0, numbers[-1], 0.0, 0.0)
    angle = math.radians(numbers[0])
    x, y = numbers[1:] or (0.0, 0.0)
    cos, sin = math.cos(angle), math.sin(angle)
    return (cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)


def matrix_product(one: AffineMatrix, two: AffineMatrix) -> AffineMatrix:
    """Multiply two matrices; `two` is applied first."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (
        a * g + c * h,
        b * g + d * h,
        a * i + c * j,
        b * i + d * j,
        a * k + c * m + e,
        b * k + d * m + f,
    )
