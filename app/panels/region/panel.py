"""The view of one region: header, caution, tabs, the open topic and footer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.atlas.model import Statement
from app.atlas.topics import CHECK_FIRST_TOPIC, QUIZ_TOPIC, TAB_TOPICS
from app.body.regions import TopicId
from app.document.citations import runs_of
from app.panels.region.footer import RegionFooter
from app.panels.region.header import NotVisibleNotice, RegionHeader
from app.panels.region.rich_text import spans_of
from app.panels.region.topic import RegionOverview, make_topic_pane
from app.panels.view import PanelContext, PanelView, TopicPane
from app.session.actions import OpenTopic
from app.session.state import Showing
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan

_OVERVIEW = "glance"


class RegionPanel(PanelView):
    """Shows one region, and follows a change of side, topic, list or answers.

    A topic that was opened stays as a hidden pane, because creating it again takes time.
    """

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__()
        assert showing.place is not None
        place = showing.place
        self._context, self._region = context, place.region
        text = context.atlas.region_text(place.region, context.language)
        self._column = ColumnLayout(self, context.theme.px(10))
        self._header, self._tabs = RegionHeader(context, place), self._topic_tabs()
        self._header.action.connect(self.action)
        self._column.addWidget(self._header)
        if CHECK_FIRST_TOPIC in text.topics:
            self._column.addWidget(self._check_first(text.topics[CHECK_FIRST_TOPIC].summary))
        self._column.addWidget(self._tabs)
        self._panes: dict[TopicId | None, QWidget] = {}
        footer = RegionFooter(context, text.date)
        footer.action.connect(self.action)
        self._column.addWidget(footer)
        self.update_details(showing)

    def update_details(self, showing: Showing) -> None:
        if showing.place is None:
            return
        self._header.update_details(showing.place.side, showing.list_items)
        self._tabs.set_selected(showing.topic or _OVERVIEW)
        opened = self._pane_for(showing)
        for other in self._panes.values():
            other.setVisible(other is opened)
        if isinstance(opened, TopicPane):
            opened.update_details(showing)

    def set_notice(self, notice: NotVisibleNotice) -> None:
        """Insert the notice below the header."""
        notice.action.connect(self.action)
        self._column.insert_widget(1, notice)

    def set_initial_focus(self) -> None:
        """Focus the selected tab."""
        for tab in self._tabs.buttons:
            if tab.isChecked():
                tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check_first(self, short: Statement) -> Card:
        """The caution that stays visible above the tabs; its tab has the details."""
        theme = self._context.theme
        card = Card(theme, CardTone.CAUTION)
        title = self._context.atlas.names(self._context.language).topics[CHECK_FIRST_TOPIC]
        lead = TextSpan(f"{title}. ", strong=True, role="caution")
        spans = spans_of(runs_of(short.blocks), self._context.emergency_phone)
        card.column.addWidget(TextLabel((lead, *spans), theme))
        return card

    def _topic_tabs(self) -> ButtonGroup:
        names = self._context.atlas.names(self._context.language).topics
        # Fingers need more room between two targets than a mouse does.
        gap, row_spacing = (4, 0) if self._context.is_desktop else (8, 6)
        tabs = ButtonGroup(self.tr("Topics"), self._context.theme, gap, row_spacing=row_spacing)
        options = [(_OVERVIEW, self.tr("At a glance"))]
        available = {*self._context.atlas.region_topics, *self._context.atlas.shared_topics}
        options += [(key, names[key]) for key in TAB_TOPICS if key in available]
        if self._context.atlas.decision_aid(self._context.language).quizzes.get(self._region):
            options.append((QUIZ_TOPIC, self.tr("Self-check")))
        tabs.add_options(options, ButtonAppearance.TAB)
        tabs.picked.connect(self._on_tab)
        return tabs

    def _pane_for(self, showing: Showing) -> QWidget:
        """The pane of the open topic, created the first time it is opened."""
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
        pane = make_topic_pane(self._context, self._region, topic, showing)
        pane.action.connect(self.action)
        return pane

    def _on_tab(self, key: str) -> None:
        self.action.emit(OpenTopic(None if key == _OVERVIEW else TopicId(key)))
