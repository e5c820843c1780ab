"""Tab order of widgets that are added to a page later.

Qt puts a new widget at the end of the tab order and of the tree, wherever it is placed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after_in_tab_order(before: QWidget, added: QWidget) -> None:
    """Let Tab go from the last tab stop in `before` to those in `added`, in the order of the tree.

    Both are in the same window.
    """
    stops = tab_stops(before)
    last = stops[-1] if stops else before
    for stop in tab_stops(added):
        QWidget.setTabOrder(last, stop)
        last = stop


def tab_stops(root: QWidget) -> list[QWidget]:
    """The widget and those below it that Tab reaches, in the order of the tree."""
    widgets = [root, *root.findChildren(QWidget)]
    return [one for one in widgets if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
