"""Everything said of one region: head, check first, tabs, and the open topic."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.atlas.model import Statement
from app.atlas.topics import TABS
from app.body.regions import TopicId
from app.panels.region.footer import RegionFoot
from app.panels.region.header import RegionHead, UnseenNote
from app.panels.region.rich_text import parts_of, runs_of
from app.panels.region.topic import QUIZ, Glance, make_topic
from app.panels.view import Reading, TopicPart, View
from app.session.state import Showing
from app.widgets.button_group import Choices, Face
from app.widgets.card import Card, Tone
from app.widgets.layouts import Pile
from app.widgets.text_label import Part, WordLabel

CHECK_FIRST = TopicId("check-first")
_GLANCE = "glance"


class RegionPanel(View):
    """Built anew for another region; follows a change of side, topic, List or what matters.

    A topic that has been opened stays, hidden, so that it is there at once the next time.
    """

    def __init__(self, reading: Reading, showing: Showing) -> None:
        super().__init__()
        assert showing.place is not None
        place = showing.place
        self._reading, self._region = reading, place.region
        text = reading.atlas.region_text(place.region, reading.language)
        self._column = Pile(self, reading.look.px(10))
        head = RegionHead(reading, place)
        head.region_asked.connect(self.region_asked)
        head.page_asked.connect(self.page_asked)
        head.keep_asked.connect(self.keep_asked)
        self._head, self._tabs = head, self._topic_tabs()
        self._column.addWidget(head)
        if CHECK_FIRST in text.topics:
            self._column.addWidget(self._check_first(text.topics[CHECK_FIRST].short))
        self._column.addWidget(self._tabs)
        self._opened: dict[TopicId | None, QWidget] = {}
        foot = RegionFoot(reading, text.date)
        foot.topic_asked.connect(self.topic_asked)
        foot.page_asked.connect(self.page_asked)
        self._column.addWidget(foot)
        self.show_details(showing)

    def show_details(self, showing: Showing) -> None:
        if showing.place is None:
            return
        self._head.show_side(showing.place.side)
        self._head.show_kept(showing.kept)
        self._tabs.show_picked(showing.topic or _GLANCE)
        opened = self._open(showing)
        for other in self._opened.values():
            other.setVisible(other is opened)
        if isinstance(opened, TopicPart):
            opened.show_details(showing)

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
        # Fingers need more room between two targets than a mouse does.
        gap, between_rows = (4, 0) if self._reading.at_desk else (8, 6)
        tabs = Choices(self.tr("Topics"), self._reading.look, gap, between_rows=between_rows)
        options = [(_GLANCE, self.tr("At a glance"))]
        there = {*self._reading.atlas.region_topics, *self._reading.atlas.shared_topics}
        options += [(key, names[TopicId(key)]) for key in TABS if TopicId(key) in there]
        if self._reading.atlas.aid(self._reading.language).checks.get(self._region):
            options.append((QUIZ, self.tr("Self-check")))
        tabs.offer(options, Face.TAB)
        tabs.picked.connect(self._on_tab)
        return tabs

    def _open(self, showing: Showing) -> QWidget:
        """The view of the topic on show; made the first time."""
        topic = showing.topic
        if topic not in self._opened:
            opened = self._make(showing, topic)
            self._opened[topic] = opened
            self._column.insert(self._column.count() - 1, opened)
            opened.show()
        return self._opened[topic]

    def _make(self, showing: Showing, topic: TopicId | None) -> QWidget:
        if topic is None:
            text = self._reading.atlas.region_text(self._region, self._reading.language)
            return Glance(self._reading, text)
        part = make_topic(self._reading, self._region, topic, showing)
        part.page_asked.connect(self.page_asked)
        part.keep_asked.connect(self.keep_asked)
        part.matter_asked.connect(self.matter_asked)
        return part

    def _on_tab(self, key: str) -> None:
        self.topic_asked.emit(None if key == _GLANCE else TopicId(key))
