"""Outlines are curves at any zoom."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform

from app.painting.smooth_path import outline_path, smooth_path
from tests.painting.plates import KEYS, outlines

CIRCLE = tuple((math.cos(math.tau * at / 24), math.sin(math.tau * at / 24)) for at in range(24))
SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


def sharpest_turn(path) -> float:
    """The largest turn of the direction, in degrees, between two of many points along a path."""
    angles = [path.angleAtPercent(step / 2000) for step in range(2000)]
    turns = (abs((b - a + 180) % 360 - 180) for a, b in pairwise(angles))
    return max(turns)


def test_a_flattened_circle_becomes_round_again():
    path = smooth_path(CIRCLE)
    points = [path.pointAtPercent(step / 500) for step in range(500)]
    radii = [math.hypot(point.x(), point.y()) for point in points]
    assert max(abs(radius - 1) for radius in radii) < 0.0005
    assert sharpest_turn(path) < 1


def test_a_square_keeps_its_corners():
    path = smooth_path(SQUARE)
    assert path.boundingRect().width() == pytest.approx(1)
    assert path.contains(QPointF(0.001, 0.001))
    assert not path.contains(QPointF(-0.001, 0.5))


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.stem)
def test_no_outline_of_the_atlas_has_a_kink_at_four_times_its_size(qapp, key):
    for outline in outlines(key).regions:
        path = QTransform.fromScale(2400, 2400).map(outline_path(outline))
        assert sharpest_turn(path) < 4, outline.place


def test_every_corner_of_an_outline_lies_on_its_path(qapp):
    outline = outlines(KEYS[0]).regions[0]
    path = outline_path(outline)
    elements = [path.elementAt(at) for at in range(path.elementCount())]
    ends = {(round(e.x, 9), round(e.y, 9)) for e in elements}
    assert {(round(x, 9), round(y, 9)) for x, y in outline.points} <= ends
