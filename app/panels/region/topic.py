"""Topics of a region.

The overview, the statements of one topic, and the factory that picks the pane for a topic.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import RegionText, Topic
from app.atlas.topics import (
    EVIDENCE_TOPIC,
    NOT_KNOWN_TOPIC,
    OPTIONS_TOPIC,
    PROCEDURE_TOPIC,
    QUESTIONS_TOPIC,
    QUIZ_TOPIC,
    RECOVERY_TOPIC,
    RISKS_TOPIC,
    SUITS_TOPIC,
)
from app.body.regions import RegionId, TopicId
from app.panels.region.statement import StatementView
from app.panels.view import PanelContext, TopicPane
from app.session.state import Showing
from app.widgets.card import Card, CardTone
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout, ResponsiveRowLayout
from app.widgets.text_label import TextLabel

MAIN_TOPICS = (PROCEDURE_TOPIC, SUITS_TOPIC, RISKS_TOPIC)


class RegionOverview(Card):
    """The shorts of the three main topics beside or below each other; the tabs go deeper."""

    def __init__(self, context: PanelContext, text: RegionText) -> None:
        super().__init__(context.theme, CardTone.SURFACE)
        parts = QWidget()
        columns = ResponsiveRowLayout(parts, context.theme.px(8), context.theme.px(250))
        self.column.addWidget(parts)
        titles = context.atlas.names(context.language).topics
        for topic in (main for main in MAIN_TOPICS if main in text.topics):
            part = QWidget()
            pile = ColumnLayout(part)
            pile.addWidget(TextLabel(titles[topic], context.theme, weight=700, role="primary"))
            pile.addWidget(StatementView(context, text.topics[topic].short, notes=False))
            columns.addWidget(part)


_APPENDED_TOPICS = {NOT_KNOWN_TOPIC: EVIDENCE_TOPIC}


class TopicStatements(QWidget):
    """The statements of a topic; a shared topic that belongs to it follows.

    Each medical word is explained where the topic uses it first.
    """

    def __init__(
        self, context: PanelContext, region: RegionId, topic: TopicId, *, at_once: bool = True
    ) -> None:
        super().__init__()
        self._context = context
        self._explained_terms: set[str] = set()
        column = ColumnLayout(self)
        parts = self._create_parts(region, topic)
        column.addWidget(IncrementalColumn(parts, context.theme.px(16), at_once=at_once))

    def _create_parts(self, region: RegionId, topic: TopicId) -> Iterator[QWidget]:
        atlas, language = self._context.atlas, self._context.language
        own = atlas.region_text(region, language).topics.get(topic)
        if own is not None:
            yield from self._statement_views(own)
        if topic in atlas.shared_topics:
            if own is not None:
                yield self._heading(self.tr("True for every region of the back"))
            yield from self._statement_views(atlas.shared_topic(topic, language))
        also = _APPENDED_TOPICS.get(topic)
        if also in atlas.shared_topics:
            yield self._heading(atlas.names(language).topics[also])
            yield from self._statement_views(atlas.shared_topic(also, language))

    def _heading(self, words: str) -> TextLabel:
        return TextLabel(words, self._context.theme, step=1, weight=700, role="primary")

    def _statement_views(self, topic: Topic) -> Iterator[QWidget]:
        for statement in topic.statements:
            yield StatementView(self._context, statement, met=self._explained_terms)


def make_topic_pane(
    context: PanelContext, region: RegionId, topic: TopicId, showing: Showing
) -> TopicPane:
    """The view of a topic; a topic without a view of its own is shown as its statements."""
    # Imported one by one: a topic that nobody opens costs nothing.
    aid = context.atlas.decision_aid(context.language)
    if topic == QUESTIONS_TOPIC:
        from app.panels.decision_aid.questions import QuestionsPane

        return QuestionsPane(context, region, showing)
    if topic == PROCEDURE_TOPIC and aid.steps:
        from app.panels.decision_aid.cross_section_view import CrossSectionView

        words = TopicStatements(context, region, topic, at_once=False)
        return ColumnTopicPane(context, CrossSectionView(context, region), words)
    if topic == RECOVERY_TOPIC and aid.stages:
        from app.panels.decision_aid.recovery_view import RecoveryView

        recovery = RecoveryView(context, region)
        pane = ColumnTopicPane(context, recovery)
        recovery.action.connect(pane.action)
        return pane
    if topic == OPTIONS_TOPIC and aid.options:
        from app.panels.decision_aid.options_view import OptionsPane

        return OptionsPane(context, region, showing)
    if topic == QUIZ_TOPIC:
        from app.panels.decision_aid.quiz_view import QuizView

        return ColumnTopicPane(context, QuizView(context, region))
    return ColumnTopicPane(context, TopicStatements(context, region, topic))


class ColumnTopicPane(TopicPane):
    """Widgets one below the other as one topic."""

    def __init__(self, context: PanelContext, *widgets: QWidget) -> None:
        super().__init__()
        column = ColumnLayout(self, context.theme.px(16))
        for widget in widgets:
            column.addWidget(widget)
