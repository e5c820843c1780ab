"""The words beside the audience's figure; they scroll as the clinician's do."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.panels.view import PanelContext
from app.present.audience.content import build_widgets, is_not_visible
from app.session.state import Showing
from app.widgets.event_loop import IncrementalColumn
from app.widgets.layouts import ColumnLayout
from app.widgets.scroll_column import ScrollColumn

_EDGE, _GAP, _FADE_HEIGHT = 22, 12, 44
_CACHED_PAGES, _PREPARE_POLL_MS = 5, 60


class AudienceTextPage(ScrollColumn):
    """What is said of one Showing, in a column without a bar, as nobody there can move it."""

    def __init__(self, context: PanelContext, showing: Showing, parent: QWidget) -> None:
        super().__init__(context.theme, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text_key = text_key_of(context, showing)
        page, px = QWidget(), context.theme.px
        column = ColumnLayout(page)
        column.setContentsMargins(px(_EDGE), px(_EDGE), px(_EDGE), px(_EDGE))
        self._content = IncrementalColumn(build_widgets(context, showing), px(_GAP))
        column.addWidget(self._content)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.hide()

    @property
    def is_done(self) -> bool:
        """Whether all words are there."""
        return self._content.is_complete

    @property
    def has_more(self) -> bool:
        """Whether anything is said below what is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum()

    def scroll_to(self, share: float) -> None:
        """Scrolls to a share (0 to 1) of what does not fit."""
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))


def text_key_of(context: PanelContext, showing: Showing) -> tuple[object, ...]:
    """What the words depend on."""
    unseen = is_not_visible(context, showing)
    return context, showing.place, unseen, showing.topic, showing.page, showing.compared


class AudienceText(QWidget):
    """Shows one page and keeps the last few, so that a step back, or a prepared one, is there."""

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
        """Tells of another Showing, from its first line."""
        page = self._page_for(context, showing)
        if page is self._page:
            return
        self._context, self._scroll_fraction = context, 0.0
        if self._page is not None:
            self._page.verticalScrollBar().rangeChanged.disconnect(self._apply_scroll)
            self._page.hide()
        self._page = page
        page.verticalScrollBar().rangeChanged.connect(self._apply_scroll)
        page.show()
        self._scroll_fade.set_color(context.theme.color("surface"))
        self._scroll_fade.raise_()
        self._apply_scroll()

    def prepare(self, context: PanelContext, showing: Showing) -> None:
        """Makes the words of what may be shown next, and lays them out."""
        self._next_page = self._page_for(context, showing)
        self._prepare_timer.start()

    def scroll_to(self, share: float) -> None:
        """Scrolls to a share (0 to 1) of what does not fit."""
        self._scroll_fraction = share
        self._apply_scroll()

    @property
    def has_more(self) -> bool:
        """Whether anything is said below what is in sight."""
        return self._page is not None and self._page.has_more

    def resizeEvent(self, event: QResizeEvent) -> None:
        for page in self._pages:
            page.setGeometry(self.rect())
        tall = self._context.theme.px(_FADE_HEIGHT)
        self._scroll_fade.setGeometry(0, self.height() - tall, self.width(), tall)
        self._apply_scroll()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._context.theme.color("surface"))

    def _page_for(self, context: PanelContext, showing: Showing) -> AudienceTextPage:
        subject = text_key_of(context, showing)
        found = next((page for page in self._pages if page.text_key == subject), None)
        page = found or AudienceTextPage(context, showing, self)
        page.setGeometry(self.rect())
        self._pages = [*(one for one in self._pages if one is not page), page]
        if len(self._pages) > _CACHED_PAGES:
            old = next(one for one in self._pages if one is not self._page)
            self._pages.remove(old)
            old.deleteLater()
        return page

    def _lay_out_next_page(self) -> None:
        """Once all its words are there, has them laid out while nobody waits for it."""
        page = self._next_page
        if page is None or page not in self._pages or page is self._page:
            self._prepare_timer.stop()
        elif page.is_done:
            self._prepare_timer.stop()
            page.grab()

    def _apply_scroll(self) -> None:
        if self._page is not None:
            self._page.scroll_to(self._scroll_fraction)
            self._scroll_fade.setVisible(self._page.has_more)


class ScrollFade(QWidget):
    """Lets the last line fade where there is more to scroll to."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._colour = QColor()

    def set_color(self, colour: QColor) -> None:
        """The colour that the words fade into."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        clear = QColor(self._colour)
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0.0, clear)
        fade.setColorAt(0.8, self._colour)
        QPainter(self).fillRect(self.rect(), fade)
