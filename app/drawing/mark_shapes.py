"""The paths of marks, in pixels: smooth lines, arrows, and the symbols of the stamp."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

from app.session.marks import Stamp

_DOT = 0.01


def line(points: Sequence[QPointF]) -> QPainterPath:
    """A line through the points, rounded where it turns; one point is a dot."""
    path = QPainterPath(points[0])
    if len(points) < 2:
        path.lineTo(points[0] + QPointF(_DOT, 0))
        return path
    for here, there in pairwise(points[1:]):
        path.quadTo(here, (here + there) / 2)
    path.lineTo(points[-1])
    return path


def ribbon(points: Sequence[QPointF], widths: Sequence[float]) -> QPainterPath:
    """A line of changing width, with round ends."""
    path = QPainterPath()
    path.addEllipse(points[0], widths[0] / 2, widths[0] / 2)
    path.addEllipse(points[-1], widths[-1] / 2, widths[-1] / 2)
    sides = [_sideways(points, at) * (widths[at] / 2) for at in range(len(points))]
    there = [point + side for point, side in zip(points, sides, strict=True)]
    back = [point - side for point, side in zip(points, sides, strict=True)]
    body = QPainterPath()
    body.addPolygon(QPolygonF([*there, *reversed(back)]))
    body.closeSubpath()
    path.addPath(body)
    path.setFillRule(_WINDING)
    return path


_WINDING = Qt.FillRule.WindingFill


def _sideways(points: Sequence[QPointF], at: int) -> QPointF:
    """Across the line at a point, one pixel long."""
    way = points[min(at + 1, len(points) - 1)] - points[max(at - 1, 0)]
    length = math.hypot(way.x(), way.y())
    return QPointF(-way.y() / length, way.x() / length) if length else QPointF(0, 1)


def arrow(tail: QPointF, tip: QPointF, size: float) -> QPainterPath:
    """An arrow; its head is smaller than `size` where the arrow is short."""
    shaft = QLineF(tip, tail)
    path = QPainterPath(tail)
    path.lineTo(tip)
    head = min(size * 0.7, shaft.length() * 0.5)
    for turn in (-28, 28):
        barb = QLineF(shaft)
        if shaft.length():
            barb.setLength(head)
            barb.setAngle(shaft.angle() + turn)
        path.moveTo(tip)
        path.lineTo(barb.p2())
    return path


def stamp(kind: Stamp, at: QPointF, size: float) -> QPainterPath:
    """A symbol of a height, its middle on a point; lines only, told apart by shape alone.

    A ring with a dot is where an instrument goes in, a hatched square the field that is treated,
    an arrow a direction, and a crossed ring a place to keep away from.
    """
    half = size / 2
    box = QRectF(at.x() - half, at.y() - half, size, size)
    path = QPainterPath()
    if kind is Stamp.ENTRY:
        path.addEllipse(at, half * 0.8, half * 0.8)
        path.addEllipse(at, half * 0.12, half * 0.12)
    elif kind is Stamp.FIELD:
        path.addRoundedRect(box, half * 0.3, half * 0.3)
        for share in (0.35, 0.65):
            path.moveTo(box.left() + size * share, box.top() + size * 0.15)
            path.lineTo(box.left() + size * (share - 0.2), box.bottom() - size * 0.15)
    elif kind is Stamp.DIRECTION:
        return arrow(QPointF(at.x(), box.bottom()), QPointF(at.x(), box.top()), size * 0.7)
    else:
        path.addEllipse(at, half, half)
        slant = half * math.sqrt(0.5)
        path.moveTo(at.x() - slant, at.y() - slant)
        path.lineTo(at.x() + slant, at.y() + slant)
    return path


def sample(dashes: Sequence[float], width: float) -> QPainterPath:
    """A slanted line as an icon on a grid of 24 units: how marks of a role look."""
    slant = QPainterPath(QPointF(4.5, 17))
    slant.cubicTo(QPointF(9, 3), QPointF(15, 21), QPointF(19.5, 7))
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    if dashes:
        stroker.setDashPattern(dashes)
    return stroker.createStroke(slant)
