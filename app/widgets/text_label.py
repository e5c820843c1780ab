"""A wrapping label for plain text with bold parts, with even line spacing."""

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
"""Pixels at 100 %: about 75 letters of body text."""


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A part of a text; `role` is the role of its colour."""

    text: str
    strong: bool = False
    role: str = ""


class TextLabel(ThemedWidget, QLabel):
    """Shows spans of plain text; a screen reader finds static text with all of them.

    `step` and `weight` choose the font, `role` the colour; `bullet` adds a dot before the text.
    """

    def __init__(
        self,
        spans: str | Sequence[TextSpan],
        theme: Theme,
        *,
        step: float = 0,
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
        self.set_text(spans)

    def set_text(self, spans: str | Sequence[TextSpan]) -> None:
        """Replace the text."""
        self.spans = (TextSpan(spans),) if isinstance(spans, str) else tuple(spans)
        self.setText("".join(span.text for span in self.spans))
        self.apply_theme(self.theme)

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(self._step, weight=self._weight))
        self.text_layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        if self.isRightToLeft():
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.text_layout.setTextOption(option)
        self.text_layout.setFormats(self._formats())
        self._width = -1.0
        self._heights = {}
        self.updateGeometry()

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, start = [], 0
        for span in self.spans:
            if span.strong or span.role:
                formats.append(self._format(span, start))
            start += len(span.text)
        return formats

    def _format(self, span: TextSpan, start: int) -> QTextLayout.FormatRange:
        char_format = QTextCharFormat()
        if span.strong:
            char_format.setFontWeight(QFont.Weight.Bold)
        if span.role:
            char_format.setForeground(self.theme.color(span.role))
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = start, len(span.text), char_format
        return found

    def indent(self) -> int:
        """Space before the text for the bullet, in pixels."""
        return self.theme.px(20) if self._bullet else 0

    def _line_height(self) -> float:
        metrics = QFontMetricsF(self.font())
        factor = LINE_HEIGHT if self._step < 1 else 1.2
        return max(metrics.height(), self.font().pixelSize() * factor)

    def _line_width(self, width: float) -> float:
        return max(min(width - self.indent(), self.theme.px(_MAX_LINE_WIDTH)), 1.0)

    def text_left(self) -> float:
        """The x where the lines begin: after the bullet, or as far right as they reach."""
        if not self.isRightToLeft():
            return float(self.indent())
        return max(self.width() - self.indent() - self._line_width(float(self.width())), 0.0)

    def layout_text(self, width: float) -> float:
        """Break the text into lines for a width; return the height, both in pixels."""
        line_height = self._line_height()
        if width != self._width:
            self._width = width
            self.text_layout.beginLayout()
            top = 0.0
            line_width = self._line_width(width)
            while (line := self.text_layout.createLine()).isValid():
                line.setLineWidth(line_width)
                line.setPosition(QPointF(0.0, top + (line_height - line.height()) / 2))
                top += line_height
            self.text_layout.endLayout()
        return line_height * max(self.text_layout.lineCount(), 1)

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
        indent = self.indent()
        if self._bullet:
            size = self.theme.px(3)
            x = self.width() - indent / 2 if self.isRightToLeft() else indent / 2 - 2
            painter.setBrush(self.theme.color("primary"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(x, self._line_height() / 2), size, size)
        painter.setPen(self.theme.color(self._role))
        self.text_layout.draw(painter, QPointF(self.text_left(), 0))
