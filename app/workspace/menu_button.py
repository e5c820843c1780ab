"""The button at the end of the top bar, with a menu of what is needed less often."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.session.actions import (
    FrozenAction,
    MakeHandout,
    OpenPage,
    ShowKeys,
    StartOver,
    StartPresenting,
)
from app.session.state import Page
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.popover import PopoverButton


class MenuRow(ActionButton):
    """One line of a menu, with an icon and words at the side where a line begins."""

    def __init__(self, text: str, theme: Theme, value: FrozenAction, icon: QPainterPath) -> None:
        super().__init__(text, theme, value, kind=ButtonKind.QUIET, icon=icon)
        self.is_leading = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(weight=600))


class MenuButton(PopoverButton):
    """Opens the menu; a press on a line of it closes it.

    Signals:
        action: what the line asks for.
    """

    action = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, host: QWidget, *, is_desktop: bool) -> None:
        super().__init__("", theme, host, icon=icons.path("more"))
        self._icons, self._is_desktop = icons, is_desktop
        self.setAccessibleName(self.tr("More"))

    def create_content(self) -> tuple[QWidget, ...]:
        desk: tuple[tuple[str, FrozenAction, str], ...] = (
            (self.tr("Make a handout"), MakeHandout(), "sheet"),
            (self.tr("Start over"), StartOver(), "restart"),
            (self.tr("Present to a patient"), StartPresenting(), "mirror"),
        )
        keys: tuple[tuple[str, FrozenAction, str], ...] = (
            (self.tr("Keyboard shortcuts"), ShowKeys(), "keyboard"),
        )
        rows = (
            *(desk if self._is_desktop else ()),
            (self.tr("Glossary"), OpenPage(Page.GLOSSARY), "text"),
            *(keys if self._is_desktop else ()),
            (self.tr("About and sources"), OpenPage(Page.ABOUT), "info"),
        )
        return tuple(self._row(text, value, icon) for text, value, icon in rows)

    def _row(self, text: str, value: FrozenAction, icon: str) -> QWidget:
        row = MenuRow(text, self.theme, value, self._icons.path(icon))
        row.action.connect(self._on_action)
        return row

    def _on_action(self, value: FrozenAction) -> None:
        self.close_popover()
        self.action.emit(value)
