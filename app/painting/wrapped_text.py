"""Plain text in lines, for widgets that paint their own text."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)


class WrappedText:
    """Plain text broken into lines of a width, with even line spacing.

    `line_height` is in font sizes; a line is never lower than the font needs. Without a `width` the
    text is one line. `strong` is the start and the length of a bold part.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float = 0.0,
        *,
        line_height: float = 1.3,
        mirrored: bool = False,
        strong: tuple[int, int] = (0, 0),
    ) -> None:
        metrics = QFontMetricsF(font)
        self.line = max(metrics.height(), font.pixelSize() * line_height)
        self.width = width or metrics.horizontalAdvance(text) * (1.1 if strong[1] else 1) + 1
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        directions, sides = Qt.LayoutDirection, Qt.AlignmentFlag
        option.setTextDirection(directions.RightToLeft if mirrored else directions.LeftToRight)
        option.setAlignment(sides.AlignRight if mirrored else sides.AlignLeft)
        self._layout = QTextLayout(text, font)
        self._layout.setTextOption(option)
        self._layout.setFormats([_bold(*strong)])
        self._layout.beginLayout()
        top = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(self.width, 1.0))
            line.setPosition(QPointF(0.0, top + (self.line - line.height()) / 2))
            top += self.line
        self._layout.endLayout()
        self.height = self.line * max(self._layout.lineCount(), 1)

    @property
    def natural_width(self) -> float:
        """The width of the widest line."""
        lines = [self._layout.lineAt(number) for number in range(self._layout.lineCount())]
        return max((line.naturalTextWidth() for line in lines), default=0.0)

    def paint(self, painter: QPainter, x: float, y: float, color: QColor) -> None:
        """Paint it; `x` and `y` are the upper left corner of its box."""
        painter.setPen(color)
        self._layout.draw(painter, QPointF(x, y))


def _bold(start: int, length: int) -> QTextLayout.FormatRange:
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, bold
    return found
