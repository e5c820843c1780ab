"""How everything looks now: colours by role, sizes and fonts in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import tomli
from PySide6.QtGui import QColor, QFont

FAMILY = "Atkinson Hyperlegible Next"
BODY_PX = 16
SCALE = 1.2
LINE_HEIGHT = 1.45


@dataclass(frozen=True, slots=True)
class Look:
    """One theme at one text size.

    `theme` and `text_size` (percent) name it; colours are asked by role; `px` turns a length
    at 100 % into one at this text size.
    """

    theme: str
    text_size: int
    dark: bool
    colours: dict[str, QColor]
    dress: tuple[QColor, ...]
    motion_ms: int

    def colour(self, role: str) -> QColor:
        """The colour of a role.

        Raises:
            KeyError: there is no such role.

        """
        return self.colours[role]

    def px(self, length: float) -> int:
        """A length in pixels at 100 % as whole pixels at this text size."""
        return round(length * self.text_size / 100)

    def font(self, step: int = 0, *, weight: int = 400) -> QFont:
        """The font `step` steps above (or below) body size on the scale of 1.2."""
        font = QFont(FAMILY)
        font.setPixelSize(round(BODY_PX * SCALE**step * self.text_size / 100))
        font.setWeight(QFont.Weight(weight))
        return font


def read_look(themes: Path, theme: str, text_size: int, motion_ms: int = 150) -> Look:
    """The look of a theme whose TOML lies in the folder `themes`; motion_ms 0 is still."""
    raw = tomli.loads((themes / f"{theme}.toml").read_text(encoding="utf-8"))
    colours = {role: QColor(value) for role, value in raw.items() if isinstance(value, str)}
    dress = tuple(QColor(value) for value in raw["dress"])
    return Look(theme, text_size, bool(raw["dark"]), colours, dress, motion_ms)


def read_skins(themes: Path) -> dict[str, tuple[QColor, ...]]:
    """The ramp of every skin tone, from deep shade to the brightest light."""
    raw = tomli.loads((themes / "skins.toml").read_text(encoding="utf-8"))
    return {name: tuple(QColor(stop) for stop in tone["stops"]) for name, tone in raw.items()}
