"""The list that opens below a search field, over everything else in the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.card import Card
from app.widgets.layouts import ColumnLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_field import TextField
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget
from app.workspace.search_rows import SearchRow, SearchRowList

_WIDTH, _GAP, _MARGIN, _EDGE = 440, 6, 8, 14


class SearchResults(ThemedWidget, QWidget):
    """The rows of a search, which scroll if there is no room for all, or that nothing was found."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.rows = SearchRowList(theme, icons)
        self._scroll_area = ScrollColumn(theme, self)
        self._scroll_area.setWidget(self.rows)
        self.rows.setAutoFillBackground(False)
        text = self.tr("Nothing found. Try another word, such as “bra”, “hip” or “pain”.")
        self._nothing = QWidget(self)
        self._column = ColumnLayout(self._nothing)
        self._column.addWidget(TextLabel(text, theme))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.rows.selectionModel().currentChanged.connect(self._show_current)
        self.apply_theme(theme)
        self.clear()

    def set_rows(self, rows: tuple[SearchRow, ...]) -> None:
        """Show other rows from the first one; without any, that nothing was found."""
        self.rows.set_rows(rows)
        self._scroll_area.scroll_to_top()
        self._scroll_area.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self.updateGeometry()

    def clear(self) -> None:
        """Show nothing, because nothing is searched."""
        self.set_rows(())
        self._nothing.hide()

    def height_for(self, width: int) -> int:
        """The height of all rows, or of the sentence."""
        if self.rows.rows:
            return self.rows.sizeHint().height()
        return self._column.heightForWidth(width)

    def update_metrics(self) -> None:
        edge = self.theme.px(_EDGE)
        self._column.setContentsMargins(edge, edge, edge, edge)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_WIDTH), self.height_for(self.theme.px(_WIDTH)))

    def _show_current(self, index: QModelIndex) -> None:
        """Scroll to the row that the keys have reached."""
        if index.isValid():
            row = self.rows.visualRect(index)
            self._scroll_area.ensureVisible(0, row.center().y(), 0, row.height() // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for part in (self._scroll_area, self._nothing):
            part.setGeometry(self.rect())


class SearchList(Card):
    """A card with the results, placed below its field; it closes when the focus goes elsewhere.

    It is a child of the window's content and no window of its own, so that it works the same in a
    kiosk and on every platform.
    """

    def __init__(self, theme: Theme, icons: Icons, field: TextField, parent: QWidget) -> None:
        self.results = SearchResults(theme, icons)
        super().__init__(theme, parent=parent)
        self._parent, self._field = parent, field
        self.column.addWidget(self.results)
        self.setAccessibleName(self.tr("Search results"))
        self.hide()
        for watched in (parent, field):
            watched.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def update_metrics(self) -> None:
        self.column.setContentsMargins(1, self.theme.px(6), 1, self.theme.px(6))

    def set_found(self, count: int | None) -> None:
        """Show it at its place, as high as its rows; None closes it."""
        if count is None:
            self.hide()
            return
        self._place()
        self.show()
        self.raise_()
        # What lies below it on the screen comes after it for a screen reader, too.
        for sibling in self._parent.children():
            if isinstance(sibling, QWidget) and sibling.y() > self.geometry().bottom():
                sibling.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kinds = QEvent.Type
        if event.type() in (kinds.Resize, kinds.Move) and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """As wide as its field or wider, and within its parent."""
        px, parent, field = self.theme.px, self._parent, self._field
        at = field.mapTo(parent, QPoint(0, field.height() + px(_GAP)))
        room = parent.width() - 2 * _MARGIN
        width = min(max(field.width(), px(_WIDTH)), room)
        x = at.x() + field.width() - width if self.isRightToLeft() else at.x()
        x = min(max(x, _MARGIN), parent.width() - _MARGIN - width)
        y = max(at.y(), _MARGIN)
        wanted = self.results.height_for(width - 2) + 2 * px(6)
        height = min(wanted, max(parent.height() - y - _MARGIN, px(2 * 54)))
        self.setGeometry(x, y, width, height)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Close when another widget of the window gets the focus."""
        if self.isHidden() or now is None or now is self._field or self.isAncestorOf(now):
            return
        if now.window() is self.window():
            self.hide()
