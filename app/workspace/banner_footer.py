"""The banner for notices above the figure, and the disclaimer below it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.session.actions import Undo
from app.theme.theme import Theme
from app.widgets.button import ActionButton, Button
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget


class DisclaimerFooter(ThemedWidget, QWidget):
    """Says in one line that this is not medical advice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._row = row = ColumnLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        advice = self.tr("Information, not medical advice. It does not replace a consultation.")
        row.addWidget(TextLabel(advice, theme, step=-1, role="quiet"))
        self.update_metrics()

    def update_metrics(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(22), px(5), px(22), px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("sunken"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), self.theme.color("hairline"))


class NoticeBanner(Card):
    """One notice above everything, with a button to close it and sometimes a button to undo.

    Signals:
        action: Undo.
    """

    action = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, CardTone.CAUTION)
        inner = QWidget()
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        self._label = TextLabel("", theme)
        close = Button(self.tr("Close"), theme)
        close.clicked.connect(self.hide)
        self.undo = ActionButton(self.tr("Undo"), theme, Undo())
        self.undo.action.connect(self.action)
        row.addWidget(self._label, 1)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addWidget(inner)
        self.hide()

    def show_message(self, text: str) -> None:
        """Show a notice, without the undo button."""
        self._label.set_text(text)
        self.undo.hide()
        self.show()

    def offer_undo(self, text: str) -> None:
        """Show a notice with a button that undoes what it reports."""
        self.show_message(text)
        self.undo.setAccessibleDescription(text)
        self.undo.show()

    @property
    def offers_undo(self) -> bool:
        """Whether a notice with the undo button is shown."""
        return not self.isHidden() and not self.undo.isHidden()
