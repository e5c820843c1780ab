"""A button with no face over a glossary word: touch, keyboard and screen reader reach the word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.controls.worn import Worn, paint_focus, wants_ring
from app.theme.theme import Look


class TermButton(Worn, QAbstractButton):
    """Lies over a word that a label paints.

    Signals:
        asked: the id of the glossary term.
    """

    asked = Signal(str)

    def __init__(self, term: str, word: str, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.term, self.look = term, look
        self._has_ring = False
        self.setAccessibleName(self.tr("{word}: what it means").format(word=word))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._on_clicked)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._has_ring:
            paint_focus(QPainter(self), QRectF(self.rect()), self.look.px(4), self.look)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_ring = wants_ring(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._has_ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _on_clicked(self) -> None:
        self.asked.emit(self.term)
