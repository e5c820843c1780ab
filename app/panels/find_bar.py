"""The bar that finds words in the text of the panel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.panels.document.view import DocumentView
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.text_field import TextField
from app.widgets.text_label import TextLabel
from app.widgets.text_search import SearchResult, TextSearch
from app.widgets.themed import ThemedWidget
from app.widgets.tooltip import set_tooltip


class FindBar(ThemedWidget, QWidget):
    """A field, the number of the match, and buttons for the next and the one before.

    It also joins the selections of the text views, so it is there while it is hidden.

    Signals:
        closed: the bar was closed.
    """

    closed = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.theme = theme
        self.search = TextSearch(self)
        self.search.changed.connect(self._show_result)
        self.field = TextField(self.tr("Find in this text"), theme, icons.path("search"))
        self.field.textEdited.connect(self._on_edited)
        self.result_label = TextLabel("", theme, step=-1, role="quiet")
        self.result_label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.previous = self._tool(icons, "up", self.tr("Previous match"))
        self.next = self._tool(icons, "down", self.tr("Next match"))
        self.close_button = self._tool(icons, "close", self.tr("Close the search"))
        for tool, key in (
            (self.previous, "Shift+Return"),
            (self.next, "Return"),
            (self.close_button, "Esc"),
        ):
            set_tooltip(tool, key=key)
        self.previous.clicked.connect(self._on_previous)
        self.next.clicked.connect(self._on_next)
        self.close_button.clicked.connect(self.close_search)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field, 1)
        for widget in (self.result_label, self.previous, self.next, self.close_button):
            self._row.addWidget(widget)
        self.setAccessibleName(self.tr("Find in this text"))
        self.update_metrics()
        self.hide()

    def update_metrics(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(24), px(6), px(24), px(6))
        self._row.setSpacing(px(6))

    def show_field(self) -> None:
        """Show the bar with the focus in its field."""
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def close_search(self) -> None:
        """Hide the bar; the last match stays selected."""
        self.hide()
        self.search.end_search()
        self.closed.emit()

    def set_document(self, document: DocumentView | None) -> None:
        """Search in a document that has all its widgets; None for nothing."""
        if document is None:
            self.search.set_parts(())
        elif document.is_complete:
            self.search.set_parts(document.text_views)

    def clear(self) -> None:
        """Hide the bar, and forget what was searched."""
        self.hide()
        self.search.end_search()
        self.field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next match, Shift+Enter to the one before; Escape closes the bar."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.close_search()
        elif is_enter and is_shift:
            self._on_previous()
        elif is_enter:
            self._on_next()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.color("sunken"))

    def _tool(self, icons: Icons, icon: str, name: str) -> Button:
        tool = Button("", self.theme, kind=ButtonKind.QUIET, icon=icons.path(icon))
        tool.setAccessibleName(name)
        return tool

    def _on_edited(self, text: str) -> None:
        self.search.find(text)

    def _on_next(self) -> None:
        self.search.find_next()

    def _on_previous(self) -> None:
        self.search.find_previous()

    def _show_result(self, result: SearchResult) -> None:
        """Say which match is shown; a screen reader gets it as the description of the field."""
        text = ""
        if self.field.text().strip():
            words = self.tr("{number} of {count}") if result.count else self.tr("Not found")
            text = words.format(number=result.number, count=result.count)
        self.result_label.set_text(text)
        self.field.setAccessibleDescription(text or " ")
        for button in (self.previous, self.next):
            button.setEnabled(result.count > 1)
