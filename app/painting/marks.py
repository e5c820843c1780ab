"""Painting of the marks that a presenter draws, and the pixels they cover.

Marks are lines, highlighted areas, arrows, circles, stamps and labels. Most have a casing: an edge
in the colour of the surface that sets them off from the skin.
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

_DOT_LENGTH = 0.01
"""Pixels; a path of no length would not be painted."""


def smooth_path(points: Sequence[QPointF]) -> QPainterPath:
    """A line through the points, rounded where it turns; a single point gives a dot."""
    path = QPainterPath(points[0])
    if len(points) < 2:
        path.lineTo(points[0] + QPointF(_DOT_LENGTH, 0))
        return path
    for here, there in pairwise(points[1:]):
        path.quadTo(here, (here + there) / 2)
    path.lineTo(points[-1])
    return path


def variable_width_path(points: Sequence[QPointF], widths: Sequence[float]) -> QPainterPath:
    """A filled path along the points, as wide as `widths` says at each, with round ends."""
    path = QPainterPath()
    path.addEllipse(points[0], widths[0] / 2, widths[0] / 2)
    path.addEllipse(points[-1], widths[-1] / 2, widths[-1] / 2)
    sides = [_normal(points, index) * (widths[index] / 2) for index in range(len(points))]
    left = [point + side for point, side in zip(points, sides, strict=True)]
    right = [point - side for point, side in zip(points, sides, strict=True)]
    body = QPainterPath()
    body.addPolygon(QPolygonF([*left, *reversed(right)]))
    body.closeSubpath()
    path.addPath(body)
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


def _normal(points: Sequence[QPointF], index: int) -> QPointF:
    """Unit vector across the line at a point."""
    along = points[min(index + 1, len(points) - 1)] - points[max(index - 1, 0)]
    length = math.hypot(along.x(), along.y())
    return QPointF(-along.y() / length, along.x() / length) if length else QPointF(0, 1)


def role_sample_icon(dashes: Sequence[float], width: float) -> QPainterPath:
    """A sample line of a mark role, as an icon on a grid of 24 units.

    `dashes` are in line widths, as for QPen; `width` is in grid units.
    """
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
_HIGHLIGHTER_OPACITY = 0.42
_TAIL = 4
"""How many of a line's last points look different when another one is added."""


@dataclass(frozen=True, slots=True)
class PlateTransform:
    """Converts plate units to pixels; `rect` is the plate's rectangle in pixels."""

    rect: QRectF

    def to_pixels(self, x: float, y: float) -> QPointF:
        """A point of the plate, given in plate widths, in pixels."""
        width = self.rect.width()
        return QPointF(self.rect.x() + x * width, self.rect.y() + y * width)

    def to_pixel_length(self, length: float) -> float:
        """A length given in plate widths, in pixels."""
        return length * self.rect.width()


@dataclass(frozen=True, slots=True)
class MarkContext(PlateTransform):
    """What painting a mark depends on: the plate's rectangle and the theme."""

    theme: Theme


def paint_mark(painter: QPainter, mark: Mark, context: MarkContext) -> None:
    """Paint one mark; equal marks in equal contexts give equal pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _PAINTERS[mark.tool](painter, mark, context)


def mark_bounds(mark: Mark, transform: PlateTransform) -> QRectF:
    """A rectangle around all pixels that a mark may cover."""
    left, top, right, bottom = mark.box
    box = QRectF(transform.to_pixels(left, top), transform.to_pixels(right, bottom))
    edge = transform.to_pixel_length(HIGHLIGHTER_WIDTH + CASING_WIDTH) + 3
    if mark.tool in (MarkTool.STAMP, MarkTool.ARROW):
        edge += transform.to_pixel_length(STAMP_HEIGHT)
    if mark.tool is MarkTool.LABEL:
        edge += transform.to_pixel_length(LABEL_HEIGHT) * (len(mark.text) + 3)
    return box.adjusted(-edge, -edge, edge, edge)


def dirty_rect(before: Mark | None, after: Mark | None, transform: PlateTransform) -> QRect | None:
    """The pixels that change while a mark is drawn; None if all may change."""
    if before is None or after is None:
        return None
    if after.tool in (MarkTool.PEN, MarkTool.HIGHLIGHTER) and len(after.points) > len(
        before.points
    ):
        return mark_bounds(replace(after, points=after.points[-_TAIL:]), transform).toAlignedRect()
    return mark_bounds(before, transform).united(mark_bounds(after, transform)).toAlignedRect()


def _color(mark: Mark, context: MarkContext) -> QColor:
    return context.theme.color(ROLE_COLORS[mark.role])


def _stroke_with_casing(
    painter: QPainter, path: QPainterPath, mark: Mark, context: MarkContext
) -> None:
    width = context.to_pixel_length(line_width(mark))
    casing_width = width + 2 * context.to_pixel_length(CASING_WIDTH)
    _stroke(painter, path, _casing_color(context), casing_width)
    _stroke(painter, path, _color(mark, context), width, line_dashes(mark))


def _stroke(
    painter: QPainter,
    path: QPainterPath,
    color: QColor,
    width: float,
    dashes: tuple[float, ...] = (),
) -> None:
    pen = QPen(color, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        pen.setDashPattern(dashes)
    painter.strokePath(path, pen)


def _paint_pen(painter: QPainter, mark: Mark, context: MarkContext) -> None:
    points = [context.to_pixels(*point) for point in mark.points]
    if mark.pressure and mark.role not in ROLE_DASHES:
        casing_width = context.to_pixel_length(CASING_WIDTH)
        pen_width = context.to_pixel_length(PEN_WIDTH)
        widths = [pen_width * (0.4 + 1.2 * pressure) for pressure in mark.pressure]
        casing = variable_width_path(points, [width + 2 * casing_width for width in widths])
        painter.fillPath(casing, _casing_color(context))
        painter.fillPath(variable_width_path(points, widths), _color(mark, context))
    else:
        _stroke_with_casing(painter, smooth_path(points), mark, context)


def _casing_color(context: MarkContext) -> QColor:
    return context.theme.color("surface")


def _paint_highlighter(painter: QPainter, mark: Mark, context: MarkContext) -> None:
    color = QColor(_color(mark, context))
    color.setAlphaF(_HIGHLIGHTER_OPACITY)
    points = [context.to_pixels(*point) for point in mark.points]
    _stroke(painter, smooth_path(points), color, context.to_pixel_length(HIGHLIGHTER_WIDTH))


def _paint_lines(painter: QPainter, mark: Mark, context: MarkContext) -> None:
    path = QPainterPath()
    for points in mark_polylines(mark):
        path.addPolygon(QPolygonF([context.to_pixels(*point) for point in points]))
    _stroke_with_casing(painter, path, mark, context)


def _paint_label(painter: QPainter, mark: Mark, context: MarkContext) -> None:
    """Paint the text in a pill whose centre is the point of the mark."""
    font = context.theme.font(weight=700)
    font.setPixelSize(max(round(context.to_pixel_length(LABEL_HEIGHT)), 6))
    metrics = QFontMetricsF(font)
    height, pad = metrics.height() * 1.3, metrics.height() * 0.5
    box = QRectF(0, 0, metrics.horizontalAdvance(mark.text) + 2 * pad, height)
    box.moveCenter(context.to_pixels(*mark.points[0]))
    painter.setPen(QPen(_color(mark, context), context.to_pixel_length(PEN_WIDTH) * 0.6))
    painter.setBrush(_casing_color(context))
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(_color(mark, context))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, mark.text)


_PAINTERS: dict[MarkTool, Callable[[QPainter, Mark, MarkContext], None]] = {
    MarkTool.PEN: _paint_pen,
    MarkTool.HIGHLIGHTER: _paint_highlighter,
    MarkTool.ARROW: _paint_lines,
    MarkTool.CIRCLE: _paint_lines,
    MarkTool.STAMP: _paint_lines,
    MarkTool.LABEL: _paint_label,
}
