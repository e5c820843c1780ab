"""The button that opens text size and theme."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.bootstrap.system_theme import system_theme
from app.session.actions import SetTextSize, SetTheme
from app.session.state import TEXT_SIZES, THEMES, Showing
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.popover import PopoverButton
from app.widgets.text_label import TextLabel

_SYSTEM = "system"
"""The key of the choice to follow the theme of the system."""


class AppearanceButton(PopoverButton):
    """Opens the choice of a text size and a theme.

    Where `follows_system`, the first theme is that of the system.

    Signals:
        action: SetTextSize or SetTheme.
    """

    action = Signal(object)

    def __init__(
        self,
        showing: Showing,
        theme: Theme,
        icons: Icons,
        host: QWidget,
        *,
        follows_system: bool,
    ) -> None:
        super().__init__("", theme, host, icon=icons.path("text-size"))
        self._showing, self._follows_system = showing, follows_system
        self._sizes: ButtonGroup | None = None
        self._themes: ButtonGroup | None = None
        self.setAccessibleName(self.tr("Text size and theme"))

    def set_showing(self, showing: Showing) -> None:
        """Select the text size and the theme of a state."""
        self._showing = showing
        if self._sizes is not None and self._themes is not None:
            self._sizes.set_selected(str(showing.text_size))
            follows_system = showing.follows_system_theme
            self._themes.set_selected(_SYSTEM if follows_system else showing.theme)

    def create_content(self) -> tuple[QWidget, ...]:
        names = {
            _SYSTEM: self.tr("Same as this computer"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
        }
        size_title, theme_title = self.tr("Text size"), self.tr("Theme")
        self._sizes = ButtonGroup(size_title, self.theme, 0)
        sizes = [(str(size), self.tr("{n} %").format(n=size)) for size in TEXT_SIZES]
        self._sizes.add_options(sizes, ButtonAppearance.SEGMENT)
        self._sizes.picked.connect(self._on_size)
        self._themes = ButtonGroup(theme_title, self.theme, 0)
        keys = (_SYSTEM, *THEMES) if self._follows_system else THEMES
        self._themes.add_options([(key, names[key]) for key in keys], ButtonAppearance.SEGMENT)
        self._themes.picked.connect(self._on_theme)
        self.set_showing(self._showing)
        return (
            TextLabel(size_title, self.theme, weight=600),
            self._sizes,
            TextLabel(theme_title, self.theme, weight=600),
            self._themes,
        )

    def remove_popover(self) -> None:
        self._sizes = self._themes = None
        super().remove_popover()

    def _on_size(self, key: str) -> None:
        self.action.emit(SetTextSize(int(key)))

    def _on_theme(self, key: str) -> None:
        is_system = key == _SYSTEM
        theme = system_theme() if is_system else key
        self.action.emit(SetTheme(theme, follows_system=is_system))
