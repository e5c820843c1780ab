"""A field to type a search into."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.theme.theme import Look
from app.widgets.button import paint_icon
from app.widgets.themed import Worn, paint_box, paint_focus


class Field(Worn, QLineEdit):
    """A line edit in a rounded box with an icon before the words."""

    def __init__(
        self, hint: str, look: Look, icon: QPainterPath, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFrame(False)
        self.setAutoFillBackground(False)
        self.setMaxLength(80)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.wear(look)

    def fit(self) -> None:
        px = self.look.px
        self.setFont(self.look.font())
        self.setTextMargins(px(40), px(6), px(14), px(6))
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.transparent)
        palette.setColor(palette.ColorRole.Text, self.look.colour("ink"))
        palette.setColor(palette.ColorRole.PlaceholderText, self.look.colour("quiet"))
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(220), self.look.px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(140), self.look.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.look
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        paint_box(painter, box, look.px(12), look.colour("surface"), look.colour("line"))
        size = look.px(20)
        x = self.width() - look.px(14) - size if self.isRightToLeft() else look.px(14)
        paint_icon(painter, self._icon, QPointF(x, box.center().y()), size, look.colour("quiet"))
        if self.hasFocus():
            paint_focus(painter, box, look.px(12), look)
        painter.end()
        super().paintEvent(event)
