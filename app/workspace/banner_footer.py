"""The banner for notices above the figure."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.session.actions import Undo
from app.theme.theme import Theme
from app.widgets.button import ActionButton, Button
from app.widgets.card import Card, CardTone
from app.widgets.text_label import TextLabel


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
