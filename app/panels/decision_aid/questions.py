"""What to ask and what to tell, each of it ready to be put on the List."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.atlas.model import Statement
from app.body.regions import RegionId, TopicId
from app.panels.region.header import KeepPill
from app.panels.region.statement import StatementView
from app.panels.view import Reading, TopicPart
from app.session.state import Page, Showing
from app.widgets.button import Kind, Pill
from app.widgets.card import Card, Tone
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Pile
from app.widgets.text_label import WordLabel

QUESTIONS, TELL = TopicId("questions"), TopicId("tell")


class AskView(TopicPart):
    """The region's own questions, those for every region, then what to tell the team."""

    def __init__(self, reading: Reading, region: RegionId, showing: Showing) -> None:
        super().__init__()
        self._reading, self._region = reading, region
        self._kept = showing.kept
        self._pills: list[KeepPill] = []
        column = Pile(self, reading.look.px(12))
        column.addWidget(
            WordLabel(
                self.tr("Put what you want to ask or tell on your list, and take it with you."),
                reading.look,
            )
        )
        self._to_list = Pill("", reading.look, kind=Kind.PRIMARY, icon=reading.icons.path("list"))
        self._to_list.clicked.connect(self._on_list)
        column.addWidget(self._to_list)
        column.addWidget(Gradual(self._cards(), reading.look.px(10)))
        self.show_details(showing)

    def show_details(self, showing: Showing) -> None:
        self._kept = showing.kept
        for pill in self._pills:
            pill.show_kept(showing.kept)
        self._to_list.setText(self.tr("Your list ({count})").format(count=len(showing.kept)))
        self._to_list.updateGeometry()

    def _cards(self) -> Iterator[QWidget]:
        """Each question in a card of its own."""
        atlas, language = self._reading.atlas, self._reading.language
        own = atlas.region_text(self._region, language).topics.get(QUESTIONS)
        for said in own.says if own else ():
            yield self._card(said, f"{self._region}.{QUESTIONS}.{said.id}")
        for topic, head in (
            (QUESTIONS, self.tr("Questions for every region")),
            (TELL, atlas.names(language).topics.get(TELL, "")),
        ):
            if topic not in atlas.shared_topics:
                continue
            yield WordLabel(head, self._reading.look, step=1, weight=700, role="primary")
            for said in atlas.shared(topic, language).says:
                yield self._card(said, f"shared.{topic}.{said.id}")

    def _card(self, said: Statement, address: str) -> Card:
        card = Card(self._reading.look, Tone.SURFACE)
        card.column.addWidget(StatementView(self._reading, said, notes=bool(said.refs)))
        pill = KeepPill(address, said.head, self._reading.look, self._reading.icons)
        pill.keep_asked.connect(self.keep_asked)
        pill.show_kept(self._kept)
        self._pills.append(pill)
        card.column.addWidget(pill)
        return card

    def _on_list(self) -> None:
        self.page_asked.emit(Page.KEPT)
