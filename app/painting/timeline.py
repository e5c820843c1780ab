"""The times of recovery as stops on a line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


@dataclass(frozen=True, slots=True)
class TimelineColors:
    """The colours of the line, of stops that are passed or still to come, and of what is inside."""

    line: QColor
    passed: QColor
    inside: QColor


def stop_centers(box: QRectF, count: int, *, mirrored: bool) -> tuple[QPointF, ...]:
    """The middle of each stop, the first at the leading end; `box` is in pixels."""
    radius = box.height() / 2
    room = box.width() - 2 * radius
    shares = [at / max(count - 1, 1) for at in range(count)]
    if mirrored:
        shares = [1 - share for share in shares]
    return tuple(QPointF(box.left() + radius + room * share, box.center().y()) for share in shares)


def paint_timeline(
    painter: QPainter, at: tuple[QPointF, ...], current: int, radius: float, inks: TimelineColors
) -> None:
    """Paints the line and its stops: passed ones filled, the current one larger with a ring."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(inks.line, radius * 0.3))
    painter.drawLine(at[0], at[-1])
    painter.setPen(QPen(inks.passed, radius * 0.3))
    painter.drawLine(at[0], at[current])
    for number, middle in enumerate(at):
        is_passed = number <= current
        painter.setPen(QPen(inks.passed if is_passed else inks.line, radius * 0.25))
        painter.setBrush(inks.passed if is_passed else inks.inside)
        painter.drawEllipse(middle, radius * 0.5, radius * 0.5)
    painter.setBrush(inks.inside)
    painter.setPen(QPen(inks.passed, radius * 0.3))
    painter.drawEllipse(at[current], radius * 0.85, radius * 0.85)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.passed)
    painter.drawEllipse(at[current], radius * 0.4, radius * 0.4)
