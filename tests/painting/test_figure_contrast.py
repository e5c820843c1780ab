"""What marks a region stands out from the skin, measured on painted pixels of the real plates."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QTransform

from app.body.hit_test import OutlineIndex
from app.body.regions import Place, PlateKey
from app.painting import regions
from app.painting.scene import FigureScene, InteractionState, RegionShape, RegionShapes
from app.session.state import SKIN_TONES, THEMES
from tests.painting.plates import ALL_KEYS, KEYS, bare_scene, painted
from tests.theme.test_contrast import contrast

SIZE = 640
STEP = 9.0
INSIDE, OUTSIDE, SKIN_DISTANCE = 8.0, 3.2, 9.0
"""How far the mark of a region extends from its outline, and where the skin beside it is sampled.

The edge is at the outline, its dark line outside it and the light inside it.
"""
ENOUGH = 0.95

NO_SHAPES = RegionShapes(OutlineIndex(()), QTransform())


def samples(shape: RegionShape) -> list[tuple[QPointF, QPointF]]:
    """Points along an outline, each with the direction out of it."""
    found = []
    length = shape.path.length()
    for number in range(int(length / STEP)):
        at = shape.path.percentAtLength(number * STEP)
        angle = math.radians(shape.path.angleAtPercent(at))
        point, across = shape.path.pointAtPercent(at), QPointF(math.sin(angle), math.cos(angle))
        is_outward = not shape.path.contains(point + across * 2)
        found.append((point, across if is_outward else -across))
    return found


def is_distinguishable(bare: QImage, marked: QImage, at: QPointF, outward: QPointF) -> bool:
    """True if some pixel of the mark has a contrast of 3 : 1 to the skin beside it."""

    def pixel(image: QImage, point: QPointF) -> QColor:
        return image.pixelColor(round(point.x()), round(point.y()))

    skin = at + outward * SKIN_DISTANCE
    steps = int((INSIDE + OUTSIDE) / 0.4)
    mark = [at + outward * (0.4 * step - INSIDE) for step in range(steps + 1)]
    if not all(bare.rect().contains(point.toPoint()) for point in (skin, *mark)):
        return True
    color = pixel(bare, skin)
    return max(contrast(pixel(marked, point), color) for point in mark) >= 3.0


def visible_share(bare: QImage, marked: QImage, shapes: list[RegionShape]) -> float:
    """The share of sampled points of outlines at which the mark stands out."""
    hits = [
        is_distinguishable(bare, marked, at, outward)
        for shape in shapes
        for at, outward in samples(shape)
    ]
    assert len(hits) >= 10
    return sum(hits) / len(hits)


def chosen_shares(key: PlateKey, theme: str, tone: str) -> dict[Place, float]:
    """How much of its outline stands out for each place of a plate, chosen alone."""
    rest = bare_scene(key, theme, tone, SIZE)
    bare, shares = painted(replace(rest, shapes=NO_SHAPES)), {}
    for shape in rest.shapes:
        marked = painted(replace(rest, chosen=shape.place))
        shares[shape.place] = visible_share(bare, marked, [shape])
    return shares


def weak_places(key: PlateKey, theme: str, tone: str) -> dict[Place, float]:
    """The places whose outlines do not stand out enough when they are chosen."""
    shares = chosen_shares(key, theme, tone)
    return {place: share for place, share in shares.items() if share < ENOUGH}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_a_chosen_region_stands_out_from_the_skin(qapp, theme, tone):
    key = KEYS[(THEMES.index(theme) + SKIN_TONES.index(tone)) % len(KEYS)]
    assert weak_places(key, theme, tone) == {}, key


@pytest.mark.long
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("key", ALL_KEYS, ids=lambda key: key.stem)
def test_a_chosen_region_stands_out_on_every_plate_in_every_skin_tone(qapp, theme, key):
    assert [tone for tone in SKIN_TONES if weak_places(key, theme, tone)] == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("tone", SKIN_TONES)
def test_the_focus_stands_out_from_the_skin(qapp, theme, tone):
    rest = bare_scene(KEYS[0], theme, tone, SIZE)
    bare = painted(replace(rest, shapes=NO_SHAPES))
    for shape in rest.shapes:
        marked = painted(replace(rest, interaction=InteractionState(focus=shape.place)))
        assert visible_share(bare, marked, [shape]) >= ENOUGH, shape.place


@pytest.mark.parametrize("tone", SKIN_TONES)
def test_in_the_contrast_theme_outlines_stand_out_at_rest(qapp, tone):
    rest = bare_scene(KEYS[0], "contrast", tone, SIZE)
    bare = painted(replace(rest, shapes=NO_SHAPES))
    assert visible_share(bare, painted(rest), list(rest.shapes)) >= ENOUGH


@pytest.mark.parametrize("tone", SKIN_TONES)
def test_the_light_alone_does_not_stand_out(qapp, monkeypatch, tone):
    monkeypatch.setattr(regions, "_paint_edge", lambda *_: None)
    assert weak_places(KEYS[0], "light", tone) != {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.stem)
def test_at_rest_the_body_is_bare(qapp, theme, key):
    rest = bare_scene(key, theme, "tone-3", SIZE)
    assert painted(rest) == painted(replace(rest, shapes=NO_SHAPES))


@pytest.mark.parametrize("tone", SKIN_TONES)
def test_a_hovered_region_fades_in(qapp, tone):
    rest = bare_scene(KEYS[0], "light", tone, SIZE)
    shape = list(rest.shapes)[2]
    progress = [painted(_hovered(rest, shape, share)) for share in (0.0, 0.5, 1.0)]
    bare = painted(rest)
    assert progress[0] == bare
    half, full = (_difference(bare, image, shape) for image in progress[1:])
    assert full > half > 0
    assert full > 5


def _hovered(rest: FigureScene, shape: RegionShape, progress: float) -> FigureScene:
    return replace(rest, interaction=InteractionState(hovered=shape.place, hover_progress=progress))


def _difference(one: QImage, other: QImage, shape: RegionShape) -> float:
    """The mean difference of a channel in the middle of a region."""
    center = shape.path.boundingRect().center().toPoint()
    total = 0
    for dx in range(-6, 7):
        for dy in range(-6, 7):
            colors = [image.pixelColor(center.x() + dx, center.y() + dy) for image in (one, other)]
            channels = [(color.red(), color.green(), color.blue()) for color in colors]
            total += sum(abs(a - b) for a, b in zip(*channels, strict=True))
    return total / (3 * 13 * 13)
