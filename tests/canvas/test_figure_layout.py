"""The rectangle of the plate in the widget, and zooming around the pointer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.canvas.figure_layout import zoomed_at
from app.painting.plate_rect import CORE_WIDTH, fit_plate
from app.session.state import ZoomFrame

sizes = st.floats(200, 4000)
aspects = st.floats(0.8, 1.6)


@given(sizes, sizes, aspects)
def test_at_zoom_1_the_plate_is_centred_at_the_bottom(width, height, aspect):
    rect = fit_plate(width, height, aspect, ZoomFrame())
    assert rect.top + rect.height == pytest.approx(height)
    assert rect.left + rect.width / 2 == pytest.approx(width / 2)


@given(sizes, sizes, aspects)
def test_the_core_of_the_plate_is_always_in_sight(width, height, aspect):
    rect = fit_plate(width, height, aspect, ZoomFrame())
    assert rect.width * CORE_WIDTH <= width * 1.0001
    assert rect.height <= height * 1.0001


@given(sizes, sizes, st.floats(1.05, 3.9), st.floats(0.3, 0.7), st.floats(0.3, 0.7))
def test_zooming_keeps_the_point_under_the_pointer(width, height, zoom, x, y):
    frame = ZoomFrame(zoom, x, y)
    before = fit_plate(width, height, 1.2, frame)
    pointer = (width * 0.4, height * 0.6)
    after = fit_plate(width, height, 1.2, zoomed_at(before, frame, 1.02, *pointer))
    assert after.to_fraction(*pointer) == pytest.approx(before.to_fraction(*pointer), abs=1e-6)


@given(st.floats(0, 1), st.floats(0, 1))
def test_converting_to_pixels_and_back_gives_the_same_point(x, y):
    rect = fit_plate(700, 640, 1.2, ZoomFrame(1.7, 0.4, 0.6))
    assert rect.to_plate(*rect.to_pixels((x, y))) == pytest.approx((x, y), abs=1e-9)
