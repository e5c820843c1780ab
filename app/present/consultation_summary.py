"""The end of a consultation: what was talked about goes on the List, or everything goes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.atlas.list_items import address_of
from app.atlas.loader import OpenAtlas
from app.body.regions import Place, PlateKey
from app.painting.descriptions import name_drawn, name_place
from app.present.choice_dialog import Ask
from app.session.marks import PlaceAt
from app.session.state import Page, Showing
from app.workspace.workspace import Stage

_KEEP, _DISCARD = "keep", "discard"


class Ending(QObject):
    """Remembers, for this session only, which regions were on show.

    Signals:
        ended: presenting is over.
    """

    ended = Signal()

    def __init__(self, stage: Stage, atlas: OpenAtlas) -> None:
        super().__init__(stage)
        self._stage, self._atlas = stage, atlas
        self.ask: Ask | None = None
        self.discussed: dict[Place, None] = {}
        self.note(stage.session.showing)

    def note(self, showing: Showing) -> None:
        """Remembers the region that is on show."""
        if showing.place is not None:
            self.discussed[showing.place] = None

    def start(self) -> None:
        """Asks what is to become of it."""
        options = [
            (_KEEP, self.tr("To the list: make a handout of it, or print it")),
            (_DISCARD, self.tr("Discard everything and start over")),
        ]
        title = self.tr("End of the consultation")
        self.ask = Ask(title, self._words(), options, self._stage.look, self._stage)
        self.ask.picked.connect(self._on_picked)
        self.ask.open()

    def _words(self) -> str:
        showing = self._stage.session.showing
        names = self._atlas.names(showing.language)
        regions = "; ".join(name_place(place, showing, names) for place in self.discussed)
        marks = "; ".join(name_drawn(showing, names, self._place_on))
        told = self.tr("Talked about: {regions}. Marks: {marks}. Nothing of it is stored.")
        none = self.tr("none")
        return told.format(regions=regions or none, marks=marks or none)

    def _place_on(self, plate: PlateKey) -> PlaceAt:
        return self._atlas.outlines(plate).map.place_at

    def _on_picked(self, key: str) -> None:
        session = self._stage.session
        if key == _DISCARD:
            session.start_over()
        else:
            kept = (*session.showing.kept, *(address_of(place) for place in self.discussed))
            # What was chosen as a whole needs no side of it beside it.
            kept = tuple(
                one
                for one in dict.fromkeys(kept)
                if one.partition(":")[0] == one or one.partition(":")[0] not in kept
            )
            session.put(replace(session.showing, kept=kept, page=Page.KEPT, beside=None))
        self.ended.emit()
