"""The text beside the audience's figure; it scrolls with the clinician's text."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.panels.view import PanelContext
from app.present.audience.content import build_widgets, is_not_visible
from app.session.state import Showing
from app.support.qt_signals import disconnect
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout
from app.widgets.scroll_column import ScrollColumn

_EDGE, _GAP, _FADE_HEIGHT = 22, 12, 44
_CACHED_PAGES, _PREPARE_POLL_MS = 5, 60


class AudienceTextPage(ScrollColumn):
    """The text for one state, without a scroll bar, because the audience cannot use it."""

    def __init__(self, context: PanelContext, showing: Showing, parent: QWidget) -> None:
        super().__init__(context.theme, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text_key = text_key_of(context, showing)
        page, edge = QWidget(), context.theme.px(_EDGE)
        column = ColumnLayout(page)
        column.setContentsMargins(edge, edge, edge, edge)
        self._content = IncrementalColumn(build_widgets(context, showing), context.theme.px(_GAP))
        column.addWidget(self._content)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.hide()

    @property
    def is_complete(self) -> bool:
        """Whether all paragraphs have been created."""
        return self._content.is_complete

    @property
    def has_more(self) -> bool:
        """Whether there is text below the visible part."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum()

    def scroll_to(self, fraction: float) -> None:
        """Scroll to a position: 0 is the top, 1 the bottom."""
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.maximum() * fraction))


def text_key_of(context: PanelContext, showing: Showing) -> tuple[object, ...]:
    """Everything that the text depends on; pages with the same key are identical."""
    is_hidden = is_not_visible(context, showing)
    return context, showing.place, is_hidden, showing.topic, showing.page, showing.compared


class AudienceText(QWidget):
    """Shows one page and caches a few more: those shown last and the one that may come next."""

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__()
        self._context, self._scroll_fraction = context, 0.0
        self._pages: list[AudienceTextPage] = []
        self._page: AudienceTextPage | None = None
        self._scroll_fade = ScrollFade(self)
        self._next_page: AudienceTextPage | None = None
        self._prepare_timer = QTimer(self)
        self._prepare_timer.setInterval(_PREPARE_POLL_MS)
        self._prepare_timer.timeout.connect(self._lay_out_next_page)
        self.set_showing(context, showing)

    def set_showing(self, context: PanelContext, showing: Showing) -> None:
        """Show the text for another state, from its first line."""
        page = self._page_for(context, showing)
        if page is self._page:
            return
        self._context, self._scroll_fraction = context, 0.0
        if self._page is not None:
            disconnect(self._page.verticalScrollBar().rangeChanged, self._apply_scroll)
            self._page.hide()
        self._page = page
        page.verticalScrollBar().rangeChanged.connect(self._apply_scroll)
        page.show()
        self._scroll_fade.set_color(context.theme.color("surface"))
        self._scroll_fade.raise_()
        self._apply_scroll()

    def prepare(self, context: PanelContext, showing: Showing) -> None:
        """Create and lay out the text that may be shown next."""
        self._next_page = self._page_for(context, showing)
        self._prepare_timer.start()

    def scroll_to(self, fraction: float) -> None:
        """Scroll to a position: 0 is the top, 1 the bottom."""
        self._scroll_fraction = fraction
        self._apply_scroll()

    @property
    def is_complete(self) -> bool:
        """Whether the page, and the pages that are cached, are complete."""
        return all(page.is_complete for page in self._pages)

    @property
    def scroll_fraction(self) -> float:
        """The position that the text is scrolled to: 0 is the top, 1 the bottom."""
        return self._scroll_fraction

    @property
    def page(self) -> AudienceTextPage | None:
        """The page that is shown."""
        return self._page

    @property
    def has_more(self) -> bool:
        """Whether there is text below the visible part."""
        return self._page is not None and self._page.has_more

    def resizeEvent(self, event: QResizeEvent) -> None:
        for page in self._pages:
            page.setGeometry(self.rect())
        height = self._context.theme.px(_FADE_HEIGHT)
        self._scroll_fade.setGeometry(0, self.height() - height, self.width(), height)
        self._apply_scroll()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._context.theme.color("surface"))

    def _page_for(self, context: PanelContext, showing: Showing) -> AudienceTextPage:
        key = text_key_of(context, showing)
        cached = next((page for page in self._pages if page.text_key == key), None)
        page = cached or AudienceTextPage(context, showing, self)
        page.setGeometry(self.rect())
        self._pages = [*(one for one in self._pages if one is not page), page]
        if len(self._pages) > _CACHED_PAGES:
            oldest = next(one for one in self._pages if one is not self._page)
            self._pages.remove(oldest)
            oldest.deleteLater()
        return page

    def _lay_out_next_page(self) -> None:
        """Lay out the next page once it is complete; grabbing it does so without showing it."""
        page = self._next_page
        if page is None or page not in self._pages or page is self._page:
            self._prepare_timer.stop()
        elif page.is_complete:
            self._prepare_timer.stop()
            page.grab()

    def _apply_scroll(self) -> None:
        if self._page is not None:
            self._page.scroll_to(self._scroll_fraction)
            self._scroll_fade.setVisible(self._page.has_more)


class ScrollFade(QWidget):
    """Fades out the last line if there is more text below it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._color = QColor()

    def set_color(self, color: QColor) -> None:
        """Set the color that the text fades into."""
        self._color = color
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        clear = QColor(self._color)
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0.0, clear)
        fade.setColorAt(0.8, self._color)
        QPainter(self).fillRect(self.rect(), fade)
