"""At a glance: procedure, who it suits and risks in equal weight."""

from __future__ import annotations

from app.body.ids import TopicId
from app.content.atlas import RegionText
from app.controls.card import Card, Tone
from app.controls.words import WordLabel
from app.panels.reading import Reading
from app.panels.statement import StatementView

MAIN = (TopicId("procedure"), TopicId("suits"), TopicId("risks"))


class Glance(Card):
    """The shorts of the three main topics, one below the other; the tabs go deeper."""

    def __init__(self, reading: Reading, text: RegionText) -> None:
        super().__init__(reading.look, Tone.SURFACE)
        self.column.setSpacing(0)
        titles = reading.atlas.names(reading.language).topics
        for topic in MAIN:
            head = WordLabel(titles[topic], reading.look, weight=700, role="primary")
            self.column.addWidget(head)
            self.column.addWidget(StatementView(reading, text.topics[topic].short, notes=False))
            if topic is not MAIN[-1]:
                self.column.addSpacing(reading.look.px(8))
