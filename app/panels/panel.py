"""The panel beside the figure: shows the words for what is on show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.body.ids import Place, RegionId
from app.controls.scroll import Column
from app.controls.worn import Worn, paint_box
from app.drawing.scene import covers
from app.panels.list_page import ListPage
from app.panels.pages import AboutPage, OriginalPage, PageView
from app.panels.reading import Reading
from app.panels.region_panel import RegionPanel
from app.panels.unseen import UnseenNote
from app.panels.when_to_call import WhenToCall
from app.session.showing import Page, Showing


@dataclass(frozen=True, slots=True)
class InSight:
    """Which places have an outline in the view, and the numbers of labels that did not fit."""

    places: frozenset[Place]
    numbers: Mapping[RegionId, int]

    def shows(self, chosen: Place) -> bool:
        """Whether anything of what is chosen is in sight."""
        return any(covers(chosen, place) for place in self.places)


class Panel(Worn, QWidget):
    """Builds the view that a Showing asks for; a region's view stays while its topics change.

    Signals:
        region_asked: a Place, or None to let go.
        topic_asked: a TopicId, or None for At a glance.
        page_asked: a Page, or None to close it.
        view_asked: a View that shows the region.
        country_asked: the id of a country.
    """

    region_asked = Signal(object)
    topic_asked = Signal(object)
    page_asked = Signal(object)
    view_asked = Signal(object)
    country_asked = Signal(str)

    def __init__(self, reading: Reading, version: str) -> None:
        super().__init__()
        self.look = reading.look
        self._version = version
        self._subject: tuple[object, ...] = ()
        self._details: tuple[object, ...] = ()
        self._view: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._scroll = Column(reading.look)
        self._column.addWidget(self._scroll)
        self.fit()

    def fit(self) -> None:
        px = self.look.px
        self._column.setContentsMargins(px(22), px(18), px(8), px(14))

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(560), 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        surface, edge = self.look.colour("surface"), self.look.colour("hairline")
        paint_box(painter, QRectF(self.rect()), self.look.px(16), surface, edge)

    def show_showing(self, reading: Reading, showing: Showing, sight: InSight) -> None:
        """Shows the words for a Showing."""
        region = showing.place.region if showing.place else None
        unseen = showing.place is not None and not sight.shows(showing.place)
        in_list = self._listed(showing, sight)
        subject = (reading, region, showing.page, showing.search, unseen and showing.view, in_list)
        details = (showing.place, showing.topic)
        if subject != self._subject:
            self._replace(self._make(reading, showing, sight))
        elif details != self._details and showing.place and isinstance(self._view, RegionPanel):
            self._view.show_topic(showing.place, showing.topic)
        self._subject, self._details = subject, details

    @staticmethod
    def _listed(showing: Showing, sight: InSight) -> object:
        """What the list of regions depends on beside the Showing; None where there is none."""
        if showing.place is not None and showing.page is not Page.LIST:
            return None
        return sight.places, tuple(sight.numbers.items())

    def focus_home(self) -> None:
        """Gives the focus to where reading goes on."""
        if isinstance(self._view, RegionPanel):
            self._view.focus_home()
        elif isinstance(self._view, ListPage):
            self._view.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(self._view, PageView):
            self._view.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, reading: Reading, showing: Showing, sight: InSight) -> QWidget:
        place, page = showing.place, showing.page
        if page is Page.WHEN_TO_CALL:
            call = WhenToCall(reading, showing.country)
            call.country_asked.connect(self.country_asked)
            return self._with_back(call)
        if page is Page.ORIGINAL:
            return self._with_back(OriginalPage(reading, place.region if place else None))
        if page is Page.ABOUT:
            return self._with_back(AboutPage(reading, self._version))
        if place is None or page is Page.LIST:
            seen = frozenset(seen.region for seen in sight.places)
            listed = ListPage(reading, showing.search, seen, sight.numbers)
            listed.region_asked.connect(self.region_asked)
            listed.page_asked.connect(self.page_asked)
            return listed
        return self._region(reading, showing, place, sight)

    def _region(
        self, reading: Reading, showing: Showing, place: Place, sight: InSight
    ) -> RegionPanel:
        panel = RegionPanel(reading, place, showing.topic)
        panel.region_asked.connect(self.region_asked)
        panel.topic_asked.connect(self.topic_asked)
        panel.page_asked.connect(self.page_asked)
        if not sight.shows(place):
            note = UnseenNote(reading, showing)
            note.view_asked.connect(self.view_asked)
            panel.set_note(note)
        return panel

    def _with_back(self, page: PageView) -> PageView:
        page.back.clicked.connect(self._on_back)
        return page

    def clear(self) -> None:
        """Shows nothing until the next Showing."""
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()
        self._subject, self._view = (), None

    def _replace(self, view: QWidget) -> None:
        self.clear()
        view.setContentsMargins(0, 0, self.look.px(12), 0)
        self._scroll.setWidget(view)
        view.setAutoFillBackground(False)
        self._scroll.to_top()
        self._view = view

    def _on_back(self) -> None:
        self.page_asked.emit(None)
