"""Topics of a region: the overview, the statements of a topic, and the pane for each topic."""

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
    """The short texts of the three main topics, side by side where there is room."""

    def __init__(self, context: PanelContext, text: RegionText) -> None:
        super().__init__(context.theme, CardTone.SURFACE)
        parts = QWidget()
        columns = ResponsiveRowLayout(parts, context.theme.px(8), context.theme.px(250))
        self.column.addWidget(parts)
        titles = context.atlas.names(context.language).topics
        for topic in (main for main in MAIN_TOPICS if main in text.topics):
            part = QWidget()
            column = ColumnLayout(part)
            column.addWidget(TextLabel(titles[topic], context.theme, weight=700, role="primary"))
            column.addWidget(StatementView(context, text.topics[topic].summary, notes=False))
            columns.addWidget(part)


_APPENDED_TOPICS = {NOT_KNOWN_TOPIC: EVIDENCE_TOPIC}


class TopicStatements(QWidget):
    """The statements of a topic, followed by those that are the same for every region.

    A medical term is explained where the topic first uses it. With `at_once` False, even the first
    statements are created in a later turn of the event loop, which suits text far down the page.
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
        appended = _APPENDED_TOPICS.get(topic)
        if appended in atlas.shared_topics:
            yield self._heading(atlas.names(language).topics[appended])
            yield from self._statement_views(atlas.shared_topic(appended, language))

    def _heading(self, text: str) -> TextLabel:
        return TextLabel(text, self._context.theme, step=1, weight=700, role="primary")

    def _statement_views(self, topic: Topic) -> Iterator[QWidget]:
        for statement in topic.statements:
            yield StatementView(self._context, statement, explained=self._explained_terms)


def make_topic_pane(
    context: PanelContext, region: RegionId, topic: TopicId, showing: Showing
) -> TopicPane:
    """The pane of a topic; a topic without a special view is shown as its statements."""
    # Imported one by one, so that a topic costs nothing until it is opened.
    aid = context.atlas.decision_aid(context.language)
    if topic == QUESTIONS_TOPIC:
        from app.panels.decision_aid.questions import QuestionsPane

        return QuestionsPane(context, region, showing)
    if topic == PROCEDURE_TOPIC and aid.steps:
        from app.panels.decision_aid.cross_section_view import CrossSectionView

        statements = TopicStatements(context, region, topic, at_once=False)
        return ColumnTopicPane(context, CrossSectionView(context, region), statements)
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
    """A topic that consists of widgets in a column."""

    def __init__(self, context: PanelContext, *widgets: QWidget) -> None:
        super().__init__()
        column = ColumnLayout(self, context.theme.px(16))
        for widget in widgets:
            column.addWidget(widget)
