"""Headings that a screen reader finds as headings."""

from __future__ import annotations

from PySide6.QtGui import QAccessible

from app.theme.theme import Theme
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.text_label import TextLabel

_STYLES = {
    1: (2, 700, "ink"),
    2: (0, 700, "primary"),
    3: (0, 700, "ink"),
    4: (-1, 700, "quiet"),
}
"""Step, weight and colour role of each level."""


class HeadingLabel(HasAccessibleRole, TextLabel):
    """A wrapping heading of level 1 (title of the page) to 4; `step` is a size other than usual.

    Qt has no interface for the level that would not crash in Python, so the description has it.
    """

    accessible_role = QAccessible.Role.Heading

    def __init__(self, text: str, theme: Theme, level: int, *, step: float | None = None) -> None:
        install_accessible_roles()
        usual_step, weight, role = _STYLES[level]
        self.level = level
        super().__init__(
            text, theme, step=usual_step if step is None else step, weight=weight, role=role
        )
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.tr("Level {number}").format(number=level))
