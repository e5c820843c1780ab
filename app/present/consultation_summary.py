"""The end of a consultation: what was talked about goes on the List, or everything goes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from app.atlas.list_items import address_of
from app.atlas.loader import Atlas
from app.body.regions import Place, PlateKey
from app.painting.descriptions import describe_all_marks, describe_place
from app.present.choice_dialog import ChoiceDialog
from app.session.marks import PlaceAt
from app.session.state import Page, Showing
from app.workspace.workspace import Workspace

_KEEP, _DISCARD = "keep", "discard"


class ConsultationSummary(QObject):
    """Remembers, for this session only, which regions were on show.

    Signals:
        ended: presenting is over.
    """

    ended = Signal()

    def __init__(self, workspace: Workspace, atlas: Atlas) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas = workspace, atlas
        self.dialog: ChoiceDialog | None = None
        self.discussed: dict[Place, None] = {}
        self.record_region(workspace.session.showing)

    def record_region(self, showing: Showing) -> None:
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
        self.dialog = ChoiceDialog(
            title, self._summary_text(), options, self._workspace.theme, self._workspace
        )
        self.dialog.picked.connect(self._on_picked)
        self.dialog.open()

    def _summary_text(self) -> str:
        showing = self._workspace.session.showing
        names = self._atlas.names(showing.language)
        regions = "; ".join(describe_place(place, showing, names) for place in self.discussed)
        marks = "; ".join(describe_all_marks(showing, names, self._place_lookup))
        told = self.tr("Talked about: {regions}. Marks: {marks}. Nothing of it is stored.")
        none = self.tr("none")
        return told.format(regions=regions or none, marks=marks or none)

    def _place_lookup(self, plate: PlateKey) -> PlaceAt:
        return self._atlas.outlines(plate).map.place_at

    def _on_picked(self, key: str) -> None:
        session = self._workspace.session
        if key == _DISCARD:
            session.start_over()
        else:
            kept = (*session.showing.list_items, *(address_of(place) for place in self.discussed))
            # What was chosen as a whole needs no side of it beside it.
            kept = tuple(
                one
                for one in dict.fromkeys(kept)
                if one.partition(":")[0] == one or one.partition(":")[0] not in kept
            )
            session.replace_showing(
                replace(session.showing, list_items=kept, page=Page.MY_LIST, compared=None)
            )
        self.ended.emit()
