"""A label for plain words with strong parts and glossary words; wraps, with an even line height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.theme.theme import LINE_HEIGHT, Theme
from app.widgets.themed import ThemedWidget

_MAX_LINE_WIDTH = 610
"""About 75 letters of body text."""


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of words; `term` is the id of a glossary word, `role` gives a colour of its own."""

    text: str
    strong: bool = False
    term: str = ""
    role: str = ""


class TextLabel(ThemedWidget, QLabel):
    """Shows parts of plain text; to a screen reader static text with all of the words.

    `step` and `weight` choose the font, `role` the colour; `bullet` sets a dot before the words.
    """

    underlines_terms = False

    def __init__(
        self,
        parts: str | Sequence[TextSpan],
        theme: Theme,
        *,
        step: int = 0,
        weight: int = 400,
        role: str = "ink",
        bullet: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._step, self._weight, self._role, self._bullet = step, weight, role, bullet
        self.text_layout = QTextLayout()
        self._width = -1.0
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.theme = theme
        self.set_text(parts)

    def set_text(self, parts: str | Sequence[TextSpan]) -> None:
        """Shows other words."""
        self.spans = (TextSpan(parts),) if isinstance(parts, str) else tuple(parts)
        self.setText("".join(part.text for part in self.spans))
        self.apply_theme(self.theme)

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(self._step, weight=self._weight))
        self.text_layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        self.text_layout.setTextOption(option)
        self.text_layout.setFormats(self._formats())
        self._width = -1.0
        self._heights = {}
        self.updateGeometry()

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, start = [], 0
        for part in self.spans:
            if part.strong or (part.term and self.underlines_terms) or part.role:
                formats.append(self._format(part, start))
            start += len(part.text)
        return formats

    def _format(self, part: TextSpan, start: int) -> QTextLayout.FormatRange:
        kind = QTextCharFormat()
        if part.strong:
            kind.setFontWeight(QFont.Weight.Bold)
        if part.role:
            kind.setForeground(self.theme.color(part.role))
        if part.term and self.underlines_terms:
            kind.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            kind.setUnderlineColor(self.theme.color("primary"))
        ranged = QTextLayout.FormatRange()
        ranged.start, ranged.length, ranged.format = start, len(part.text), kind
        return ranged

    def indent(self) -> int:
        return self.theme.px(20) if self._bullet else 0

    def _line_height(self) -> float:
        metrics = QFontMetricsF(self.font())
        factor = LINE_HEIGHT if self._step <= 0 else 1.2
        return max(metrics.height(), self.font().pixelSize() * factor)

    def layout_text(self, width: float) -> float:
        """Breaks the words into lines; returns the height."""
        lines = self._line_height()
        if width != self._width:
            self._width = width
            self.text_layout.beginLayout()
            top = 0.0
            room = min(width - self.indent(), self.theme.px(_MAX_LINE_WIDTH))
            while (line := self.text_layout.createLine()).isValid():
                line.setLineWidth(max(room, 1.0))
                line.setPosition(QPointF(0.0, top + (lines - line.height()) / 2))
                top += lines
            self.text_layout.endLayout()
        return lines * max(self.text_layout.lineCount(), 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = int(self.layout_text(float(width)) + 0.999)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = min(
            metrics.horizontalAdvance(self.text()) * 1.06 + self.indent() + 2,
            self.theme.px(_MAX_LINE_WIDTH),
        )
        return QSize(int(width), self.heightForWidth(int(width)))

    def minimumSizeHint(self) -> QSize:
        words = self.text().split() or [""]
        metrics = QFontMetricsF(self.font())
        widest = max(metrics.horizontalAdvance(word) for word in words)
        width = int(min(widest * 1.08, self.theme.px(160))) + self.indent() + 2
        return QSize(width, int(self._line_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        self.layout_text(float(self.width()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.theme.color(self._role)
        indent = self.indent()
        if self._bullet:
            size = self.theme.px(3)
            side = self.width() - indent / 2 if self.isRightToLeft() else indent / 2 - 2
            painter.setBrush(self.theme.color("primary"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(side, self._line_height() / 2), size, size)
        painter.setPen(ink)
        self.text_layout.draw(painter, QPointF(0 if self.isRightToLeft() else indent, 0))
