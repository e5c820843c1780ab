"""Questions to ask, with a button each that puts it on the list."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.document.blocks import Question, Questions, Spans, plain_text
from app.panels.document.block_widget import BlockContext, BlockWidget
from app.panels.document.list_button import AddButton
from app.session.state import Showing
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan


def text_spans(spans: Spans) -> tuple[TextSpan, ...]:
    """Spans for a label, without links to sources."""
    return tuple(TextSpan(span.text, strong=span.strong) for span in spans if not span.source)


class QuestionRowLayout(ColumnLayout):
    """The question, and its button behind it, or below it where there is little room.

    `gap` is between them, `gap_below` if the button is below.
    """

    def __init__(self, parent: QWidget, gap: int, least_text: int, gap_below: int) -> None:
        super().__init__(parent, gap_below)
        self._gap, self._least_text = gap, least_text

    def _text_width(self, width: int) -> int:
        """The width beside the button; 0 if that is too little."""
        if self.count() < 2:
            return 0
        room = width - self.items[1].sizeHint().width() - self._gap
        return room if room >= self._least_text else 0

    def heightForWidth(self, width: int) -> int:
        text = self._text_width(width)
        if not text:
            return super().heightForWidth(width)
        return max(self.items[0].heightForWidth(text), self.items[1].sizeHint().height())

    def setGeometry(self, rect: QRect) -> None:
        text = self._text_width(rect.width())
        if not text:
            super().setGeometry(rect)
            return
        words, button = self.items
        height, size = words.heightForWidth(text), button.sizeHint()
        top = rect.top() + max((size.height() - height) // 2, 0)
        is_mirrored = self._is_mirrored()
        left = rect.right() + 1 - text if is_mirrored else rect.left()
        words.setGeometry(QRect(left, top, text, height))
        right = rect.left() if is_mirrored else rect.right() + 1 - size.width()
        button.setGeometry(QRect(right, rect.top(), size.width(), size.height()))


class QuestionRow(QWidget):
    """One question and its button, with a line below unless it is the last."""

    def __init__(self, context: BlockContext, question: Question, *, is_last: bool) -> None:
        super().__init__()
        self._line = None if is_last else context.theme.color("hairline")
        layout = QuestionRowLayout(
            self, context.theme.px(8), context.theme.px(240), context.theme.px(8)
        )
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(TextLabel(text_spans(question.spans), context.theme))
        self.button: AddButton | None = None
        self.words = plain_text(question.spans)
        if question.address:
            panel = context.panel
            self.button = AddButton(question.address, self.words, panel.theme, panel.icons)
            layout.addWidget(self.button)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._line is not None:
            QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, self._line)


class QuestionsView(HasAccessibleRole, BlockWidget):
    """The questions in a column."""

    accessible_role = QAccessible.Role.Grouping

    def __init__(self, context: BlockContext, block: Questions) -> None:
        super().__init__(context)
        install_accessible_roles()
        self.setAccessibleName(self.tr("Questions"))
        column = ColumnLayout(self, context.theme.px(4))
        last = len(block.items) - 1
        self.rows = [
            QuestionRow(context, item, is_last=number == last)
            for number, item in enumerate(block.items)
        ]
        for row in self.rows:
            column.addWidget(row)
            if row.button is not None:
                row.button.action.connect(self.action)

    def find_passage(self, words: str) -> QWidget | None:
        return next((row for row in self.rows if row.words == words), None)

    def update_details(self, showing: Showing) -> None:
        super().update_details(showing)
        for row in self.rows:
            if row.button is not None:
                row.button.show_state(showing.list_items)
