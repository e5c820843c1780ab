"""At a glance: procedure, who it suits and risks in equal weight, with the way deeper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.body.ids import TopicId
from app.content.atlas import RegionText
from app.controls.card import Card, Tone
from app.controls.pill import Kind, Pill
from app.controls.words import WordLabel
from app.panels.reading import Reading
from app.panels.statement import StatementView

MAIN = (TopicId("procedure"), TopicId("suits"), TopicId("risks"))


class Glance(QWidget):
    """The shorts of the three main topics, one below the other.

    Signals:
        topic_asked: the TopicId to read in full.
    """

    topic_asked = Signal(object)

    def __init__(self, reading: Reading, text: RegionText) -> None:
        super().__init__()
        self._topics: dict[Pill, TopicId] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(reading.look.px(8))
        titles = reading.atlas.names(reading.language).topics
        for topic in MAIN:
            column.addWidget(self._card(reading, titles[topic], text, topic))

    def _card(self, reading: Reading, title: str, text: RegionText, topic: TopicId) -> Card:
        card = Card(reading.look, Tone.SURFACE)
        row = QHBoxLayout()
        row.addWidget(WordLabel(title, reading.look, weight=700, role="primary"), 1)
        more = Pill(
            self.tr("Read more"),
            reading.look,
            kind=Kind.QUIET,
            icon=reading.icons.path("next"),
            icon_last=True,
        )
        more.setAccessibleName(self.tr("Read more: {topic}").format(topic=title))
        more.clicked.connect(self._on_clicked)
        self._topics[more] = topic
        row.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(row)
        card.column.addWidget(StatementView(reading, text.topics[topic].short, notes=False))
        return card

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, Pill):
            self.topic_asked.emit(self._topics[button])
