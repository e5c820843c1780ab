"""Left is left: where leaders end and what is highlighted, in the pixels of every output."""

from __future__ import annotations

from itertools import combinations

import pytest

from app.body.regions import BuildId, FigureId, Place, RegionId, Side, View, covers
from app.canvas import figure_layout, scene_builder
from app.handout.sheet import HandoutFigure
from app.painting.labels import paint
from app.painting.labels.paint import LabelState
from app.painting.scene import FigureScene
from tests.side_states import (
    SIZES,
    SideState,
    StatePainter,
    copy_themes,
    find_faults,
    pairwise_states,
    parameters,
    sampled_states,
)

FLANK = RegionId("flank")
RIGHT, LEFT = Place(FLANK, Side.RIGHT), Place(FLANK, Side.LEFT)
MIN_PAIRWISE_STATES = 400


@pytest.fixture(scope="module")
def painter(qapp, tmp_path_factory):
    state_painter = StatePainter(copy_themes(tmp_path_factory.mktemp("themes")))
    yield state_painter
    state_painter.close()


def flank_state(output="explore", place=RIGHT, view=View.BACK):
    return SideState(output, SIZES[1], 100, place, view, FigureId("woman"), BuildId("average"))


def faulty_states(painter, states):
    return {state: faults for state in states if (faults := find_faults(painter, state))}


def test_leaders_end_in_the_highlighted_side_and_an_unseen_side_highlights_nothing(painter):
    """A small sample; `-m slow` takes every pair of values, and .ci/long every state."""
    assert faulty_states(painter, sampled_states(painter.atlas)) == {}


@pytest.mark.slow
def test_every_pair_of_values_highlights_the_right_side(painter):
    states = pairwise_states(painter.atlas, MIN_PAIRWISE_STATES)
    assert len(states) >= MIN_PAIRWISE_STATES
    assert faulty_states(painter, states) == {}


def test_the_small_sample_has_every_value_and_each_output_with_each_kind_of_place(painter):
    states, values = sampled_states(painter.atlas), parameters(painter.atlas)
    for field, name in enumerate(SideState._fields):
        if name != "place":
            assert {state[field] for state in states} == set(values[field]), name
    places = {state.place for state in states}
    assert {place.region for place in places} == set(painter.atlas.regions)
    sides = {(state.output, state.place.side, has_sides(painter, state)) for state in states}
    assert len(sides) == 4 * len(values[0])


def has_sides(painter, state):
    return state.place.region in painter.atlas.sides


def test_the_pairwise_states_have_every_pair_of_values(painter):
    states = pairwise_states(painter.atlas, MIN_PAIRWISE_STATES)
    values = parameters(painter.atlas)
    for one, other in combinations(range(len(values)), 2):
        pairs = {(state[one], state[other]) for state in states}
        assert len(pairs) == len(values[one]) * len(values[other])


def test_in_every_plate_the_left_side_is_left_of_the_right_one(painter):
    for figure in painter.atlas.figures:
        for build in painter.atlas.builds:
            state = flank_state()._replace(figure=figure, build=build)
            picture = painter.paint(state, None, with_spotlight=False)[0]
            for region in painter.atlas.sides:
                left, right = (
                    [x for x, _ in picture.outlines[Place(region, side)]]
                    for side in (Side.LEFT, Side.RIGHT)
                )
                assert max(left) < 0.5 < min(right)


@pytest.mark.parametrize("output", ["explore", "picture", "kiosk"])
def test_a_leader_that_ends_in_the_other_side_is_noticed(painter, monkeypatch, output):
    monkeypatch.setattr(figure_layout, "leader_sides", lambda *_: ())
    monkeypatch.setattr(
        paint, "label_state", lambda _scene, region, _dot: LabelState(chosen=region == FLANK)
    )
    found = [find_faults(painter, flank_state(output, place)) for place in (LEFT, RIGHT)]
    assert any("another outline is highlighted" in faults for faults in found)


def test_a_label_that_is_not_highlighted_is_noticed(painter, monkeypatch):
    monkeypatch.setattr(figure_layout, "leader_sides", lambda *_: ())
    found = [find_faults(painter, flank_state(place=place)) for place in (LEFT, RIGHT)]
    assert ["neither a leader nor a number is in the side"] in found


def test_a_highlighted_label_of_an_unseen_side_is_noticed(painter, monkeypatch):
    monkeypatch.setattr(paint, "label_state", lambda *_: LabelState(chosen=True))
    found = find_faults(painter, flank_state(view=View.BACK_LEFT))
    assert "an unseen side is highlighted" in found


def test_a_spotlight_on_an_unseen_side_is_noticed(painter, monkeypatch):
    monkeypatch.setattr(scene_builder, "covers", lambda whole, place: whole.region == place.region)
    unseen = flank_state("audience spotlight", view=View.BACK_LEFT)
    assert find_faults(painter, unseen) == ["an unseen side changes the picture"]


@pytest.mark.parametrize("output", ["explore", "kiosk", "audience", "attract"])
def test_light_on_the_other_side_is_noticed(painter, monkeypatch, output):
    monkeypatch.setattr(
        FigureScene, "is_chosen", lambda scene, place: bool(scene.chosen) and place.region == FLANK
    )
    found = [find_faults(painter, flank_state(output, place)) for place in (LEFT, RIGHT)]
    assert all("another outline is highlighted" in faults for faults in found)


@pytest.mark.parametrize("output", ["handout pdf", "handout html"])
def test_a_handout_that_marks_the_other_side_is_noticed(painter, monkeypatch, output):
    monkeypatch.setattr(
        HandoutFigure,
        "is_selected",
        lambda self, outline: outline.place == LEFT and covers(self.selected[0], RIGHT),
    )
    found = find_faults(painter, flank_state(output))
    assert "another outline is highlighted" in found
    assert "the chosen side is not highlighted" in found
