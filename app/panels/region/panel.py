"""The view of one region: a header and a line of tabs that stay, and the words of the open tab."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent

from app.atlas.topics import OPTIONS_TOPIC
from app.body.regions import TopicId
from app.document.pages import region_footer
from app.document.risk_passages import passage_instead_of_row
from app.document.tabs import tab_document, tab_of, tabs_for
from app.panels.document.view import DocumentView
from app.panels.region.header import RegionHeader
from app.panels.region.not_visible_notice import NotVisibleNotice
from app.panels.tab_line import TabLine
from app.panels.view import PanelContext, PanelView
from app.session.actions import OpenTopic
from app.session.state import Showing
from app.widgets.layouts import ColumnLayout
from app.widgets.single_shot import single_shot

_KEPT_DOCUMENTS = 2
_PREPARE_MS = 60
"""Milliseconds without any other change before the next document is prepared."""


class RegionPanel(PanelView):
    """Shows one region, and follows a change of side, topic, list or answers.

    The document of the tab before the open one stays as a hidden widget, because readers go to and
    fro. Of the other tabs only the first screenful is made, while nothing else is to do, so that
    a tab shows its first words at once. Hundreds of hidden widgets would cost memory, and time at
    every change of the theme.
    """

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__()
        assert showing.place is not None
        place = showing.place
        self._context, self._place = context, place
        tabs = tabs_for(context.source, place.region)
        self._first_topics = {tab: topic for tab, _, topic in tabs}
        self._tab_names = {tab: name for tab, name, _ in tabs}
        self.header = self._header = RegionHeader(context, place)
        self._header.action.connect(self.action)
        names = list(self._tab_names.items())
        self.tabs = self.tab_line = TabLine(self.tr("Topics"), names, context.theme)
        self.tab_line.picked.connect(self._on_tab)
        self._column = ColumnLayout(self, context.theme.px(16))
        self._documents: dict[str, DocumentView] = {}
        self._prepared: dict[str, DocumentView] = {}
        self._prepare_timer = single_shot(self, _PREPARE_MS, self._prepare_next)
        self._open_tab = ""
        self.update_details(showing)

    @property
    def document_view(self) -> DocumentView:
        return self._documents[self._open_tab]

    @property
    def wants_room(self) -> bool:
        return self._has_options(self._first_topics[self._open_tab])

    def will_want_room(self, showing: Showing) -> bool:
        return self._has_options(showing.topic)

    def set_extra_width(self, pixels: int) -> None:
        self.tab_line.set_extra_width(pixels)

    def _has_options(self, topic: TopicId | None) -> bool:
        return OPTIONS_TOPIC in tab_of(self._context.atlas, topic).topics

    @property
    def part(self) -> str:
        return self._open_tab

    def update_details(self, showing: Showing) -> None:
        if showing.place is None:
            return
        self._header.update_details(showing.place.side, showing.list_items)
        tab = tab_of(self._context.atlas, showing.topic).id
        self._open_tab = tab if tab in self._first_topics else next(iter(self._first_topics))
        self.tab_line.set_selected(self._open_tab)
        for other, document in self._documents.items():
            document.setVisible(other == self._open_tab)  # before a new one: else both are laid out
        self._open_document().update_details(showing)

    def y_of_passage(self, words: str) -> int | None:
        y = super().y_of_passage(words)
        if y is None:
            source, region = self._context.source, self._place.region
            instead = passage_instead_of_row(source, region, words)
            y = super().y_of_passage(instead) if instead else None
        return y

    def set_notice(self, notice: NotVisibleNotice) -> None:
        """Insert the notice above the words."""
        notice.action.connect(self.action)
        self._column.insert_widget(0, notice)

    def set_initial_focus(self) -> None:
        """Focus the open tab."""
        self.tab_line.bar.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_prepared(self) -> bool:
        """Whether every tab has a document, at least its first screenful."""
        return not self._tabs_to_prepare()

    def _open_document(self) -> DocumentView:
        """The document of the open tab, created now if it was not prepared."""
        tab = self._open_tab
        if tab in self._documents:
            self._documents[tab] = self._documents.pop(tab)  # now the one that was opened last
        else:
            opened = self._prepared.pop(tab, None) or self._make_document(tab)
            self._documents[tab] = opened
            opened.reveal()
            self._remove_oldest()
        self._prepare_more()
        return self._documents[tab]

    def _make_document(self, tab: str) -> DocumentView:
        source = self._context.source
        words = tab_document(source, self._place, tab)
        foot = region_footer(source, self._place.region, dt.date.today())
        made = DocumentView(
            self._context,
            (*words, *foot),
            self._tab_names[tab],
            is_selectable=self._context.is_desktop,
        )
        made.action.connect(self.action)
        self._column.addWidget(made)
        return made

    def _tabs_to_prepare(self) -> list[str]:
        return [tab for tab in self._first_topics if tab not in self._documents | self._prepared]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._prepare_more()

    def _prepare_more(self) -> None:
        if not self.is_prepared:
            self._prepare_timer.start()

    def _prepare_next(self) -> None:
        """Make the first screenful of one more tab, with its texts laid out."""
        missing = self._tabs_to_prepare()
        if not missing or not self.isVisible():
            return
        if self.document_view.is_complete:
            made = self._prepared[missing[0]] = self._make_document(missing[0])
            made.prepare(self.document_view.width())
        self._prepare_more()

    def _remove_oldest(self) -> None:
        for tab in list(self._documents)[:-_KEPT_DOCUMENTS]:
            oldest = self._documents.pop(tab)
            oldest.hide()
            oldest.blockSignals(True)
            oldest.deleteLater()

    def _on_tab(self, key: str) -> None:
        """Open a tab by its first topic; the first tab is open when no topic is."""
        is_first = key == next(iter(self._first_topics))
        self.action.emit(OpenTopic(None if is_first else TopicId(self._first_topics[key])))
