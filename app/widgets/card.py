"""Boxes with a ground of their own: a card, and notices with a bar at the side."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from app.theme.theme import Look
from app.widgets.layouts import Pile
from app.widgets.themed import Worn, paint_box


class Tone(Enum):
    """What a box is for; names the colour roles (ground, edge or bar)."""

    SURFACE = ("surface", "hairline")
    TINT = ("tint", "tint")
    CAUTION = ("caution_ground", "caution")
    URGENT = ("urgent_ground", "urgent")


class Card(Worn, QFrame):
    """A box for other widgets, stacked in `column`; notices carry a bar on their leading side."""

    def __init__(
        self, look: Look, tone: Tone = Tone.SURFACE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tone = tone
        self.column = Pile(self)
        self.wear(look)

    @property
    def _has_bar(self) -> bool:
        return self.tone in (Tone.CAUTION, Tone.URGENT)

    def fit(self) -> None:
        px = self.look.px
        self.column.setContentsMargins(px(16 if not self._has_bar else 20), px(12), px(16), px(12))
        self.column.set_gap(px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, edge = (self.look.colour(role) for role in self.tone.value)
        painter = QPainter(self)
        box = QRectF(self.rect())
        clear = QColor(Qt.GlobalColor.transparent)
        framed = not self._has_bar or self.look.theme == "contrast"
        paint_box(painter, box, self.look.px(10), ground, edge if framed else clear)
        if self._has_bar:
            width = self.look.px(5)
            bar = QRectF(0, 0, width, box.height())
            if self.isRightToLeft():
                bar.moveRight(box.right())
            painter.fillRect(bar, edge)
