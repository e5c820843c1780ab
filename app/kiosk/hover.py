"""Where a pointer was: a button that is hidden under it looks pointed at when it comes back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_UNDER = Qt.WidgetAttribute.WA_UnderMouse


def forget_hover(root: QWidget) -> None:
    """Nothing in it is pointed at any more; whoever still points is seen with the next move.

    Qt tells only what is in sight that a finger has left it.
    """
    for widget in (root, *root.findChildren(QWidget)):
        if widget.testAttribute(_UNDER):
            widget.setAttribute(_UNDER, on=False)
            widget.update()
