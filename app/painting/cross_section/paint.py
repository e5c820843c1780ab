"""Paints a cross-section: its tissue, what a step does to it, and nothing else."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF

from app.painting.cross_section.tissue import (
    SECTION_HEIGHT,
    SECTION_WIDTH,
    CrossSection,
    FatLobule,
    TissueLayer,
    fat_lobules,
    hash_noise,
    hernia_opening,
    ribs,
)
from app.painting.cross_section.tools import (
    TOOL_TIP,
    ColorMap,
    cannula_tunnels,
    paint_tools,
    with_opacity,
)

LAYER_COLOR_ROLES = {
    "epidermis": "tissue_epidermis",
    "skin": "tissue_skin",
    "fat": "tissue_septa",
    "fascia": "tissue_fascia",
    "deep-fat": "tissue_septa",
    "muscle": "tissue_muscle",
    "ribs": "tissue_muscle",
    "pleura": "tissue_fascia",
    "lung": "tissue_lung",
    "belly": "tissue_belly",
    "bone": "tissue_bone",
}
"""The colour role of each layer; between two layers there is always a line."""


def paint_section(
    painter: QPainter, section: CrossSection, box: QRectF, inks: ColorMap, *, mirrored: bool = False
) -> None:
    """Fills the box with the section; mirrored, what was on the right is on the left."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.fillRect(box, inks["sunken"])
    painter.save()
    painter.translate(box.right() if mirrored else box.left(), box.top())
    across = box.width() / SECTION_WIDTH
    painter.scale(-across if mirrored else across, box.height() / SECTION_HEIGHT)
    _paint_tissue(painter, section, inks)
    paint_tools(painter, section, inks)
    painter.restore()
    _paint_frame(painter, box, inks)
    painter.restore()


def _paint_frame(painter: QPainter, box: QRectF, inks: ColorMap) -> None:
    """Rounds the corners by painting over them: a round clip makes all painting slow."""
    frame = QPainterPath()
    frame.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)
    corners = QPainterPath()
    corners.addRect(box)
    corners.addPath(frame)
    painter.fillPath(corners, inks["surface"])
    painter.strokePath(frame, QPen(inks["line"], 1.0))


def _paint_tissue(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    for layer in section.layers:
        painter.fillPath(section.path(layer), inks[LAYER_COLOR_ROLES[layer.name]])
    _paint_fat(painter, section, inks)
    for layer in section.layers:
        if layer.name in _TEXTURES:
            _TEXTURES[layer.name](painter, section, layer, inks)
    for layer in section.layers:
        strong = layer.name in ("epidermis", "muscle", "bone", "lung")
        painter.strokePath(
            section.deformation.line(layer.top), QPen(inks["tissue_line"], 1.7 if strong else 1.1)
        )
    _paint_ribs(painter, section, inks)
    _paint_gap(painter, section, inks)


def _paint_fat(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    whole, loose, shine = _lobule_shapes(section)
    pen = QPen(inks["tissue_fat_edge"], 0.8)
    for path, role in ((whole, "tissue_fat"), (loose, "tissue_fat_loose")):
        painter.setPen(pen)
        painter.setBrush(inks[role])
        for lump in path:
            painter.drawPath(lump)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks["tissue_fat_light"])
    for spot in shine:
        painter.drawEllipse(spot)


LobuleShapes = tuple[tuple[QPainterPath, ...], tuple[QPainterPath, ...], tuple[QRectF, ...]]


@lru_cache(maxsize=16)
def _lobule_shapes(section: CrossSection) -> LobuleShapes:
    """The lumps that are whole, those that are less at this step, and the light on each."""
    whole: list[QPainterPath] = []
    loose: list[QPainterPath] = []
    shine: list[QRectF] = []
    for number, lobule in enumerate(fat_lobules(section)):
        size = _size(section, number, lobule)
        path = lobule.path if size == 1.0 else _shrunk(lobule, size)
        (whole if size == 1.0 else loose).append(path)
        shine.append(_shine(path))
    return tuple(whole), tuple(loose), tuple(shine)


def _size(section: CrossSection, number: int, lobule: FatLobule) -> float:
    """How much of a lump is left at this step: 1 for all of it."""
    if section.step == "laser":
        away = math.dist(lobule.middle.toTuple(), TOOL_TIP.toTuple())
        return 0.62 if away < 30 else 0.8 if away < 54 else 1.0
    if section.step not in ("suction", "closing", "garment"):
        return 1.0
    near = min(_distance(lobule.middle, *way) for way in cannula_tunnels(section))
    return 0.52 if near < 12 and hash_noise(number, 4) < 0.55 else 1.0


def _distance(point: QPointF, start: QPointF, end: QPointF) -> float:
    way, to = end - start, point - start
    share = QPointF.dotProduct(way, to) / QPointF.dotProduct(way, way)
    foot = start + way * min(max(share, 0.0), 1.0)
    return math.dist(foot.toTuple(), point.toTuple())


def _shrunk(lobule: FatLobule, size: float) -> QPainterPath:
    moved = lobule.path.translated(-lobule.middle)
    small = QPainterPath(moved)
    for at in range(moved.elementCount()):
        element = moved.elementAt(at)
        small.setElementPositionAt(at, element.x * size, element.y * size)
    return small.translated(lobule.middle)


def _shine(path: QPainterPath) -> QRectF:
    """Where a soft light falls on the upper part of a lump."""
    box = path.boundingRect()
    wide, tall = box.width(), box.height()
    return QRectF(box.left() + wide * 0.22, box.top() + tall * 0.16, wide * 0.42, tall * 0.26)


def _paint_dermis(
    painter: QPainter, section: CrossSection, layer: TissueLayer, inks: ColorMap
) -> None:
    """Fine waves of fibres."""
    painter.setPen(QPen(with_opacity(inks["tissue_line"], 0.28), 0.8))
    for row in range(3):
        depth = layer.top + 4.5 + row * 4.6
        for at in range(22):
            x = -8 + at * 23 + 7 * hash_noise(at, row)
            painter.drawLine(
                section.deformation.point(x, depth), section.deformation.point(x + 12, depth + 1.2)
            )


def _paint_fibres(
    painter: QPainter, section: CrossSection, layer: TissueLayer, inks: ColorMap
) -> None:
    """Long fibres of muscle in bundles."""
    for number, fibre in enumerate(_fibres(section, layer), 1):
        strong = number % 3 == 0
        ink = inks["tissue_muscle_light"] if strong else inks["tissue_muscle_dark"]
        painter.setPen(QPen(ink, 1.8 if strong else 1.0))
        painter.drawPolyline(fibre)


@lru_cache(maxsize=32)
def _fibres(section: CrossSection, layer: TissueLayer) -> tuple[QPolygonF, ...]:
    rows = max(int((layer.bottom - layer.top) / 10), 2)
    pitch = (layer.bottom - layer.top) / rows
    found = []
    for row in range(1, rows):
        depth = layer.top + row * pitch
        found.append(
            QPolygonF(
                [
                    section.deformation.point(x, depth + 1.3 * math.sin(x / 46 + row * 1.9))
                    for x in range(0, int(SECTION_WIDTH) + 1, 24)
                ]
            )
        )
    return tuple(found)


def _paint_lung(
    painter: QPainter, section: CrossSection, layer: TissueLayer, inks: ColorMap
) -> None:
    """Many small air sacs."""
    painter.setPen(QPen(inks["tissue_lung_edge"], 0.8))
    painter.setBrush(inks["tissue_lung_light"])
    for sac in _sacs(layer):
        painter.drawEllipse(sac)


@lru_cache(maxsize=4)
def _sacs(layer: TissueLayer) -> tuple[QRectF, ...]:
    found = []
    for row in range(int((SECTION_HEIGHT - layer.top) / 13) + 1):
        for column in range(27):
            x = column * 18.6 + (9 if row % 2 else 0) + 3.0 * hash_noise(column, row)
            y = layer.top + 12 + row * 13.4 + 2.6 * hash_noise(row, column)
            size = 6.6 + 1.5 * hash_noise(column, row, 2)
            found.append(QRectF(x - size, y - size * 0.84, 2 * size, size * 1.68))
    return tuple(found)


def _paint_bone(
    painter: QPainter, section: CrossSection, layer: TissueLayer, inks: ColorMap
) -> None:
    """A firm rim above, a fine mesh below."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks["tissue_bone_dark"])
    for hole in _holes(layer):
        painter.drawEllipse(hole)
    rim = QPen(inks["tissue_fascia"], 9.0)
    painter.strokePath(section.deformation.line(layer.top + 5.5), rim)


@lru_cache(maxsize=4)
def _holes(layer: TissueLayer) -> tuple[QRectF, ...]:
    found = []
    for row in range(int((SECTION_HEIGHT - layer.top) / 13) + 1):
        for column in range(26):
            x = column * 19.5 + (9 if row % 2 else 0) + 3.5 * hash_noise(column, row)
            y = layer.top + 24 + row * 13 + 3 * hash_noise(row, column)
            wide, tall = (
                5.6 + 2.2 * hash_noise(column, row, 2),
                3.6 + 1.2 * hash_noise(row, column, 5),
            )
            found.append(QRectF(x - wide, y - tall, 2 * wide, 2 * tall))
    return tuple(found)


def _paint_belly(
    painter: QPainter, section: CrossSection, layer: TissueLayer, inks: ColorMap
) -> None:
    """Loops of bowel, faint below the inner lining."""
    for x, y, wide in ((70, 312, 128), (214, 320, 148), (394, 314, 182)):
        loop = QPainterPath()
        loop.addRoundedRect(QRectF(x - wide / 2, y - 20, wide, 60), 30, 30)
        painter.fillPath(loop, inks["tissue_lung"])
        painter.strokePath(loop, QPen(with_opacity(inks["tissue_line"], 0.6), 1.1))
        for fold in range(1, 5):
            at = x - wide / 2 + fold * wide / 5
            curve = QPainterPath(QPointF(at, y - 20))
            curve.quadTo(QPointF(at + 7, y - 11), QPointF(at + 2, y - 3))
            painter.strokePath(curve, QPen(with_opacity(inks["tissue_line"], 0.4), 1.0))
    painter.strokePath(section.deformation.line(layer.top + 4), QPen(inks["tissue_fascia"], 3.0))


_TEXTURES = {
    "skin": _paint_dermis,
    "muscle": _paint_fibres,
    "ribs": _paint_fibres,
    "lung": _paint_lung,
    "bone": _paint_bone,
    "belly": _paint_belly,
}


def _paint_ribs(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    for rib in ribs(section):
        box = rib.boundingRect()
        shade = QLinearGradient(box.topLeft(), box.bottomLeft())
        shade.setColorAt(0.0, inks["tissue_bone"])
        shade.setColorAt(1.0, inks["tissue_bone_dark"])
        painter.fillPath(rib, inks["tissue_bone"])
        marrow = QPainterPath()
        marrow.addRoundedRect(box.adjusted(11, 8, -11, -8), 20, 9)
        painter.fillPath(marrow, shade)
        painter.strokePath(marrow, QPen(with_opacity(inks["tissue_line"], 0.5), 0.8))
        painter.strokePath(rib, QPen(inks["tissue_line"], 1.8))


def _paint_gap(painter: QPainter, section: CrossSection, inks: ColorMap) -> None:
    """The pouch through the muscle wall, marked by a dashed line in a casing."""
    edge = hernia_opening(section)
    if edge.isEmpty():
        return
    painter.fillPath(edge, inks["tissue_belly"])
    painter.strokePath(edge, QPen(inks["outline_light"], 4.6))
    pen = QPen(inks["tissue_mark"], 2.4)
    pen.setDashPattern([2.6, 1.7])
    painter.strokePath(edge, pen)
