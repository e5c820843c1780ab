"""In which column and order names stand, for any atlas."""

from __future__ import annotations

import pytest

from app.body.label_columns import label_places
from app.body.outlines import Outline
from app.body.regions import Place, RegionId, Side, View


def outline(region, x, y, side=None, size=0.1):
    half = size / 2
    corners = (
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half),
        (x - half, y + half),
    )
    return Outline(Place(RegionId(region), side), corners)


def pair(region, x, y):
    return outline(region, 0.5 - x, y, Side.LEFT), outline(region, 0.5 + x, y, Side.RIGHT)


def columns(outlines, view=View.BACK, homes=None):
    found = label_places(outlines, view, homes or {})
    return {side: [one.region for one in found if one.column is side] for side in Side}


CENTRAL = [outline(f"c{number}", 0.5, 0.2 + 0.15 * number) for number in range(5)]


def test_names_are_ordered_by_height_whatever_the_order_of_the_regions():
    order = [one.region for one in label_places(CENTRAL[::-1], View.BACK, {})]
    assert order == ["c0", "c1", "c2", "c3", "c4"]


def test_of_two_regions_at_one_height_the_outer_one_comes_first():
    outlines = [outline("inner", 0.5, 0.5), *pair("outer", 0.2, 0.51)]
    assert [one.region for one in label_places(outlines, View.BACK, {})] == ["outer", "inner"]


def test_central_regions_fill_both_columns_evenly():
    found = columns(CENTRAL)
    assert sorted(map(len, found.values())) == [2, 3]


def test_a_region_on_one_side_has_its_name_on_that_side():
    outlines = [outline("west", 0.25, 0.3), outline("east", 0.75, 0.3), *CENTRAL]
    found = columns(outlines)
    assert "west" in found[Side.LEFT]
    assert "east" in found[Side.RIGHT]


def test_a_region_with_two_sides_has_its_name_on_the_left():
    assert columns([*pair("flank", 0.2, 0.5), *CENTRAL])[Side.LEFT][0:1] != []
    assert "flank" in columns([*pair("flank", 0.2, 0.5), *CENTRAL])[Side.LEFT]


@pytest.mark.parametrize("side", Side)
def test_the_atlas_can_choose_the_column_from_behind(side):
    assert "c2" in columns(CENTRAL, homes={RegionId("c2"): side})[side]


def test_the_regions_whose_column_the_atlas_chooses_are_in_its_order():
    homes = {RegionId("c3"): Side.LEFT, RegionId("c1"): Side.LEFT, RegionId("c4"): Side.RIGHT}
    order = [one.region for one in label_places(CENTRAL, View.BACK, homes)]
    assert order == ["c0", "c3", "c2", "c1", "c4"]


def test_from_the_side_the_left_half_of_the_regions_is_on_the_left():
    outlines = [outline(f"r{at}", 0.3 + 0.1 * at, 0.9 - 0.2 * at) for at in range(4)]
    homes = {RegionId("r0"): Side.RIGHT}
    found = columns(outlines, View.BACK_LEFT, homes)
    assert found == {Side.LEFT: ["r1", "r0"], Side.RIGHT: ["r3", "r2"]}


def test_a_plate_without_regions_has_no_names():
    assert label_places((), View.BACK, {}) == ()
