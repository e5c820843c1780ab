"""The words beside the audience's figure; they scroll as the clinician's do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.controls.pile import Pile
from app.controls.scroll import Column
from app.panels.gradually import Gradual
from app.panels.reading import Reading
from app.present.telling import told
from app.session.showing import Showing

_EDGE, _GAP, _MORE = 22, 12, 44


class AudienceWords(QWidget):
    """A column of words without a bar, as nobody there can move it."""

    def __init__(self, reading: Reading, showing: Showing) -> None:
        super().__init__()
        self._subject: tuple[object, ...] = ()
        self._share = 0.0
        self._reading = reading
        self._scroll = Column(reading.look)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._more = More(self)
        self._scroll.verticalScrollBar().valueChanged.connect(self._more.show_more)
        self.show_showing(reading, showing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        tall = self._reading.look.px(_MORE)
        self._more.setGeometry(0, self.height() - tall, self.width(), tall)
        self._more.raise_()
        self._keep_share()

    def show_showing(self, reading: Reading, showing: Showing) -> None:
        """Tells of another Showing, from its first line."""
        subject = (reading, showing.place, showing.topic, showing.page, showing.beside)
        if subject == self._subject:
            return
        self._subject, self._reading, self._share = subject, reading, 0.0
        page, px = QWidget(), reading.look.px
        column = Pile(page)
        column.setContentsMargins(px(_EDGE), px(_EDGE), px(_EDGE), px(_EDGE))
        column.addWidget(Gradual(told(reading, showing), px(_GAP)))
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()
        self._scroll.setWidget(page)
        page.setAutoFillBackground(False)
        self._more.fade_into(reading.look.colour("surface"))
        self._keep_share()

    def scroll_to(self, share: float) -> None:
        """Scrolls to a share (0 to 1) of what does not fit."""
        self._share = share
        self._keep_share()

    @property
    def has_more(self) -> bool:
        """Whether anything is said below what is in sight."""
        bar = self._scroll.verticalScrollBar()
        return bar.value() < bar.maximum()

    def _keep_share(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(round(bar.maximum() * self._share))
        self._more.show_more()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._reading.look.colour("surface"))


class More(QWidget):
    """Lets the last line fade where there is more to scroll to."""

    def __init__(self, over: AudienceWords) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._colour = QColor()
        self._over = over

    def fade_into(self, colour: QColor) -> None:
        """The colour that the words fade into."""
        self._colour = colour
        self.update()

    def show_more(self) -> None:
        """Shows itself where there is more."""
        self.setVisible(self._over.has_more)

    def paintEvent(self, event: QPaintEvent) -> None:
        clear = QColor(self._colour)
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, 0, self.height())
        fade.setColorAt(0.0, clear)
        fade.setColorAt(0.8, self._colour)
        QPainter(self).fillRect(self.rect(), fade)
