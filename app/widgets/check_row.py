"""A check box as a row with wrapping text that can be pressed anywhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.theme.theme import Theme
from app.widgets.themed import has_visible_focus, paint_box, paint_focus_ring
from app.widgets.wrapping_row import WrappingRow


class CheckRow(WrappingRow, QAbstractButton):
    """One thing to check or uncheck; a screen reader finds a check box with its state.

    It is no QCheckBox, of which assistive tools get the box of the indicator of Qt's style.
    """

    room_before, room_after, padding, wanted_width = 38, 8, 16, 280

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.has_focus_ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_up(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()  # otherwise Return would press a button of the dialog
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = False
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        if self.underMouse():
            paint_box(
                painter, QRectF(self.rect()), theme.px(10), theme.color("tint"), theme.color("tint")
            )
        self._paint_indicator(painter)
        self.paint_text(painter)
        if self.has_focus_ring:
            paint_focus_ring(painter, QRectF(self.rect()), theme.px(10), theme)

    def _paint_indicator(self, painter: QPainter) -> None:
        """Paint the box, with a tick in it if it is checked."""
        theme, size = self.theme, float(self.theme.px(20))
        x = self.width() - theme.px(8) - size if self.isRightToLeft() else float(theme.px(8))
        box = QRectF(x, (self.height() - size) / 2, size, size)
        is_on = self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("primary"), 2))
        painter.setBrush(theme.color("primary" if is_on else "surface"))
        painter.drawRoundedRect(box, size / 5, size / 5)
        if is_on:
            painter.setPen(QPen(theme.color("surface"), size / 8))
            places = ((0.24, 0.52), (0.43, 0.70), (0.77, 0.32))
            points = [QPointF(box.x() + size * at, box.y() + size * down) for at, down in places]
            painter.drawPolyline(points)
