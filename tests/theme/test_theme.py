"""Sizes, fonts, icons and skin tones."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontDatabase

from app.session.state import SKIN_TONES, TEXT_SIZES, THEMES
from app.support.paths import assets
from app.theme.icons import ICON_GRID, Icons
from app.theme.theme import FONT_FAMILY, load_fonts, read_skin_ramps, read_theme

THEMES_FOLDER = assets() / "themes"


@pytest.mark.parametrize("size", TEXT_SIZES)
def test_body_text_grows_with_the_text_size(size):
    theme = read_theme(THEMES_FOLDER, "light", size)
    assert theme.font().pixelSize() == round(16 * size / 100)


def test_there_are_six_skin_tones_from_light_to_dark():
    skins = read_skin_ramps(THEMES_FOLDER)
    lightness = [skins[tone].stops[7].lightness() for tone in SKIN_TONES]
    assert tuple(skins) == SKIN_TONES
    assert lightness == sorted(lightness, reverse=True)


def test_every_ramp_goes_from_dark_to_light():
    for ramp in read_skin_ramps(THEMES_FOLDER).values():
        for stops in (ramp.stops, ramp.gloss):
            lightness = [stop.lightness() for stop in stops]
            assert lightness == sorted(lightness)


def test_shade_is_redder_than_light_in_every_tone():
    for ramp in read_skin_ramps(THEMES_FOLDER).values():
        shade, light = ramp.stops[3], ramp.stops[7]
        assert shade.blueF() / shade.redF() < light.blueF() / light.redF()


def test_the_shipped_fonts_are_loaded_under_the_name_in_the_theme(qapp):
    assert load_fonts(assets() / "fonts") == ()
    assert FONT_FAMILY in QFontDatabase.families()


def test_the_name_of_a_broken_font_file_is_returned(qapp, tmp_path):
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    assert load_fonts(tmp_path) == ("broken.ttf",)


def test_every_icon_is_within_its_grid_and_fills_it():
    grid = QRectF(0, 0, ICON_GRID, ICON_GRID)
    folder = assets() / "icons"
    icons = Icons(folder)
    boxes = {file.stem: icons.path(file.stem).boundingRect() for file in folder.glob("*.svg")}
    wrong = {
        name: box
        for name, box in boxes.items()
        if not grid.contains(box) or max(box.width(), box.height()) < 13
    }
    assert boxes
    assert wrong == {}


def test_an_unknown_role_is_an_error():
    with pytest.raises(KeyError):
        read_theme(THEMES_FOLDER, THEMES[0], 100).color("pink")
