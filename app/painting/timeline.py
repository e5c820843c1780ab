"""Painting of the recovery timeline: a line with one stop for each stage."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


@dataclass(frozen=True, slots=True)
class TimelineColors:
    """Colours of the line, of the stops already passed, and of the inside of the others."""

    line: QColor
    passed: QColor
    inside: QColor


def stop_centers(box: QRectF, count: int, *, mirrored: bool) -> tuple[QPointF, ...]:
    """The centre of each of `count` stops in `box` (pixels), the first at the leading end.

    With `mirrored` the leading end is on the right, as in right-to-left text.
    """
    radius = box.height() / 2
    length = box.width() - 2 * radius
    shares = [number / max(count - 1, 1) for number in range(count)]
    if mirrored:
        shares = [1 - share for share in shares]
    return tuple(
        QPointF(box.left() + radius + length * share, box.center().y()) for share in shares
    )


def paint_timeline(
    painter: QPainter,
    centers: tuple[QPointF, ...],
    current: int,
    radius: float,
    colors: TimelineColors,
) -> None:
    """Paint the line and its stops: passed ones filled, the current one larger and ringed.

    `current` is the index of the current stop, `radius` half the height of the timeline in pixels.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colors.line, radius * 0.3))
    painter.drawLine(centers[0], centers[-1])
    painter.setPen(QPen(colors.passed, radius * 0.3))
    painter.drawLine(centers[0], centers[current])
    for number, center in enumerate(centers):
        is_passed = number <= current
        painter.setPen(QPen(colors.passed if is_passed else colors.line, radius * 0.25))
        painter.setBrush(colors.passed if is_passed else colors.inside)
        painter.drawEllipse(center, radius * 0.5, radius * 0.5)
    painter.setBrush(colors.inside)
    painter.setPen(QPen(colors.passed, radius * 0.3))
    painter.drawEllipse(centers[current], radius * 0.85, radius * 0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colors.passed)
    painter.drawEllipse(centers[current], radius * 0.4, radius * 0.4)
