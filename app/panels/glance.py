"""At a glance: procedure, who it suits and risks in equal weight."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.atlas.model import RegionText
from app.body.regions import TopicId
from app.panels.reading import Reading
from app.panels.statement import StatementView
from app.widgets.card import Card, Tone
from app.widgets.layouts import Columns, Pile
from app.widgets.text_label import WordLabel

MAIN = (TopicId("procedure"), TopicId("suits"), TopicId("risks"))


class Glance(Card):
    """The shorts of the three main topics beside or below each other; the tabs go deeper."""

    def __init__(self, reading: Reading, text: RegionText) -> None:
        super().__init__(reading.look, Tone.SURFACE)
        parts = QWidget()
        columns = Columns(parts, reading.look.px(8), reading.look.px(250))
        self.column.addWidget(parts)
        titles = reading.atlas.names(reading.language).topics
        for topic in (main for main in MAIN if main in text.topics):
            part = QWidget()
            pile = Pile(part)
            pile.addWidget(WordLabel(titles[topic], reading.look, weight=700, role="primary"))
            pile.addWidget(StatementView(reading, text.topics[topic].short, notes=False))
            columns.addWidget(part)
