"""Every pair of colours that stands together, measured in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from app.session.state import THEMES
from app.support.paths import assets
from app.theme.theme import read_theme

PAIRS = (
    ("ink", "surface", 7.0),
    ("ink", "ground", 7.0),
    ("ink", "tint", 7.0),
    ("ink", "label", 7.0),
    ("quiet", "surface", 6.0),
    ("quiet", "ground", 6.0),
    ("quiet", "sunken", 5.5),
    ("quiet", "tint", 5.5),
    ("primary", "surface", 7.0),
    ("primary", "tint", 6.0),
    ("primary", "ground", 6.0),
    ("on_primary", "primary", 7.0),
    ("accent", "surface", 5.3),
    ("accent", "ground", 4.5),
    ("on_accent", "accent", 5.3),
    ("line", "surface", 3.0),
    ("line", "ground", 3.0),
    ("caution", "caution_ground", 4.5),
    ("ink", "caution_ground", 7.0),
    ("urgent", "urgent_ground", 6.0),
    ("ink", "urgent_ground", 7.0),
    ("outline_light", "outline_dark", 15.0),
    ("accent", "outline_light", 3.0),
)


def luminance(colour: QColor) -> float:
    """Relative luminance of WCAG 2.2."""
    channels = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: QColor, other: QColor) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_a_pair_of_colours_can_be_told_apart(theme, front, back, least):
    look = read_theme(assets() / "themes", theme, 100)
    if (theme, front, back) in ACCENT_IN_CASING:
        back = "outline_dark"
    measured = contrast(look.color(front), look.color(back))
    assert measured >= least, f"{front} on {back}: {measured:.2f}"


# On a dark theme the accent is light: the dark casing around it carries the contrast.
ACCENT_IN_CASING = {("dark", "accent", "outline_light"), ("contrast", "accent", "outline_light")}


def test_black_on_white_measures_twenty_one():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_the_same_roles(theme):
    light = read_theme(assets() / "themes", "light", 100)
    assert read_theme(assets() / "themes", theme, 100).colors.keys() == light.colors.keys()
