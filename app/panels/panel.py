"""Panel beside the figure.

Creates the view for the current state and keeps it while only details change.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.panels.view import PanelContext, PanelView, Visibility
from app.session.state import Page, Showing
from app.widgets.scroll_column import ScrollColumn
from app.widgets.themed import ThemedWidget, paint_box


class InfoPanel(ThemedWidget, QWidget):
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

    region_requested = Signal(object)
    topic_asked = Signal(object)
    page_asked = Signal(object)
    view_requested = Signal(object)
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

    def __init__(self, context: PanelContext, version: str) -> None:
        super().__init__()
        self.theme = context.theme
        self._version = version
        self._view_key: tuple[object, ...] = ()
        self._detail_key: tuple[object, ...] = ()
        self._view: PanelView | None = None
        self._must_restore_focus = False
        self._is_clearing = False
        self._column = QVBoxLayout(self)
        self._scroll = ScrollColumn(context.theme)
        self._column.addWidget(self._scroll)
        self._scroll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.update_metrics()

    def update_metrics(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(22), px(14), px(8), px(10))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(560), 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        surface, edge = self.theme.color("surface"), self.theme.color("hairline")
        paint_box(painter, QRectF(self.rect()), self.theme.px(16), surface, edge)

    def set_showing(self, context: PanelContext, showing: Showing, sight: Visibility) -> None:
        """Shows the words for a Showing."""
        region = showing.place.region if showing.place else None
        unseen = showing.place is not None and not sight.is_visible(showing.place)
        in_list = self._region_list_key(showing, sight)
        subject = (context, region, showing.page, showing.search, unseen and showing.view, in_list)
        details = (
            showing.place,
            showing.topic,
            showing.list_items,
            showing.can_undo,
            showing.value_answers,
            showing.marks_by_plate,
        )
        if subject != self._view_key:
            self._set_view(self._create_view(context, showing, sight))
        elif details != self._detail_key and self._view is not None:
            self._view.update_details(showing)
        self._view_key, self._detail_key = subject, details

    @staticmethod
    def _region_list_key(showing: Showing, sight: Visibility) -> object:
        """What the list of regions depends on beside the Showing; None where there is none."""
        if showing.place is not None and showing.page is not Page.REGIONS:
            return None
        return sight.places, tuple(sight.label_numbers.items())

    @property
    def is_complete(self) -> bool:
        """Whether it shows a view, whole."""
        return self._view is not None and self._view.is_complete

    def set_initial_focus(self) -> None:
        """Gives the focus to where reading goes on."""
        if self._view is not None:
            self._view.set_initial_focus()

    def _on_scrolled(self, value: int) -> None:
        most = self._scroll.verticalScrollBar().maximum()
        if not self._is_clearing:
            self.scrolled.emit(value / most if most else 0.0)

    def _create_view(self, context: PanelContext, showing: Showing, sight: Visibility) -> PanelView:
        # Imported here: the first picture shows the figure, and the words follow it.

        view = create_view(context, showing, sight, self._version)
        view.region_requested.connect(self.region_requested)
        view.topic_asked.connect(self.topic_asked)
        view.page_asked.connect(self.page_asked)
        view.view_requested.connect(self.view_requested)
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
        self._must_restore_focus |= focus is not None and self.isAncestorOf(focus)
        self._is_clearing = True
        old = self._scroll.takeWidget()
        if old is not None:
            # A press that comes up only now asks for nothing any more.
            old.blockSignals(True)
            old.deleteLater()
        self._scroll.scroll_to_top()
        self._is_clearing = False
        self._view_key, self._view = (), None

    def _set_view(self, view: PanelView) -> None:
        self.clear()
        view.setContentsMargins(0, 0, self.theme.px(12), 0)
        self._scroll.setWidget(view)
        view.setAutoFillBackground(False)
        self._view = view
        if self._must_restore_focus:
            self._must_restore_focus = False
            view.set_initial_focus()


_LATE_PAGES = (Page.ABOUT, Page.MY_LIST, Page.GLOSSARY, Page.STANDARDS)


def create_view(
    context: PanelContext, showing: Showing, sight: Visibility, version: str
) -> PanelView:
    """The view for a Showing: a page lies over a region, a region over the list."""
    # Imported here: the panel is built before the first picture, its views after it.
    from app.panels.pages.original_text import OriginalTextPage
    from app.panels.pages.regions import RegionsPage
    from app.panels.pages.when_to_call import WhenToCallPage
    from app.panels.region.header import NotVisibleNotice
    from app.panels.region.panel import RegionPanel

    place, page = showing.place, showing.page
    if page is Page.WHEN_TO_CALL:
        return WhenToCallPage(context, showing.country)
    if page is Page.ORIGINAL_TEXT:
        return OriginalTextPage(context, place.region if place else None)
    if page in _LATE_PAGES:
        return _create_late_page(page, context, showing, version)
    if place is None or page is Page.REGIONS:
        return RegionsPage(context, showing.search, sight)
    panel = RegionPanel(context, showing)
    if not sight.is_visible(place):
        panel.set_notice(NotVisibleNotice(context, showing))
    return panel


def _create_late_page(
    page: Page, context: PanelContext, showing: Showing, version: str
) -> PanelView:
    """The pages that are seldom opened; each is imported when it is."""
    if page is Page.ABOUT:
        from app.panels.pages.about import AboutPage

        return AboutPage(context, version)
    if page is Page.MY_LIST:
        from app.panels.pages.my_list import MyListPage

        return MyListPage(context, showing)
    if page is Page.GLOSSARY:
        from app.panels.pages.glossary import GlossaryPage

        return GlossaryPage(context)
    from app.panels.pages.standards import StandardsPage

    return StandardsPage(context)
