"""Painting of marks.

Paths of lines, arrows, circles, stamps and labels, with casing, and their bounds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QPolygonF,
)

from app.session.marks import (
    CASING,
    DASHES,
    LABEL,
    PEN,
    STAMP,
    WIDE,
    Mark,
    Role,
    Tool,
    dashes_of,
    lines_of,
    width_of,
)
from app.theme.theme import Look

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


COLOURS = {
    Role.PLAN: "primary",
    Role.AVOID: "urgent",
    Role.ASK: "caution",
    Role.NOTE: "ink",
}
_GLOW = 0.42
_TAIL = 4
"""So many of the last points of a line change its picture when one is added."""


@dataclass(frozen=True, slots=True)
class Lie:
    """Where a plate lies, in pixels."""

    where: QRectF

    def point(self, x: float, y: float) -> QPointF:
        """A point of the plate, in pixels."""
        wide = self.where.width()
        return QPointF(self.where.x() + x * wide, self.where.y() + y * wide)

    def length(self, share: float) -> float:
        """A length in plate widths, in pixels."""
        return share * self.where.width()


@dataclass(frozen=True, slots=True)
class Sheet(Lie):
    """Where a plate lies, and the look that marks on it have."""

    look: Look


def paint_mark(painter: QPainter, mark: Mark, sheet: Sheet) -> None:
    """Paints one mark; the same mark on the same sheet gives the same pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _PAINTERS[mark.tool](painter, mark, sheet)


def reach_of(mark: Mark, sheet: Lie) -> QRectF:
    """The pixels that a mark may touch."""
    left, top, right, bottom = mark.box
    box = QRectF(sheet.point(left, top), sheet.point(right, bottom))
    edge = sheet.length(WIDE + CASING) + 3
    if mark.tool in (Tool.STAMP, Tool.ARROW):
        edge += sheet.length(STAMP)
    if mark.tool is Tool.LABEL:
        edge += sheet.length(LABEL) * (len(mark.text) + 3)
    return box.adjusted(-edge, -edge, edge, edge)


def changed_box(before: Mark | None, after: Mark | None, sheet: Lie) -> QRect | None:
    """The pixels that change when a mark that is being made grows; None where all may."""
    if before is None or after is None:
        return None
    if after.tool in (Tool.PEN, Tool.HIGHLIGHTER) and len(after.points) > len(before.points):
        return reach_of(replace(after, points=after.points[-_TAIL:]), sheet).toAlignedRect()
    return reach_of(before, sheet).united(reach_of(after, sheet)).toAlignedRect()


def _colour(mark: Mark, sheet: Sheet) -> QColor:
    return sheet.look.colour(COLOURS[mark.role])


def _stroked(painter: QPainter, path: QPainterPath, mark: Mark, sheet: Sheet) -> None:
    wide = sheet.length(width_of(mark))
    _stroke(painter, path, sheet.look.colour("surface"), wide + 2 * sheet.length(CASING))
    _stroke(painter, path, _colour(mark, sheet), wide, dashes_of(mark))


def _stroke(
    painter: QPainter,
    path: QPainterPath,
    colour: QColor,
    width: float,
    dashes: tuple[float, ...] = (),
) -> None:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        pen.setDashPattern(dashes)
    painter.strokePath(path, pen)


def _paint_pen(painter: QPainter, mark: Mark, sheet: Sheet) -> None:
    points = [sheet.point(*point) for point in mark.points]
    if mark.pressure and mark.role not in DASHES:
        case = sheet.length(CASING)
        wide = [sheet.length(PEN) * (0.4 + 1.2 * share) for share in mark.pressure]
        painter.fillPath(ribbon(points, [w + 2 * case for w in wide]), _casing(sheet))
        painter.fillPath(ribbon(points, wide), _colour(mark, sheet))
    else:
        _stroked(painter, line(points), mark, sheet)


def _casing(sheet: Sheet) -> QColor:
    return sheet.look.colour("surface")


def _paint_highlighter(painter: QPainter, mark: Mark, sheet: Sheet) -> None:
    glow = QColor(_colour(mark, sheet))
    glow.setAlphaF(_GLOW)
    points = [sheet.point(*point) for point in mark.points]
    _stroke(painter, line(points), glow, sheet.length(WIDE))


def _paint_lines(painter: QPainter, mark: Mark, sheet: Sheet) -> None:
    path = QPainterPath()
    for points in lines_of(mark):
        path.addPolygon(QPolygonF([sheet.point(*point) for point in points]))
    _stroked(painter, path, mark, sheet)


def _paint_label(painter: QPainter, mark: Mark, sheet: Sheet) -> None:
    """A pill with the words, its middle on the point."""
    font = sheet.look.font(weight=700)
    font.setPixelSize(max(round(sheet.length(LABEL)), 6))
    metrics = QFontMetricsF(font)
    tall, pad = metrics.height() * 1.3, metrics.height() * 0.5
    box = QRectF(0, 0, metrics.horizontalAdvance(mark.text) + 2 * pad, tall)
    box.moveCenter(sheet.point(*mark.points[0]))
    painter.setPen(QPen(_colour(mark, sheet), sheet.length(PEN) * 0.6))
    painter.setBrush(_casing(sheet))
    painter.drawRoundedRect(box, tall / 2, tall / 2)
    painter.setFont(font)
    painter.setPen(_colour(mark, sheet))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.text)


_PAINTERS: dict[Tool, Callable[[QPainter, Mark, Sheet], None]] = {
    Tool.PEN: _paint_pen,
    Tool.HIGHLIGHTER: _paint_highlighter,
    Tool.ARROW: _paint_lines,
    Tool.CIRCLE: _paint_lines,
    Tool.STAMP: _paint_lines,
    Tool.LABEL: _paint_label,
}
