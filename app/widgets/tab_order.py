"""Tab order of a part of the window that was built bit by bit."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_tab_order(root: QWidget, after: QWidget) -> None:
    """Let Tab visit the widgets below `root` in the order in which screen readers find them.

    They come after another widget. Qt appends a widget that is created later to the tab order of
    the window, wherever it stands.
    """
    before = after
    for widget in tree_order(root):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            if before.nextInFocusChain() is not widget:
                QWidget.setTabOrder(before, widget)
            before = widget


def tree_order(root: QWidget) -> Iterator[QWidget]:
    """All widgets below `root`, each before its children."""
    for child in root.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield child
            yield from tree_order(child)
