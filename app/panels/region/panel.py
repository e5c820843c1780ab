"""Everything said of one region: head, check first, tabs, and the open topic."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.atlas.model import Statement
from app.atlas.topics import TAB_TOPICS
from app.body.regions import TopicId
from app.panels.region.footer import RegionFooter
from app.panels.region.header import NotVisibleNotice, RegionHeader
from app.panels.region.rich_text import runs_of, spans_of
from app.panels.region.topic import QUIZ_TOPIC, RegionOverview, make_topic_pane
from app.panels.view import PanelContext, PanelView, TopicPane
from app.session.state import Showing
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan

CHECK_FIRST = TopicId("check-first")
_OVERVIEW = "glance"


class RegionPanel(PanelView):
    """Built anew for another region; follows a change of side, topic, List or what matters.

    A topic that has been opened stays, hidden, so that it is there at once the next time.
    """

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__()
        assert showing.place is not None
        place = showing.place
        self._context, self._region = context, place.region
        text = context.atlas.region_text(place.region, context.language)
        self._column = ColumnLayout(self, context.theme.px(10))
        head = RegionHeader(context, place)
        head.region_requested.connect(self.region_requested)
        head.page_asked.connect(self.page_asked)
        head.keep_asked.connect(self.keep_asked)
        self._header, self._tabs = head, self._topic_tabs()
        self._column.addWidget(head)
        if CHECK_FIRST in text.topics:
            self._column.addWidget(self._check_first(text.topics[CHECK_FIRST].short))
        self._column.addWidget(self._tabs)
        self._panes: dict[TopicId | None, QWidget] = {}
        foot = RegionFooter(context, text.date)
        foot.topic_asked.connect(self.topic_asked)
        foot.page_asked.connect(self.page_asked)
        self._column.addWidget(foot)
        self.update_details(showing)

    def update_details(self, showing: Showing) -> None:
        if showing.place is None:
            return
        self._header.set_side(showing.place.side)
        self._header.show_kept(showing.list_items)
        self._tabs.set_selected(showing.topic or _OVERVIEW)
        opened = self._pane_for(showing)
        for other in self._panes.values():
            other.setVisible(other is opened)
        if isinstance(opened, TopicPane):
            opened.update_details(showing)

    def set_notice(self, note: NotVisibleNotice) -> None:
        """Sets the notice right under the head."""
        note.view_requested.connect(self.view_requested)
        self._column.insert_widget(1, note)

    def set_initial_focus(self) -> None:
        """Gives the open tab the focus."""
        for tab in self._tabs.buttons:
            if tab.isChecked():
                tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check_first(self, short: Statement) -> Card:
        """The caution that is always in sight; its tab tells what is checked, and why."""
        theme = self._context.theme
        card = Card(theme, CardTone.CAUTION)
        title = self._context.atlas.names(self._context.language).topics[CHECK_FIRST]
        head = TextSpan(f"{title}. ", strong=True, role="caution")
        words = spans_of(runs_of(short.blocks), self._context.emergency_phone)
        card.column.addWidget(TextLabel((head, *words), theme))
        return card

    def _topic_tabs(self) -> ButtonGroup:
        names = self._context.atlas.names(self._context.language).topics
        # Fingers need more room between two targets than a mouse does.
        gap, between_rows = (4, 0) if self._context.is_desktop else (8, 6)
        tabs = ButtonGroup(self.tr("Topics"), self._context.theme, gap, between_rows=between_rows)
        options = [(_OVERVIEW, self.tr("At a glance"))]
        there = {*self._context.atlas.region_topics, *self._context.atlas.shared_topics}
        options += [(key, names[TopicId(key)]) for key in TAB_TOPICS if TopicId(key) in there]
        if self._context.atlas.decision_aid(self._context.language).quizzes.get(self._region):
            options.append((QUIZ_TOPIC, self.tr("Self-check")))
        tabs.add_options(options, ButtonAppearance.TAB)
        tabs.picked.connect(self._on_tab)
        return tabs

    def _pane_for(self, showing: Showing) -> QWidget:
        """The view of the topic on show; made the first time."""
        topic = showing.topic
        if topic not in self._panes:
            opened = self._create_pane(showing, topic)
            self._panes[topic] = opened
            self._column.insert_widget(self._column.count() - 1, opened)
            opened.show()
        return self._panes[topic]

    def _create_pane(self, showing: Showing, topic: TopicId | None) -> QWidget:
        if topic is None:
            text = self._context.atlas.region_text(self._region, self._context.language)
            return RegionOverview(self._context, text)
        part = make_topic_pane(self._context, self._region, topic, showing)
        part.page_asked.connect(self.page_asked)
        part.keep_asked.connect(self.keep_asked)
        part.matter_asked.connect(self.matter_asked)
        return part

    def _on_tab(self, key: str) -> None:
        self.topic_asked.emit(None if key == _OVERVIEW else TopicId(key))
