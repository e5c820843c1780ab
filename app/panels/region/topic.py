"""Topics of a region.

The overview, the statements of one topic, and the factory that picks the pane for a topic.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import RegionText, Topic
from app.body.regions import RegionId, TopicId
from app.panels.region.statement import StatementView
from app.panels.view import Reading, TopicPart
from app.session.state import Showing
from app.widgets.card import Card, Tone
from app.widgets.event_loop import Gradual
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


QUIZ = TopicId("quiz")


def make_topic(reading: Reading, region: RegionId, topic: TopicId, showing: Showing) -> TopicPart:
    """The view of a topic; a topic without a view of its own is shown as its statements."""
    # Imported one by one: a topic that nobody opens costs nothing.
    aid = reading.atlas.aid(reading.language)
    if topic == "questions":
        from app.panels.decision_aid.questions import AskView

        return AskView(reading, region, showing)
    if topic == "procedure" and aid.steps:
        from app.panels.decision_aid.cross_section_view import SectionView

        words = TopicView(reading, region, topic, at_once=False)
        return Joined(reading, SectionView(reading, region), words)
    if topic == "recovery" and aid.stages:
        from app.panels.decision_aid.recovery_view import RecoveryView

        recovery = RecoveryView(reading, region)
        part = Joined(reading, recovery)
        recovery.page_asked.connect(part.page_asked)
        return part
    if topic == "options" and aid.options:
        from app.panels.decision_aid.options_view import OptionsPart

        return OptionsPart(reading, region, showing)
    if topic == QUIZ:
        from app.panels.decision_aid.quiz_view import QuizView

        return Joined(reading, QuizView(reading, region))
    return Joined(reading, TopicView(reading, region, topic))


class Joined(TopicPart):
    """Widgets one below the other as one topic."""

    def __init__(self, reading: Reading, *widgets: QWidget) -> None:
        super().__init__()
        column = Pile(self, reading.look.px(16))
        for widget in widgets:
            column.addWidget(widget)
