"""Remembers where the keyboard focus was among the children of a widget that is built anew."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget


class FocusPosition(NamedTuple):
    """`child` counts the children of the widget; `cursor` is the cursor of a text field, or 0."""

    child: int
    cursor: int


def focus_position(root: QWidget) -> FocusPosition | None:
    """Where the focus of the window lies below `root`; None where it lies elsewhere."""
    focus = root.window().focusWidget()
    if focus is None or not root.isAncestorOf(focus):
        return None
    cursor = focus.cursorPosition() if isinstance(focus, QLineEdit) else 0
    return FocusPosition(root.findChildren(QWidget).index(focus), cursor)


def restore_focus(root: QWidget, place: FocusPosition | None) -> None:
    """Gives the focus to the same child of a widget that was built in the same way.

    A child that cannot have it now passes it to the first one that can.
    """
    children = root.findChildren(QWidget)
    if place is None or not children:
        return
    wanted = children[min(place.child, len(children) - 1)]
    found = next((one for one in (wanted, *children) if _can_have_focus(one)), None)
    if found is not None:
        found.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(found, QLineEdit):
        found.setCursorPosition(place.cursor)


def _can_have_focus(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return widget.isEnabled() and not widget.isHidden() and policy != Qt.FocusPolicy.NoFocus
