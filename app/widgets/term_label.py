"""Text label with glossary terms.

An invisible button over each term makes it reachable by touch, keyboard and screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextLine
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.theme.theme import Theme
from app.widgets.text_label import TextLabel, TextSpan
from app.widgets.themed import ThemedWidget, has_visible_focus, paint_focus_ring


class TermButton(ThemedWidget, QAbstractButton):
    """Lies over a word that a label paints.

    Signals:
        asked: the id of the glossary term.
    """

    activated = Signal(str)

    def __init__(self, term: str, word: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.term, self.theme = term, theme
        self._has_ring = False
        self.setAccessibleName(self.tr("{word}: what it means").format(word=word))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._on_clicked)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._has_ring:
            paint_focus_ring(QPainter(self), QRectF(self.rect()), self.theme.px(4), self.theme)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_ring = has_visible_focus(event)
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
        self.activated.emit(self.term)


class TermLabel(TextLabel):
    """Underlines its glossary words, and tells which one is pressed.

    Signals:
        term_asked: the id of a glossary word.
    """

    term_activated = Signal(str)
    underlines_terms = True

    def set_text(self, parts: str | Sequence[TextSpan]) -> None:
        self._terms: list[tuple[int, int, TermButton]] = getattr(self, "_terms", [])
        super().set_text(parts)
        self._create_term_buttons()
        self._place_term_buttons()

    def _create_term_buttons(self) -> None:
        """One button for each glossary word."""
        for _, _, button in self._terms:
            button.hide()
            button.deleteLater()
        self._terms, start = [], 0
        for part in self.spans:
            if part.term:
                button = TermButton(part.term, part.text, self.theme, self)
                button.activated.connect(self.term_activated)
                button.show()  # a label that is on show already does not do it
                self._terms.append((start, start + len(part.text), button))
            start += len(part.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_term_buttons()

    def _place_term_buttons(self) -> None:
        if self._terms:
            self.layout_text(float(self.width()))
        for start, end, button in self._terms:
            button.setGeometry(self._text_rect(start, end))

    def _text_rect(self, start: int, end: int) -> QRect:
        """Where the letters from start to end are painted, as far as they stand in one line."""
        line = self.text_layout.lineForTextPosition(start)
        last = min(end, line.textStart() + line.textLength())
        left, right = sorted((_cursor_x(line, start), _cursor_x(line, last)))
        indent = 0 if self.isRightToLeft() else self.indent()
        box = QRectF(left + indent, line.y(), right - left, line.height())
        return box.adjusted(-3, -2, 3, 2).toAlignedRect()


def _cursor_x(line: QTextLine, letter: int) -> float:
    """Where a letter stands in a line; PySide gives it alone or with the letter's number."""
    found: object = line.cursorToX(letter)
    return float(found[0] if isinstance(found, tuple) else str(found))
