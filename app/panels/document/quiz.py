"""The self-check: each answer is explained, nothing is counted or stored."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from app.document.blocks import Quiz, QuizItem
from app.panels.document.block_widget import BlockContext, BlockWidget
from app.panels.document.column import BlockColumn
from app.widgets.card import Card, CardTone
from app.widgets.hold_position import held_in_place
from app.widgets.layouts import ColumnLayout
from app.widgets.radio_list import RadioList
from app.widgets.tab_order import put_after_in_tab_order
from app.widgets.text_label import TextLabel


class QuizItemView(BlockWidget):
    """One question; picking an answer shows below it whether it is right, and why."""

    def __init__(self, context: BlockContext, number: int, item: QuizItem) -> None:
        super().__init__(context)
        self._item, self._picked = item, ""
        self._card: Card | None = None
        self._reason: BlockColumn | None = None
        self._layout = ColumnLayout(self, context.theme.px(6))
        text = self.tr("{number}. {question}").format(number=number, question=item.question)
        self._layout.addWidget(TextLabel(text, context.theme, weight=700))
        options = [(str(index), answer) for index, answer in enumerate(item.answers)]
        self.answers = RadioList(item.question, options, context.theme)
        self.answers.picked.connect(self._on_picked)
        self._layout.addWidget(self.answers)

    def open_columns(self) -> tuple[tuple[int, BlockColumn], ...]:
        return ((0, self._reason),) if self._reason is not None else ()

    def open_names(self) -> frozenset[str]:
        return frozenset({self._name(self._picked)} if self._picked else ())

    def set_open_names(self, names: frozenset[str]) -> None:
        for index in range(len(self._item.answers)):
            if self._name(str(index)) in names and self._picked != str(index):
                self.answers.set_selected(str(index))
                self._show_reason(str(index))

    def _name(self, picked: str) -> str:
        return f"quiz:{self._item.id}:{picked}"

    def _on_picked(self, key: str) -> None:
        with held_in_place(self.answers):
            text = self._show_reason(key)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _show_reason(self, key: str) -> str:
        """Show whether the answer is right, and why; return the first sentence."""
        is_right, theme = int(key) == self._item.right, self.context.theme
        self._picked = key
        text = self.tr("That is right.") if is_right else self._correction()
        card = Card(theme, CardTone.TINT if is_right else CardTone.CAUTION)
        card.column.addWidget(TextLabel(text, theme, weight=700))
        self._reason = self.adopt(BlockColumn(self.context, self._item.reason, text))
        card.column.addWidget(self._reason)
        if self._card is None:
            self._layout.addWidget(card)
        else:
            self._layout.replace_widget(self._card, card)
        self._card = card
        put_after_in_tab_order(self.answers.rows[-1], card)
        card.show()
        return text

    def _correction(self) -> str:
        right = self._item.answers[self._item.right].rstrip(".")
        return self.tr("Not quite. The answer is: {answer}.").format(answer=right)


class QuizView(BlockWidget):
    """The questions of the self-check in a column."""

    def __init__(self, context: BlockContext, block: Quiz) -> None:
        super().__init__(context)
        column = ColumnLayout(self, context.theme.px(16))
        self.items = [QuizItemView(context, at, one) for at, one in enumerate(block.items, 1)]
        for item in self.items:
            item.action.connect(self.action)
            column.addWidget(item)

    def open_columns(self) -> tuple[tuple[int, BlockColumn], ...]:
        return tuple(
            (number, column)
            for number, item in enumerate(self.items)
            for _, column in item.open_columns()
        )

    def open_names(self) -> frozenset[str]:
        return frozenset().union(*(item.open_names() for item in self.items))

    def set_open_names(self, names: frozenset[str]) -> None:
        for item in self.items:
            item.set_open_names(names)
