"""Keep the keyboard focus while a widget is replaced by a rebuilt one with the same children."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.widgets.widget_tree import descendants


class FocusPosition(NamedTuple):
    """The index of the focused child, and the cursor position in it; 0 if it is no text field."""

    child: int
    cursor: int


def focus_position(root: QWidget) -> FocusPosition | None:
    """The position of the focus among the children of `root`; None if the focus is elsewhere."""
    focus = root.window().focusWidget()
    if focus is None or not root.isAncestorOf(focus):
        return None
    cursor = focus.cursorPosition() if isinstance(focus, QLineEdit) else 0
    return FocusPosition(descendants(root, QWidget).index(focus), cursor)


def restore_focus(root: QWidget, position: FocusPosition | None) -> None:
    """Focus the child of `root` at a position.

    If this child cannot have the focus, for example because it is disabled, the first child that
    can have it gets it.
    """
    children = descendants(root, QWidget)
    if position is None or not children:
        return
    wanted = children[min(position.child, len(children) - 1)]
    found = next((one for one in (wanted, *children) if _can_have_focus(one)), None)
    if found is not None:
        found.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(found, QLineEdit):
        found.setCursorPosition(position.cursor)


def _can_have_focus(widget: QWidget) -> bool:
    policy = widget.focusPolicy()
    return widget.isEnabled() and not widget.isHidden() and policy != Qt.FocusPolicy.NoFocus
