"""Reading, tinting and caching of plates."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainterPath

from app.body.regions import BuildId, FigureId, PlateKey, View
from app.canvas.plate_cache import (
    CACHE_SIZE,
    PlateCache,
    PlateColors,
    PlateRequest,
)
from app.painting.plate_file import PlateError, read_plate
from app.painting.tint import color_ramp, tint_plate
from app.support.paths import assets
from app.theme.skin_ramp import SkinRamp
from app.theme.theme import read_theme

GREY_LEVEL = 200
_PREMULTIPLIED = QImage.Format.Format_RGBA8888_Premultiplied
STOPS = tuple(map(QColor, ["black", "navy", "blue", "red", "tan", "gold", "pink", "lime", "white"]))
SKIN = SkinRamp((*STOPS, QColor("white")), tuple(map(QColor, ["black", "#101010", "#202020"])))


@pytest.fixture
def plate(qapp):
    image = QImage(40, 50, QImage.Format.Format_ARGB32)
    image.fill(QColor(GREY_LEVEL, GREY_LEVEL, GREY_LEVEL))
    image.setPixelColor(0, 0, QColor(0, 0, 0, 0))
    return image


@pytest.fixture
def theme(qapp):
    return read_theme(assets() / "themes", "light", 100)


def shorts():
    path = QPainterPath()
    path.addRect(0.0, 1.0, 1.0, 0.25)
    return path


def test_a_ramp_has_256_colours_and_contains_its_stops():
    levels = (0, 84, 190, 240)
    colors = color_ramp(STOPS[:4], levels)
    assert len(colors) == 256
    assert [QColor(colors[level]) for level in levels] == list(STOPS[:4])
    assert QColor(colors[255]) == STOPS[3]


def test_grey_becomes_skin_above_and_garment_below(plate, theme):
    tinted = tint_plate(plate, SKIN, theme.garment_colors, shorts())
    assert tinted.pixelColor(20, 10) == QColor("lime")
    assert tinted.pixelColor(20, 45) == QColor(
        color_ramp(theme.garment_colors, (0, 128, 255))[GREY_LEVEL]
    )


def test_gloss_lightens_the_skin_and_not_the_shorts(plate, theme):
    glossy = plate.copy()
    glossy.fill(QColor(GREY_LEVEL + 17, GREY_LEVEL - 1, GREY_LEVEL - 40))
    dark = SkinRamp((QColor("black"),) * 10, SKIN.gloss)
    matte, lit = (tint_plate(one, dark, theme.garment_colors, shorts()) for one in (plate, glossy))
    assert matte.pixelColor(20, 10) == QColor("black")
    assert lit.pixelColor(20, 10) == QColor("#202020")
    shades = [one.pixelColor(20, 45).lightness() for one in (matte, lit)]
    assert shades[0] == pytest.approx(shades[1], abs=2)


def test_transparent_pixels_stay_transparent(plate, theme):
    assert tint_plate(plate, SKIN, theme.garment_colors, shorts()).pixelColor(0, 0).alpha() == 0


def test_a_faint_pixel_is_as_faint_in_colour(plate, theme):
    plate.setPixelColor(5, 5, QColor(GREY_LEVEL, GREY_LEVEL, GREY_LEVEL, 9))
    tinted = tint_plate(plate, SKIN, theme.garment_colors, shorts())
    red, green, blue, alpha = bytes(tinted.convertToFormat(_PREMULTIPLIED).constBits())[820:824]
    assert alpha == 9
    assert max(red, green, blue) <= alpha


def request(number, data):
    key = PlateKey(FigureId(str(number)), BuildId("average"), View.BACK)
    return PlateRequest(key, QSize(20, 25), lambda _: data)


def webp(plate, tmp_path, kind="webp"):
    file = tmp_path / "plate"
    assert plate.save(str(file), kind, 100)
    return file.read_bytes()


def colors(theme, tone="tone-1"):
    return PlateColors((tone, "light"), SKIN, theme.garment_colors)


def test_only_a_few_plates_are_kept(plate, theme, tmp_path):
    cache, data = PlateCache(), webp(plate, tmp_path)
    for number in range(CACHE_SIZE + 3):
        cache.tinted(request(number, data), colors(theme), shorts())
    assert len(cache.cached_keys) == 2 * CACHE_SIZE


def test_a_kept_plate_is_not_read_again(plate, theme, tmp_path):
    cache = PlateCache()
    first = cache.tinted(request(1, webp(plate, tmp_path)), colors(theme), shorts())
    again = cache.tinted(request(1, b"deleted"), colors(theme, "tone-2"), shorts())
    assert again == first


def test_all_plates_but_one_can_be_evicted(plate, theme, tmp_path):
    cache, data = PlateCache(), webp(plate, tmp_path)
    larger = replace(request(1, data), size=QSize(40, 50))
    for one in (request(1, data), request(2, data), larger):
        cache.tinted(one, colors(theme), shorts())
    cache.tinted(larger, colors(theme, "tone-2"), shorts())
    cache.evict_all_but(larger, colors(theme))
    kept = (larger.key, (40, 50))
    assert cache.cached_keys == (kept, (*kept, ("tone-1", "light")))


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP"])
def test_an_error_names_the_file_that_is_no_webp_picture(qapp, content):
    with pytest.raises(PlateError, match="woman"):
        read_plate("woman", content)


def test_a_picture_of_another_format_is_not_read(plate, tmp_path):
    with pytest.raises(PlateError):
        read_plate("woman", webp(plate, tmp_path, "png"))
