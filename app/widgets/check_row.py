"""A check box as a row with wrapping text that can be pressed anywhere."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX
from app.widgets.themed import ThemedWidget, has_visible_focus, paint_box, paint_focus_ring


class CheckRow(ThemedWidget, QAbstractButton):
    """One thing to check or uncheck; a screen reader finds a check box with its state.

    It is no QCheckBox, of which assistive tools get the box of the indicator of Qt's style.
    """

    def __init__(self, text: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.has_focus_ring = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(0, weight=600))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = self._text_rect(QRect(0, 0, width, 10_000))
        box = QFontMetrics(self.font()).boundingRect(room, self._text_flags(), self.text())
        return max(box.height() + self.theme.px(16), self.theme.px(MIN_TARGET_PX))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(280), self.theme.px(MIN_TARGET_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(MIN_TARGET_PX))

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
        painter.setFont(self.font())
        painter.setPen(theme.color("ink"))
        painter.drawText(self._text_rect(self.rect()), self._text_flags(), self.text())
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

    def _text_rect(self, box: QRect) -> QRect:
        """The part of `box` beside the indicator, for the text."""
        before, after = self.theme.px(38), self.theme.px(8)
        if self.isRightToLeft():
            before, after = after, before
        return box.adjusted(before, 0, -after, 0)

    def _text_flags(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        return int(Qt.TextFlag.TextWordWrap.value) | int((side | absolute).value)
