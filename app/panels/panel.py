"""Panel beside the figure.

Creates the view for the current state and keeps it while only details change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.panels.reading import ReadingMemory
from app.panels.view import PanelContext, PanelView, Visibility
from app.session.state import Page, Showing
from app.widgets.scroll_column import BAR_WIDTH, ScrollColumn
from app.widgets.single_shot import single_shot
from app.widgets.themed import ThemedWidget

if TYPE_CHECKING:
    from app.panels.document.view import ReadingPlace
    from app.panels.find_bar import FindBar


_PRELOAD_DELAY_MS = 500
"""After the first view, when the figure has read its own next pictures."""


class InfoPanel(ThemedWidget, QWidget):
    """Shows the view of a state in a scroll area, and keeps it while only details change.

    The head of the view, with the title and the tabs, stays above the scroll area.

    Signals:
        action: the Action that a person asked for.
        scrolled: the scroll position, from 0 to 1, when a person scrolls.
        widgets_changed: widgets were added to the view or removed from it.
    """

    action = Signal(object)
    scrolled = Signal(float)
    widgets_changed = Signal()

    def __init__(self, context: PanelContext, version: str) -> None:
        super().__init__()
        self.theme = context.theme
        self._version = version
        self._view_key: tuple[object, ...] = ()
        self._detail_key: tuple[object, ...] = ()
        self._view: PanelView | None = None
        self._location: tuple[object, ...] = ()
        self._visit = -1
        self._must_restore_focus, self._focused_part = False, ""
        self._is_clearing, self._extra_width = False, 0
        self._ground = "surface"
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._scroll = ScrollColumn(context.theme)
        # Its room stays where nothing is to be scrolled, so that all pages end at the same line.
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._column.addWidget(self._scroll, 1)
        self._scroll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._reading = ReadingMemory(self._scroll)
        self.find_bar: FindBar | None = None
        self._changed_timer = single_shot(self, 0, self._on_widgets_changed)
        self._preload_timer = single_shot(self, _PRELOAD_DELAY_MS, _preload_region_panel)
        self.update_metrics()

    def update_metrics(self) -> None:
        self._column.setContentsMargins(1, 1, 0, 0)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(560), 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color(self._ground))
        if self._ground != "surface":
            return
        for edge in (QRect(0, 0, 1, self.height()), QRect(0, 0, self.width(), 1)):
            painter.fillRect(edge, self.theme.color("hairline"))

    def set_ground(self, role: str) -> None:
        """Stand on the colour of a role; only on "surface" it has edges."""
        if role != self._ground:
            self._ground = role
            self._scroll.set_ground(role)
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that the view has other widgets, such as those of a fold that was opened."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._changed_timer.start()
        return super().eventFilter(watched, event)

    def _on_widgets_changed(self) -> None:
        # once for all widgets of a page, not for each screenful
        if self._view is not None and not self._view.is_complete:
            self._changed_timer.start()
            return
        if self.find_bar is not None:
            self.find_bar.set_document(self._view.document_view if self._view else None)
        self.widgets_changed.emit()

    def _create_find_bar(self, context: PanelContext) -> None:
        """Make the search in the text, which a kiosk does not have."""
        if self.find_bar is None and context.is_desktop:
            # Imported late, because the panel is created before the first picture.
            from app.panels.find_bar import FindBar

            self.find_bar = FindBar(context.theme, context.icons)
            self.find_bar.closed.connect(self.set_initial_focus)
            self._column.insertWidget(0, self.find_bar)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the words by the wheel over the title and the tabs, too."""
        self._scroll.scroll_by_wheel(event)

    def set_showing(
        self,
        context: PanelContext,
        showing: Showing,
        visibility: Visibility,
        visit: int,
        passage: str | None = None,
    ) -> None:
        """Show the text for a state; `visit` is the number of its visit in the history.

        `passage` is where the reading of the visit begins, as in `OpenTopic`.
        """
        region = showing.place.region if showing.place else None
        is_hidden = showing.place is not None and not visibility.is_visible(showing.place)
        location = (region, showing.page, showing.term)
        view_key = (
            context,
            location,
            is_hidden and showing.view,
            self._region_list_key(showing, visibility),
        )
        details = _details(showing)
        if visit != self._visit:
            self._reading.leave(self._visit)
        state, is_new_view = self._reading.state, view_key != self._view_key
        if is_new_view:
            self._create_find_bar(context)
            self._set_view(create_view(context, showing, visibility, self._version))
        elif details != self._detail_key and self._view is not None:
            self._view.update_details(showing)
        if location != self._location:
            self._reading.forget_parts()
        if (location, visit) != (self._location, self._visit):
            self._reading.show_visit(visit, showing.topic, passage)
        elif is_new_view:
            self._reading.show_state(state)
        if not self._view_key:
            self._preload_timer.start()
        self._view_key, self._detail_key = view_key, details
        self._location, self._visit = location, visit

    @staticmethod
    def _region_list_key(showing: Showing, visibility: Visibility) -> object:
        """What the list of regions depends on besides the state; None if it is not shown."""
        is_home = (showing.place, showing.page) == (None, None)
        if not is_home and showing.page is not Page.REGIONS:
            return None
        topic = showing.topic if showing.place is None else None
        return visibility.places, tuple(visibility.label_numbers.items()), topic

    @property
    def scroll_area(self) -> ScrollColumn:
        """The scroll area around the view."""
        return self._scroll

    @property
    def is_complete(self) -> bool:
        """Whether a view is shown and all its widgets have been created."""
        return self._view is not None and self._view.is_complete

    def place_at(self, share: float) -> ReadingPlace | None:
        """What stands at a share of the visible height; None if it is not in a document."""
        from app.panels.document.view import ReadingPlace

        y = self._scroll.verticalScrollBar().value() + round(share * self._scroll.height())
        place = self._view.reading_place(y) if self._view is not None else None
        return place if isinstance(place, ReadingPlace) else None

    def set_initial_focus(self) -> None:
        """Move the focus to the widget where reading starts."""
        if self._view is not None:
            self._view.set_initial_focus()

    def show_first_words(self) -> None:
        """Scroll to the first words of what is open."""
        self._reading.show_first_words()

    def _on_scrolled(self, value: int) -> None:
        maximum = self._scroll.verticalScrollBar().maximum()
        if not self._is_clearing and not self._reading.is_restoring:
            self.scrolled.emit(value / maximum if maximum else 0.0)

    def clear(self) -> None:
        """Remove the view, which is built again as it was; the next one gets the focus."""
        self._reading.leave(self._visit)
        self._remove_view()

    def reset(self) -> None:
        """Remove the view, and forget what was read."""
        self._remove_view()
        self._reading.clear()
        if self.find_bar is not None:
            self.find_bar.clear()
        self._location, self._visit = (), -1

    def _remove_view(self) -> None:
        focus = QApplication.focusWidget()
        view = self._view
        if focus is not None and self.isAncestorOf(focus):
            self._must_restore_focus = True
            self._focused_part = view.focused_part if view is not None else ""
        self._is_clearing = True
        old = self._scroll.takeWidget()
        self._reading.set_view(None)
        for widget in (old, view.header if view else None, view.tabs if view else None):
            if widget is not None:
                # The release of a press that began on it must not trigger an action.
                widget.blockSignals(True)
                widget.hide()
                widget.deleteLater()
        self._scroll.scroll_to_top()
        self._is_clearing = False
        self._view_key, self._view = (), None

    def _set_view(self, view: PanelView) -> None:
        self._remove_view()
        px = self.theme.px
        view.action.connect(self.action)
        start, end = px(24), px(24) - BAR_WIDTH  # the scroll bar is at the end of the lines
        left, right = (end, start) if self.isRightToLeft() else (start, end)
        view.setContentsMargins(left, px(12), right, px(24))
        view.set_extra_width(self._extra_width)
        self._view = view
        for index, bar in enumerate(bar for bar in (view.header, view.tabs) if bar is not None):
            self._column.insertWidget(index, bar)
            bar.show()
        if self.find_bar is not None:
            self.find_bar.raise_()
        self._scroll.raise_()  # the order of the children is the order for screen readers
        self._scroll.setWidget(view)
        view.setAutoFillBackground(False)
        view.installEventFilter(self)
        self._changed_timer.start()
        self._reading.set_view(view)
        if self._must_restore_focus:
            part, self._must_restore_focus, self._focused_part = self._focused_part, False, ""
            view.restore_focus(part)

    @property
    def wants_room(self) -> bool:
        """Whether what is shown needs more width than other texts."""
        return self._view is not None and self._view.wants_room

    def will_want_room(self, showing: Showing) -> bool:
        """Whether it will need more width once its view has followed a change of the topic."""
        return self._view is not None and self._view.will_want_room(showing)

    def set_extra_width(self, pixels: int) -> None:
        """Say by how much it is wider than for other texts, so that the tabs stay in place."""
        self._extra_width = pixels
        if self._view is not None:
            self._view.set_extra_width(pixels)

    @property
    def head_heights(self) -> tuple[int, int]:
        """The heights of the header and of the tabs below it; 0 without them."""
        header = self._view.header if self._view is not None else None
        tabs = self._view.tabs if self._view is not None else None
        return (
            header.arrange(self.width()) if header is not None else 0,
            tabs.sizeHint().height() if tabs is not None else 0,
        )


def _details(showing: Showing) -> tuple[object, ...]:
    """What a view follows without being made again."""
    return (
        showing.place,
        showing.topic,
        showing.list_items,
        showing.line_drafts,
        showing.can_undo,
        showing.items_before,
        showing.value_answers,
        showing.marks_by_plate,
    )


def _preload_region_panel() -> None:
    """Import what the first region needs, so that it opens as fast as the next."""
    import app.panels.region.panel as preloaded

    assert preloaded


_LATE_PAGES = (Page.ABOUT, Page.MY_LIST, Page.GLOSSARY, Page.STANDARDS, Page.APPOINTMENT)


def create_view(
    context: PanelContext, showing: Showing, visibility: Visibility, version: str
) -> PanelView:
    """The view for a state: an open page first, then the region, then the first page."""
    # Imported late, because a start is over sooner with only the view that is shown.
    place, page = showing.place, showing.page
    if page is Page.WHEN_TO_CALL:
        from app.panels.pages.when_to_call import WhenToCallPage

        return WhenToCallPage(context, showing.country)
    if page in _LATE_PAGES:
        return _create_late_page(page, context, showing, version)
    if page is Page.REGIONS or (place is None and showing.topic is not None):
        from app.panels.pages.regions import RegionsPage

        return RegionsPage(context, showing, visibility)
    if place is None:
        from app.panels.pages.home import HomePage

        return HomePage(context, visibility)
    from app.panels.region.not_visible_notice import NotVisibleNotice
    from app.panels.region.panel import RegionPanel

    panel = RegionPanel(context, showing)
    if not visibility.is_visible(place):
        panel.set_notice(NotVisibleNotice(context, showing))
    return panel


def _create_late_page(
    page: Page, context: PanelContext, showing: Showing, version: str
) -> PanelView:
    """The pages that are rarely opened; each is imported when it is needed."""
    if page is Page.ABOUT:
        from app.panels.pages.about import AboutPage

        return AboutPage(context, version)
    if page is Page.MY_LIST:
        from app.panels.pages.my_list import MyListPage

        return MyListPage(context, showing)
    if page is Page.GLOSSARY:
        from app.panels.pages.glossary import GlossaryPage

        return GlossaryPage(context, showing.term)
    if page is Page.APPOINTMENT:
        from app.panels.pages.appointment import AppointmentPage

        return AppointmentPage(context, showing)
    from app.panels.pages.standards import StandardsPage

    return StandardsPage(context)
