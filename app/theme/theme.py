"""The theme: colours by role, fonts, lengths scaled by the text size, and the matching QPalette.

Also reads the ramps of the skin tones and loads the shipped fonts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import tomli
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from app.theme.skin_ramp import SkinRamp

FONT_FAMILY = "Atkinson Hyperlegible Next"
BODY_PX = 16
TYPE_SCALE = 1.2
"""Ratio of two neighbouring font sizes."""
LINE_HEIGHT = 1.45
"""Height of a line of body text, in font sizes."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme at one text size.

    `text_size` is in percent, `colors` holds a colour for each role, `garment_colors` is the ramp
    of the shorts from dark to light. `motion_ms` is the length of animations; 0 means none.
    """

    name: str
    text_size: int
    dark: bool
    colors: dict[str, QColor]
    garment_colors: tuple[QColor, ...]
    motion_ms: int

    @property
    def is_high_contrast(self) -> bool:
        """True for the theme that has no faint lines."""
        return self.colors["hairline"] == self.colors["ink"]

    def duration(self, milliseconds: int) -> int:
        """The length of an animation: as given, or 0 if animations are off."""
        return milliseconds if self.motion_ms else 0

    def color(self, role: str) -> QColor:
        """The colour of a role.

        Raises:
            KeyError: there is no such role.

        """
        return self.colors[role]

    def px(self, length: float) -> int:
        """Scale a length, given in pixels at 100 %, to whole pixels at this text size."""
        return round(length * self.text_size / 100)

    def font(self, step: float = 0, *, weight: int = 400) -> QFont:
        """The font `step` sizes above body text, or below it if `step` is negative.

        A size between two others has a fraction: 0.5 is halfway to the next one.
        """
        font = QFont(FONT_FAMILY)
        font.setPixelSize(round(BODY_PX * TYPE_SCALE**step * self.text_size / 100))
        font.setWeight(QFont.Weight(weight))
        return font


def read_theme(themes: Path, name: str, text_size: int, motion_ms: int = 150) -> Theme:
    """Read the theme `name` from its TOML file in the folder `themes`."""
    raw = tomli.loads((themes / f"{name}.toml").read_text(encoding="utf-8"))
    colors = {role: QColor(value) for role, value in raw.items() if isinstance(value, str)}
    garment = tuple(QColor(value) for value in raw["dress"])
    return Theme(name, text_size, bool(raw["dark"]), colors, garment, motion_ms)


def read_skin_ramps(themes: Path) -> dict[str, SkinRamp]:
    """Read the colours of every skin tone."""
    raw = tomli.loads((themes / "skins.toml").read_text(encoding="utf-8"))
    return {
        name: SkinRamp(
            tuple(QColor(stop) for stop in tone["stops"]),
            tuple(QColor(stop) for stop in tone["gloss"]),
        )
        for name, tone in raw.items()
    }


_PALETTE_ROLES = {
    "Window": "ground",
    "WindowText": "ink",
    "Base": "surface",
    "AlternateBase": "tint",
    "Text": "ink",
    "PlaceholderText": "quiet",
    "Button": "surface",
    "ButtonText": "ink",
    "BrightText": "accent",
    "Highlight": "primary",
    "HighlightedText": "on_primary",
    "Link": "primary",
    "LinkVisited": "primary",
    "ToolTipBase": "surface",
    "ToolTipText": "ink",
    "Light": "surface",
    "Midlight": "hairline",
    "Mid": "line",
    "Dark": "line",
    "Shadow": "quiet",
}
"""The colour of the theme for each QPalette.ColorRole, by the name of the role."""


def make_palette(theme: Theme) -> QPalette:
    """Make a palette in which every role that Fusion uses has a colour of the theme."""
    palette = QPalette()
    for role, name in _PALETTE_ROLES.items():
        palette.setColor(QPalette.ColorRole[role], QColor(theme.color(name)))
    return palette


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Load every TTF file of the folder; return the names of files that cannot be read."""
    files = sorted(folder.glob("*.ttf"))
    return tuple(file.name for file in files if QFontDatabase.addApplicationFont(str(file)) < 0)
