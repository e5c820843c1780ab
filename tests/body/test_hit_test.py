"""Which region lies at a point: topmost first, slack for fingers, quick for many."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.body import hit_test
from app.body.hit_test import OutlineIndex, outline_anchor
from app.body.outlines import Outline, contains
from app.body.regions import Place, RegionId, Side


def box(name, left, top, right, bottom):
    points = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Outline(Place(RegionId(name)), points)


BACK = OutlineIndex([box("low", 0.2, 0.2, 0.6, 0.6), box("high", 0.4, 0.4, 0.8, 0.8)])


@pytest.mark.parametrize(
    ("x", "y", "name"), [(0.3, 0.3, "low"), (0.5, 0.5, "high"), (0.7, 0.7, "high")]
)
def test_the_last_outline_lies_on_top(x, y, name):
    assert BACK.place_at(x, y) == Place(RegionId(name))


@pytest.mark.parametrize(("x", "y"), [(0.1, 0.3), (-5.0, 9.0), (float("nan"), 0.3)])
def test_bare_paper_is_no_place(x, y):
    assert BACK.place_at(x, y) is None


def test_a_near_miss_finds_the_nearest_within_the_slack():
    assert BACK.place_at(0.19, 0.3, slack=0.02) == Place(RegionId("low"))
    assert BACK.place_at(0.17, 0.3, slack=0.02) is None


@pytest.mark.parametrize("last", ["left", "right"])
def test_between_two_that_are_equally_near_the_last_one_is_found(last):
    sides = {"left": (0.25, 0.25, 0.375, 0.5), "right": (0.625, 0.25, 0.75, 0.5)}
    first = next(name for name in sides if name != last)
    others = [box("out of reach", 0.25, 0.9, 0.75, 0.95)] * 6
    outlines = [others[0], box(first, *sides[first]), *others, box(last, *sides[last])]
    both = OutlineIndex(outlines)
    assert both.place_at(0.5, 0.375, slack=0.25) == Place(RegionId(last))


def test_inside_one_region_slack_never_gives_another():
    assert BACK.place_at(0.39, 0.5, slack=0.05) == Place(RegionId("low"))


def test_a_map_without_outlines_holds_nothing():
    assert OutlineIndex(()).place_at(0.5, 0.5, slack=0.1) is None


def test_the_anchor_of_an_outline_lies_inside_it():
    outline = Outline(Place(RegionId("flank"), Side.LEFT), ((0, 0), (1, 0.2), (0.3, 1.0)))
    assert contains(outline.points, *outline_anchor(outline))


@given(st.integers(0, 10**6), st.integers(1, 60))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_the_sorted_map_agrees_with_looking_at_every_outline(seed, count):
    chance = random.Random(seed)
    outlines = [some_box(chance, number) for number in range(count)]
    asked = OutlineIndex(outlines)
    for _ in range(20):
        x, y = chance.uniform(-0.2, 1.2), chance.uniform(-0.2, 1.2)
        found = [one.place for one in outlines if contains(one.points, x, y)]
        assert asked.place_at(x, y) == (found[-1] if found else None)


def some_box(chance, number):
    left, top = chance.random(), chance.random()
    size = chance.choice([0.0001, 0.01, 0.1, 0.7, 3.0])
    return box(str(number), left, top, left + size * chance.random() + 1e-6, top + size)


@pytest.mark.parametrize("count", [8, 1_000, 10_000])
def test_few_outlines_are_looked_at_however_many_there_are(count, monkeypatch):
    looked = []
    real = hit_test.contains
    monkeypatch.setattr(hit_test, "contains", lambda *args: looked.append(1) or real(*args))
    chance = random.Random(1)
    asked = OutlineIndex(ring(chance, number, count) for number in range(count))
    for _ in range(300):
        asked.place_at(chance.random(), chance.random(), slack=0.02)
    assert len(looked) / 300 < 40


def ring(chance, number, count):
    x, y, size = chance.random(), chance.random(), 1.0 / count**0.5
    corners = ((chance.uniform(-size, size), chance.uniform(-size, size)) for _ in range(70))
    return Outline(Place(RegionId(str(number))), tuple((x + dx, y + dy) for dx, dy in corners))
