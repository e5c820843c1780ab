"""Painting of what a presenter adds to the figure: spotlight, marks and the large pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.body.outlines import Point
from app.painting.marks import MarkContext, PlateTransform, paint_mark
from app.painting.scene import FigureScene

_DIM_OPACITY = 0.78
_POINTER_RADIUS = 0.03
"""In plate widths."""
SPOTLIGHT_RADIUS = 0.14
"""Radius of a spotlight around a point, in plate widths."""


def paint_presenter_overlay(painter: QPainter, scene: FigureScene) -> None:
    """Paint marks and pointer over the figure and its labels."""
    context = MarkContext(scene.plate_rect, scene.theme)
    if scene.marks is not None:
        painter.drawImage(scene.marks.target(scene.plate_rect), scene.marks.image)
    if scene.interaction.draft_mark is not None:
        paint_mark(painter, scene.interaction.draft_mark, context)
    if scene.interaction.pointer is not None:
        _paint_pointer(painter, scene.interaction.pointer, context)


def paint_spotlight(painter: QPainter, scene: FigureScene, bright: QPainterPath) -> None:
    """Dim everything painted so far except the area `bright`."""
    dark = QColor(scene.theme.color("ground"))
    dark.setAlphaF(_DIM_OPACITY)
    rest = QPainterPath()
    rest.addRect(QRectF(painter.window()))
    painter.fillPath(rest.subtracted(bright), dark)
    painter.strokePath(bright, QPen(scene.theme.color("line"), 1.5))


def pointer_bounds(at: Point, transform: PlateTransform) -> QRectF:
    """The pixels that the large pointer covers; `at` is in plate widths."""
    reach = transform.to_pixel_length(_POINTER_RADIUS) + 4
    center = transform.to_pixels(*at)
    return QRectF(center.x() - reach, center.y() - reach, 2 * reach, 2 * reach)


def _paint_pointer(painter: QPainter, at: Point, context: MarkContext) -> None:
    """Paint a ring around a dot, both with a light edge that shows on every skin tone."""
    center, theme = context.to_pixels(*at), context.theme
    radius = context.to_pixel_length(_POINTER_RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for role, width in (("outline_light", 7.0), ("accent", 3.5)):
        painter.setPen(QPen(theme.color(role), width))
        painter.drawEllipse(center, radius - 4, radius - 4)
    painter.setPen(QPen(theme.color("outline_light"), 2.0))
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(QPointF(center), 5, 5)
