"""A text field with an icon."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.theme.theme import Theme
from app.widgets.button import paint_icon
from app.widgets.themed import ThemedWidget, paint_box, paint_focus_ring


class TextField(ThemedWidget, QLineEdit):
    """A line edit in a rounded box, with an icon before the text.

    `hint` is both the placeholder and the accessible name. A finger places the cursor and selects
    nothing.
    """

    def __init__(
        self, hint: str, theme: Theme, icon: QPainterPath, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        # A space, because Qt would fill an empty description with the placeholder, and a screen
        # reader would say the name twice.
        self.setAccessibleDescription(" ")
        self.setFrame(False)
        self.setAutoFillBackground(False)
        self.setMaxLength(80)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        px = self.theme.px
        self.setFont(self.theme.font())
        self.setTextMargins(px(40), px(6), px(14), px(6))
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(palette.ColorRole.Text, self.theme.color("ink"))
        palette.setColor(palette.ColorRole.PlaceholderText, self.theme.color("quiet"))
        self.setPalette(palette)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.source() is Qt.MouseEventSource.MouseEventNotSynthesized:
            super().mouseMoveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.source() is Qt.MouseEventSource.MouseEventNotSynthesized:
            super().mouseDoubleClickEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(220), self.theme.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(140), self.theme.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self.theme
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        paint_box(painter, box, theme.px(12), theme.color("surface"), theme.color("line"))
        size = theme.px(20)
        x = self.width() - theme.px(14) - size if self.isRightToLeft() else theme.px(14)
        paint_icon(painter, self._icon, QPointF(x, box.center().y()), size, theme.color("quiet"))
        if self.hasFocus():
            paint_focus_ring(painter, box, theme.px(12), theme)
        painter.end()
        super().paintEvent(event)
