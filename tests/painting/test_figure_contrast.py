"""Outlines can be seen: measured on painted pixels, for every theme and skin tone."""

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
NEAR, BESIDE = 3.2, 9.0
"""How far from its middle a line reaches, and where the skin beside it is sampled."""


def painted(
    key: PlateKey, theme: str, tone: str, **hints
) -> tuple[QImage, QImage, list[RegionShape]]:
    """The scene without its lines, the scene with them, and the outlines in pixels."""
    look = read_theme(assets() / "themes", theme, 100)
    plate = tinted_plate(key, read_skin_ramps(assets() / "themes")[tone], look, SIZE)
    shapes = shapes_of(key, plate.width())
    bare = QImage(plate.size(), QImage.Format.Format_RGB32)
    bare.fill(look.color("ground"))
    lined = bare.copy()
    scene = FigureScene(
        plate, QRectF(plate.rect()), tuple(shapes), LabelLayout((), ()), {}, look, **hints
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
    """Points along an outline with the direction across it."""
    found = []
    length = shape.path.length()
    for number in range(int(length / STEP)):
        at = shape.path.percentAtLength(number * STEP)
        angle = math.radians(shape.path.angleAtPercent(at))
        across = QPointF(math.sin(angle), math.cos(angle))
        found.append((shape.path.pointAtPercent(at), across))
    return found


def is_distinguishable(bare: QImage, lined: QImage, at: QPointF, across: QPointF) -> bool:
    """Whether some pixel of the line stands out 3 : 1 from the skin on both its sides."""

    def pixel(image: QImage, point: QPointF) -> QColor:
        return image.pixelColor(round(point.x()), round(point.y()))

    def inside(point: QPointF) -> bool:
        return lined.rect().contains(point.toPoint())

    beside = [at + across * BESIDE, at - across * BESIDE]
    line = [at + across * (NEAR * share / 4) for share in range(-4, 5)]
    if not all(inside(point) for point in (*beside, *line)):
        return True
    return all(
        max(contrast(pixel(lined, on), pixel(bare, skin)) for on in line) >= 3.0 for skin in beside
    )


def share_seen(key: PlateKey, theme: str, tone: str, **hints) -> float:
    bare, lined, shapes = painted(key, theme, tone, **hints)
    hits = [
        is_distinguishable(bare, lined, at, across) for s in shapes for at, across in samples(s)
    ]
    assert len(hits) > 200
    return sum(hits) / len(hits)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_resting_outlines_stand_out_from_skin(qapp, theme, tone):
    for key in KEYS:
        assert share_seen(key, theme, tone) >= 0.95, key


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", ALL_KEYS, ids=lambda key: key.stem)
def test_outlines_stand_out_on_every_plate_in_every_skin_tone(qapp, theme, key):
    for tone in SKIN_TONES:
        assert share_seen(key, theme, tone) >= 0.95, tone


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_focused_and_chosen_outlines_stand_out_from_skin(qapp, theme, tone):
    place = Place("flank")
    for hints in (
        {"chosen": place},
        {"interaction": InteractionState(hovered=place)},
        {"interaction": InteractionState(focus=place)},
    ):
        assert share_seen(KEYS[0], theme, tone, **hints) >= 0.95, hints


def test_a_line_without_a_casing_would_not_be_seen(qapp):
    bare, _, shapes = painted(KEYS[0], "light", "tone-1")
    hits = [is_distinguishable(bare, bare, at, across) for s in shapes for at, across in samples(s)]
    assert sum(hits) / len(hits) < 0.5
