"""Roles for screen readers that Qt would not report for the class of a widget."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

_live_interfaces: list[QAccessibleInterface] = []
"""Keeps interfaces alive as long as their widgets, because Qt's cache does not own them."""


class HasAccessibleRole:
    """Mixin for a widget without actions of its own, such as a heading, a table or a picture.

    Qt's interface reports `accessible_role`, and the accessible name and description of the widget.
    A widget that can be pressed keeps the interface of its Qt class, because an interface
    created in Python offers no press.
    """

    accessible_role = QAccessible.Role.Grouping


@cache
def install_accessible_roles() -> None:
    """Report the roles of all `HasAccessibleRole` widgets; safe to call again."""
    QAccessible.installFactory(_create_interface)


def _create_interface(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, HasAccessibleRole) or not isinstance(widget, QWidget):
        return None
    return keep_alive(QAccessibleWidget(widget, widget.accessible_role), widget)


def keep_alive(interface: QAccessibleInterface, widget: QWidget) -> QAccessibleInterface:
    """Keep an interface alive until its widget is deleted, and return it."""
    _live_interfaces.append(interface)
    widget.destroyed.connect(_on_destroyed)
    return interface


def _on_destroyed() -> None:
    # Deferred, because Qt's cache deletes the interface itself after this slot.
    QTimer.singleShot(0, _drop_deleted)


def _drop_deleted() -> None:
    _live_interfaces[:] = [one for one in _live_interfaces if isValid(one)]
