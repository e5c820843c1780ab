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

from app.controls.worn import Worn
from app.look.look import LINE_HEIGHT, Look

_LONGEST_LINE = 610
"""About 75 letters of body text."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words; `term` marks a glossary word, `role` gives it a colour of its own."""

    text: str
    strong: bool = False
    term: bool = False
    role: str = ""


class WordLabel(Worn, QLabel):
    """Shows parts of plain text; to a screen reader static text with all of the words.

    `step` and `weight` choose the font, `role` the colour; `bullet` sets a dot before the words.
    """

    def __init__(
        self,
        parts: str | Sequence[Part],
        look: Look,
        *,
        step: int = 0,
        weight: int = 400,
        role: str = "ink",
        bullet: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._step, self._weight, self._role, self._bullet = step, weight, role, bullet
        self._layout = QTextLayout()
        self._width = -1.0
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.look = look
        self.say(parts)

    def say(self, parts: str | Sequence[Part]) -> None:
        """Shows other words."""
        self._parts = (Part(parts),) if isinstance(parts, str) else tuple(parts)
        self.setText("".join(part.text for part in self._parts))
        self.wear(self.look)

    def fit(self) -> None:
        self.setFont(self.look.font(self._step, weight=self._weight))
        self._layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        self._layout.setTextOption(option)
        self._layout.setFormats(self._formats())
        self._width = -1.0
        self._heights = {}
        self.updateGeometry()

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats, start = [], 0
        for part in self._parts:
            if part.strong or part.term or part.role:
                formats.append(self._format(part, start))
            start += len(part.text)
        return formats

    def _format(self, part: Part, start: int) -> QTextLayout.FormatRange:
        kind = QTextCharFormat()
        if part.strong:
            kind.setFontWeight(QFont.Weight.Bold)
        if part.role:
            kind.setForeground(self.look.colour(part.role))
        if part.term:
            kind.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            kind.setUnderlineColor(self.look.colour("primary"))
        ranged = QTextLayout.FormatRange()
        ranged.start, ranged.length, ranged.format = start, len(part.text), kind
        return ranged

    def _indent(self) -> int:
        return self.look.px(20) if self._bullet else 0

    def _line_height(self) -> float:
        metrics = QFontMetricsF(self.font())
        factor = LINE_HEIGHT if self._step <= 0 else 1.2
        return max(metrics.height(), self.font().pixelSize() * factor)

    def _lay_out(self, width: float) -> float:
        """Breaks the words into lines; returns the height."""
        lines = self._line_height()
        if width != self._width:
            self._width = width
            self._layout.beginLayout()
            top = 0.0
            room = min(width - self._indent(), self.look.px(_LONGEST_LINE))
            while (line := self._layout.createLine()).isValid():
                line.setLineWidth(max(room, 1.0))
                line.setPosition(QPointF(0.0, top + (lines - line.height()) / 2))
                top += lines
            self._layout.endLayout()
        return lines * max(self._layout.lineCount(), 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = int(self._lay_out(float(width)) + 0.999)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self.font())
        width = min(
            metrics.horizontalAdvance(self.text()) * 1.06 + self._indent() + 2,
            self.look.px(_LONGEST_LINE),
        )
        return QSize(int(width), self.heightForWidth(int(width)))

    def minimumSizeHint(self) -> QSize:
        words = self.text().split() or [""]
        metrics = QFontMetricsF(self.font())
        widest = max(metrics.horizontalAdvance(word) for word in words)
        width = int(min(widest * 1.08, self.look.px(160))) + self._indent() + 2
        return QSize(width, int(self._line_height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        self._lay_out(float(self.width()))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self.look.colour(self._role)
        indent = self._indent()
        if self._bullet:
            size = self.look.px(3)
            side = self.width() - indent / 2 if self.isRightToLeft() else indent / 2 - 2
            painter.setBrush(self.look.colour("primary"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(side, self._line_height() / 2), size, size)
        painter.setPen(ink)
        self._layout.draw(painter, QPointF(0 if self.isRightToLeft() else indent, 0))
