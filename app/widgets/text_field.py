"""A text field with an icon."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.theme.theme import Theme
from app.widgets.button import paint_icon
from app.widgets.themed import ThemedWidget, paint_box, paint_focus_ring


class ClearButton(QAbstractButton):
    """A cross at the end of a field, which clears it; Escape does the same."""

    def __init__(self, field: TextField, icon: QPainterPath) -> None:
        super().__init__(field)
        self._field, self._icon = field, icon
        self.setAccessibleName(self.tr("Clear"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps it
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._field.theme
        size, center = theme.px(18), QRectF(self.rect()).center()
        role = "ink" if self.underMouse() or self.isDown() else "quiet"
        at = QPointF(center.x() - size / 2, center.y())
        paint_icon(QPainter(self), self._icon, at, size, theme.color(role))


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
        self._clear_button: ClearButton | None = None
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

    def add_clear_button(self, icon: QPainterPath) -> None:
        """Show a cross in the field while it has text."""
        self._clear_button = ClearButton(self, icon)
        self._clear_button.clicked.connect(self._on_cleared)
        self.textChanged.connect(self._show_clear_button)
        self._show_clear_button(self.text())
        self.update_metrics()

    def update_metrics(self) -> None:
        px = self.theme.px
        self.setFont(self.theme.font())
        self.setTextMargins(px(40), px(6), px(44 if self._clear_button else 14), px(6))
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._clear_button is not None:
            side = self.height()
            x = 0 if self.isRightToLeft() else self.width() - side
            self._clear_button.setGeometry(x, 0, side, side)

    def _show_clear_button(self, text: str) -> None:
        if self._clear_button is not None:
            self._clear_button.setVisible(bool(text))

    def _on_cleared(self) -> None:
        """Clear the field as if the text had been deleted by keys."""
        self.setText("")
        self.textEdited.emit("")

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
