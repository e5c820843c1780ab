"""Left is left: where lines end and what lights up, in the pixels of every kind of picture."""

from __future__ import annotations

from itertools import combinations

import pytest

from app.body.regions import BuildId, FigureId, Place, RegionId, Side, View, covers
from app.canvas import figure_layout, scene_builder
from app.handout.sheet import HandoutFigure
from app.painting.labels import paint
from tests.side_states import (
    SIZES,
    Painter,
    State,
    coloured_themes,
    faults,
    pairwise_states,
    parameters,
)

FLANK = RegionId("flank")
RIGHT, LEFT = Place(FLANK, Side.RIGHT), Place(FLANK, Side.LEFT)
LEAST = 400


@pytest.fixture(scope="module")
def painter(qapp, tmp_path_factory):
    made = Painter(coloured_themes(tmp_path_factory.mktemp("themes")))
    yield made
    made.close()


def state(way="explore", size=SIZES[1], place=RIGHT, view=View.BACK):
    return State(way, size, 100, place, view, FigureId("woman"), BuildId("average"))


def test_lines_end_in_the_lit_side_and_what_is_unseen_lights_nothing(painter):
    states = pairwise_states(painter.atlas, LEAST)
    wrong = {one: found for one in states if (found := faults(painter, one))}
    assert len(states) >= LEAST
    assert wrong == {}


def test_the_states_hold_every_pair_of_values(painter):
    states, values = pairwise_states(painter.atlas, LEAST), parameters(painter.atlas)
    for one, other in combinations(range(len(values)), 2):
        pairs = {(made[one], made[other]) for made in states}
        assert len(pairs) == len(values[one]) * len(values[other])


def test_in_every_plate_the_left_side_lies_left_of_the_right_one(painter):
    for figure in painter.atlas.figures:
        for build in painter.atlas.builds:
            key = state()._replace(figure=figure, build=build)
            picture = painter.paint(key, None, is_lit=False)[0]
            for region in painter.atlas.sides:
                left, right = (
                    [x for x, _ in picture.outlines[Place(region, side)]]
                    for side in (Side.LEFT, Side.RIGHT)
                )
                assert max(left) < 0.5 < min(right)


@pytest.mark.parametrize("way", ["explore", "picture", "kiosk"])
def test_a_line_that_ends_in_the_other_side_is_noticed(painter, monkeypatch, way):
    monkeypatch.setattr(figure_layout, "leader_sides", lambda *_: ())
    lit = paint._LabelState(chosen=True, near=False)
    monkeypatch.setattr(
        paint,
        "_label_state",
        lambda scene, region, _: lit if region == FLANK else paint._AT_REST,
    )
    found = [faults(painter, state(way, place=place)) for place in (LEFT, RIGHT)]
    assert any("another outline is lit" in words for words in found)


def test_a_label_that_stays_dark_is_noticed(painter, monkeypatch):
    monkeypatch.setattr(figure_layout, "leader_sides", lambda *_: ())
    found = [faults(painter, state(place=place)) for place in (LEFT, RIGHT)]
    assert ["neither a line nor a number is in the side"] in found


def test_an_unseen_side_that_lights_its_label_is_noticed(painter, monkeypatch):
    lit = paint._LabelState(chosen=True, near=False)
    monkeypatch.setattr(paint, "_label_state", lambda *_: lit)
    assert "an unseen side is lit" in faults(painter, state(view=View.BACK_LEFT))


def test_a_spotlight_on_an_unseen_side_is_noticed(painter, monkeypatch):
    monkeypatch.setattr(scene_builder, "covers", lambda whole, place: whole.region == place.region)
    unseen = state("audience spotlight", view=View.BACK_LEFT)
    assert faults(painter, unseen) == ["an unseen side changes the picture"]


@pytest.mark.parametrize("way", ["handout pdf", "handout html"])
def test_a_handout_that_marks_the_other_side_is_noticed(painter, monkeypatch, way):
    monkeypatch.setattr(
        HandoutFigure,
        "is_selected",
        lambda self, outline: outline.place == LEFT and covers(self.chosen[0], RIGHT),
    )
    found = faults(painter, state(way))
    assert "another outline is lit" in found
    assert "the chosen side is not lit" in found
