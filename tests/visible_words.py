"""All words that a person finds in a widget, of labels, text views and painted buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QTabBar, QTextEdit, QWidget

from app.widgets.tab_order import tree_order


def visible_words(root: QWidget) -> str:
    """The words of `root` and all visible widgets below it, in reading order."""
    widgets = (root, *tree_order(root))
    words = (_words(widget) for widget in widgets if widget.isVisible())
    return "\n".join(found for found in words if found)


def _words(widget: QWidget) -> str:
    if isinstance(widget, QTextEdit):
        return widget.toPlainText()
    if isinstance(widget, QTabBar):
        return "\n".join(widget.tabText(index) for index in range(widget.count()))
    return getattr(widget, "text", str)() or widget.accessibleName()
