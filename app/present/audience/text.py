"""The text beside the audience's figure; it scrolls with the clinician's text."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.panels.document.view import DocumentView, ReadingPlace
from app.panels.view import PanelContext
from app.present.audience.documents import (
    audience_document,
    compares_options,
    is_not_visible,
    title_spans,
)
from app.session.shared_words import not_visible_text
from app.session.state import Showing
from app.support.qt_signals import disconnect
from app.support.qt_translation import translate
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.scroll_fade import ScrollFade
from app.widgets.text_label import TextLabel

_EDGE, _GAP, _FADE_HEIGHT = 22, 12, 44
_CACHED_PAGES, _PREPARE_POLL_MS = 5, 60


@dataclass(frozen=True, slots=True)
class ScrollTarget:
    """Where the text is scrolled to: a share of the way from the top (0) to the bottom (1).

    If `place` is known, it stands at this share of the height of the window, where the clinician
    sees it: so the same words are in sight on both screens, whatever their sizes.
    """

    share: float = 0.0
    place: ReadingPlace | None = None


class AudienceTextPage(ScrollColumn):
    """The text for one state, without a scroll bar, because the audience cannot use it.

    The title with the side stays above it.
    """

    def __init__(self, context: PanelContext, showing: Showing, parent: QWidget) -> None:
        super().__init__(context.theme, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text_key = text_key_of(context, showing)
        page, edge = QWidget(), context.theme.px(_EDGE)
        self._topic, self._follows = showing.topic or "", not compares_options(showing)
        self._head = _make_head(context, showing)
        self._head.setParent(self)
        column = ColumnLayout(page)
        column.setContentsMargins(edge, 0, edge, edge)
        document = audience_document(context, showing)
        self._document = DocumentView(context, document, is_interactive=False)
        self._document.update_details(showing)
        column.addWidget(self._document)
        self._content = page
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.hide()

    @property
    def is_complete(self) -> bool:
        """Whether all paragraphs have been created."""
        return self._document.is_complete

    @property
    def has_more(self) -> bool:
        """Whether there is text below the visible part."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum()

    def scroll_to(self, target: ScrollTarget) -> None:
        """Scroll to a position."""
        bar, place = self.verticalScrollBar(), target.place
        if place is None or not self._follows:
            bar.setValue(round(bar.maximum() * target.share))
        else:
            above = round(target.share * self.viewport().height())
            self._scroll_to_height(self._document.y_of(place) - above)

    def scroll_to_topic(self) -> None:
        """Scroll to where the topic of the state begins, and open the fold that it is in."""
        y = None
        if self._topic and self._document.has_topic(self._topic):
            y = self._document.y_of_topic(self._topic)
        if y is None:
            self.verticalScrollBar().setValue(0)
        else:
            self._scroll_to_height(y)

    def _scroll_to_height(self, y: int) -> None:
        """Scroll to a height of the document."""
        self.verticalScrollBar().setValue(self._document.mapTo(self._content, QPoint(0, y)).y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        height = self._head.heightForWidth(self.width())
        self._head.setGeometry(0, 0, self.width(), height)
        self.setViewportMargins(0, height, 0, 0)
        super().resizeEvent(event)


def _make_head(context: PanelContext, showing: Showing) -> QWidget:
    """The title, and the notice that the region is not visible."""
    theme, head = context.theme, QWidget()
    edge, gap = theme.px(_EDGE), theme.px(_GAP)
    column = ColumnLayout(head, gap)
    column.setContentsMargins(edge, edge, edge, gap)
    column.addWidget(TextLabel(title_spans(context, showing), theme, step=3))
    if is_not_visible(context, showing):
        card = Card(theme, CardTone.TINT)
        card.column.addWidget(TextLabel(not_visible_text(translate), theme, weight=700))
        column.addWidget(card)
    return head


def text_key_of(context: PanelContext, showing: Showing) -> tuple[object, ...]:
    """Everything that the text depends on; pages with the same key are identical."""
    is_hidden = is_not_visible(context, showing)
    words = showing.topic, showing.page, showing.compared, showing.country, showing.value_answers
    return context, showing.place, is_hidden, words


class AudienceText(QWidget):
    """Shows one page and caches a few more: those shown last and the one that may come next."""

    def __init__(self, context: PanelContext, showing: Showing) -> None:
        super().__init__()
        self._context = context
        self._target: ScrollTarget | None = None
        self._pages: list[AudienceTextPage] = []
        self._page: AudienceTextPage | None = None
        self._scroll_fade = ScrollFade(self)
        self._next_page: AudienceTextPage | None = None
        self._prepare_timer = QTimer(self)
        self._prepare_timer.setInterval(_PREPARE_POLL_MS)
        self._prepare_timer.timeout.connect(self._lay_out_next_page)
        self.set_showing(context, showing)

    def set_showing(self, context: PanelContext, showing: Showing) -> None:
        """Show the text for another state, from its first line or that of its topic."""
        page = self._page_for(context, showing)
        if page is self._page:
            return
        self._context, self._target = context, None
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

    def scroll_to(self, target: ScrollTarget | None) -> None:
        """Scroll to a position; None is the first line of the topic."""
        self._target = target
        self._apply_scroll()

    @property
    def is_complete(self) -> bool:
        """Whether the page, and the pages that are cached, are complete."""
        return all(page.is_complete for page in self._pages)

    @property
    def scroll_target(self) -> ScrollTarget | None:
        """The position that the text is scrolled to; None is the first line of its topic."""
        return self._target

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
            page.scroll_to_topic()
            page.grab()

    def _apply_scroll(self) -> None:
        if self._page is not None:
            if self._target is None:
                self._page.scroll_to_topic()
            else:
                self._page.scroll_to(self._target)
            self._scroll_fade.setVisible(self._page.has_more)
