"""The column beside the figure: the words, and above them whatever a mode puts there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.theme.theme import Look
from app.widgets.scroll_column import Column

_AT_MOST = 0.62


class SideColumn(QWidget):
    """The deck is as tall as it wishes, as long as some words stay in sight below it."""

    def __init__(self, words: QWidget, look: Look) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._deck = Column(look)
        self._deck.hide()
        self._column.addWidget(self._deck)
        self._column.addWidget(words, 1)

    def set_deck(self, deck: QWidget | None) -> None:
        """Puts controls above the words, or takes them away."""
        old = self._deck.takeWidget()
        if old is not None:
            old.deleteLater()
        if deck is not None:
            self._deck.setWidget(deck)
            deck.installEventFilter(self)
            deck.show()
        self._deck.setVisible(deck is not None)
        self._fit_deck()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_deck()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit_deck()
        return super().eventFilter(watched, event)

    def _fit_deck(self) -> None:
        deck = self._deck.widget()
        if deck is not None:
            self._column.activate()
            wish = deck.heightForWidth(deck.width()) + 2
            self._deck.setFixedHeight(min(wish, int(self.height() * _AT_MOST)))
