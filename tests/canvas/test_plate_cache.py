"""Reading, tinting and keeping plates."""

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
    PlateError,
    PlateRequest,
    read_plate,
)
from app.painting.tint import color_ramp, tint_plate
from app.support.paths import assets
from app.theme.theme import read_theme

GREY, SKIN = 190, (QColor("black"), QColor("red"), QColor("lime"), QColor("white"))


@pytest.fixture
def plate(qapp):
    image = QImage(40, 50, QImage.Format.Format_ARGB32)
    image.fill(QColor(GREY, GREY, GREY))
    image.setPixelColor(0, 0, QColor(0, 0, 0, 0))
    return image


@pytest.fixture
def theme(qapp):
    return read_theme(assets() / "themes", "light", 100)


def shorts():
    path = QPainterPath()
    path.addRect(0.0, 1.0, 1.0, 0.25)
    return path


def test_a_ramp_has_256_colours_and_meets_its_stops():
    colours = color_ramp(SKIN, (0, 84, 190, 255))
    assert len(colours) == 256
    assert [QColor(colours[at]) for at in (0, 84, 190, 255)] == list(SKIN)


def test_light_becomes_skin_above_and_cloth_below(plate, theme):
    tinted = tint_plate(plate, SKIN, theme.garment_colors, shorts())
    assert tinted.pixelColor(20, 10) == QColor("lime")
    assert tinted.pixelColor(20, 45) == QColor(
        color_ramp(theme.garment_colors, (0, 128, 255))[GREY]
    )


def test_what_was_clear_stays_clear(plate, theme):
    assert tint_plate(plate, SKIN, theme.garment_colors, shorts()).pixelColor(0, 0).alpha() == 0


def grey(number, data):
    key = PlateKey(FigureId(str(number)), BuildId("average"), View.BACK)
    return PlateRequest(key, QSize(20, 25), lambda _: data)


def webp(plate, tmp_path, kind="webp"):
    file = tmp_path / "plate"
    assert plate.save(str(file), kind, 100)
    return file.read_bytes()


def tone(name="tone-1", theme=None):
    return PlateColors((name, "light"), SKIN, theme.garment_colors)


def test_only_a_few_plates_are_kept(plate, theme, tmp_path):
    shelf, data = PlateCache(), webp(plate, tmp_path)
    for number in range(CACHE_SIZE + 3):
        shelf.tinted(grey(number, data), tone(theme=theme), shorts())
    assert len(shelf._grey) == len(shelf._tinted) == CACHE_SIZE


def test_a_kept_plate_is_not_read_again(plate, theme, tmp_path):
    shelf = PlateCache()
    first = shelf.tinted(grey(1, webp(plate, tmp_path)), tone(theme=theme), shorts())
    again = shelf.tinted(grey(1, b"gone"), tone("tone-2", theme), shorts())
    assert again == first


def test_all_plates_but_one_are_let_go(plate, theme, tmp_path):
    shelf, data = PlateCache(), webp(plate, tmp_path)
    larger, kept = replace(grey(1, data), size=QSize(40, 50)), tone("tone-1", theme)
    for one in (grey(1, data), grey(2, data), larger):
        shelf.tinted(one, kept, shorts())
    shelf.tinted(larger, tone("tone-2", theme), shorts())
    shelf.evict_all_but(larger, kept)
    assert [*shelf._grey] == [(larger.key, (40, 50))]
    assert [*shelf._tinted] == [(larger.key, (40, 50), ("tone-1", "light"))]


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"RIFF0000WEBP"])
def test_what_is_no_webp_is_refused_by_name(qapp, content):
    with pytest.raises(PlateError, match="woman"):
        read_plate("woman", content)


def test_a_picture_of_another_kind_is_not_read_by_its_content(plate, tmp_path):
    with pytest.raises(PlateError):
        read_plate("woman", webp(plate, tmp_path, "png"))
