"""The List: what a visitor chose to keep, until everything starts over."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.body.ids import RegionId, TopicId
from app.content.atlas import Statement
from app.controls.card import Card, Tone
from app.controls.words import WordLabel
from app.panels.keeping import KeepPill
from app.panels.pages import PageView
from app.panels.reading import Reading
from app.panels.statement import StatementView
from app.session.showing import Showing

_SHARED = "shared"


class KeptPage(PageView):
    """Each thing on the List with the region it is about, and a button that takes it off."""

    def __init__(self, reading: Reading, showing: Showing) -> None:
        super().__init__(reading, self.tr("Your list"))
        self._cards: dict[str, Card] = {}
        self._pills: dict[str, KeepPill] = {}
        note = self.tr("It is kept only until you start over or close. It is stored nowhere.")
        self.say(note, role="quiet")
        self._empty = WordLabel(
            self.tr("Nothing is on it yet. Open a region, then Ask and tell, and add from there."),
            reading.look,
        )
        self.column.addWidget(self._empty)
        for address in showing.kept:
            self._add(address)
        self.show_details(showing)

    def show_details(self, showing: Showing) -> None:
        for address, pill in self._pills.items():
            pill.show_kept(showing.kept)
            self._cards[address].tone = Tone.SURFACE if address in showing.kept else Tone.TINT
            self._cards[address].update()
        self._empty.setVisible(not self._cards)

    def _add(self, address: str) -> None:
        found = find(self.reading, address)
        if found is None:
            return
        where, said = found
        look = self.reading.look
        card = Card(look, Tone.SURFACE)
        card.column.addWidget(WordLabel(where, look, step=-1, weight=700, role="primary"))
        card.column.addWidget(self._words(said))
        pill = KeepPill(address, said.head, look, self.reading.icons)
        pill.keep_asked.connect(self.keep_asked)
        card.column.addWidget(pill)
        self._cards[address], self._pills[address] = card, pill
        self.column.addWidget(card)

    def _words(self, said: Statement) -> QWidget:
        return StatementView(self.reading, said, notes=False)


def find(reading: Reading, address: str) -> tuple[str, Statement] | None:
    """Where a statement stands, in words, and the statement; None if the atlas has none there.

    The address of a region alone stands for what is checked first there.
    """
    first, topic, name = (*address.split(".", 2), "check-first", "short")[:3]
    atlas, language = reading.atlas, reading.language
    names = atlas.names(language)
    if "." not in address:
        topic_text = atlas.region_text(RegionId(first), language).topics.get(TopicId(topic))
        where = names.regions[RegionId(first)].plain_on(reading.figure)
        return (where, topic_text.short) if topic_text else None
    if first == _SHARED:
        says = atlas.shared(TopicId(topic), language).says
        where = names.topics[TopicId(topic)]
    else:
        region = RegionId(first)
        says = atlas.region_text(region, language).topics[TopicId(topic)].says
        where = names.regions[region].plain_on(reading.figure)
    return next(((where, said) for said in says if said.id == name), None)
