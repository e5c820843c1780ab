"""The strips at the edge of the window: the footer, and the banner that tells of trouble."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.theme.theme import Look
from app.widgets.button import Pill
from app.widgets.card import Card, Tone
from app.widgets.layouts import Flow
from app.widgets.text_label import WordLabel
from app.widgets.themed import Worn


class Footer(Worn, QWidget):
    """Says what this is not, and exactly what is kept."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._row = row = Flow(self, 24, between_rows=0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        advice = self.tr("Information, not medical advice. It does not replace a consultation.")
        kept = self.tr(
            "Kept here: window, text size, theme, figure, build, skin tone, country, screen. "
            "Never a region or a search."
        )
        row.addWidget(WordLabel(advice, look, step=-1, role="quiet"))
        row.addWidget(WordLabel(kept, look, step=-1, role="quiet"))
        self.fit()

    def fit(self) -> None:
        px = self.look.px
        self._row.setContentsMargins(px(22), px(5), px(22), px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.look.colour("sunken"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), self.look.colour("hairline"))


class Banner(Card):
    """One notice above everything, with a button that closes it, and sometimes one that undoes.

    Signals:
        undo_asked: what the notice tells of is to be taken back.
    """

    undo_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, Tone.CAUTION)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        self._words = WordLabel("", look)
        close = Pill(self.tr("Close"), look)
        close.clicked.connect(self.hide)
        self.undo = Pill(self.tr("Undo"), look)
        self.undo.clicked.connect(self.undo_asked)
        row.addWidget(self._words, 1)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(inner)
        self.hide()

    def tell(self, words: str) -> None:
        """Shows a notice."""
        self._words.say(words)
        self.undo.hide()
        self.show()

    def offer_undo(self, words: str) -> None:
        """Shows a notice of what can be taken back."""
        self.tell(words)
        self.undo.setAccessibleDescription(words)
        self.undo.show()

    @property
    def offers_undo(self) -> bool:
        """Whether it is there and tells of what can be taken back."""
        return not self.isHidden() and not self.undo.isHidden()
