"""Everything said of one region: head, check first, tabs, and the open topic."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.body.ids import Place, TopicId
from app.content.atlas import Statement
from app.controls.card import Card, Tone
from app.controls.choice import Choices, Face
from app.controls.flow import Flow
from app.controls.pile import Pile
from app.controls.pill import Kind, Pill
from app.controls.words import Part, WordLabel
from app.panels.glance import Glance
from app.panels.head import RegionHead
from app.panels.reading import Reading
from app.panels.topic import TopicView
from app.panels.unseen import UnseenNote
from app.panels.view import View
from app.panels.wording import parts_of, runs_of
from app.session.showing import Page, Showing

CHECK_FIRST = TopicId("check-first")
TABS = (
    "check-first",
    "procedure",
    "suits",
    "risks",
    "not-known",
    "options",
    "recovery",
    "questions",
)
_GLANCE = "glance"


class RegionPanel(View):
    """Built anew for another region; follows a change of side or topic."""

    def __init__(self, reading: Reading, place: Place, topic: TopicId | None) -> None:
        super().__init__()
        self._reading = reading
        text = reading.atlas.region_text(place.region, reading.language)
        self._column = Pile(self, reading.look.px(10))
        head = RegionHead(reading, place)
        head.region_asked.connect(self.region_asked)
        head.page_asked.connect(self.page_asked)
        self._head, self._tabs = head, self._topic_tabs()
        self._column.addWidget(head)
        if CHECK_FIRST in text.topics:
            self._column.addWidget(self._check_first(text.topics[CHECK_FIRST].short))
        self._column.addWidget(self._tabs)
        self._opened = QWidget()
        self._column.addWidget(self._opened)
        self.show_topic(place, topic)
        self._column.addWidget(self._foot(text.date.isoformat()))

    def show_topic(self, place: Place, topic: TopicId | None) -> None:
        """Opens a topic, and marks the side, of the same region."""
        self._head.show_side(place.side)
        self._tabs.show_picked(topic or _GLANCE)
        opened = self._open(place, topic)
        self._column.replace_widget(self._opened, opened)
        self._opened = opened

    def show_details(self, showing: Showing) -> None:
        if showing.place is not None:
            self.show_topic(showing.place, showing.topic)

    def set_note(self, note: UnseenNote) -> None:
        """Sets the notice right under the head."""
        note.view_asked.connect(self.view_asked)
        self._column.insert(1, note)

    def focus_home(self) -> None:
        """Gives the open tab the focus."""
        for tab in self._tabs.choices:
            if tab.isChecked():
                tab.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check_first(self, short: Statement) -> Card:
        """The caution that is always in sight; its tab tells what is checked, and why."""
        look = self._reading.look
        card = Card(look, Tone.CAUTION)
        title = self._reading.atlas.names(self._reading.language).topics[CHECK_FIRST]
        head = Part(f"{title}. ", strong=True, role="caution")
        words = parts_of(runs_of(short.blocks), self._reading.emergency)
        card.column.addWidget(WordLabel((head, *words), look))
        return card

    def _topic_tabs(self) -> Choices:
        names = self._reading.atlas.names(self._reading.language).topics
        tabs = Choices(self.tr("Topics"), self._reading.look, 6, between_rows=0)
        options = [(_GLANCE, self.tr("At a glance"))]
        there = {*self._reading.atlas.region_topics, *self._reading.atlas.shared_topics}
        options += [(key, names[TopicId(key)]) for key in TABS if TopicId(key) in there]
        tabs.offer(options, Face.TAB)
        tabs.picked.connect(self._on_tab)
        return tabs

    def _open(self, place: Place, topic: TopicId | None) -> QWidget:
        if topic is not None:
            return TopicView(self._reading, place.region, topic)
        text = self._reading.atlas.region_text(place.region, self._reading.language)
        return Glance(self._reading, text)

    def _foot(self, date: str) -> QWidget:
        foot = QWidget()
        row = Flow(foot, 4)
        look = self._reading.look
        state = self.tr("Written {date} · not yet reviewed by a clinician").format(date=date)
        row.addWidget(WordLabel(state, look, step=-1, role="quiet"))
        for words, slot in (
            (self.tr("What the original text says"), self._on_original),
            (self.tr("About and sources"), self._on_about),
        ):
            link = Pill(words, look, kind=Kind.QUIET)
            link.clicked.connect(slot)
            row.addWidget(link)
        return foot

    def _on_tab(self, key: str) -> None:
        self.topic_asked.emit(None if key == _GLANCE else TopicId(key))

    def _on_original(self) -> None:
        self.page_asked.emit(Page.ORIGINAL)

    def _on_about(self) -> None:
        self.page_asked.emit(Page.ABOUT)
