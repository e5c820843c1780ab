"""A button that emits what it asks for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainterPath

from app.session.actions import FrozenAction
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind


class ActionButton(Button):
    """A button with a fixed action.

    It cannot be replaced by `clicked.connect(signal)`, because `clicked` carries a bool.

    Signals:
        triggered: the action.
    """

    triggered = Signal(object)

    def __init__(
        self,
        action: FrozenAction,
        text: str,
        theme: Theme,
        *,
        icon: QPainterPath | None = None,
        name: str = "",
        kind: ButtonKind = ButtonKind.PLAIN,
    ) -> None:
        super().__init__(text, theme, kind=kind, icon=icon)
        if name:
            self.setAccessibleName(name)
        self._action = action
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        self.triggered.emit(self._action)
