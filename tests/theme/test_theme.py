"""Sizes, fonts, icons and skin tones."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase

from app.session.state import SKIN_TONES, TEXT_SIZES, THEMES
from app.support.paths import assets
from app.theme.icons import Icons
from app.theme.theme import FONT_FAMILY, load_fonts, read_skin_ramps, read_theme

THEMES_AT = assets() / "themes"


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_body_text_grows_with_the_text_size(size):
    theme = read_theme(THEMES_AT, "light", size)
    assert theme.font().pixelSize() == round(16 * size / 100)


def test_there_are_six_skin_tones_from_light_to_dark():
    skins = read_skin_ramps(THEMES_AT)
    lit = [skins[tone][2].lightness() for tone in SKIN_TONES]
    assert tuple(skins) == SKIN_TONES
    assert lit == sorted(lit, reverse=True)


def test_a_ramp_goes_from_shade_to_light():
    for stops in read_skin_ramps(THEMES_AT).values():
        lightness = [stop.lightness() for stop in stops]
        assert lightness == sorted(lightness)


def test_the_shipped_fonts_are_read_and_named_as_the_look_says(qapp):
    assert load_fonts(assets() / "fonts") == ()
    assert FONT_FAMILY in QFontDatabase.families()


def test_a_file_that_is_no_font_is_named(qapp, tmp_path):
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    assert load_fonts(tmp_path) == ("broken.ttf",)


@pytest.mark.parametrize("file", sorted((assets() / "icons").glob("*.svg")), ids=lambda f: f.stem)
def test_an_icon_lies_on_its_grid_and_fills_it(file):
    box = Icons(file.parent).path(file.stem).boundingRect()
    assert 0 <= box.left() <= box.right() <= 24
    assert 0 <= box.top() <= box.bottom() <= 24
    assert max(box.width(), box.height()) >= 13


def test_unknown_roles_are_refused():
    with pytest.raises(KeyError):
        read_theme(THEMES_AT, THEMES[0], 100).color("pink")
