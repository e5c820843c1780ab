"""Panel beside the figure.

Creates the view for the current state and keeps it while only details change.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.panels.view import InSight, Reading, View
from app.session.state import Page, Showing
from app.widgets.scroll_column import Column
from app.widgets.themed import Worn, paint_box


class Panel(Worn, QWidget):
    """Builds the view that a Showing asks for; a region's view stays while its topics change.

    Signals:
        region_asked: a Place, or None to let go.
        topic_asked: a TopicId, or None for At a glance.
        page_asked: a Page, or None to close it.
        view_asked: a View that shows the region.
        country_asked: the id of a country.
        keep_asked: the address of something to put on the List, or to take off.
        matter_asked: (value id, answer id) of what matters.
        undo_asked, over_asked, handout_asked, codes_asked, print_asked, clinic_asked: as a View
            tells them.
        scrolled: how far the words are scrolled, a share from 0 to 1; not when they are replaced.
    """

    region_asked = Signal(object)
    topic_asked = Signal(object)
    page_asked = Signal(object)
    view_asked = Signal(object)
    country_asked = Signal(str)
    keep_asked = Signal(str)
    matter_asked = Signal(object)
    undo_asked = Signal()
    over_asked = Signal()
    handout_asked = Signal()
    codes_asked = Signal()
    print_asked = Signal()
    clinic_asked = Signal()
    scrolled = Signal(float)

    def __init__(self, reading: Reading, version: str) -> None:
        super().__init__()
        self.look = reading.look
        self._version = version
        self._subject: tuple[object, ...] = ()
        self._details: tuple[object, ...] = ()
        self._view: View | None = None
        self._owes_focus = False
        self._is_clearing = False
        self._column = QVBoxLayout(self)
        self._scroll = Column(reading.look)
        self._column.addWidget(self._scroll)
        self._scroll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.fit()

    def fit(self) -> None:
        px = self.look.px
        self._column.setContentsMargins(px(22), px(14), px(8), px(10))

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
        details = (
            showing.place,
            showing.topic,
            showing.kept,
            showing.can_undo,
            showing.matters,
            showing.drawn,
        )
        if subject != self._subject:
            self._replace(self._make(reading, showing, sight))
        elif details != self._details and self._view is not None:
            self._view.show_details(showing)
        self._subject, self._details = subject, details

    @staticmethod
    def _listed(showing: Showing, sight: InSight) -> object:
        """What the list of regions depends on beside the Showing; None where there is none."""
        if showing.place is not None and showing.page is not Page.LIST:
            return None
        return sight.places, tuple(sight.numbers.items())

    @property
    def is_filled(self) -> bool:
        """Whether it shows a view, whole."""
        return self._view is not None and self._view.is_done

    def focus_home(self) -> None:
        """Gives the focus to where reading goes on."""
        if self._view is not None:
            self._view.focus_home()

    def _on_scrolled(self, value: int) -> None:
        most = self._scroll.verticalScrollBar().maximum()
        if not self._is_clearing:
            self.scrolled.emit(value / most if most else 0.0)

    def _make(self, reading: Reading, showing: Showing, sight: InSight) -> View:
        # Imported here: the first picture shows the figure, and the words follow it.

        view = make_view(reading, showing, sight, self._version)
        view.region_asked.connect(self.region_asked)
        view.topic_asked.connect(self.topic_asked)
        view.page_asked.connect(self.page_asked)
        view.view_asked.connect(self.view_asked)
        view.country_asked.connect(self.country_asked)
        view.keep_asked.connect(self.keep_asked)
        view.matter_asked.connect(self.matter_asked)
        view.undo_asked.connect(self.undo_asked)
        view.over_asked.connect(self.over_asked)
        view.handout_asked.connect(self.handout_asked)
        view.codes_asked.connect(self.codes_asked)
        view.print_asked.connect(self.print_asked)
        view.clinic_asked.connect(self.clinic_asked)
        return view

    def clear(self) -> None:
        """Shows nothing until the next Showing; a focus that was in here will be in here again."""
        focus = QApplication.focusWidget()
        self._owes_focus |= focus is not None and self.isAncestorOf(focus)
        self._is_clearing = True
        old = self._scroll.takeWidget()
        if old is not None:
            # A press that comes up only now asks for nothing any more.
            old.blockSignals(True)
            old.deleteLater()
        self._scroll.to_top()
        self._is_clearing = False
        self._subject, self._view = (), None

    def _replace(self, view: View) -> None:
        self.clear()
        view.setContentsMargins(0, 0, self.look.px(12), 0)
        self._scroll.setWidget(view)
        view.setAutoFillBackground(False)
        self._view = view
        if self._owes_focus:
            self._owes_focus = False
            view.focus_home()


_MORE = (Page.ABOUT, Page.KEPT, Page.GLOSSARY, Page.STANDARDS)


def make_view(reading: Reading, showing: Showing, sight: InSight, version: str) -> View:
    """The view for a Showing: a page lies over a region, a region over the list."""
    # Imported here: the panel is built before the first picture, its views after it.
    from app.panels.pages.original_text import OriginalPage
    from app.panels.pages.regions import ListPage
    from app.panels.pages.when_to_call import WhenToCall
    from app.panels.region.header import UnseenNote
    from app.panels.region.panel import RegionPanel

    place, page = showing.place, showing.page
    if page is Page.WHEN_TO_CALL:
        return WhenToCall(reading, showing.country)
    if page is Page.ORIGINAL:
        return OriginalPage(reading, place.region if place else None)
    if page in _MORE:
        return _more(page, reading, showing, version)
    if place is None or page is Page.LIST:
        return ListPage(reading, showing.search, sight)
    panel = RegionPanel(reading, showing)
    if not sight.shows(place):
        panel.set_note(UnseenNote(reading, showing))
    return panel


def _more(page: Page, reading: Reading, showing: Showing, version: str) -> View:
    """The pages that are seldom opened; each is imported when it is."""
    if page is Page.ABOUT:
        from app.panels.pages.about import AboutPage

        return AboutPage(reading, version)
    if page is Page.KEPT:
        from app.panels.pages.my_list import KeptPage

        return KeptPage(reading, showing)
    if page is Page.GLOSSARY:
        from app.panels.pages.glossary import GlossaryPage

        return GlossaryPage(reading)
    from app.panels.pages.standards import StandardsPage

    return StandardsPage(reading)
