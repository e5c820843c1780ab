"""Tab order of a part of the window that was built bit by bit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_tab_order(root: QWidget) -> None:
    """Let Tab visit the widgets below `root` in the order in which screen readers find them.

    Qt appends every widget that is created later, wherever it stands.
    """
    before: QWidget | None = None
    for widget in tree_order(root):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            if before is not None:
                QWidget.setTabOrder(before, widget)
            before = widget


def tree_order(root: QWidget) -> list[QWidget]:
    """All widgets below `root`, each before its children."""
    found: list[QWidget] = []
    for child in root.children():
        if isinstance(child, QWidget) and not child.isWindow():
            found.append(child)
            found += tree_order(child)
    return found
