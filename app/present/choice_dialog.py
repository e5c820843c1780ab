"""A small window with one question and its answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.theme.theme import Look
from app.widgets.button import Pill
from app.widgets.dialog_role import install_dialog_role
from app.widgets.layouts import Pile
from app.widgets.radio_list import Answers
from app.widgets.scroll_column import Column
from app.widgets.text_label import WordLabel
from app.widgets.window_size import resize_within_screen

Options = Sequence[tuple[str, str]]


class Ask(QDialog):
    """Closes as soon as one answer is pressed; it can be left without any.

    Only the first press counts: clicks that were queued behind it are ignored. A question that
    opens takes the place of one that is still open on the same window, which is left unanswered.

    Signals:
        picked: the key of the answer.
    """

    picked = Signal(str)

    def __init__(
        self,
        title: str,
        words: str,
        options: Options,
        look: Look,
        parent: QWidget,
        *,
        leave: str = "",
    ) -> None:
        super().__init__(parent)
        install_dialog_role()
        self._is_over = False
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        page, scroll = QWidget(), Column(look)
        column = Pile(page, look.px(8))
        if words:
            column.addWidget(WordLabel(words, look))
        self.answers = Answers(title, list(options), look)
        self.answers.picked.connect(self._on_picked)
        column.addWidget(self.answers)
        self.leave = Pill(leave or self.tr("Cancel"), look)
        self.leave.clicked.connect(self.reject)
        column.addWidget(self.leave)
        scroll.setWidget(page)
        outer.addWidget(scroll)
        wide = look.px(480)
        tall = min(column.heightForWidth(wide - 40) + 50, look.px(720))
        resize_within_screen(self, QSize(wide, tall))

    def open(self) -> None:
        """Opens it, and leaves any other question of its window."""
        parent = self.parentWidget()
        if parent is not None:
            leave_questions(parent)
        super().open()

    def done(self, result: int) -> None:
        """Closes it, once."""
        if not self._is_over:
            self._is_over = True
            super().done(result)

    def _on_picked(self, key: str) -> None:
        if not self._is_over:
            self.accept()
            self.picked.emit(key)


def leave_questions(over: QWidget) -> None:
    """Closes the questions that are open over a widget, without an answer."""
    for ask in over.findChildren(Ask):
        if ask.isVisible():
            ask.reject()
