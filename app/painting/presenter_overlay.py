"""Paints what presenting adds to a figure: the spotlight, the marks, the large pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.body.outlines import Point
from app.painting.marks import MarkContext, PlateTransform, paint_mark
from app.painting.scene import FigureScene

_DIM = 0.78
_POINTER = 0.03
SPOTLIGHT_RADIUS = 0.14
"""The radius of a spotlight round a point, in plate widths."""


def paint_presenter_overlay(painter: QPainter, scene: FigureScene) -> None:
    """Paints marks and pointer over the figure and its labels."""
    sheet = MarkContext(scene.plate_rect, scene.theme)
    if scene.marks is not None:
        painter.drawImage(scene.marks.target(scene.plate_rect), scene.marks.image)
    if scene.interaction.draft_mark is not None:
        paint_mark(painter, scene.interaction.draft_mark, sheet)
    if scene.interaction.pointer is not None:
        _paint_pointer(painter, scene.interaction.pointer, sheet)


def paint_spotlight(painter: QPainter, scene: FigureScene, lit: QPainterPath) -> None:
    """Dims everything that has been painted, but for what is lit."""
    dark = QColor(scene.theme.color("ground"))
    dark.setAlphaF(_DIM)
    rest = QPainterPath()
    rest.addRect(QRectF(painter.window()))
    painter.fillPath(rest.subtracted(lit), dark)
    painter.strokePath(lit, QPen(scene.theme.color("line"), 1.5))


def pointer_bounds(at: Point, sheet: PlateTransform) -> QRectF:
    """The pixels that the large pointer touches."""
    reach = sheet.to_pixel_length(_POINTER) + 4
    middle = sheet.to_pixels(*at)
    return QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)


def _paint_pointer(painter: QPainter, at: Point, sheet: MarkContext) -> None:
    """A ring with a dot in it, light in a dark casing."""
    middle, radius, theme = sheet.to_pixels(*at), sheet.to_pixel_length(_POINTER), sheet.theme
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for role, width in (("outline_light", 7.0), ("accent", 3.5)):
        painter.setPen(QPen(theme.color(role), width))
        painter.drawEllipse(middle, radius - 4, radius - 4)
    painter.setPen(QPen(theme.color("outline_light"), 2.0))
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(QPointF(middle), 5, 5)
