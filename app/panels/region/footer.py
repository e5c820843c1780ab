"""The foot of the panel: what is to be decided, how old the words are, and ways on."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.body.regions import TopicId
from app.panels.view import Reading
from app.session.state import Page
from app.widgets.button import Kind, Pill
from app.widgets.card import Card, Tone
from app.widgets.layouts import Flow, Pile
from app.widgets.text_label import WordLabel

OPTIONS = TopicId("options")
DECISION = "decision"


class RegionFoot(QWidget):
    """Stands below every topic of a region.

    Signals:
        topic_asked: a TopicId.
        page_asked: a Page.
    """

    topic_asked = Signal(object)
    page_asked = Signal(object)

    def __init__(self, reading: Reading, written: dt.date) -> None:
        super().__init__()
        self._reading = reading
        column = Pile(self, reading.look.px(6))
        for note in reading.atlas.aid(reading.language).notes:
            if note.id == DECISION:
                column.addWidget(self._decision(note.text))
        column.addWidget(self._ways(written))

    def _decision(self, question: str) -> Card:
        """The question that all of this serves; the options are one touch away."""
        look = self._reading.look
        card = Card(look, Tone.TINT)
        card.column.addWidget(WordLabel(question, look, weight=700))
        compare = Pill(self.tr("Compare the options"), look, kind=Kind.PRIMARY)
        compare.clicked.connect(self._on_compare)
        card.column.addWidget(compare)
        return card

    def _ways(self, written: dt.date) -> QWidget:
        look, ways = self._reading.look, QWidget()
        row = Flow(ways, 4)
        row.addWidget(WordLabel(self._state(written), look, step=-1, role="quiet"))
        for words, slot in (
            (self.tr("Words explained"), self._on_glossary),
            (self.tr("What the original text says"), self._on_original),
            (self.tr("About and sources"), self._on_about),
        ):
            link = Pill(words, look, kind=Kind.QUIET)
            link.clicked.connect(slot)
            row.addWidget(link)
        return ways

    def _state(self, written: dt.date) -> str:
        words = self.tr("Written {date} · not yet reviewed by a clinician")
        state = words.format(date=written.isoformat())
        if self._reading.atlas.expires < dt.date.today():
            state = self.tr("{state} · out of date").format(state=state)
        return state

    def _on_compare(self) -> None:
        self.topic_asked.emit(OPTIONS)

    def _on_glossary(self) -> None:
        self.page_asked.emit(Page.GLOSSARY)

    def _on_original(self) -> None:
        self.page_asked.emit(Page.ORIGINAL)

    def _on_about(self) -> None:
        self.page_asked.emit(Page.ABOUT)
