"""Questions about what matters to the visitor: no answer is right, and none is required."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import ValueQuestion
from app.panels.view import PanelContext
from app.session.actions import AnswerValue
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel

ValueAnswers = tuple[tuple[str, str], ...]


class ValuesView(Card):
    """Each question with its answers; picking the selected answer again withdraws it.

    Signals:
        action: AnswerValue.
    """

    action = Signal(object)

    def __init__(
        self, context: PanelContext, values: tuple[ValueQuestion, ...], answers: ValueAnswers
    ) -> None:
        super().__init__(context.theme, CardTone.TINT)
        self._context = context
        self._values: dict[ButtonGroup, str] = {}
        self._answers: dict[str, str] = {}
        self.column.addWidget(
            TextLabel(self.tr("What matters to you?"), context.theme, step=1, weight=700)
        )
        note = self.tr(
            "Answer what you like. Your answers stand beside the options below; they do not choose "
            "for you. They are stored nowhere, and a second press takes one back."
        )
        self.column.addWidget(TextLabel(note, context.theme, step=-1, role="quiet"))
        for value in values:
            self.column.addWidget(self._question(value))
        self.show_answers(answers)

    def show_answers(self, answers: ValueAnswers) -> None:
        """Select the answers that were given."""
        self._answers = dict(answers)
        for choices, value in self._values.items():
            choices.set_selected(self._answers.get(value, ""))

    def _question(self, value: ValueQuestion) -> QWidget:
        question = QWidget()
        column = ColumnLayout(question, self._context.theme.px(2))
        column.addWidget(TextLabel(value.question, self._context.theme, weight=600))
        choices = ButtonGroup(value.question, self._context.theme, 6, row_spacing=0)
        choices.add_options(
            [(answer.id, answer.text) for answer in value.answers], ButtonAppearance.TAB
        )
        choices.picked.connect(self._on_picked)
        self._values[choices] = value.id
        column.addWidget(choices)
        return question

    def _on_picked(self, answer: str) -> None:
        choices = self.sender()
        if isinstance(choices, ButtonGroup):
            value = self._values[choices]
            is_again = self._answers.get(value) == answer
            self.action.emit(AnswerValue(value, None if is_again else answer))
