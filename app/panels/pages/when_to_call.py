"""When to call: now, today, at the next visit, later; with the emergency number of a country."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.atlas.emergency import COUNTRIES
from app.body.regions import TopicId
from app.panels.pages.original_text import PageView
from app.panels.region.rich_text import local_number
from app.panels.region.statement import StatementView
from app.panels.view import Reading
from app.widgets.button_group import Choices, Face
from app.widgets.card import Card, Tone
from app.widgets.text_label import WordLabel

_TOPIC = TopicId("when-to-call")
_TONES = {"now": Tone.URGENT, "same-day": Tone.CAUTION}
_ELSEWHERE = "elsewhere"


class WhenToCall(PageView):
    """The emergency number and whose it is, then the most urgent first."""

    def __init__(self, reading: Reading, country: str) -> None:
        super().__init__(reading, QCoreApplication.translate("WhenToCall", "When to call"))
        self.column.addWidget(self._country_card(country))
        if _TOPIC not in reading.atlas.shared_topics:
            return
        for statement in reading.atlas.shared(_TOPIC, reading.language).says:
            card = Card(reading.look, _TONES.get(statement.id, Tone.SURFACE))
            card.column.addWidget(StatementView(reading, statement))
            self.column.addWidget(card)

    def _country_card(self, country: str) -> Card:
        look = self.reading.look
        number = self.reading.emergency or local_number()
        card = Card(look, Tone.URGENT)
        words = self.tr("Emergency: {number}").format(number=number)
        card.column.addWidget(WordLabel(words, look, step=2, weight=700, role="urgent"))
        choices = Choices(self.tr("Country"), look, 6)
        options = [(known.id, known.name) for known in COUNTRIES]
        choices.offer([*options, (_ELSEWHERE, self.tr("Elsewhere"))], Face.TAB)
        choices.show_picked(country or _ELSEWHERE)
        choices.picked.connect(self._on_picked)
        card.column.addWidget(choices)
        return card

    def _on_picked(self, key: str) -> None:
        self.country_asked.emit("" if key == _ELSEWHERE else key)
