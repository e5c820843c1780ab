"""Outlines stand out from the skin, measured on painted pixels in every theme and skin tone."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.body.regions import Place, PlateKey
from app.painting import figure
from app.painting.labels.model import LabelLayout
from app.painting.scene import FigureScene, InteractionState, RegionShape
from app.session.state import SKIN_TONES, THEMES
from app.support.paths import assets
from app.theme.theme import read_skin_ramps, read_theme
from tests.painting.plates import ALL_KEYS, KEYS, shapes_of, tinted_plate
from tests.theme.test_contrast import contrast

SIZE = 640
STEP = 9.0
LINE_REACH, SKIN_DISTANCE = 3.2, 9.0
"""How far a line extends from its middle, and at which distance the skin is sampled."""


def painted(
    key: PlateKey, theme_name: str, tone: str, **options
) -> tuple[QImage, QImage, list[RegionShape]]:
    """The scene without its lines, the scene with them, and the outlines in pixels."""
    theme = read_theme(assets() / "themes", theme_name, 100)
    plate = tinted_plate(key, read_skin_ramps(assets() / "themes")[tone], theme, SIZE)
    shapes = shapes_of(key, plate.width())
    bare = QImage(plate.size(), QImage.Format.Format_RGB32)
    bare.fill(theme.color("ground"))
    lined = bare.copy()
    scene = FigureScene(
        plate, QRectF(plate.rect()), tuple(shapes), LabelLayout(), {}, theme, **options
    )
    paint(lined, scene)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figure, "_stroke", lambda *_: None)
        patch.setattr(figure, "_hatch", lambda *_: None)
        paint(bare, scene)
    return bare, lined, shapes


def paint(image: QImage, scene: FigureScene) -> None:
    painter = QPainter(image)
    figure.paint_figure(painter, scene)
    painter.end()


def samples(shape: RegionShape) -> list[tuple[QPointF, QPointF]]:
    """Points along an outline, each with the direction across it."""
    found = []
    length = shape.path.length()
    for number in range(int(length / STEP)):
        at = shape.path.percentAtLength(number * STEP)
        angle = math.radians(shape.path.angleAtPercent(at))
        across = QPointF(math.sin(angle), math.cos(angle))
        found.append((shape.path.pointAtPercent(at), across))
    return found


def is_distinguishable(bare: QImage, lined: QImage, at: QPointF, across: QPointF) -> bool:
    """True if some pixel of the line has a contrast of 3 : 1 to the skin on each side."""

    def pixel(image: QImage, point: QPointF) -> QColor:
        return image.pixelColor(round(point.x()), round(point.y()))

    def inside(point: QPointF) -> bool:
        return lined.rect().contains(point.toPoint())

    beside = [at + across * SKIN_DISTANCE, at - across * SKIN_DISTANCE]
    line = [at + across * (LINE_REACH * share / 4) for share in range(-4, 5)]
    if not all(inside(point) for point in (*beside, *line)):
        return True
    return all(
        max(contrast(pixel(lined, on), pixel(bare, skin)) for on in line) >= 3.0 for skin in beside
    )


def visible_share(key: PlateKey, theme: str, tone: str, **options) -> float:
    """The share of sampled points of all outlines at which the line stands out."""
    bare, lined, shapes = painted(key, theme, tone, **options)
    hits = [
        is_distinguishable(bare, lined, at, across) for s in shapes for at, across in samples(s)
    ]
    assert len(hits) > 200
    return sum(hits) / len(hits)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_outlines_at_rest_stand_out_from_the_skin(qapp, theme, tone):
    key = KEYS[(THEMES.index(theme) + SKIN_TONES.index(tone)) % len(KEYS)]
    assert visible_share(key, theme, tone) >= 0.95, key


@pytest.mark.long
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", ALL_KEYS, ids=lambda key: key.stem)
def test_outlines_at_rest_stand_out_on_every_plate_in_every_skin_tone(qapp, theme, key):
    for tone in SKIN_TONES:
        assert visible_share(key, theme, tone) >= 0.95, tone


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_highlighted_outlines_stand_out_from_the_skin(qapp, theme, tone):
    place = Place("flank")
    for options in (
        {"chosen": place},
        {"interaction": InteractionState(hovered=place)},
        {"interaction": InteractionState(focus=place)},
    ):
        assert visible_share(KEYS[0], theme, tone, **options) >= 0.95, options


def test_a_picture_without_lines_does_not_pass(qapp):
    bare, _, shapes = painted(KEYS[0], "light", "tone-1")
    hits = [is_distinguishable(bare, bare, at, across) for s in shapes for at, across in samples(s)]
    assert sum(hits) / len(hits) < 0.5
