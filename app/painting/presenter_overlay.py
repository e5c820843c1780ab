"""Paints what presenting adds to a figure: the spotlight, the marks, the large pointer."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.body.outlines import Point
from app.painting.marks import Lie, Sheet, paint_mark
from app.painting.scene import FigureScene

_DIM = 0.78
_POINTER = 0.03
LIT = 0.14
"""The radius of a spotlight round a point, in plate widths."""


def paint_presented(painter: QPainter, scene: FigureScene) -> None:
    """Paints marks and pointer over the figure and its labels."""
    sheet = Sheet(scene.where, scene.look)
    if scene.marks is not None:
        painter.drawImage(scene.marks.target(scene.where), scene.marks.image)
    if scene.passing.drawing is not None:
        paint_mark(painter, scene.passing.drawing, sheet)
    if scene.passing.pointer is not None:
        _paint_pointer(painter, scene.passing.pointer, sheet)


def dim(painter: QPainter, scene: FigureScene, lit: QPainterPath) -> None:
    """Dims everything that has been painted, but for what is lit."""
    dark = QColor(scene.look.colour("ground"))
    dark.setAlphaF(_DIM)
    rest = QPainterPath()
    rest.addRect(QRectF(painter.window()))
    painter.fillPath(rest.subtracted(lit), dark)
    painter.strokePath(lit, QPen(scene.look.colour("line"), 1.5))


def pointer_box(at: Point, sheet: Lie) -> QRectF:
    """The pixels that the large pointer touches."""
    reach = sheet.length(_POINTER) + 4
    middle = sheet.point(*at)
    return QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)


def _paint_pointer(painter: QPainter, at: Point, sheet: Sheet) -> None:
    """A ring with a dot in it, light in a dark casing."""
    middle, radius, look = sheet.point(*at), sheet.length(_POINTER), sheet.look
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for role, width in (("outline_light", 7.0), ("accent", 3.5)):
        painter.setPen(QPen(look.colour(role), width))
        painter.drawEllipse(middle, radius - 4, radius - 4)
    painter.setPen(QPen(look.colour("outline_light"), 2.0))
    painter.setBrush(look.colour("accent"))
    painter.drawEllipse(QPointF(middle), 5, 5)
