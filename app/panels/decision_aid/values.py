"""Questions about what matters to the visitor; none is right, none is needed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import ValueQuestion
from app.panels.view import PanelContext
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel

ValueAnswers = tuple[tuple[str, str], ...]


class ValuesView(Card):
    """Each question with its answers; the same answer again takes it back.

    Signals:
        matter_asked: (value id, answer id).
    """

    matter_asked = Signal(object)

    def __init__(
        self, context: PanelContext, values: tuple[ValueQuestion, ...], matters: ValueAnswers
    ) -> None:
        super().__init__(context.theme, CardTone.TINT)
        self._context = context
        self._values: dict[ButtonGroup, str] = {}
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
        self.show_answers(matters)

    def show_answers(self, matters: ValueAnswers) -> None:
        """Marks the answers that were given."""
        given = dict(matters)
        for choices, value in self._values.items():
            choices.set_selected(given.get(value, ""))

    def _question(self, value: ValueQuestion) -> QWidget:
        asked = QWidget()
        column = ColumnLayout(asked, self._context.theme.px(2))
        column.addWidget(TextLabel(value.question, self._context.theme, weight=600))
        choices = ButtonGroup(value.question, self._context.theme, 6, between_rows=0)
        choices.add_options(
            [(answer.id, answer.text) for answer in value.answers], ButtonAppearance.TAB
        )
        choices.picked.connect(self._on_picked)
        self._values[choices] = value.id
        column.addWidget(choices)
        return asked

    def _on_picked(self, answer: str) -> None:
        choices = self.sender()
        if isinstance(choices, ButtonGroup):
            self.matter_asked.emit((self._values[choices], answer))
