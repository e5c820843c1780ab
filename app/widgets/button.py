"""Buttons in the shape of a pill: plain, primary, quiet, urgent, with or without an icon."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTransform,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.theme.icons import GRID
from app.theme.theme import Look
from app.widgets.themed import (
    Worn,
    is_faint,
    paint_box,
    paint_broken_box,
    paint_focus,
    wants_ring,
)

TARGET = 44


class Kind(Enum):
    """How much weight a button has."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    URGENT = "urgent"


class Pill(Worn, QPushButton):
    """A push button painted as a pill; an icon alone needs an accessible name.

    A checkable one looks primary while it is on. The clickable box is at least 44 px high at
    100 %, the painted pill may be slimmer.
    """

    def __init__(
        self,
        text: str,
        look: Look,
        *,
        kind: Kind = Kind.PLAIN,
        icon: QPainterPath | None = None,
        icon_last: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.has_ring = False
        self.icon_path = icon
        self._icon_last = icon_last
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        policies = QSizePolicy.Policy
        across = policies.Maximum if kind is Kind.QUIET else policies.Fixed
        self.setSizePolicy(across, policies.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.wear(look)

    def fit(self) -> None:
        self.setFont(self.look.font(-1 if self.kind is Kind.QUIET else 0, weight=600))

    def sizeHint(self) -> QSize:
        look = self.look
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        icon = look.px(20) if self.icon_path is not None else 0
        gap = look.px(8) if icon and words else 0
        pad = look.px(6 if self.kind is Kind.QUIET else 16 if words else 12)
        width = int(words + 0.999) + icon + gap + 2 * pad
        return QSize(max(width, look.px(TARGET)), look.px(TARGET))

    def minimumSizeHint(self) -> QSize:
        """A quiet button may be narrower than its words; they are then cut with an ellipsis."""
        size = self.sizeHint()
        if self.kind is Kind.QUIET:
            size.setWidth(min(size.width(), self.look.px(160)))
        return size

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_ring = wants_ring(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_ring = wants_ring(event)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inset = self.look.px(3)
        box = QRectF(self.rect()).adjusted(0, inset, 0, -inset)
        radius = min(box.height() / 2, self.look.px(12))
        fill, edge, ink = self._colours()
        if self.isEnabled() or is_faint(self.look):
            paint_box(painter, box, radius, fill, edge, 1.0)
        else:
            paint_broken_box(painter, box, radius, edge)
        self._paint_words(painter, box, ink)
        if self.has_ring:
            paint_focus(painter, QRectF(self.rect()), radius, self.look)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        look = self.look
        clear = QColor(Qt.GlobalColor.transparent)
        over = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            return clear, look.colour("hairline"), look.colour("line")
        if self.kind is Kind.PRIMARY or self.isChecked():
            return look.colour("primary"), look.colour("primary"), look.colour("on_primary")
        if self.kind is Kind.URGENT:
            return (
                look.colour("urgent_ground"),
                look.colour("urgent"),
                look.colour("urgent"),
            )
        if self.kind is Kind.QUIET:
            return look.colour("tint") if over else clear, clear, look.colour("primary")
        return look.colour("tint" if over else "surface"), look.colour("line"), look.colour("ink")

    def _paint_words(self, painter: QPainter, box: QRectF, ink: QColor) -> None:
        look = self.look
        metrics = QFontMetricsF(self.font())
        icon = look.px(20) if self.icon_path is not None else 0
        room = box.width() - icon - look.px(8 if icon else 0) - look.px(6)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        words = metrics.horizontalAdvance(text)
        gap = look.px(8) if icon and words else 0
        left = box.center().x() - (words + icon + gap) / 2
        last = self._icon_last != self.isRightToLeft()
        icon_at = left + words + gap if last else left
        words_at = left if last else left + icon + gap
        if self.icon_path is not None:
            paint_icon(painter, self.icon_path, QPointF(icon_at, box.center().y()), icon, ink)
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(
            QRectF(words_at, box.y(), words + 2, box.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            text,
        )


def paint_icon(
    painter: QPainter, icon: QPainterPath, left_middle: QPointF, size: float, ink: QColor
) -> None:
    """An icon of `size` pixels whose left edge and vertical middle are given."""
    scale = size / GRID
    place = QTransform.fromTranslate(left_middle.x(), left_middle.y() - size / 2)
    painter.fillPath(place.scale(scale, scale).map(icon), ink)
