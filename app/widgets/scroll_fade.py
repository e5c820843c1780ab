"""Fade over the lower edge of words that go on below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class ScrollFade(QWidget):
    """Fades out the last line if there is more text below it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._color = QColor()

    def set_color(self, color: QColor) -> None:
        """Set the color that the text fades into."""
        self._color = color
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        clear = QColor(self._color)
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0.0, clear)
        fade.setColorAt(0.8, self._color)
        QPainter(self).fillRect(self.rect(), fade)
