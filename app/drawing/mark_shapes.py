"""The paths of marks, in pixels: smooth lines, ribbons, and samples of a role."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainterPath, QPainterPathStroker, QPolygonF

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
