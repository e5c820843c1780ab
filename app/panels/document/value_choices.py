"""Questions about what matters to the visitor: no answer is right, and none is required."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.document.blocks import ValueChoice, ValueChoices
from app.panels.document.block_widget import BlockContext, BlockWidget
from app.panels.document.questions import QuestionRowLayout
from app.session.actions import AnswerValue
from app.session.state import Showing
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel

_LEAST_TEXT = 260
"""Pixels at 100 %: with less room beside its answers a question stands above them."""


class ValueChoicesView(BlockWidget):
    """Each question in a row with its answers; picking the selected answer again withdraws it."""

    def __init__(self, context: BlockContext, block: ValueChoices) -> None:
        super().__init__(context)
        self._groups: dict[str, ButtonGroup] = {}
        self._answers: dict[str, str] = {}
        column = ColumnLayout(self, context.theme.px(6))
        if block.lead:
            column.addWidget(TextLabel(block.lead, context.theme, role="quiet"))
        for choice in block.choices:
            column.addWidget(self._make_question(choice))

    def _make_question(self, choice: ValueChoice) -> QWidget:
        theme, question = self.context.theme, QWidget()
        row = QuestionRowLayout(question, theme.px(12), theme.px(_LEAST_TEXT), 0)
        row.addWidget(TextLabel(choice.question or choice.heading, theme, weight=600))
        group = ButtonGroup(choice.question or choice.heading, theme, 6, row_spacing=0)
        group.add_options(choice.answers, ButtonAppearance.TAB)
        group.picked.connect(self._on_picked)
        self._groups[choice.id] = group
        row.addWidget(group)
        return question

    def update_details(self, showing: Showing) -> None:
        super().update_details(showing)
        self._answers = dict(showing.value_answers)
        for value, group in self._groups.items():
            group.set_selected(self._answers.get(value, ""))

    def _on_picked(self, answer: str) -> None:
        group = self.sender()
        for value, other in self._groups.items():
            if other is group:
                is_again = self._answers.get(value) == answer
                self.action.emit(AnswerValue(value, None if is_again else answer))
