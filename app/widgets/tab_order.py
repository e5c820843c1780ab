"""Tab order of a part of the window that was built bit by bit.

Qt puts a new widget at the end of the tab order and of the tree, wherever it is placed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def set_tab_order(root: QWidget, after: QWidget) -> None:
    """Let Tab visit the widgets below `root` in the order in which screen readers find them.

    They come after another widget of the window.
    """
    before = after
    for stop in focusable(root):
        QWidget.setTabOrder(before, stop)
        before = stop


def put_after_in_tab_order(before: QWidget, added: QWidget) -> None:
    """Let Tab go from the last tab stop in `before` to those in `added`, in the order of the tree.

    Both are in the same window.
    """
    last = (focusable(before) or [before])[-1]
    for stop in focusable(added):
        QWidget.setTabOrder(last, stop)
        last = stop


def focusable(root: QWidget) -> list[QWidget]:
    """The widget and those below it that can have the focus, in the order of the tree.

    Of a group of radio buttons only one is a tab stop, but any may become it.
    """
    widgets = (root, *tree_order(root))
    return [one for one in widgets if one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def tab_stops(root: QWidget) -> list[QWidget]:
    """The widget and those below it that Tab reaches, in the order of the tree."""
    return [one for one in (root, *tree_order(root)) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]


def tree_order(root: QWidget) -> list[QWidget]:
    """All widgets below `root`, each before its children."""
    found: list[QWidget] = []
    for child in root.children():
        if isinstance(child, QWidget) and not child.isWindow():
            found.append(child)
            found += tree_order(child)
    return found
