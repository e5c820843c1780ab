"""Theme.

Colours by role, font and scaled lengths, the matching QPalette, and loading of the shipped fonts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import tomli
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

FONT_FAMILY = "Atkinson Hyperlegible Next"
BODY_PX = 16
TYPE_SCALE = 1.2
LINE_HEIGHT = 1.45


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme at one text size.

    `theme` and `text_size` (percent) name it; colours are asked by role; `px` turns a length
    at 100 % into one at this text size.
    """

    name: str
    text_size: int
    dark: bool
    colors: dict[str, QColor]
    garment_colors: tuple[QColor, ...]
    motion_ms: int

    def color(self, role: str) -> QColor:
        """The colour of a role.

        Raises:
            KeyError: there is no such role.

        """
        return self.colors[role]

    def px(self, length: float) -> int:
        """A length in pixels at 100 % as whole pixels at this text size."""
        return round(length * self.text_size / 100)

    def font(self, step: int = 0, *, weight: int = 400) -> QFont:
        """The font `step` steps above (or below) body size on the scale of 1.2."""
        font = QFont(FONT_FAMILY)
        font.setPixelSize(round(BODY_PX * TYPE_SCALE**step * self.text_size / 100))
        font.setWeight(QFont.Weight(weight))
        return font


def read_theme(themes: Path, theme: str, text_size: int, motion_ms: int = 150) -> Theme:
    """The look of a theme whose TOML lies in the folder `themes`; motion_ms 0 is still."""
    raw = tomli.loads((themes / f"{theme}.toml").read_text(encoding="utf-8"))
    colours = {role: QColor(value) for role, value in raw.items() if isinstance(value, str)}
    dress = tuple(QColor(value) for value in raw["dress"])
    return Theme(theme, text_size, bool(raw["dark"]), colours, dress, motion_ms)


def read_skin_ramps(themes: Path) -> dict[str, tuple[QColor, ...]]:
    """The ramp of every skin tone, from deep shade to the brightest light."""
    raw = tomli.loads((themes / "skins.toml").read_text(encoding="utf-8"))
    return {name: tuple(QColor(stop) for stop in tone["stops"]) for name, tone in raw.items()}


_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "tint",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "quiet",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "accent",
    QPalette.ColorRole.Highlight: "primary",
    QPalette.ColorRole.HighlightedText: "on_primary",
    QPalette.ColorRole.Link: "primary",
    QPalette.ColorRole.LinkVisited: "primary",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hairline",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line",
    QPalette.ColorRole.Shadow: "quiet",
}


def make_palette(theme: Theme) -> QPalette:
    """A palette in which every role that Fusion uses has a colour of the look."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(theme.color(name)))
    return made


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Loads every TTF of the folder; returns the files that could not be read."""
    files = sorted(folder.glob("*.ttf"))
    return tuple(file.name for file in files if QFontDatabase.addApplicationFont(str(file)) < 0)
