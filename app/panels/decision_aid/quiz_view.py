"""Four self-checks of a region: each answer is explained, nothing is counted or stored."""

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
    """The questions one below the other."""

    def __init__(self, context: PanelContext, region: RegionId) -> None:
        super().__init__()
        column = ColumnLayout(self, context.theme.px(12))
        note = self.tr("See what you have taken from this. Nothing is counted or stored.")
        column.addWidget(TextLabel(note, context.theme))
        checks = context.atlas.decision_aid(context.language).quizzes.get(region, ())
        cards = (QuizCard(context, number, check) for number, check in enumerate(checks, 1))
        column.addWidget(IncrementalColumn(cards, context.theme.px(12)))


class QuizCard(Card):
    """One question; below it, once answered, whether it is right, and why."""

    def __init__(self, context: PanelContext, number: int, check: QuizQuestion) -> None:
        super().__init__(context.theme, CardTone.SURFACE)
        self._context, self._check = context, check
        asked = self.tr("{number}. {question}").format(number=number, question=check.ask)
        self.column.addWidget(TextLabel(asked, context.theme, step=1, weight=700))
        keys = [(str(at), text) for at, text in enumerate(check.answers)]
        self._answers = RadioList(check.ask, keys, context.theme)
        self._answers.picked.connect(self._on_picked)
        self.column.addWidget(self._answers)
        self._feedback = QWidget()
        self.column.addWidget(self._feedback)
        self._feedback.hide()

    def _on_picked(self, key: str) -> None:
        is_right = int(key) == self._check.right
        words = self.tr("That is right.") if is_right else self._correction()
        told = Card(self._context.theme, CardTone.TINT if is_right else CardTone.CAUTION)
        told.column.addWidget(TextLabel(words, self._context.theme, weight=700))
        told.column.addWidget(StatementView(self._context, self._check.because))
        self.column.replace_widget(self._feedback, told)
        told.show()
        self._feedback = told
        self._announce(words)

    def _correction(self) -> str:
        right = self._check.answers[self._check.right].rstrip(".")
        return self.tr("Not quite. The answer is: {answer}.").format(answer=right)

    def _announce(self, words: str) -> None:
        """Tells a screen reader, which stays on the answer."""
        # Imported here: nobody needs it before the first answer.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
