"""The end of a consultation: add what was discussed to the list, or discard everything."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.atlas.list_items import address_of
from app.atlas.loader import Atlas
from app.body.regions import Place, PlateKey
from app.painting.descriptions import describe_all_marks, describe_place
from app.present.choice_dialog import ChoiceDialog
from app.session.actions import OpenPage, ReplaceList, SetComparison
from app.session.marks import PlaceAt
from app.session.state import Page, Showing
from app.workspace.workspace import Workspace

_KEEP, _DISCARD = "keep", "discard"


class ConsultationSummary(QObject):
    """Records which regions were shown, in memory only, and asks at the end what happens to them.

    Signals:
        ended: the question was answered, and presenting ends.
    """

    ended = Signal()

    def __init__(self, workspace: Workspace, atlas: Atlas) -> None:
        super().__init__(workspace)
        self._workspace, self._atlas = workspace, atlas
        self.dialog: ChoiceDialog | None = None
        self._discussed: dict[Place, None] = {}  # a set that keeps the order
        self.record_region(workspace.session.showing)

    def record_region(self, showing: Showing) -> None:
        """Record the region that is shown as discussed."""
        if showing.place is not None:
            self._discussed[showing.place] = None

    def start(self) -> None:
        """List the regions and marks, and ask whether they are kept."""
        options = [
            (_KEEP, self.tr("Open My list to make or print a handout")),
            (_DISCARD, self.tr("Discard everything and start over")),
        ]
        self.dialog = ChoiceDialog(
            self.tr("End of the consultation"),
            self._summary_text(),
            options,
            self._workspace.theme,
            self._workspace,
        )
        self.dialog.picked.connect(self._on_picked)
        self.dialog.open()

    def _summary_text(self) -> str:
        showing = self._workspace.session.showing
        names = self._atlas.names(showing.language)
        regions = "; ".join(describe_place(place, showing, names) for place in self._discussed)
        marks = "; ".join(describe_all_marks(showing, names, self._place_lookup))
        words = self.tr("Talked about: {regions}. Marks: {marks}. None of this is saved.")
        none = self.tr("none")
        return words.format(regions=regions or none, marks=marks or none)

    def _place_lookup(self, plate: PlateKey) -> PlaceAt:
        return self._atlas.outlines(plate).map.place_at

    def _on_picked(self, key: str) -> None:
        session = self._workspace.session
        if key == _DISCARD:
            session.reset()
        else:
            session.apply(ReplaceList(self._items_with_discussed(session.showing.list_items)))
            session.apply(OpenPage(Page.MY_LIST))
            session.apply(SetComparison(None))
        self.ended.emit()

    def _items_with_discussed(self, items: tuple[str, ...]) -> tuple[str, ...]:
        """The list with the discussed regions; a whole region replaces its sides."""
        addresses = (*items, *(address_of(place) for place in self._discussed))
        return tuple(
            address
            for address in dict.fromkeys(addresses)
            if ":" not in address or address.partition(":")[0] not in addresses
        )
