"""The view of one region: a header and a line of tabs that stay, and the words of the open tab."""

from __future__ import annotations

from PySide6.QtCore import Qt

from app.atlas.header import TabRecord
from app.panels.region.footer import RegionFooter
from app.panels.region.header import RegionHeader
from app.panels.region.not_visible_notice import NotVisibleNotice
from app.panels.region.tab_pane import TabPane
from app.panels.tab_line import TabLine
from app.panels.view import PanelContext, PanelView
from app.session.actions import OpenTopic
from app.session.state import Showing
from app.widgets.layouts import ColumnLayout


class RegionPanel(PanelView):
    """Shows one region, and follows a change of side, topic, list or answers.

    A tab that was opened stays as a hidden pane, because creating it again takes time.
    """

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__()
        assert showing.place is not None
        place = showing.place
        self._context, self._region = context, place.region
        self._records = context.atlas.tabs
        self._open_tab = self._records[0]
        text = context.atlas.region_text(place.region, context.language)
        self.header = self._header = RegionHeader(context, place)
        self._header.action.connect(self.action)
        names = context.atlas.names(context.language).tabs
        tabs = [(tab.id, names[tab.id]) for tab in self._records]
        self.tabs = self.tab_line = TabLine(self.tr("Topics"), tabs, context.theme)
        self.tab_line.picked.connect(self._on_tab)
        self._column = ColumnLayout(self, context.theme.px(16))
        self._panes: dict[str, TabPane] = {}
        footer = RegionFooter(context, text.date)
        footer.action.connect(self.action)
        self._column.addWidget(footer)
        self.update_details(showing)

    @property
    def part(self) -> str:
        return self._open_tab.id

    def update_details(self, showing: Showing) -> None:
        if showing.place is None:
            return
        self._header.update_details(showing.place.side, showing.list_items)
        self._open_tab = self._tab_of(showing)
        self.tab_line.set_selected(self._open_tab.id)
        opened = self._pane_for(showing)
        for other in self._panes.values():
            other.setVisible(other is opened)
        opened.update_details(showing)

    def set_notice(self, notice: NotVisibleNotice) -> None:
        """Insert the notice above the words."""
        notice.action.connect(self.action)
        self._column.insert_widget(0, notice)

    def set_initial_focus(self) -> None:
        """Focus the open tab."""
        self.tab_line.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tab_of(self, showing: Showing) -> TabRecord:
        """The tab that shows the open topic; the first without one."""
        return next((tab for tab in self._records if showing.topic in tab.topics), self._records[0])

    def _pane_for(self, showing: Showing) -> TabPane:
        """The pane of the open tab, created the first time it is opened."""
        tab = self._open_tab
        if tab.id not in self._panes:
            opened = TabPane(self._context, self._region, tab.topics, showing)
            opened.action.connect(self.action)
            self._panes[tab.id] = opened
            self._column.insert_widget(self._column.count() - 1, opened)
            opened.show()
        return self._panes[tab.id]

    def _on_tab(self, key: str) -> None:
        """Open a tab by its first topic; the first tab is open when no topic is."""
        topics = next(tab.topics for tab in self._records if tab.id == key)
        self.action.emit(OpenTopic(None if key == self._records[0].id else topics[0]))
