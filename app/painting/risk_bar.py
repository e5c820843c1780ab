"""The bar of a risk: filled up to the lowest count, hatched up to the highest."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

_LEAST_WIDTH = 2.0
"""Pixels of a bar that stands for more than nothing."""
_HATCH_STEP = 5.0
"""Pixels between two lines of the hatching, for a bar 10 pixels high."""


@dataclass(frozen=True, slots=True)
class RiskBarColors:
    """Colours of the bar, of the ground of its hatched part, of the track, and of its edge."""

    bar: QColor
    hatch_ground: QColor
    track: QColor
    edge: QColor | None = None


def paint_risk_bar(
    painter: QPainter,
    box: QRectF,
    shares: tuple[float, float],
    colors: RiskBarColors,
    *,
    mirrored: bool = False,
) -> None:
    """Paint the bar in `box`.

    `shares` are the ends of the filled and of the hatched part, from 0 to 1 of the width. With
    `mirrored` it grows from the right.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    track = QPainterPath()
    track.addRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.fillPath(track, colors.track)
    painter.setClipPath(track)
    low, high = (min(max(share, 0.0), 1.0) * box.width() for share in shares)
    if shares[0] > 0 or shares[1] > 0:
        low = max(low, _LEAST_WIDTH)
    if high > low + 1:
        _paint_hatching(painter, _part(box, low, high, mirrored=mirrored), colors)
    painter.fillRect(_part(box, 0.0, low, mirrored=mirrored), colors.bar)
    painter.restore()
    if colors.edge is not None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(track, QPen(colors.edge, 1))
        painter.restore()


def _part(box: QRectF, start: float, end: float, *, mirrored: bool) -> QRectF:
    left = box.right() - end if mirrored else box.left() + start
    return QRectF(left, box.top(), end - start, box.height())


def _paint_hatching(painter: QPainter, part: QRectF, colors: RiskBarColors) -> None:
    painter.fillRect(part, colors.hatch_ground)
    painter.save()
    painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
    scale = part.height() / 10
    painter.setPen(QPen(colors.bar, 1.9 * scale))
    step, x = _HATCH_STEP * scale, part.left() - part.height()
    while x < part.right() + part.height():
        painter.drawLine(QLineF(x, part.bottom() + 1, x + part.height() * 0.8, part.top() - 1))
        x += step
    painter.restore()
