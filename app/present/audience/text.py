"""The words beside the audience's figure; they scroll as the clinician's do."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.panels.view import Reading
from app.present.audience.content import is_unseen, told
from app.session.state import Showing
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Pile
from app.widgets.scroll_column import Column

_EDGE, _GAP, _MORE = 22, 12, 44
_KEPT, _LATER_MS = 5, 60


class WordPage(Column):
    """What is said of one Showing, in a column without a bar, as nobody there can move it."""

    def __init__(self, reading: Reading, showing: Showing, parent: QWidget) -> None:
        super().__init__(reading.look, parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.subject = subject_of(reading, showing)
        page, px = QWidget(), reading.look.px
        column = Pile(page)
        column.setContentsMargins(px(_EDGE), px(_EDGE), px(_EDGE), px(_EDGE))
        self._words = Gradual(told(reading, showing), px(_GAP))
        column.addWidget(self._words)
        self.setWidget(page)
        page.setAutoFillBackground(False)
        self.hide()

    @property
    def is_done(self) -> bool:
        """Whether all words are there."""
        return self._words.is_done

    @property
    def has_more(self) -> bool:
        """Whether anything is said below what is in sight."""
        bar = self.verticalScrollBar()
        return bar.value() < bar.maximum()

    def scroll_to(self, share: float) -> None:
        """Scrolls to a share (0 to 1) of what does not fit."""
        bar = self.verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))


def subject_of(reading: Reading, showing: Showing) -> tuple[object, ...]:
    """What the words depend on."""
    unseen = is_unseen(reading, showing)
    return reading, showing.place, unseen, showing.topic, showing.page, showing.beside


class AudienceWords(QWidget):
    """Shows one page and keeps the last few, so that a step back, or a prepared one, is there."""

    def __init__(self, reading: Reading, showing: Showing) -> None:
        super().__init__()
        self._reading, self._share = reading, 0.0
        self._pages: list[WordPage] = []
        self._page: WordPage | None = None
        self._more = More(self)
        self._coming: WordPage | None = None
        self._later = QTimer(self)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._lay_out_coming)
        self.show_showing(reading, showing)

    def show_showing(self, reading: Reading, showing: Showing) -> None:
        """Tells of another Showing, from its first line."""
        page = self._page_for(reading, showing)
        if page is self._page:
            return
        self._reading, self._share = reading, 0.0
        if self._page is not None:
            self._page.verticalScrollBar().rangeChanged.disconnect(self._keep_share)
            self._page.hide()
        self._page = page
        page.verticalScrollBar().rangeChanged.connect(self._keep_share)
        page.show()
        self._more.fade_into(reading.look.colour("surface"))
        self._more.raise_()
        self._keep_share()

    def prepare(self, reading: Reading, showing: Showing) -> None:
        """Makes the words of what may be shown next, and lays them out."""
        self._coming = self._page_for(reading, showing)
        self._later.start()

    def scroll_to(self, share: float) -> None:
        """Scrolls to a share (0 to 1) of what does not fit."""
        self._share = share
        self._keep_share()

    @property
    def has_more(self) -> bool:
        """Whether anything is said below what is in sight."""
        return self._page is not None and self._page.has_more

    def resizeEvent(self, event: QResizeEvent) -> None:
        for page in self._pages:
            page.setGeometry(self.rect())
        tall = self._reading.look.px(_MORE)
        self._more.setGeometry(0, self.height() - tall, self.width(), tall)
        self._keep_share()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._reading.look.colour("surface"))

    def _page_for(self, reading: Reading, showing: Showing) -> WordPage:
        subject = subject_of(reading, showing)
        found = next((page for page in self._pages if page.subject == subject), None)
        page = found or WordPage(reading, showing, self)
        page.setGeometry(self.rect())
        self._pages = [*(one for one in self._pages if one is not page), page]
        if len(self._pages) > _KEPT:
            old = next(one for one in self._pages if one is not self._page)
            self._pages.remove(old)
            old.deleteLater()
        return page

    def _lay_out_coming(self) -> None:
        """Once all its words are there, has them laid out while nobody waits for it."""
        page = self._coming
        if page is None or page not in self._pages or page is self._page:
            self._later.stop()
        elif page.is_done:
            self._later.stop()
            page.grab()

    def _keep_share(self) -> None:
        if self._page is not None:
            self._page.scroll_to(self._share)
            self._more.setVisible(self._page.has_more)


class More(QWidget):
    """Lets the last line fade where there is more to scroll to."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._colour = QColor()

    def fade_into(self, colour: QColor) -> None:
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
