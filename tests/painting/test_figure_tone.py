"""Choosing a region changes only its own pixels, and the change shows on every skin tone."""

from __future__ import annotations

from functools import cache

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from app.body.hit_test import outline_anchor
from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, Side, View
from app.painting.figure import paint_figure
from app.painting.labels.model import LabelLayout
from app.painting.scene import FigureScene
from app.session.state import SKIN_TONES, THEMES
from app.support.paths import assets
from app.theme.theme import read_skin_ramps, read_theme
from tests.painting.plates import outlines, shapes_of, tinted_plate

KEY = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
CHOSEN = Place(RegionId("flank"), Side.RIGHT)
SIZE = 640


@cache
def painted(theme_name: str, tone: str, chosen: Place | None) -> QImage:
    theme = read_theme(assets() / "themes", theme_name, 100)
    plate = tinted_plate(KEY, read_skin_ramps(assets() / "themes")[tone], theme, SIZE)
    image = QImage(plate.size(), QImage.Format.Format_RGB32)
    image.fill(theme.color("ground"))
    shapes = tuple(shapes_of(KEY, plate.width()))
    scene = FigureScene(plate, QRectF(plate.rect()), shapes, LabelLayout(), {}, theme, chosen)
    painter = QPainter(image)
    paint_figure(painter, scene)
    painter.end()
    return image


@pytest.mark.parametrize("tone", SKIN_TONES)
@pytest.mark.parametrize("theme", THEMES)
def test_everything_outside_the_chosen_place_keeps_its_colour(theme, tone):
    rest, chosen = (painted(theme, tone, place).copy() for place in (None, CHOSEN))
    path = next(s.path for s in shapes_of(KEY, rest.width()) if s.place == CHOSEN)
    box = path.boundingRect().adjusted(-5, -5, 5, 5).toAlignedRect()
    for image in (rest, chosen):
        painter = QPainter(image)
        painter.fillRect(box, 0)
        painter.end()
    assert rest == chosen


@pytest.mark.parametrize("tone", SKIN_TONES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_chosen_place_looks_different_from_rest(theme, tone):
    rest, chosen = painted(theme, tone, None), painted(theme, tone, CHOSEN)
    outline = next(o for o in outlines(KEY).regions if o.place == CHOSEN)
    x, y = (round(value * rest.width()) for value in outline_anchor(outline))
    patch = [(x + dx, y + dy) for dx in range(-8, 9) for dy in range(-8, 9)]
    differences = [
        sum(abs(a - b) for a, b in zip(_rgb(rest, at), _rgb(chosen, at), strict=True))
        for at in patch
    ]
    assert sum(differences) / len(differences) > 20


def _rgb(image: QImage, at: tuple[int, int]) -> tuple[int, int, int]:
    color = image.pixelColor(*at)
    return color.red(), color.green(), color.blue()
