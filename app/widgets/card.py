"""Cards: boxes with their own background, and notices with a bar at the side."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.theme.theme import Theme
from app.widgets.layouts import ColumnLayout
from app.widgets.themed import ThemedWidget, has_faint_line, paint_box


class CardTone(Enum):
    """Purpose of a card; the values are its colour roles: background, edge or bar."""

    SURFACE = ("surface", "hairline")
    TINT = ("tint", "tint")
    SUNKEN = ("sunken", "sunken")
    CAUTION = ("caution_ground", "caution")
    URGENT = ("urgent_ground", "urgent")


class Card(ThemedWidget, QFrame):
    """A box whose `column` holds other widgets; notices have a bar on their leading side."""

    def __init__(
        self, theme: Theme, tone: CardTone = CardTone.SURFACE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tone = tone
        self.column = ColumnLayout(self)
        self.apply_theme(theme)

    @property
    def _has_bar(self) -> bool:
        return self.tone in (CardTone.CAUTION, CardTone.URGENT)

    def update_metrics(self) -> None:
        px = self.theme.px
        self.column.setContentsMargins(px(16 if not self._has_bar else 20), px(12), px(16), px(12))
        self.column.set_spacing(px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        background, edge = (self.theme.color(role) for role in self.tone.value)
        painter = QPainter(self)
        box, radius = QRectF(self.rect()), self.theme.px(10)
        clear = QColor(Qt.GlobalColor.transparent)
        framed = not self._has_bar or self.theme.name == "contrast"
        if self.tone is CardTone.SUNKEN:
            edge = clear if has_faint_line(self.theme) else self.theme.color("line")
        paint_box(painter, box, radius, background, edge if framed else clear)
        if self._has_bar:
            width = self.theme.px(5)
            bar = QRectF(0, 0, width, box.height())
            if self.isRightToLeft():
                bar.moveRight(box.right())
            outline = QPainterPath()
            outline.addRoundedRect(box, radius, radius)
            painter.setClipPath(outline)
            painter.fillRect(bar, edge)
