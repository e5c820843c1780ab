"""Painting of a cross-section: its tissue and what a step of the operation does to it."""

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
"""The colour role of each layer; a line separates any two layers."""


def paint_section(
    painter: QPainter,
    section: CrossSection,
    box: QRectF,
    colors: ColorMap,
    *,
    mirrored: bool = False,
) -> None:
    """Fill `box` with the section; `mirrored` swaps left and right."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.fillRect(box, colors["sunken"])
    painter.save()
    painter.translate(box.right() if mirrored else box.left(), box.top())
    scale_x = box.width() / SECTION_WIDTH
    painter.scale(-scale_x if mirrored else scale_x, box.height() / SECTION_HEIGHT)
    _paint_tissue(painter, section, colors)
    paint_tools(painter, section, colors)
    painter.restore()
    _paint_frame(painter, box, colors)
    painter.restore()


def _paint_frame(painter: QPainter, box: QRectF, colors: ColorMap) -> None:
    """Round the corners by painting over them, because a rounded clip slows all painting down."""
    frame = QPainterPath()
    frame.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 14, 14)
    corners = QPainterPath()
    corners.addRect(box)
    corners.addPath(frame)
    painter.fillPath(corners, colors["surface"])
    painter.strokePath(frame, QPen(colors["line"], 1.0))


def _paint_tissue(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    for layer in section.layers:
        painter.fillPath(section.path(layer), colors[LAYER_COLOR_ROLES[layer.name]])
    _paint_fat(painter, section, colors)
    for layer in section.layers:
        if layer.name in _TEXTURES:
            _TEXTURES[layer.name](painter, section, layer, colors)
    for layer in section.layers:
        strong = layer.name in ("epidermis", "muscle", "bone", "lung")
        painter.strokePath(
            section.deformation.line(layer.top), QPen(colors["tissue_line"], 1.7 if strong else 1.1)
        )
    _paint_ribs(painter, section, colors)
    _paint_hernia(painter, section, colors)


def _paint_fat(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    whole, reduced, highlights = _lobule_shapes(section)
    pen = QPen(colors["tissue_fat_edge"], 0.8)
    for paths, role in ((whole, "tissue_fat"), (reduced, "tissue_fat_loose")):
        painter.setPen(pen)
        painter.setBrush(colors[role])
        for path in paths:
            painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors["tissue_fat_light"])
    for box in highlights:
        painter.drawEllipse(box)


LobuleShapes = tuple[tuple[QPainterPath, ...], tuple[QPainterPath, ...], tuple[QRectF, ...]]


@lru_cache(maxsize=16)
def _lobule_shapes(section: CrossSection) -> LobuleShapes:
    """Lobules of full size, those reduced by this step, and the highlight on each."""
    whole: list[QPainterPath] = []
    reduced: list[QPainterPath] = []
    highlights: list[QRectF] = []
    for number, lobule in enumerate(fat_lobules(section)):
        size = _size(section, number, lobule)
        path = lobule.path if size == 1.0 else _shrunk(lobule, size)
        (whole if size == 1.0 else reduced).append(path)
        highlights.append(_highlight_box(path))
    return tuple(whole), tuple(reduced), tuple(highlights)


def _size(section: CrossSection, number: int, lobule: FatLobule) -> float:
    """The part of a lobule that is left at this step: 1 for all of it."""
    if section.step == "laser":
        distance = math.dist(lobule.center.toTuple(), TOOL_TIP.toTuple())
        return 0.62 if distance < 30 else 0.8 if distance < 54 else 1.0
    if section.step not in ("suction", "closing", "garment"):
        return 1.0
    distance = min(_distance(lobule.center, *tunnel) for tunnel in cannula_tunnels(section))
    return 0.52 if distance < 12 and hash_noise(number, 4) < 0.55 else 1.0


def _distance(point: QPointF, start: QPointF, end: QPointF) -> float:
    """Distance of a point from the straight line between two others."""
    line, offset = end - start, point - start
    share = QPointF.dotProduct(line, offset) / QPointF.dotProduct(line, line)
    foot = start + line * min(max(share, 0.0), 1.0)
    return math.dist(foot.toTuple(), point.toTuple())


def _shrunk(lobule: FatLobule, size: float) -> QPainterPath:
    moved = lobule.path.translated(-lobule.center)
    small = QPainterPath(moved)
    for index in range(moved.elementCount()):
        element = moved.elementAt(index)
        small.setElementPositionAt(index, element.x * size, element.y * size)
    return small.translated(lobule.center)


def _highlight_box(path: QPainterPath) -> QRectF:
    """The box of the highlight on the upper part of a lobule."""
    box = path.boundingRect()
    width, height = box.width(), box.height()
    return QRectF(box.left() + width * 0.22, box.top() + height * 0.16, width * 0.42, height * 0.26)


def _paint_dermis(
    painter: QPainter, section: CrossSection, layer: TissueLayer, colors: ColorMap
) -> None:
    """Paint short fibres of connective tissue in the skin."""
    painter.setPen(QPen(with_opacity(colors["tissue_line"], 0.28), 0.8))
    for row in range(3):
        depth = layer.top + 4.5 + row * 4.6
        for column in range(22):
            x = -8 + column * 23 + 7 * hash_noise(column, row)
            painter.drawLine(
                section.deformation.point(x, depth), section.deformation.point(x + 12, depth + 1.2)
            )


def _paint_fibres(
    painter: QPainter, section: CrossSection, layer: TissueLayer, colors: ColorMap
) -> None:
    """Paint long muscle fibres; every third one is stronger."""
    for number, fibre in enumerate(_fibres(section, layer), 1):
        strong = number % 3 == 0
        color = colors["tissue_muscle_light"] if strong else colors["tissue_muscle_dark"]
        painter.setPen(QPen(color, 1.8 if strong else 1.0))
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
    painter: QPainter, section: CrossSection, layer: TissueLayer, colors: ColorMap
) -> None:
    """Paint many small air sacs."""
    painter.setPen(QPen(colors["tissue_lung_edge"], 0.8))
    painter.setBrush(colors["tissue_lung_light"])
    for sac in _air_sacs(layer):
        painter.drawEllipse(sac)


@lru_cache(maxsize=4)
def _air_sacs(layer: TissueLayer) -> tuple[QRectF, ...]:
    found = []
    for row in range(int((SECTION_HEIGHT - layer.top) / 13) + 1):
        for column in range(27):
            x = column * 18.6 + (9 if row % 2 else 0) + 3.0 * hash_noise(column, row)
            y = layer.top + 12 + row * 13.4 + 2.6 * hash_noise(row, column)
            size = 6.6 + 1.5 * hash_noise(column, row, 2)
            found.append(QRectF(x - size, y - size * 0.84, 2 * size, size * 1.68))
    return tuple(found)


def _paint_bone(
    painter: QPainter, section: CrossSection, layer: TissueLayer, colors: ColorMap
) -> None:
    """Paint a solid rim above a fine mesh."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors["tissue_bone_dark"])
    for hole in _bone_holes(layer):
        painter.drawEllipse(hole)
    rim = QPen(colors["tissue_fascia"], 9.0)
    painter.strokePath(section.deformation.line(layer.top + 5.5), rim)


@lru_cache(maxsize=4)
def _bone_holes(layer: TissueLayer) -> tuple[QRectF, ...]:
    found = []
    for row in range(int((SECTION_HEIGHT - layer.top) / 13) + 1):
        for column in range(26):
            x = column * 19.5 + (9 if row % 2 else 0) + 3.5 * hash_noise(column, row)
            y = layer.top + 24 + row * 13 + 3 * hash_noise(row, column)
            half_width = 5.6 + 2.2 * hash_noise(column, row, 2)
            half_height = 3.6 + 1.2 * hash_noise(row, column, 5)
            found.append(QRectF(x - half_width, y - half_height, 2 * half_width, 2 * half_height))
    return tuple(found)


def _paint_belly(
    painter: QPainter, section: CrossSection, layer: TissueLayer, colors: ColorMap
) -> None:
    """Paint faint loops of bowel below the lining of the belly."""
    for x, y, width in ((70, 312, 128), (214, 320, 148), (394, 314, 182)):
        loop = QPainterPath()
        loop.addRoundedRect(QRectF(x - width / 2, y - 20, width, 60), 30, 30)
        painter.fillPath(loop, colors["tissue_lung"])
        painter.strokePath(loop, QPen(with_opacity(colors["tissue_line"], 0.6), 1.1))
        for fold in range(1, 5):
            left = x - width / 2 + fold * width / 5
            curve = QPainterPath(QPointF(left, y - 20))
            curve.quadTo(QPointF(left + 7, y - 11), QPointF(left + 2, y - 3))
            painter.strokePath(curve, QPen(with_opacity(colors["tissue_line"], 0.4), 1.0))
    painter.strokePath(section.deformation.line(layer.top + 4), QPen(colors["tissue_fascia"], 3.0))


_TEXTURES = {
    "skin": _paint_dermis,
    "muscle": _paint_fibres,
    "ribs": _paint_fibres,
    "lung": _paint_lung,
    "bone": _paint_bone,
    "belly": _paint_belly,
}


def _paint_ribs(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    for rib in ribs(section):
        box = rib.boundingRect()
        shade = QLinearGradient(box.topLeft(), box.bottomLeft())
        shade.setColorAt(0.0, colors["tissue_bone"])
        shade.setColorAt(1.0, colors["tissue_bone_dark"])
        painter.fillPath(rib, colors["tissue_bone"])
        marrow = QPainterPath()
        marrow.addRoundedRect(box.adjusted(11, 8, -11, -8), 20, 9)
        painter.fillPath(marrow, shade)
        painter.strokePath(marrow, QPen(with_opacity(colors["tissue_line"], 0.5), 0.8))
        painter.strokePath(rib, QPen(colors["tissue_line"], 1.8))


def _paint_hernia(painter: QPainter, section: CrossSection, colors: ColorMap) -> None:
    """Paint the pouch through the muscle wall, marked by a dashed line in a casing."""
    edge = hernia_opening(section)
    if edge.isEmpty():
        return
    painter.fillPath(edge, colors["tissue_belly"])
    painter.strokePath(edge, QPen(colors["outline_light"], 4.6))
    pen = QPen(colors["tissue_mark"], 2.4)
    pen.setDashPattern([2.6, 1.7])
    painter.strokePath(edge, pen)
