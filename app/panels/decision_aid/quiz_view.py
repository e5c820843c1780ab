"""Four self-checks of a region: each answer is explained, nothing is counted or stored."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import Check
from app.body.regions import RegionId
from app.panels.region.statement import StatementView
from app.panels.view import Reading
from app.widgets.card import Card, Tone
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Pile
from app.widgets.radio_list import Answers
from app.widgets.text_label import WordLabel


class QuizView(QWidget):
    """The questions one below the other."""

    def __init__(self, reading: Reading, region: RegionId) -> None:
        super().__init__()
        column = Pile(self, reading.look.px(12))
        note = self.tr("See what you have taken from this. Nothing is counted or stored.")
        column.addWidget(WordLabel(note, reading.look))
        checks = reading.atlas.aid(reading.language).checks.get(region, ())
        cards = (CheckCard(reading, number, check) for number, check in enumerate(checks, 1))
        column.addWidget(Gradual(cards, reading.look.px(12)))


class CheckCard(Card):
    """One question; below it, once answered, whether it is right, and why."""

    def __init__(self, reading: Reading, number: int, check: Check) -> None:
        super().__init__(reading.look, Tone.SURFACE)
        self._reading, self._check = reading, check
        asked = self.tr("{number}. {question}").format(number=number, question=check.ask)
        self.column.addWidget(WordLabel(asked, reading.look, step=1, weight=700))
        keys = [(str(at), text) for at, text in enumerate(check.answers)]
        self._answers = Answers(check.ask, keys, reading.look)
        self._answers.picked.connect(self._on_picked)
        self.column.addWidget(self._answers)
        self._told = QWidget()
        self.column.addWidget(self._told)
        self._told.hide()

    def _on_picked(self, key: str) -> None:
        is_right = int(key) == self._check.right
        words = self.tr("That is right.") if is_right else self._mended()
        told = Card(self._reading.look, Tone.TINT if is_right else Tone.CAUTION)
        told.column.addWidget(WordLabel(words, self._reading.look, weight=700))
        told.column.addWidget(StatementView(self._reading, self._check.because))
        self.column.replace_widget(self._told, told)
        told.show()
        self._told = told
        self._say(words)

    def _mended(self) -> str:
        right = self._check.answers[self._check.right].rstrip(".")
        return self.tr("Not quite. The answer is: {answer}.").format(answer=right)

    def _say(self, words: str) -> None:
        """Tells a screen reader, which stays on the answer."""
        # Imported here: nobody needs it before the first answer.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))
