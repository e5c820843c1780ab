"""The role of a modal dialog for widgets that lie inside a window instead of in one of their own.

Qt tells assistive technology neither that such a widget is a dialog nor, for any dialog, that it
is modal.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QDialog, QWidget
from shiboken6 import isValid

_live_interfaces: list[QAccessibleInterface] = []
"""Qt's cache refers to interfaces without owning them: they must live as long as their widgets."""


class ModalDialog:
    """Mixin for a widget that covers its window; its accessible name is that of the dialog."""


class _DialogInterface(QAccessibleWidget):
    """Role, name and children are Qt's own; it offers no action, which would end the process."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Dialog)

    def state(self) -> QAccessible.State:
        state = super().state()
        widget = self.object()
        is_modal = isinstance(widget, QWidget) and widget.isModal()
        state.modal = int(is_modal or isinstance(widget, ModalDialog))
        return state


@cache
def install_dialog_role() -> None:
    """Gives every ModalDialog and QDialog the role; calling it again changes nothing."""
    QAccessible.installFactory(_create_interface)


def _create_interface(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, ModalDialog | QDialog) or not isinstance(widget, QWidget):
        return None
    made = _DialogInterface(widget)
    _live_interfaces.append(made)
    widget.destroyed.connect(_on_destroyed)
    return made


def _on_destroyed() -> None:
    # Later: Qt's cache deletes the interface itself, after this slot.
    QTimer.singleShot(0, _drop_deleted)


def _drop_deleted() -> None:
    _live_interfaces[:] = [one for one in _live_interfaces if isValid(one)]
