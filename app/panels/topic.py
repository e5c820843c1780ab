"""One topic in full: what is special to the region, then what is true for every region."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import Topic
from app.body.regions import RegionId, TopicId
from app.panels.reading import Reading
from app.panels.statement import StatementView
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Pile
from app.widgets.text_label import WordLabel

_ALSO = {TopicId("not-known"): TopicId("evidence")}


class TopicView(QWidget):
    """The statements of a topic; a shared topic that belongs to it follows.

    Each medical word is explained where the topic uses it first.
    """

    def __init__(
        self, reading: Reading, region: RegionId, topic: TopicId, *, at_once: bool = True
    ) -> None:
        super().__init__()
        self._reading = reading
        self._met: set[str] = set()
        column = Pile(self)
        parts = self._parts(region, topic)
        column.addWidget(Gradual(parts, reading.look.px(16), at_once=at_once))

    def _parts(self, region: RegionId, topic: TopicId) -> Iterator[QWidget]:
        atlas, language = self._reading.atlas, self._reading.language
        own = atlas.region_text(region, language).topics.get(topic)
        if own is not None:
            yield from self._views(own)
        if topic in atlas.shared_topics:
            if own is not None:
                yield self._heading(self.tr("True for every region of the back"))
            yield from self._views(atlas.shared(topic, language))
        also = _ALSO.get(topic)
        if also in atlas.shared_topics:
            yield self._heading(atlas.names(language).topics[also])
            yield from self._views(atlas.shared(also, language))

    def _heading(self, words: str) -> WordLabel:
        return WordLabel(words, self._reading.look, step=1, weight=700, role="primary")

    def _views(self, topic: Topic) -> Iterator[QWidget]:
        for statement in topic.says:
            yield StatementView(self._reading, statement, met=self._met)
