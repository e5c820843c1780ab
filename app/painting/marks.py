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
    CASING_WIDTH,
    HIGHLIGHTER_WIDTH,
    LABEL_HEIGHT,
    PEN_WIDTH,
    ROLE_DASHES,
    STAMP_HEIGHT,
    Mark,
    MarkRole,
    MarkTool,
    line_dashes,
    line_width,
    mark_polylines,
)
from app.theme.theme import Theme

_DOT = 0.01


def smooth_path(points: Sequence[QPointF]) -> QPainterPath:
    """A line through the points, rounded where it turns; one point is a dot."""
    path = QPainterPath(points[0])
    if len(points) < 2:
        path.lineTo(points[0] + QPointF(_DOT, 0))
        return path
    for here, there in pairwise(points[1:]):
        path.quadTo(here, (here + there) / 2)
    path.lineTo(points[-1])
    return path


def variable_width_path(points: Sequence[QPointF], widths: Sequence[float]) -> QPainterPath:
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


def role_sample_icon(dashes: Sequence[float], width: float) -> QPainterPath:
    """A slanted line as an icon on a grid of 24 units: how marks of a role look."""
    slant = QPainterPath(QPointF(4.5, 17))
    slant.cubicTo(QPointF(9, 3), QPointF(15, 21), QPointF(19.5, 7))
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    if dashes:
        stroker.setDashPattern(dashes)
    return stroker.createStroke(slant)


ROLE_COLORS = {
    MarkRole.PLAN: "primary",
    MarkRole.AVOID: "urgent",
    MarkRole.ASK: "caution",
    MarkRole.NOTE: "ink",
}
_GLOW = 0.42
_TAIL = 4
"""So many of the last points of a line change its picture when one is added."""


@dataclass(frozen=True, slots=True)
class PlateTransform:
    """Where a plate lies, in pixels."""

    rect: QRectF

    def to_pixels(self, x: float, y: float) -> QPointF:
        """A point of the plate, in pixels."""
        wide = self.rect.width()
        return QPointF(self.rect.x() + x * wide, self.rect.y() + y * wide)

    def to_pixel_length(self, share: float) -> float:
        """A length in plate widths, in pixels."""
        return share * self.rect.width()


@dataclass(frozen=True, slots=True)
class MarkContext(PlateTransform):
    """Where a plate lies, and the look that marks on it have."""

    theme: Theme


def paint_mark(painter: QPainter, mark: Mark, sheet: MarkContext) -> None:
    """Paints one mark; the same mark on the same sheet gives the same pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _PAINTERS[mark.tool](painter, mark, sheet)


def mark_bounds(mark: Mark, sheet: PlateTransform) -> QRectF:
    """The pixels that a mark may touch."""
    left, top, right, bottom = mark.box
    box = QRectF(sheet.to_pixels(left, top), sheet.to_pixels(right, bottom))
    edge = sheet.to_pixel_length(HIGHLIGHTER_WIDTH + CASING_WIDTH) + 3
    if mark.tool in (MarkTool.STAMP, MarkTool.ARROW):
        edge += sheet.to_pixel_length(STAMP_HEIGHT)
    if mark.tool is MarkTool.LABEL:
        edge += sheet.to_pixel_length(LABEL_HEIGHT) * (len(mark.text) + 3)
    return box.adjusted(-edge, -edge, edge, edge)


def dirty_rect(before: Mark | None, after: Mark | None, sheet: PlateTransform) -> QRect | None:
    """The pixels that change when a mark that is being made grows; None where all may."""
    if before is None or after is None:
        return None
    if after.tool in (MarkTool.PEN, MarkTool.HIGHLIGHTER) and len(after.points) > len(
        before.points
    ):
        return mark_bounds(replace(after, points=after.points[-_TAIL:]), sheet).toAlignedRect()
    return mark_bounds(before, sheet).united(mark_bounds(after, sheet)).toAlignedRect()


def _colour(mark: Mark, sheet: MarkContext) -> QColor:
    return sheet.theme.color(ROLE_COLORS[mark.role])


def _stroked(painter: QPainter, path: QPainterPath, mark: Mark, sheet: MarkContext) -> None:
    wide = sheet.to_pixel_length(line_width(mark))
    _stroke(
        painter, path, sheet.theme.color("surface"), wide + 2 * sheet.to_pixel_length(CASING_WIDTH)
    )
    _stroke(painter, path, _colour(mark, sheet), wide, line_dashes(mark))


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


def _paint_pen(painter: QPainter, mark: Mark, sheet: MarkContext) -> None:
    points = [sheet.to_pixels(*point) for point in mark.points]
    if mark.pressure and mark.role not in ROLE_DASHES:
        case = sheet.to_pixel_length(CASING_WIDTH)
        wide = [sheet.to_pixel_length(PEN_WIDTH) * (0.4 + 1.2 * share) for share in mark.pressure]
        painter.fillPath(variable_width_path(points, [w + 2 * case for w in wide]), _casing(sheet))
        painter.fillPath(variable_width_path(points, wide), _colour(mark, sheet))
    else:
        _stroked(painter, smooth_path(points), mark, sheet)


def _casing(sheet: MarkContext) -> QColor:
    return sheet.theme.color("surface")


def _paint_highlighter(painter: QPainter, mark: Mark, sheet: MarkContext) -> None:
    glow = QColor(_colour(mark, sheet))
    glow.setAlphaF(_GLOW)
    points = [sheet.to_pixels(*point) for point in mark.points]
    _stroke(painter, smooth_path(points), glow, sheet.to_pixel_length(HIGHLIGHTER_WIDTH))


def _paint_lines(painter: QPainter, mark: Mark, sheet: MarkContext) -> None:
    path = QPainterPath()
    for points in mark_polylines(mark):
        path.addPolygon(QPolygonF([sheet.to_pixels(*point) for point in points]))
    _stroked(painter, path, mark, sheet)


def _paint_label(painter: QPainter, mark: Mark, sheet: MarkContext) -> None:
    """A pill with the words, its middle on the point."""
    font = sheet.theme.font(weight=700)
    font.setPixelSize(max(round(sheet.to_pixel_length(LABEL_HEIGHT)), 6))
    metrics = QFontMetricsF(font)
    tall, pad = metrics.height() * 1.3, metrics.height() * 0.5
    box = QRectF(0, 0, metrics.horizontalAdvance(mark.text) + 2 * pad, tall)
    box.moveCenter(sheet.to_pixels(*mark.points[0]))
    painter.setPen(QPen(_colour(mark, sheet), sheet.to_pixel_length(PEN_WIDTH) * 0.6))
    painter.setBrush(_casing(sheet))
    painter.drawRoundedRect(box, tall / 2, tall / 2)
    painter.setFont(font)
    painter.setPen(_colour(mark, sheet))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.text)


_PAINTERS: dict[MarkTool, Callable[[QPainter, Mark, MarkContext], None]] = {
    MarkTool.PEN: _paint_pen,
    MarkTool.HIGHLIGHTER: _paint_highlighter,
    MarkTool.ARROW: _paint_lines,
    MarkTool.CIRCLE: _paint_lines,
    MarkTool.STAMP: _paint_lines,
    MarkTool.LABEL: _paint_label,
}
