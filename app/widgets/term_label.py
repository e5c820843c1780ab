"""A text label with glossary terms.

An invisible button over each term makes it available to touch, keyboard and screen reader.
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
    """An invisible button over a term that its label paints; it paints only the focus ring.

    Signals:
        activated: the id of the glossary term.
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
    """A label that underlines its glossary terms and reports which one is pressed.

    Signals:
        term_activated: the id of the glossary term.
    """

    term_activated = Signal(str)
    underlines_terms = True

    def set_text(self, spans: str | Sequence[TextSpan]) -> None:
        self._terms: list[tuple[int, int, TermButton]] = getattr(self, "_terms", [])
        super().set_text(spans)
        self._create_term_buttons()
        self._place_term_buttons()

    def _create_term_buttons(self) -> None:
        """Create one button for each glossary term."""
        for _, _, button in self._terms:
            button.hide()
            button.deleteLater()
        self._terms, start = [], 0
        for span in self.spans:
            if span.term:
                button = TermButton(span.term, span.text, self.theme, self)
                button.activated.connect(self.term_activated)
                button.show()  # needed if the label is already visible
                self._terms.append((start, start + len(span.text), button))
            start += len(span.text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_term_buttons()

    def _place_term_buttons(self) -> None:
        if self._terms:
            self.layout_text(float(self.width()))
        for start, end, button in self._terms:
            button.setGeometry(self._text_rect(start, end))

    def _text_rect(self, start: int, end: int) -> QRect:
        """The box of the text from start to end, as far as it is on the line of `start`."""
        line = self.text_layout.lineForTextPosition(start)
        last = min(end, line.textStart() + line.textLength())
        left, right = sorted((_cursor_x(line, start), _cursor_x(line, last)))
        box = QRectF(left + self.text_left(), line.y(), right - left, line.height())
        return box.adjusted(-3, -2, 3, 2).toAlignedRect()


def _cursor_x(line: QTextLine, position: int) -> float:
    """The x of a text position; PySide returns it alone or in a tuple with the position."""
    found: object = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else str(found))
