"""The words beside the audience's figure; they scroll as the clinician's do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.controls.pile import Pile
from app.controls.scroll import Column
from app.panels.gradually import Gradual
from app.panels.reading import Reading
from app.present.telling import told
from app.session.showing import Showing

_EDGE, _GAP = 22, 12


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
        self.show_showing(reading, showing)

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
        self.update()

    def scroll_to(self, share: float) -> None:
        """Scrolls to a share (0 to 1) of what does not fit."""
        self._share = share
        self._keep_share()

    def _keep_share(self) -> None:
        bar = self._scroll.verticalScrollBar()
        bar.setValue(round(bar.maximum() * self._share))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._reading.look.colour("surface"))
