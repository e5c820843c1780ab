"""The welcome and the list of regions, whole or as far as it answers to a search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.atlas.search import find
from app.body.regions import RegionId
from app.panels.region.region_list import RegionList, Row
from app.panels.view import InSight, Reading, View
from app.session.state import Page
from app.widgets.button import Kind, Pill
from app.widgets.layouts import Flow, Pile
from app.widgets.text_label import WordLabel


class ListPage(View):
    """With no search it welcomes and says what to do; with one it shows what answers."""

    def __init__(self, reading: Reading, search: str, sight: InSight) -> None:
        super().__init__()
        self._reading = reading
        column = Pile(self, reading.look.px(8))
        found = find(reading.atlas.names(reading.language), search)
        for widget in self._greeting(search, len(found)):
            column.addWidget(widget)
        seen = frozenset(place.region for place in sight.places)
        rows = tuple(self._row(region, seen=region in seen) for region in found)
        self.list = RegionList(rows, sight.numbers, reading.look)
        self.list.region_asked.connect(self.region_asked)
        if rows:
            column.addWidget(self.list)
        column.addWidget(self._ways())

    def _found(self, count: int) -> str:
        if count == 1:
            return self.tr("1 region found")
        if count:
            return self.tr("{count} regions found").format(count=count)
        return self.tr("Nothing found")

    def focus_home(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ways(self) -> QWidget:
        ways = QWidget()
        row = Flow(ways, self._reading.look.px(6))
        icons = self._reading.icons
        call = Pill(
            self.tr("When to call"), self._reading.look, kind=Kind.URGENT, icon=icons.path("call")
        )
        original = Pill(self.tr("What the original text says"), self._reading.look, kind=Kind.QUIET)
        kept = Pill(self.tr("Your list"), self._reading.look, icon=icons.path("list"))
        words = Pill(self.tr("Words explained"), self._reading.look, kind=Kind.QUIET)
        about = Pill(self.tr("About and sources"), self._reading.look, kind=Kind.QUIET)
        self._pages = {
            call: Page.WHEN_TO_CALL,
            kept: Page.KEPT,
            words: Page.GLOSSARY,
            original: Page.ORIGINAL,
            about: Page.ABOUT,
        }
        for pill in self._pages:
            pill.clicked.connect(self._on_page)
            row.addWidget(pill)
        return ways

    def _on_page(self) -> None:
        pill = self.sender()
        if isinstance(pill, Pill):
            self.page_asked.emit(self._pages[pill])

    def _greeting(self, search: str, count: int) -> tuple[QWidget, ...]:
        look = self._reading.look
        if search.strip():
            words = self._found(count)
            head = WordLabel(words, look, step=2, weight=700)
            if count:
                return (head,)
            hint = self.tr("Try another word, such as “bra”, “hip” or “neck”. Escape shows all.")
            return (head, WordLabel(hint, look))
        head = WordLabel(self.tr("Touch the back to begin"), look, step=3, weight=700)
        lead = self.tr(
            "Choose a region on the figure or in this list. Read how laser liposuction is done "
            "there, who it suits, what can go wrong, and what is not known."
        )
        note = self.tr(
            "You decide, and doing nothing is a real choice. This does not tell you what to do."
        )
        return (head, WordLabel(lead, look), WordLabel(note, look, weight=600))

    def _row(self, region: RegionId, *, seen: bool) -> Row:
        names = self._reading.atlas.names(self._reading.language).regions[region]
        remark = "" if seen else self.tr("not seen from here")
        return region, names.plain_on(self._reading.figure), names.medical, remark
