"""Self-check questions of a region: each answer is explained, nothing is counted or stored."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import QuizQuestion
from app.body.regions import RegionId
from app.panels.region.statement import StatementView
from app.panels.view import PanelContext
from app.widgets.card import Card, CardTone
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout
from app.widgets.radio_list import RadioList
from app.widgets.text_label import TextLabel


class QuizView(QWidget):
    """The self-check questions in a column."""

    def __init__(self, context: PanelContext, region: RegionId) -> None:
        super().__init__()
        column = ColumnLayout(self, context.theme.px(12))
        note = self.tr("See what you have taken from this. Nothing is counted or stored.")
        column.addWidget(TextLabel(note, context.theme))
        questions = context.atlas.decision_aid(context.language).quizzes.get(region, ())
        cards = (
            QuizCard(context, number, question) for number, question in enumerate(questions, 1)
        )
        column.addWidget(IncrementalColumn(cards, context.theme.px(12)))


class QuizCard(Card):
    """One question; picking an answer shows below it whether it is right, and why."""

    def __init__(self, context: PanelContext, number: int, question: QuizQuestion) -> None:
        super().__init__(context.theme, CardTone.SURFACE)
        self._context, self._question = context, question
        text = self.tr("{number}. {question}").format(number=number, question=question.ask)
        self.column.addWidget(TextLabel(text, context.theme, step=1, weight=700))
        options = [(str(index), answer) for index, answer in enumerate(question.answers)]
        self._answers = RadioList(question.ask, options, context.theme)
        self._answers.picked.connect(self._on_picked)
        self.column.addWidget(self._answers)
        self._feedback = QWidget()
        self.column.addWidget(self._feedback)
        self._feedback.hide()

    def _on_picked(self, key: str) -> None:
        is_right = int(key) == self._question.right
        text = self.tr("That is right.") if is_right else self._correction()
        feedback = Card(self._context.theme, CardTone.TINT if is_right else CardTone.CAUTION)
        feedback.column.addWidget(TextLabel(text, self._context.theme, weight=700))
        feedback.column.addWidget(StatementView(self._context, self._question.because))
        self.column.replace_widget(self._feedback, feedback)
        feedback.show()
        self._feedback = feedback
        self._announce(text)

    def _correction(self) -> str:
        right = self._question.answers[self._question.right].rstrip(".")
        return self.tr("Not quite. The answer is: {answer}.").format(answer=right)

    def _announce(self, text: str) -> None:
        """Announce the feedback to screen readers, because the focus stays on the answer."""
        # Imported late, because it is not needed before the first answer.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
