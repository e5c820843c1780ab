"""The List: what a visitor chose to keep, until everything starts over."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.atlas.list_items import Found, said_at
from app.body.regions import PlateKey, Side
from app.painting.descriptions import name_drawn
from app.panels.pages.original_text import PageView
from app.panels.region.header import KeepPill
from app.panels.region.statement import StatementView
from app.panels.view import Reading
from app.session.marks import PlaceAt
from app.session.state import Showing
from app.widgets.button import Kind, Pill
from app.widgets.card import Card, Tone
from app.widgets.layouts import Flow
from app.widgets.text_label import WordLabel


class KeptPage(PageView):
    """Each thing on the List with the region it is about, and a button that takes it off."""

    def __init__(self, reading: Reading, showing: Showing) -> None:
        super().__init__(reading, self.tr("Your list"))
        self._cards: dict[str, Card] = {}
        self._pills: dict[str, KeepPill] = {}
        note = self.tr("It is kept only until you start over or close. It is stored nowhere.")
        if reading.at_desk:
            note = f"{note} {self.tr('Start over can be undone as long as this window is open.')}"
        self.say(note, role="quiet")
        self.column.addWidget(self._tools())
        self._empty = WordLabel(
            self.tr("Nothing is on it yet. Open a region, then Ask and tell, and add from there."),
            reading.look,
        )
        self.column.addWidget(self._empty)
        self._matters: QWidget = QWidget()
        self.column.addWidget(self._matters)
        self._drawn: QWidget = QWidget()
        self.column.addWidget(self._drawn)
        self.show_details(showing)

    def show_details(self, showing: Showing) -> None:
        """What was taken off stays in sight, so that it can be put back."""
        for address in showing.kept:
            if address not in self._cards:
                self._add(address)
        for address, pill in self._pills.items():
            pill.show_kept(showing.kept)
            self._cards[address].tone = Tone.SURFACE if address in showing.kept else Tone.TINT
            self._cards[address].update()
        self._empty.setVisible(not self._cards and not showing.matters)
        self._show_matters(dict(showing.matters))
        self._show_drawn(showing)
        self._undo.setEnabled(showing.can_undo)
        for tool in (self._handout, self._codes, self._print):
            tool.setEnabled(bool(showing.kept or showing.drawn.sheets or showing.place))

    def _tools(self) -> QWidget:
        look, icons, tools = self.reading.look, self.reading.icons, QWidget()
        row = Flow(tools, look.px(8))
        take = self.tr("Make a handout")
        self._handout = Pill(take, look, kind=Kind.PRIMARY, icon=icons.path("list"))
        self._codes = Pill(self.tr("Show as a code"), look)
        self._print = Pill(self.tr("Print"), look)
        self._undo = Pill(self.tr("Undo"), look, icon=icons.path("back"))
        over = Pill(self.tr("Start over"), look, icon=icons.path("close"))
        for pill, signal in (
            (self._handout, self.handout_asked),
            (self._print, self.print_asked),
            (self._codes, self.codes_asked),
            (self._undo, self.undo_asked),
            (over, self.over_asked),
        ):
            pill.clicked.connect(signal)
            row.addWidget(pill)
        self._handout.setVisible(self.reading.at_desk)
        self._print.setVisible(self.reading.prints)
        return tools

    def _show_matters(self, given: dict[str, str]) -> None:
        """What the visitor said matters to them, as it was said beside the options."""
        card = Card(self.reading.look, Tone.SURFACE)
        title = self.tr("What matters to you")
        card.column.addWidget(WordLabel(title, self.reading.look, weight=700, role="primary"))
        for value in self.reading.atlas.aid(self.reading.language).values:
            for answer in value.answers:
                if answer.id == given.get(value.id):
                    words = f"{value.head}: {answer.text}"
                    card.column.addWidget(WordLabel(words, self.reading.look, bullet=True))
        self.column.replace_widget(self._matters, card)
        card.setVisible(bool(given))
        self._matters = card

    def _show_drawn(self, showing: Showing) -> None:
        """The marks of a consultation in words; they go onto the handout."""
        card = Card(self.reading.look, Tone.SURFACE)
        title = self.tr("Drawn together: on the handout too")
        card.column.addWidget(WordLabel(title, self.reading.look, weight=700, role="primary"))
        names = self.reading.atlas.names(self.reading.language)
        for words in name_drawn(showing, names, self._place_on):
            card.column.addWidget(WordLabel(words, self.reading.look, bullet=True))
        self.column.replace_widget(self._drawn, card)
        card.setVisible(bool(showing.drawn.sheets))
        self._drawn = card

    def _place_on(self, plate: PlateKey) -> PlaceAt:
        return self.reading.atlas.outlines(plate).map.place_at

    def _add(self, address: str) -> None:
        found = said_at(self.reading.atlas, self.reading.language, address)
        if found is None:
            return
        look = self.reading.look
        card = Card(look, Tone.SURFACE)
        where = self._where(found)
        card.column.addWidget(WordLabel(where, look, step=-1, weight=700, role="primary"))
        card.column.addWidget(StatementView(self.reading, found.statement, notes=False))
        pill = KeepPill(address, found.statement.head or where, look, self.reading.icons)
        pill.keep_asked.connect(self.keep_asked)
        card.column.addWidget(pill)
        self._cards[address], self._pills[address] = card, pill
        self.column.addWidget(card)
        card.show()

    def _where(self, found: Found) -> str:
        names = self.reading.atlas.names(self.reading.language)
        if found.place is None:
            return names.topics[found.topic]
        name = names.regions[found.place.region].plain_on(self.reading.figure)
        if found.place.side is None:
            return name
        side = self.tr("left") if found.place.side is Side.LEFT else self.tr("right")
        return self.tr("{region}, {side}").format(region=name, side=side)
