"""A full-width button with a chevron, which opens what is below it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy

from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX
from app.widgets.expand_button import ExpandButton
from app.widgets.focus_frame import FocusFrame, changed_frame
from app.widgets.themed import ThemedWidget

_RING_INSET = 6
"""Pixels by which the focus ring is lower than a row that stands between two others."""


class ChevronButton(ThemedWidget, ExpandButton):
    """Base of a full-width button with a chevron, which opens what is below it."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(text)
        self._focus_frame: FocusFrame | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.apply_theme(theme)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(MIN_TARGET_PX))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._focus_frame = changed_frame(self._focus_frame, event, self, self.theme, _RING_INSET)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focus_frame = changed_frame(self._focus_frame, event, self, self.theme, _RING_INSET)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()


def paint_chevron(
    painter: QPainter, center: QPointF, width: float, color: QColor, *, is_up: bool
) -> None:
    """Paint a chevron that points down, or up for something that is open."""
    half, rise = width / 2, width / 4 * (-1 if is_up else 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(color, max(width * 0.15, 1.5))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = [
        center + QPointF(-half, -rise),
        center + QPointF(0, rise),
        center + QPointF(half, -rise),
    ]
    painter.drawPolyline(QPolygonF(points))
