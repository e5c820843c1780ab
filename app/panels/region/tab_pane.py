"""The pane of one tab: its topics one below the other."""

from __future__ import annotations

from app.atlas.topics import QUIZ_TOPIC, TOPICS_SHOWN_IN
from app.body.regions import RegionId, TopicId
from app.panels.region.topic import RegionOverview, make_topic_pane
from app.panels.view import PanelContext, TopicPane
from app.session.state import Showing
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel


class TabPane(TopicPane):
    """The topics of a tab; the first tab begins with the overview."""

    def __init__(
        self, context: PanelContext, region: RegionId, topics: tuple[TopicId, ...], showing: Showing
    ) -> None:
        super().__init__()
        column = ColumnLayout(self, context.theme.px(16))
        self._panes: list[TopicPane] = []
        names = context.atlas.names(context.language).topics
        text = context.atlas.region_text(region, context.language)
        is_first = topics == context.atlas.tabs[0].topics
        if is_first:
            column.addWidget(RegionOverview(context, text))
        quizzes = context.atlas.decision_aid(context.language).quizzes
        for topic in topics:
            if topic in TOPICS_SHOWN_IN or (topic == QUIZ_TOPIC and not quizzes.get(region)):
                continue
            if len(topics) > 1:
                heading = self.tr("Self-check") if topic == QUIZ_TOPIC else names[topic]
                column.addWidget(
                    TextLabel(heading, context.theme, step=1, weight=700, role="primary")
                )
            pane = make_topic_pane(context, region, topic, showing)
            pane.action.connect(self.action)
            column.addWidget(pane)
            self._panes.append(pane)

    def update_details(self, showing: Showing) -> None:
        for pane in self._panes:
            pane.update_details(showing)
