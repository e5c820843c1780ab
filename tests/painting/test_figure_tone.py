"""The light on a chosen region: it follows the relief, and the rest of the body stays as it is."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, Side, View
from app.painting.scene import InteractionState
from app.painting.tint import tint_plate, tint_region
from app.session.state import SKIN_TONES, THEMES
from app.support.paths import assets
from app.theme.region_colors import read_region_colors
from app.theme.theme import read_skin_ramps, read_theme
from tests.painting.plates import bare_scene, outlines, painted, shapes_of

KEY = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
CHOSEN = Place(RegionId("flank"), Side.RIGHT)
WIDE = Place(RegionId("bra-line"))
SIZE = 640
LIGHT_TONES, DARK_TONES = SKIN_TONES[:3], SKIN_TONES[3:]


def grey(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return data[:, : image.width()].astype(float)


def mask_of(place: Place, width: int, height: int, *, grown: float) -> np.ndarray:
    """The pixels in an outline that is grown by a number of pixels, or shrunk."""
    path = next(s.path for s in shapes_of(KEY, width) if s.place == place)
    image = QImage(width, height, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.fillPath(path, Qt.GlobalColor.white)
    color = Qt.GlobalColor.white if grown > 0 else Qt.GlobalColor.black
    painter.strokePath(path, QPen(color, 2 * abs(grown)))
    painter.end()
    return grey(image) > 0


def different(one: QImage, other: QImage) -> np.ndarray:
    pixels = [
        np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
        for image in (one, other)
    ]
    return (pixels[0] != pixels[1]).any(axis=2)


@pytest.mark.parametrize("tone", SKIN_TONES)
@pytest.mark.parametrize("theme", THEMES)
def test_everything_beside_the_chosen_place_keeps_its_colour(qapp, theme, tone):
    rest = bare_scene(KEY, theme, tone, SIZE)
    changed = different(painted(rest), painted(replace(rest, chosen=CHOSEN)))
    feather = 13 / 1400 * rest.image.width()
    near = mask_of(CHOSEN, rest.image.width(), SIZE, grown=max(feather, 5.0) + 1)
    assert changed.any()
    assert not (changed & ~near).any()


@pytest.mark.parametrize("tone", SKIN_TONES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_chosen_place_looks_different_from_rest_and_from_hover(qapp, theme, tone):
    rest = bare_scene(KEY, theme, tone, SIZE)
    hovered = replace(rest, interaction=InteractionState(hovered=CHOSEN))
    middle = mask_of(CHOSEN, rest.image.width(), SIZE, grown=-12)
    levels = [
        np.abs(np.subtract(*(grey_channels(one)[middle] for one in (image, painted(rest))))).mean()
        for image in (painted(hovered), painted(replace(rest, chosen=CHOSEN)))
    ]
    assert levels[1] > 10
    assert levels[1] > 1.5 * levels[0] > 0


def grey_channels(image: QImage) -> np.ndarray:
    """Blue, green and red of each pixel."""
    pixels = np.frombuffer(image.constBits(), np.uint8)
    return pixels.reshape(image.height(), image.width(), 4)[:, :, :3].astype(float)


@pytest.mark.parametrize("tone", SKIN_TONES)
def test_light_and_shade_of_the_body_stay_visible_in_it(qapp, tone):
    rest = bare_scene(KEY, "light", tone, SIZE)
    middle = mask_of(WIDE, rest.image.width(), SIZE, grown=-12)
    before, after = (grey(painted(scene))[middle] for scene in (rest, replace(rest, chosen=WIDE)))
    assert np.corrcoef(before, after)[0, 1] > 0.95
    assert after.std() > 0.7 * before.std()


def test_the_light_is_red_on_light_skin_and_amber_on_dark_skin():
    colors = read_region_colors(assets() / "themes")
    assert tuple(colors) == SKIN_TONES
    hues = {tone: one.stops[2].hsvHue() for tone, one in colors.items()}
    assert all(
        10 <= hues[tone] < 25 <= hues[dark] <= 45 for tone in LIGHT_TONES for dark in DARK_TONES
    )


@pytest.mark.parametrize("width", [600, 1400])
def test_the_edge_of_the_light_is_as_soft_as_13_pixels_of_the_plate(qapp, width):
    plate = QImage(width, width, QImage.Format.Format_ARGB32)
    plate.fill(QColor(150, 150, 150))
    path = QPainterPath()
    path.addRect(QRectF(0.3, 0.3, 0.4, 0.4))
    tint = tint_region(plate, path, read_region_colors(assets() / "themes")["tone-1"])

    def alpha(distance: float) -> int:
        """How opaque the light is at a distance from the left edge, in pixels of the plate."""
        at = QPointF(0.3 + distance / 1400, 0.5) - tint.box.topLeft()
        return tint.image.pixelColor(int(at.x() * width), int(at.y() * width)).alpha()

    assert alpha(0) == pytest.approx(128, abs=25)
    assert [alpha(distance) for distance in (-18, 18)] == [0, 255]
    assert 20 < alpha(-6) < alpha(6) < 235


def test_the_light_stays_on_the_body(qapp):
    plate = QImage(400, 400, QImage.Format.Format_ARGB32)
    plate.fill(Qt.GlobalColor.transparent)
    path = QPainterPath()
    path.addRect(QRectF(0.3, 0.3, 0.4, 0.4))
    tint = tint_region(plate, path, read_region_colors(assets() / "themes")["tone-1"])
    assert tint.image.pixelColor(tint.image.rect().center()).alpha() == 0


@pytest.mark.parametrize("width", [700, 1400])
def test_the_light_reaches_the_edge_of_the_body_and_ends_there(qapp, width):
    plate = QImage(width, width, QImage.Format.Format_ARGB32)
    plate.fill(QColor(10, 10, 10, 46))  # the darkest shadow on the ground
    edge = width // 2
    for x in range(edge):
        for y in range(width // 4, width * 3 // 4):
            plate.setPixelColor(x, y, QColor(150, 150, 150))
    path = QPainterPath()
    path.addRect(QRectF(0.2, 0.4, edge / width - 0.2 - 4 / 1400, 0.2))
    tint = tint_region(plate, path, read_region_colors(assets() / "themes")["tone-1"])

    def alpha(x: int) -> int:
        left = round(tint.box.x() * width)
        return tint.image.pixelColor(x - left, tint.image.height() // 2).alpha()

    assert [alpha(edge - 30 * width // 1400), alpha(edge - 1)] == [255, 255]
    assert alpha(edge + 1) == 0
    assert alpha(round(0.2 * width) - 18 * width // 1400) == 0


def test_gloss_that_lies_in_blocks_is_painted_without_them(qapp):
    plate = QImage(1400, 160, QImage.Format.Format_ARGB32)
    for x in range(1400):
        for y in range(160):
            gloss = 20 if (x // 8 + y // 8) % 2 else 16
            plate.setPixelColor(x, y, QColor(120 + gloss, 120, 120))
    theme = read_theme(assets() / "themes", "light", 100)
    skin = read_skin_ramps(assets() / "themes")["tone-6"]
    red = grey_channels(tint_plate(plate, skin, theme.garment_colors, QPainterPath()))[..., 2]
    row = red[84, 40:1360]
    assert np.abs(np.diff(row)).max() <= 1
    bare = plate.copy()
    bare.fill(QColor(121, 120, 120))
    matte = grey_channels(tint_plate(bare, skin, theme.garment_colors, QPainterPath()))[..., 2]
    assert row.mean() > matte[84, 40:1360].mean() + 5


def test_both_sides_of_a_region_are_lit_and_one_side_alone_is(qapp):
    rest = bare_scene(KEY, "light", "tone-2", SIZE)
    sides = [Place(CHOSEN.region, side) for side in Side]
    assert {one.place for one in outlines(KEY).regions} >= set(sides)
    for chosen, lit in ((Place(CHOSEN.region), sides), *((side, [side]) for side in sides)):
        changed = different(painted(rest), painted(replace(rest, chosen=chosen)))
        found = [
            side
            for side in sides
            if changed[mask_of(side, rest.image.width(), SIZE, grown=-4)].any()
        ]
        assert found == lit
