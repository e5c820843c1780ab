"""An arrow key leads to the neighbour in its direction; every place can be reached."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.body import arrow_navigation
from app.body.arrow_navigation import ArrowNavigation, Direction
from app.body.regions import Place, RegionId, Side

GRID = st.integers(0, 6).map(lambda step: step / 6)
LAYOUTS = st.lists(st.tuples(GRID, GRID), min_size=1, max_size=14)
SCATTERED = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=14)

BACK = {
    Place(RegionId("neck-base")): (0.5, 0.2),
    Place(RegionId("interscapular")): (0.5, 0.4),
    Place(RegionId("underarm"), Side.LEFT): (0.25, 0.55),
    Place(RegionId("bra-line")): (0.5, 0.57),
    Place(RegionId("underarm"), Side.RIGHT): (0.75, 0.55),
    Place(RegionId("flank"), Side.LEFT): (0.28, 0.85),
    Place(RegionId("lumbar")): (0.5, 0.84),
    Place(RegionId("flank"), Side.RIGHT): (0.72, 0.85),
}


def _named(points):
    return {Place(RegionId(str(number))): point for number, point in enumerate(points)}


def _reachable(navigation, start):
    found, pending = {start}, [start]
    while pending:
        here = pending.pop()
        steps = {navigation.neighbour(here, direction) for direction in Direction}
        fresh = steps - found - {None}
        found |= fresh
        pending.extend(fresh)
    return found


@given(st.one_of(LAYOUTS, SCATTERED))
@settings(deadline=None, derandomize=True, max_examples=400)
def test_every_place_can_be_reached_from_every_other(points):
    anchors = _named(points)
    navigation = ArrowNavigation(anchors)
    assert all(_reachable(navigation, start) == set(anchors) for start in anchors)


@pytest.mark.parametrize(
    ("start", "direction", "end"),
    [
        ("neck-base", Direction.DOWN, "interscapular"),
        ("bra-line", Direction.UP, "interscapular"),
        ("bra-line", Direction.DOWN, "lumbar"),
        ("neck-base", Direction.UP, None),
    ],
)
def test_an_arrow_leads_to_the_region_in_its_direction(start, direction, end):
    found = ArrowNavigation(BACK).neighbour(Place(RegionId(start)), direction)
    assert (found.region if found else None) == end


def test_the_left_arrow_leads_from_the_small_of_the_back_to_the_left_flank():
    found = ArrowNavigation(BACK).neighbour(Place(RegionId("lumbar")), Direction.LEFT)
    assert found == Place(RegionId("flank"), Side.LEFT)


def test_without_a_region_straight_ahead_the_nearest_in_the_direction_is_taken():
    found = ArrowNavigation(BACK).neighbour(Place(RegionId("neck-base")), Direction.LEFT)
    assert found == Place(RegionId("underarm"), Side.LEFT)


def test_what_lies_straight_ahead_is_taken_before_what_is_nearer_but_aside():
    anchors = _named([(0.5, 0.5), (0.6, 0.65), (0.5, 0.7)])
    order = list(anchors)
    assert ArrowNavigation(anchors).neighbour(order[0], Direction.DOWN) == order[2]


def test_the_arrow_left_leads_to_no_place_that_is_almost_straight_above():
    found = ArrowNavigation(BACK).neighbour(Place(RegionId("flank"), Side.LEFT), Direction.LEFT)
    assert found is None


def test_places_at_the_same_point_are_visited_one_by_one():
    anchors = _named([(0.5, 0.5)] * 3)
    order = list(anchors)
    assert ArrowNavigation(anchors).neighbour(order[0], Direction.RIGHT) == order[1]
    assert ArrowNavigation(anchors).neighbour(order[2], Direction.LEFT) == order[1]


def test_a_place_that_is_not_shown_has_no_neighbour():
    assert ArrowNavigation(BACK).neighbour(Place(RegionId("knee")), Direction.UP) is None


def _scattered(count):
    """Places in no order, of which some are at the same height or at the same point."""
    rng = random.Random(count)
    return _named((rng.randrange(40) / 40, rng.randrange(48) / 40) for _ in range(count))


def test_every_one_of_many_places_can_be_reached():
    anchors = _scattered(400)
    assert _reachable(ArrowNavigation(anchors), next(iter(anchors))) == set(anchors)


@pytest.mark.parametrize("direction", [Direction.UP, Direction.DOWN])
def test_many_places_have_the_neighbours_above_and_below_that_few_have(direction, monkeypatch):
    anchors = _scattered(130)
    many = ArrowNavigation(anchors)
    found = [many.neighbour(here, direction) for here in anchors]
    monkeypatch.setattr(arrow_navigation, "MANY_PLACES", 1_000)
    few = ArrowNavigation(anchors)
    assert found == [few.neighbour(here, direction) for here in anchors]


def test_of_many_places_the_right_arrow_stays_in_its_row():
    anchors = _named((x / 30, y / 30) for y in range(30) for x in range(30))
    navigation, order = ArrowNavigation(anchors), list(anchors)
    assert navigation.neighbour(order[45], Direction.RIGHT) == order[46]
    assert navigation.neighbour(order[59], Direction.RIGHT) == order[60]
    assert navigation.neighbour(order[45], Direction.LEFT) == order[44]
