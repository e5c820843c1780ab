"""The words round the figure while nobody is there, and where they stand. Pure painting."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from app.theme.theme import Look
from app.widgets.themed import paint_box

_UPRIGHT = 1.1
_EDGE, _GAP, _PILL_AIR = 26, 12, 48
_FIGURE_PART, _SMALLEST, _SMALLER = 0.4, 70, 10
_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class Words:
    """A question, what it is about, the call to touch, and what it is not."""

    head: str
    about: str
    call: str
    foot: str


class Invitation:
    """Upright: words above and below the figure; lying: words beside it, the figure whole."""

    def __init__(self, size: QSize, look: Look, words: Words) -> None:
        self._look, self._words = look, words
        self._size = size
        self._is_upright = size.height() > size.width() * _UPRIGHT
        edge = look.px(_EDGE)
        whole = QRect(0, 0, size.width(), size.height())
        if self._is_upright:
            self._column = whole.adjusted(edge, edge, -edge, -edge)
        else:
            self._column = QRect(edge, 0, int(size.width() * 0.4) - edge, size.height())
        self._tops = self._placed()
        self.figure = self._figure_box(whole)

    @classmethod
    def fitting(cls, size: QSize, look: Look, words: Words) -> Invitation:
        """In the largest type, up to that of the look, that leaves the figure its part."""
        made = cls(size, look, words)
        for text_size in range(look.text_size - _SMALLER, _SMALLEST - 1, -_SMALLER):
            if made.figure.height() >= size.height() * _FIGURE_PART:
                break
            made = cls(size, replace(look, text_size=text_size), words)
        return made

    def paint(self, painter: QPainter) -> None:
        """Paints the words."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, words = self._look, self._words
        head, about, call, foot = self._tops
        for box, text, (step, weight), role in (
            (head, words.head, self._head_font(), "ink"),
            (about, words.about, (1, 400), "quiet"),
            (foot, words.foot, (-1, 400), "quiet"),
        ):
            painter.setFont(look.font(step, weight=weight))
            painter.setPen(look.colour(role))
            painter.drawText(box, _FLAGS, text)
        pill = self._pill_box(call)
        surface, edge = look.colour("primary"), look.colour("primary")
        paint_box(painter, QRectF(pill), pill.height() / 2, surface, edge, 2.0)
        painter.setFont(look.font(self._call_step(), weight=700))
        painter.setPen(look.colour("on_primary"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words.call)

    def _head_font(self) -> tuple[int, int]:
        return (5 if self._is_upright else 4), 700

    def _call_step(self) -> int:
        """The call stands in one line, as large as there is room."""
        return next((s for s in (2, 1, 0) if self._call_width(s) <= self._column.width()), -1)

    def _call_width(self, step: int) -> int:
        metrics = QFontMetricsF(self._look.font(step, weight=700))
        return int(metrics.horizontalAdvance(self._words.call)) + self._look.px(_PILL_AIR)

    def _height(self, text: str, step: int, weight: int = 400) -> int:
        metrics = QFontMetricsF(self._look.font(step, weight=weight))
        room = QRectF(0, 0, self._column.width(), 10_000)
        return int(metrics.boundingRect(room, _FLAGS, text).height()) + 1

    def _placed(self) -> tuple[QRect, QRect, QRect, QRect]:
        """Boxes of head, about, call and foot."""
        gap, column, words = self._look.px(_GAP), self._column, self._words
        step, weight = self._head_font()
        head, about = self._height(words.head, step, weight), self._height(words.about, 1)
        call = self._height(words.call, self._call_step(), 700) + 3 * gap
        foot = self._height(words.foot, -1)
        left, wide = column.left(), column.width()
        if self._is_upright:
            top, low = column.top() + gap, column.bottom() - foot
            call_top = low - call - 2 * gap
            foot_top = low
        else:
            whole = head + about + call + 3 * gap
            top = (column.height() - whole) // 2
            call_top = top + head + about + 4 * gap
            foot_top = column.bottom() - foot - self._look.px(_EDGE)
        return (
            QRect(left, top, wide, head),
            QRect(left, top + head + gap, wide, about),
            QRect(left, call_top, wide, call),
            QRect(left, foot_top, wide, foot),
        )

    def _pill_box(self, box: QRect) -> QRect:
        wide = min(self._call_width(self._call_step()), box.width())
        return QRect(box.left() + (box.width() - wide) // 2, box.top(), wide, box.height())

    def _figure_box(self, whole: QRect) -> QRect:
        gap = self._look.px(_GAP)
        if not self._is_upright:
            return whole.adjusted(self._column.right() + gap, gap, -gap, -gap)
        top, bottom = self._tops[1].bottom() + gap, self._tops[2].top() - gap
        return QRect(gap, top, whole.width() - 2 * gap, bottom - top)
