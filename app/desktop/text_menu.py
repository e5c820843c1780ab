"""The context menu of running text at a desk: copy and select."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.widgets.read_only_text import ReadOnlyText


def text_at(window: QWidget, where: QPoint) -> ReadOnlyText | None:
    """The running text at a point of a window, if its words can be selected."""
    widget = window.childAt(where)
    while widget is not None and not isinstance(widget, ReadOnlyText):
        widget = widget.parentWidget()
    return widget if widget is not None and widget.is_selectable else None


class TextMenu(QMenu):
    """Copies the selected words of a page, or selects all of them."""

    def __init__(self, text: ReadOnlyText, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = QKeySequence.StandardKey
        self.copy_action = QAction(self.tr("Copy"), self)
        self.copy_action.setShortcut(keys.Copy)
        self.copy_action.setEnabled(text.has_selected_words)
        self.copy_action.triggered.connect(text.copy_words)
        self.select_action = QAction(self.tr("Select all"), self)
        self.select_action.setShortcut(keys.SelectAll)
        self.select_action.triggered.connect(text.select_words)
        self.addActions([self.copy_action, self.select_action])
