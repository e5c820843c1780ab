"""The hit test finds the topmost region, tolerates a near miss, and is fast for many regions."""

from __future__ import annotations

import random
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.body import hit_test
from app.body.hit_test import OutlineIndex, outline_anchor
from app.body.outlines import Outline, contains, distance
from app.body.regions import Place, RegionId, Side


def _box(name, left, top, right, bottom):
    points = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Outline(Place(RegionId(name)), points)


BACK = OutlineIndex([_box("low", 0.2, 0.2, 0.6, 0.6), _box("high", 0.4, 0.4, 0.8, 0.8)])


@pytest.mark.parametrize(
    ("x", "y", "name"), [(0.3, 0.3, "low"), (0.5, 0.5, "high"), (0.7, 0.7, "high")]
)
def test_the_last_outline_is_on_top(x, y, name):
    assert BACK.place_at(x, y) == Place(RegionId(name))


@pytest.mark.parametrize(("x", "y"), [(0.1, 0.3), (-5.0, 9.0), (float("nan"), 0.3)])
def test_a_point_outside_all_outlines_is_no_place(x, y):
    assert BACK.place_at(x, y) is None


def test_a_near_miss_finds_the_nearest_place_within_the_slack():
    assert BACK.place_at(0.19, 0.3, slack=0.02) == Place(RegionId("low"))
    assert BACK.place_at(0.17, 0.3, slack=0.02) is None


@pytest.mark.parametrize("last", ["left", "right"])
def test_of_two_equally_near_places_the_last_one_is_found(last):
    sides = {"left": (0.25, 0.25, 0.375, 0.5), "right": (0.625, 0.25, 0.75, 0.5)}
    first = next(name for name in sides if name != last)
    others = [_box("out of reach", 0.25, 0.9, 0.75, 0.95)] * 6
    outlines = [others[0], _box(first, *sides[first]), *others, _box(last, *sides[last])]
    both = OutlineIndex(outlines)
    assert both.place_at(0.5, 0.375, slack=0.25) == Place(RegionId(last))


def test_inside_a_region_the_slack_never_finds_another():
    assert BACK.place_at(0.39, 0.5, slack=0.05) == Place(RegionId("low"))


def test_an_index_without_outlines_finds_nothing():
    assert OutlineIndex(()).place_at(0.5, 0.5, slack=0.1) is None


def test_the_anchor_of_an_outline_is_inside_it():
    outline = Outline(Place(RegionId("flank"), Side.LEFT), ((0, 0), (1, 0.2), (0.3, 1.0)))
    assert contains(outline.points, *outline_anchor(outline))


def test_the_anchors_of_many_outlines_are_the_middles_of_their_boxes(monkeypatch):
    boxes = [_box("a", 0.0, 0.25, 0.5, 0.75), _box("b", 0.5, 0.0, 1.0, 1.0)]
    monkeypatch.setattr(hit_test, "MANY_PLACES", 2)
    anchors = OutlineIndex(boxes).anchors
    assert [anchors[box.place] for box in boxes] == [(0.25, 0.5), (0.75, 0.5)]


def test_the_outlines_of_regions_come_in_their_order_on_the_plate():
    boxes = [_box(name, 0.0, 0.0, 0.5, 0.5) for name in ("a", "b", "a", "c")]
    assert OutlineIndex(boxes).outlines_of(["c", "a", "unknown"]) == [boxes[0], *boxes[2:]]


def test_the_outlines_in_a_window_are_those_whose_boxes_meet_it():
    boxes = [_box("a", 0.0, 0.0, 0.2, 0.2), _box("b", 0.4, 0.4, 0.6, 0.6)]
    assert OutlineIndex(boxes).in_window((0.5, 0.5, 0.9, 0.9)) == boxes[1:]
    assert OutlineIndex(boxes).in_window((0.1, 0.1, 0.45, 0.45)) == boxes


@given(st.integers(0, 10**6), st.integers(1, 60))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_the_index_finds_the_same_as_a_search_of_all_outlines(seed, count):
    rng = random.Random(seed)
    outlines = [_random_box(rng, number) for number in range(count)]
    index = OutlineIndex(outlines)
    for _ in range(20):
        x, y = rng.uniform(-0.2, 1.2), rng.uniform(-0.2, 1.2)
        found = [one.place for one in outlines if contains(one.points, x, y)]
        assert index.place_at(x, y) == (found[-1] if found else None)
        if not found:
            nearest = min((distance(one.points, x, y), -at) for at, one in enumerate(outlines))
            expected = outlines[-nearest[1]].place if nearest[0] <= 0.1 else None
            assert index.place_at(x, y, slack=0.1) == expected


def _random_box(rng, number):
    left, top = rng.random(), rng.random()
    size = rng.choice([0.0001, 0.01, 0.1, 0.7, 3.0])
    return _box(str(number), left, top, left + size * rng.random() + 1e-6, top + size)


@pytest.mark.parametrize("count", [8, 1_000, 10_000])
def test_few_outlines_are_examined_however_many_there_are(count, monkeypatch):
    examined = []
    for name in ("contains", "distance"):
        real = getattr(hit_test, name)
        noted = partial(_note_and_call, examined, real)
        monkeypatch.setattr(hit_test, name, noted)
    rng = random.Random(1)
    index = OutlineIndex(_random_polygon(rng, number, count) for number in range(count))
    for _ in range(300):
        index.place_at(rng.random(), rng.random(), slack=0.02)
    assert len(examined) / 300 < 40


def _note_and_call(calls, function, *args):
    calls.append(function)
    return function(*args)


def _random_polygon(rng, number, count):
    x, y, size = rng.random(), rng.random(), 1.0 / count**0.5
    corners = ((rng.uniform(-size, size), rng.uniform(-size, size)) for _ in range(70))
    return Outline(Place(RegionId(str(number))), tuple((x + dx, y + dy) for dx, dy in corners))
