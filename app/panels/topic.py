"""One topic in full: what is special to the region, then what is true for every region."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.body.ids import RegionId, TopicId
from app.content.atlas import Topic
from app.controls.pile import Pile
from app.controls.words import WordLabel
from app.panels.reading import Reading
from app.panels.statement import StatementView

_ALSO = {TopicId("questions"): TopicId("tell"), TopicId("not-known"): TopicId("evidence")}


class TopicView(QWidget):
    """The statements of a topic; a shared topic that belongs to it follows."""

    def __init__(self, reading: Reading, region: RegionId, topic: TopicId) -> None:
        super().__init__()
        self._reading = reading
        self._column = Pile(self, reading.look.px(16))
        atlas = reading.atlas
        own = atlas.region_text(region, reading.language).topics.get(topic)
        if own is not None:
            self._add(own)
        if topic in atlas.shared_topics:
            if own is not None:
                self._heading(self.tr("True for every region of the back"))
            self._add(atlas.shared(topic, reading.language))
        also = _ALSO.get(topic)
        if also in atlas.shared_topics:
            self._heading(atlas.names(reading.language).topics[also])
            self._add(atlas.shared(also, reading.language))

    def _heading(self, words: str) -> None:
        look = self._reading.look
        self._column.addWidget(WordLabel(words, look, step=1, weight=700, role="primary"))

    def _add(self, topic: Topic) -> None:
        for statement in topic.says:
            self._column.addWidget(StatementView(self._reading, statement))
