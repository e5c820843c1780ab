"""Contrast of every pair of colours that appear together, measured in every theme."""

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


def luminance(color: QColor) -> float:
    """Relative luminance as defined in WCAG 2.2."""
    channels = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (color.redF(), color.greenF(), color.blueF())
    ]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio as defined in WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


# In dark themes the accent is light, and its contrast is that to the dark casing around it.
ACCENT_IN_CASING = {("dark", "accent", "outline_light"), ("contrast", "accent", "outline_light")}


@pytest.mark.parametrize("name", THEMES)
def test_every_pair_of_colours_has_enough_contrast(name):
    theme = read_theme(assets() / "themes", name, 100)
    too_low = []
    for front, back, least in PAIRS:
        other = "outline_dark" if (name, front, back) in ACCENT_IN_CASING else back
        measured = contrast(theme.color(front), theme.color(other))
        if measured < least:
            too_low.append(f"{front} on {other}: {measured:.2f} instead of {least}")
    assert too_low == []


def test_black_on_white_has_a_contrast_of_21():
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_the_same_roles(theme):
    light = read_theme(assets() / "themes", "light", 100)
    assert read_theme(assets() / "themes", theme, 100).colors.keys() == light.colors.keys()
