"""The bar of a risk ends where its numbers say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.painting.risk_bar import RiskBarColors, paint_risk_bar

COLORS = RiskBarColors(QColor("#ff0000"), QColor("#ffdddd"), QColor("#dddddd"))


def ends(low, high, *, mirrored=False):
    """The last x of the filled, and of the filled or hatched part, in pixels of 150."""
    image = QImage(150, 10, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    paint_risk_bar(painter, QRectF(0, 0, 150, 10), (low, high), COLORS, mirrored=mirrored)
    painter.end()
    columns = [[image.pixelColor(x, y) for y in (4, 5, 6)] for x in range(150)]
    if mirrored:
        columns.reverse()
    # the corners are rounded, so the first pixels are mixed with what is behind them
    full = [all(one == COLORS.bar for one in column) for column in columns[1:]]
    track = [all(one == COLORS.track for one in column) for column in columns[1:]]
    solid = full.index(False) + 1 if False in full else 150
    return solid, track.index(True) + 1 if True in track else 150


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("low", "high"), [(0.2, 0.8), (0.1, 0.1), (0.5, 0.5)])
def test_filled_and_hatched_parts_end_at_their_numbers(qapp, low, high, mirrored):
    solid, hatched = ends(low, high, mirrored=mirrored)
    assert solid == pytest.approx(low * 150, abs=3)
    assert hatched == pytest.approx(high * 150, abs=1)


def test_a_small_risk_still_has_a_bar_and_no_risk_has_none(qapp):
    assert ends(0.0004, 0.0004)[1] == 2
    assert ends(0.0, 0.0)[1] == 1


def test_a_range_from_zero_is_only_hatched(qapp):
    solid, hatched = ends(0.0, 0.5)
    assert solid <= 3
    assert hatched == pytest.approx(75, abs=1)


def test_a_number_beyond_the_scale_ends_at_its_end(qapp):
    assert ends(0.5, 3.0)[1] == 150
