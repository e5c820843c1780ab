"""The foot of a kiosk, always in sight: Start over, the List, and what all this is not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.session.state import Showing
from app.theme.theme import Look
from app.widgets.button import Kind, Pill
from app.widgets.layouts import Flow
from app.widgets.text_label import WordLabel
from app.widgets.themed import Worn

_EDGE, _GAP = 18, 12
_WORDS = 150
"""As much room as the words beside the buttons need, in pixels at 100 %."""


class Foot(Worn, QWidget):
    """Start over, and the List, always in sight.

    Signals:
        over_asked: everything is to start over.
        list_asked: the List is to be opened.
    """

    over_asked = Signal()
    list_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        pills = QWidget()
        self._row = Flow(pills, look.px(_GAP))
        over = Pill(self.tr("Start over"), look, kind=Kind.PRIMARY)
        self._list = Pill("", look)
        words = self.tr("Information, not medical advice. Nothing you do here is kept.")
        over.clicked.connect(self.over_asked)
        self._list.clicked.connect(self.list_asked)
        self._row.addWidget(over)
        self._row.addWidget(self._list)
        self._box.addWidget(pills)
        self._box.addWidget(
            WordLabel(words, look, step=-1, role="quiet"), 1, Qt.AlignmentFlag.AlignVCenter
        )
        self.fit()
        self.show_showing(Showing())

    def fit(self) -> None:
        px = self.look.px
        self._box.setContentsMargins(px(_EDGE), px(8), px(_EDGE), px(8))
        self._box.setSpacing(px(_GAP))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._turn()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the words below the buttons allow, which is how they come to stand there."""
        least = self._row.minimumSize().width() + 2 * self.look.px(_EDGE)
        return QSize(least, super().minimumSizeHint().height())

    def _turn(self) -> None:
        """The words beside the buttons, or below where they would have too little room."""
        beside = self.width() - self._row.sizeHint().width() - self.look.px(2 * _EDGE + _GAP)
        is_wide = beside >= self.look.px(_WORDS)
        kinds = QBoxLayout.Direction
        self._box.setDirection(kinds.LeftToRight if is_wide else kinds.TopToBottom)

    def show_showing(self, showing: Showing) -> None:
        """Says how much is on the List."""
        self._list.setText(self.tr("Your list: {n}").format(n=len(showing.kept)))
        self._list.updateGeometry()
        self._turn()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.look.colour("sunken"))
