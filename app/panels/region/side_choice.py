"""The choice of the left side of a region, its right side, or both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from app.body.regions import Side
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.button_group import ButtonAppearance, ButtonGroup

_BOTH_SIDES = "both"


class SideChoice(ButtonGroup):
    """Left, Right and Both; `region` names the region if more than one can be chosen.

    Signals:
        chosen: the Side, or None for both.
    """

    chosen = Signal(object)

    def __init__(self, region: str, theme: Theme) -> None:
        name = translate("RegionHeader", "Side")
        if region:
            name = translate("RegionHeader", "Side: {region}").format(region=region)
        super().__init__(name, theme, 0)
        # Anatomy is never mirrored: the body's left is on the left in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.add_options(
            [
                (Side.LEFT.value, translate("RegionHeader", "Left")),
                (Side.RIGHT.value, translate("RegionHeader", "Right")),
                (_BOTH_SIDES, translate("RegionHeader", "Both")),
            ],
            ButtonAppearance.SEGMENT,
        )
        # In a column it stands below its region also where words run from right to left.
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.picked.connect(self._on_picked)

    def select(self, side: Side | None) -> None:
        """Show a side as chosen; None is both."""
        self.set_selected(side.value if side else _BOTH_SIDES)

    def clear(self) -> None:
        """Show no choice, because its region is not chosen."""
        self.set_selected("")

    def _on_picked(self, key: str) -> None:
        self.chosen.emit(None if key == _BOTH_SIDES else Side(key))
