"""Push buttons that open and close something, and say so to screen readers."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleStateChangeEvent, QKeyEvent
from PySide6.QtWidgets import QAccessibleWidget, QPushButton, QWidget

from app.widgets.accessible_role import keep_alive

_PRESS = "Press"
_ARROW_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Expandable:
    """Mixin for a push button that opens and closes something.

    Qt's own interface of a button has no state for that, so it gets one of its own, with the action
    "Press". Call `set_up_expandable` once the button has been created.
    """

    _is_expanded = False

    @property
    def is_expanded(self) -> bool:
        """Whether the part that the button opens is open."""
        return self._is_expanded

    def set_up_expandable(self) -> None:
        """Show it as closed, and install the interface for screen readers."""
        self._is_expanded = False
        install_expand_interface()

    def set_expanded(self, *, on: bool) -> None:
        """Show it as open or closed; screen readers hear the change."""
        assert isinstance(self, QPushButton)
        if on is self._is_expanded:
            return
        self._is_expanded = on
        changed = QAccessible.State()
        changed.expanded, changed.collapsed = True, True
        QAccessible.updateAccessibility(QAccessibleStateChangeEvent(self, changed))
        self.update()


class ExpandButton(Expandable, QPushButton):
    """A push button that opens and closes something below it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.set_up_expandable()
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in _ARROW_KEYS:
            event.ignore()  # the page scrolls; Qt would move the focus to an unrelated button
        else:
            super().keyPressEvent(event)


class _ExpandInterface(QAccessibleWidget):
    """A push button with the states expandable, expanded and collapsed."""

    def __init__(self, button: QPushButton) -> None:
        super().__init__(button, QAccessible.Role.Button)

    def state(self) -> QAccessible.State:
        state, button = super().state(), self.object()
        if isinstance(button, Expandable):
            state.expandable = True
            state.expanded = button.is_expanded
            state.collapsed = not button.is_expanded
        return state

    def text(self, kind: QAccessible.Text) -> str:
        button = self.object()
        if kind is QAccessible.Text.Name and isinstance(button, QPushButton):
            return button.accessibleName() or button.text()
        return super().text(kind)

    def actionNames(self) -> list[str]:
        return [_PRESS, *super().actionNames()]

    def doAction(self, name: str) -> None:
        button = self.object()
        if name == _PRESS and isinstance(button, QPushButton):
            if button.isEnabled():
                button.click()
        else:
            super().doAction(name)


@cache
def install_expand_interface() -> None:
    """Give every Expandable its interface; safe to call again."""
    QAccessible.installFactory(_create_interface)


def _create_interface(_class_name: str, widget: QObject) -> QAccessibleInterface | None:
    if not isinstance(widget, Expandable) or not isinstance(widget, QPushButton):
        return None
    return keep_alive(_ExpandInterface(widget), widget)
