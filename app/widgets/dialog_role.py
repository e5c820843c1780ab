"""Accessible role of a modal dialog for widgets that cover a window instead of opening one.

Qt reports neither the role of such a widget nor, for any dialog, that it is modal.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QDialog, QWidget

from app.widgets.accessible_role import keep_alive


class ModalDialog:
    """Mixin for a widget that covers its window; its accessible name is the dialog's name."""


class _DialogInterface(QAccessibleWidget):
    """Qt's interface with the role of a dialog; it offers no action because PySide would crash."""

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
    """Give every ModalDialog and QDialog the role of a dialog; safe to call again."""
    QAccessible.installFactory(_create_interface)


def _create_interface(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, ModalDialog | QDialog) or not isinstance(widget, QWidget):
        return None
    return keep_alive(_DialogInterface(widget), widget)
