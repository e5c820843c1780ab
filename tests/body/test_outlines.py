"""Geometry of polygons: bounds, area, containment, distance and an interior point."""

from __future__ import annotations

import pytest

from app.body.outlines import area, bounds, contains, distance, interior_point

SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
HORSESHOE = ((0, 0), (3, 0), (3, 3), (2, 3), (2, 1), (1, 1), (1, 3), (0, 3))
LINE = ((0.0, 0.0), (1.0, 0.0), (0.5, 0.0))


def test_the_bounds_contain_all_points():
    assert bounds(HORSESHOE) == (0, 0, 3, 3)


@pytest.mark.parametrize("points", [SQUARE, SQUARE[::-1]])
def test_the_area_does_not_depend_on_the_direction(points):
    assert area(points) == pytest.approx(1.0)


def test_the_gap_of_a_horseshoe_is_outside():
    assert not contains(HORSESHOE, 1.5, 2.0)
    assert contains(HORSESHOE, 0.5, 2.0)


@pytest.mark.parametrize(("x", "y", "away"), [(0.5, 0.4, 0.4), (2.0, 0.5, 1.0), (-3.0, -4.0, 5.0)])
def test_the_distance_to_the_nearest_edge_is_the_same_inside_and_outside(x, y, away):
    assert distance(SQUARE, x, y) == pytest.approx(away)


def test_the_interior_point_of_a_square_is_about_its_middle():
    assert interior_point(SQUARE) == pytest.approx((0.5, 0.5), abs=0.05)


def test_the_interior_point_of_a_horseshoe_is_well_inside():
    at = interior_point(HORSESHOE)
    assert contains(HORSESHOE, *at)
    assert distance(HORSESHOE, *at) > 0.45


def test_the_interior_point_of_a_line_is_its_middle():
    assert interior_point(LINE) == (0.5, 0.0)
