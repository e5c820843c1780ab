"""The search of a kiosk above the bottom bar: a field, what it finds, and letters to touch."""

from __future__ import annotations

import sys

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.kiosk.screen_keyboard import ScreenKeyboard
from app.session.state import Showing
from app.widgets.button import Button, ButtonKind
from app.widgets.text_field import TextField
from app.widgets.themed import ThemedWidget
from app.workspace.search_list import SearchResults
from app.workspace.workspace import Workspace

_EDGE, _ROWS_HEIGHT, _TOP = 12, 176, 90
_MAX_KEYBOARD_SHARE = 0.42
"""How much of the window the letters may take."""


class SearchSheet(ThemedWidget, QWidget):
    """Covers the lower part of the page, or its side in landscape; the figure stays in sight.

    It is no overlay: a touch on the figure works and closes it. `has_letters` shows letters on the
    screen until a real keyboard is used.

    Signals:
        changed: it was opened or closed.
    """

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget, *, has_letters: bool) -> None:
        super().__init__(parent)
        theme, icons, showing = workspace.theme, workspace.icons, workspace.session.showing
        self._has_letters, self._words = has_letters, workspace.side_column
        self.field = TextField(self.tr("Search"), theme, icons.path("search"))
        self.field.add_clear_button(icons.path("close"))
        self.results = SearchResults(theme, icons)
        self.keyboard = ScreenKeyboard(showing.language, theme, icons)
        self.close_button = Button(self.tr("Close"), theme, kind=ButtonKind.QUIET)
        self.close_button.clicked.connect(self.close_search)
        self.search = workspace.search.use_field(self.field, self.results)
        self.search.opened.connect(self.close_search)
        self.search.found.connect(self._on_found)
        self.keyboard.typed.connect(self._on_typed)
        self.keyboard.deleted.connect(self._on_deleted)
        workspace.session.changed.connect(self._on_showing)
        self._location = _location(showing)
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.close_button)
        self._column.setSpacing(0)
        self._column.addLayout(self._row)
        self._column.addWidget(self.results, 1)
        self._column.addWidget(self.keyboard)
        self.setAccessibleName(self.tr("Search"))
        self.apply_theme(theme)
        self.reset()

    def update_metrics(self) -> None:
        edge = self.theme.px(_EDGE)
        self._row.setContentsMargins(edge, edge, edge, edge)
        self._row.setSpacing(edge)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_in(self, page: QRect) -> None:
        """Show it in the part of the page that it covers, with the cursor in the field."""
        self.place(page)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def close_search(self) -> None:
        """Close it, and forget what was typed."""
        if not self.isHidden():
            self.hide()
            self.changed.emit()

    def reset(self) -> None:
        """Close it, forget what was typed, and show letters to the next visitor."""
        self.hide()
        self.search.clear()
        self.keyboard.setVisible(self._has_letters)
        self.keyboard.update_metrics()

    def place(self, page: QRect) -> None:
        """Take the lower part of a portrait page, else the place of the words beside the figure."""
        self.keyboard.fit_height(round(page.height() * _MAX_KEYBOARD_SHARE))
        window = self.window()
        words = QRect(self._words.mapTo(window, QPoint()), self._words.size())
        is_portrait = window.height() > window.width()
        if not is_portrait and words.width() < page.width():
            self.setGeometry(words)
            return
        is_narrow = page.width() // 2 < self.keyboard.minimumSizeHint().width()
        width = page.width() if is_portrait or is_narrow else page.width() // 2
        px, letters = self.theme.px, self.keyboard.sizeHint().height()
        wanted = px(44) + 2 * px(_EDGE) + px(_ROWS_HEIGHT)
        wanted += 0 if self.keyboard.isHidden() else letters
        room = page.height() - px(_TOP)
        height = min(wanted, room) if is_portrait else room
        left = page.left() if self.isRightToLeft() else page.right() + 1 - width
        self.setGeometry(left, page.bottom() + 1 - height, width, height)

    def on_real_key(self, key: int) -> None:
        """Hide the letters once a letter comes from a real keyboard."""
        if key <= sys.maxunicode and chr(key).isalpha() and not self.isHidden():
            self.keyboard.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        else:
            event.accept()  # the page below has no part in it

    def hideEvent(self, event: QHideEvent) -> None:
        self.search.clear()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 2, self.theme.color("line"))

    def _on_found(self, count: int | None) -> None:
        if count is None:
            self.results.clear()

    def _on_typed(self, letter: str) -> None:
        self.field.insert(letter)
        self.search.find(self.field.text())

    def _on_deleted(self) -> None:
        self.field.backspace()
        self.search.find(self.field.text())

    def _on_showing(self, showing: Showing) -> None:
        before, self._location = self._location, _location(showing)
        if before != self._location:
            self.close_search()


def _location(showing: Showing) -> tuple[object, ...]:
    return showing.place, showing.topic, showing.page, showing.term
