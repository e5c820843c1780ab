"""Geometry of the drawn cross-section: layers of tissue from the skin inwards, as paths.

Coordinates are units of the drawing, 480 wide and 340 high. A depth is the height at which tissue
would be drawn if the skin were flat; `TissueDeformation` turns it into the height in the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

SECTION_WIDTH, SECTION_HEIGHT = 480.0, 340.0
"""Size of the drawing in units; the skin is at the top because the person lies face down."""

SKIN_DEPTH = 46.0
INCISION_X = 400.0
_STEP = 16
"""Horizontal distance of the points of a line."""
_LIFTS = {"numbing": 11.0, "laser": 9.0, "suction": 1.0, "closing": 7.0, "garment": -8.0}
"""How far each step lifts the skin; the garment presses it down."""


@dataclass(frozen=True, slots=True)
class TissueDeformation:
    """Converts depths to heights in the drawing for one step of the operation.

    Swelling or pressure moves the skin most; tissue at `bottom` and below never moves.
    """

    step: str
    bottom: float

    def y(self, x: float, depth: float) -> float:
        """The height at which tissue at a depth is drawn."""
        share = min(max((self.bottom - depth) / (self.bottom - SKIN_DEPTH), 0.0), 1.0)
        wave = 2.2 * math.sin(x / 88 + 0.6) + 0.9 * math.sin(x / 33 + 2)
        return depth + wave - self._lift(x) * share

    def _lift(self, x: float) -> float:
        lift = _LIFTS.get(self.step, 0.0)
        return lift if self.step == "garment" else lift * math.exp(-(((x - 235) / 125) ** 2))

    def point(self, x: float, depth: float) -> QPointF:
        """The point at which tissue at x and a depth is drawn."""
        return QPointF(x, self.y(x, depth))

    def line(self, depth: float) -> QPainterPath:
        """A line at one depth across the whole drawing."""
        return _line(self, depth)

    def band(self, top: float, bottom: float) -> QPainterPath:
        """The tissue between two depths; the lower edge of the drawing is straight."""
        return _band(self, top, bottom)


@lru_cache(maxsize=128)
def _line(deformation: TissueDeformation, depth: float) -> QPainterPath:
    path = QPainterPath(deformation.point(0, depth))
    for x in range(_STEP, int(SECTION_WIDTH) + 1, _STEP):
        path.lineTo(deformation.point(x, depth))
    return path


@lru_cache(maxsize=128)
def _band(deformation: TissueDeformation, top: float, bottom: float) -> QPainterPath:
    path = QPainterPath(_line(deformation, top))
    for x in range(int(SECTION_WIDTH), -1, -_STEP):
        path.lineTo(
            QPointF(x, SECTION_HEIGHT) if bottom >= SECTION_HEIGHT else deformation.point(x, bottom)
        )
    path.closeSubpath()
    return path


@dataclass(frozen=True, slots=True)
class TissueLayer:
    """One layer of tissue, from the depth `top` to the depth `bottom`."""

    name: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class FatLobule:
    """One lobule of fat and its centre, in the drawing."""

    center: QPointF
    path: QPainterPath


@dataclass(frozen=True, slots=True)
class CrossSection:
    """All tissue at one step of the operation.

    `kind` says what lies below the fat: muscle, ribs, flank or bone. `step` is the id of the step,
    empty before the operation.
    """

    kind: str
    step: str
    deformation: TissueDeformation
    layers: tuple[TissueLayer, ...]

    def layer(self, name: str) -> TissueLayer | None:
        """The layer with this name, or None."""
        return next((one for one in self.layers if one.name == name), None)

    def path(self, layer: TissueLayer) -> QPainterPath:
        """The shape of a layer in the drawing."""
        return self.deformation.band(layer.top, layer.bottom)


@lru_cache(maxsize=64)
def cross_section(kind: str, step: str, *, deep_fat: bool) -> CrossSection:
    """The tissue of a kind of region at a step; equal arguments give equal tissue."""
    depths = list(_depths(kind, deep_fat=deep_fat))
    muscle = next(top for name, top in depths if name == "muscle")
    ends = [top for _, top in depths[1:]] + [SECTION_HEIGHT]
    layers = tuple(
        TissueLayer(name, top, end) for (name, top), end in zip(depths, ends, strict=True)
    )
    return CrossSection(kind, step, TissueDeformation(step, muscle), layers)


def _depths(kind: str, *, deep_fat: bool) -> Iterator[tuple[str, float]]:
    """Each layer with the depth where it begins."""
    yield from (("epidermis", SKIN_DEPTH), ("skin", SKIN_DEPTH + 5), ("fat", SKIN_DEPTH + 22))
    at = 136.0 if deep_fat else 148.0
    yield "fascia", at
    at += 6
    if deep_fat:
        yield "deep-fat", at
        at += 46
    yield "muscle", at
    if kind == "ribs":
        yield from (("ribs", at + 34), ("pleura", at + 84), ("lung", at + 90))
    elif kind == "flank":
        yield "belly", at + 62
    elif kind == "bone":
        yield "bone", at + 20


def hash_noise(*numbers: int) -> float:
    """A pseudo-random number from -1 to 1 that depends only on the arguments."""
    seed = sum(
        number * weight for number, weight in zip(numbers, (127.1, 311.7, 74.7), strict=False)
    )
    return (math.sin(seed) * 43758.5453) % 1.0 * 2 - 1


@lru_cache(maxsize=16)
def fat_lobules(section: CrossSection) -> tuple[FatLobule, ...]:
    """The lobules of both layers of fat; those of the deep layer are larger."""
    found: list[FatLobule] = []
    for name, columns, rows in (("fat", 17, 3), ("deep-fat", 9, 2)):
        layer = section.layer(name)
        if layer is not None:
            found += _lobules(section.deformation, layer, columns, rows)
    return tuple(found)


def _lobules(
    deformation: TissueDeformation, layer: TissueLayer, columns: int, rows: int
) -> Iterator[FatLobule]:
    """Lay out lobules in upright columns that are separated by thin, wavy walls."""
    column_width = (SECTION_WIDTH + 24) / columns
    height = layer.bottom - layer.top
    sway = column_width * 0.13

    def wall(column: int, depth: float) -> float:
        bend = math.sin((depth - layer.top) / height * 3.4 + column * 1.7)
        return -12 + column * column_width + sway * (hash_noise(column, 7) + bend)

    for column in range(columns):
        edges = [
            layer.top
            + height * (row + (0.30 * hash_noise(column, row, 3) if 0 < row < rows else 0)) / rows
            for row in range(rows + 1)
        ]
        for top, bottom in pairwise(edges):
            corners = [
                (wall(column, top), top),
                (wall(column + 1, top), top),
                (wall(column + 1, bottom), bottom),
                (wall(column, bottom), bottom),
            ]
            yield _lobule(deformation, corners)


def _lobule(deformation: TissueDeformation, corners: list[tuple[float, float]]) -> FatLobule:
    """A rounded lobule just inside four corners, given as x and depth."""
    x = sum(corner[0] for corner in corners) / 4
    depth = sum(corner[1] for corner in corners) / 4
    inner = [
        deformation.point(cx + (1.7 if cx < x else -1.7), cy + (1.6 if cy < depth else -1.6))
        for cx, cy in corners
    ]
    return FatLobule(deformation.point(x, depth), rounded_polygon(inner, 0.42))


def rounded_polygon(corners: list[QPointF], share: float) -> QPainterPath:
    """A polygon with rounded corners; `share` is the part of each edge that a corner takes."""
    path = QPainterPath()
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        start, end = corner + (before - corner) * share, corner + (after - corner) * share
        if index:
            path.lineTo(start)
        else:
            path.moveTo(start)
        path.quadTo(corner, end)
    path.closeSubpath()
    return path


def ribs(section: CrossSection) -> tuple[QPainterPath, ...]:
    """Ribs cut across, as a row of flat ovals; empty where there are no ribs."""
    layer = section.layer("ribs")
    if layer is None:
        return ()
    middle = (layer.top + layer.bottom) / 2
    found = []
    for number, x in enumerate((72.0, 238.0, 404.0)):
        path = QPainterPath()
        box = QRectF(0, 0, 92 + 4 * hash_noise(number), 34)
        box.moveCenter(QPointF(x, middle + 1.5 * math.sin(x / 88)))
        path.addRoundedRect(box, 30, 17)
        found.append(path)
    return tuple(found)


def hernia_opening(section: CrossSection) -> QPainterPath:
    """The edge of an opening in the muscle wall and of the pouch that bulges through it.

    The path is open at the bottom, and empty where no hernia has to be ruled out.
    """
    muscle = section.layer("muscle")
    if section.kind != "flank" or muscle is None:
        return QPainterPath()
    top, low, at = muscle.top, muscle.bottom, section.deformation.point
    path = QPainterPath(at(132, low + 3))
    path.cubicTo(at(158, low - 4), at(174, low - 16), at(172, top + 22))
    path.cubicTo(at(170, top + 10), at(146, top + 8), at(148, top - 8))
    path.cubicTo(at(150, top - 26), at(172, top - 30), at(194, top - 30))
    path.cubicTo(at(216, top - 30), at(238, top - 26), at(240, top - 8))
    path.cubicTo(at(242, top + 8), at(218, top + 10), at(216, top + 22))
    path.cubicTo(at(214, low - 16), at(230, low - 4), at(256, low + 3))
    return path
