"""What is on show changes in one place, and only real changes are told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.body.regions import Place, RegionId, Side, TopicId, View
from app.session.session import Session
from app.session.state import Page, Showing, ZoomFrame

FLANK = Place(RegionId("flank"), Side.LEFT)
LUMBAR = Place(RegionId("lumbar"))


@pytest.fixture
def session():
    return Session(Showing())


@pytest.fixture
def told(session):
    heard = []
    session.changed.connect(heard.append)
    return heard


def test_choosing_a_region_tells_the_new_showing(session, told):
    session.select(FLANK)
    assert [showing.place for showing in told] == [FLANK]


def test_choosing_the_same_region_again_is_silent(session, told):
    session.select(FLANK)
    session.select(FLANK)
    assert len(told) == 1


def test_another_region_keeps_the_open_topic(session):
    session.select(FLANK)
    session.open_topic(TopicId("risks"))
    session.select(LUMBAR)
    assert session.showing.topic == "risks"


def test_choosing_never_moves_the_view(session):
    session.set_view(View.BACK_LEFT)
    session.set_frame(ZoomFrame(2.0, 0.5, 0.5))
    session.select(LUMBAR)
    assert (session.showing.view, session.showing.frame.zoom) == (View.BACK_LEFT, 2.0)


def test_escape_first_closes_the_page_then_lets_the_region_go(session):
    session.select(FLANK)
    session.open_page(Page.WHEN_TO_CALL)
    session.back()
    assert session.showing.place == FLANK
    session.back()
    assert session.showing.place is None


def test_a_search_opens_the_list_and_an_empty_one_closes_it(session):
    session.set_search("hump")
    assert session.showing.page is Page.REGIONS
    session.set_search("")
    assert session.showing.page is None


def test_choosing_ends_a_search(session):
    session.set_search("hump")
    session.select(LUMBAR)
    assert (session.showing.search, session.showing.page) == ("", None)


@pytest.mark.parametrize(("asked", "got"), [(50, 100), (130, 130), (900, 200)])
def test_text_stays_between_100_and_200_percent(session, asked, got):
    session.set_text_size(asked)
    assert session.showing.text_size == got


@pytest.mark.parametrize(
    "frame", [ZoomFrame(9, 0.1, 0.9), ZoomFrame(0.1, 0.2, 0.2), ZoomFrame(2, -3, 7)]
)
def test_a_frame_stays_on_the_plate(session, frame):
    session.set_frame(frame)
    kept = session.showing.frame
    assert 1 <= kept.zoom <= 4
    assert 0.5 / kept.zoom <= kept.x <= 1 - 0.5 / kept.zoom
    assert 0.5 / kept.zoom <= kept.y <= 1 - 0.5 / kept.zoom


def test_start_over_brings_back_the_first_showing(session):
    first = session.showing
    for act in (lambda: session.select(FLANK), lambda: session.set_theme("dark")):
        act()
    session.set_search("x")
    session.start_over()
    assert session.showing == first


def test_a_thing_is_put_on_the_list_and_taken_off_again(session, told):
    session.keep("flank.questions.hernia")
    session.keep("lumbar")
    session.keep("flank.questions.hernia")
    assert [showing.kept for showing in told] == [
        ("flank.questions.hernia",),
        ("flank.questions.hernia", "lumbar"),
        ("lumbar",),
    ]


def test_another_answer_takes_the_place_of_the_first(session):
    session.toggle_value_answer(("cuts", "much"))
    session.toggle_value_answer(("time-off", "little"))
    session.toggle_value_answer(("cuts", "little"))
    assert dict(session.showing.matters) == {"cuts": "little", "time-off": "little"}


def test_the_same_answer_again_takes_it_back(session):
    session.toggle_value_answer(("cuts", "much"))
    session.toggle_value_answer(("cuts", "much"))
    assert session.showing.matters == ()


def test_after_the_last_change_of_the_list_is_undone_nothing_more_can_be(session):
    session.keep("flank")
    session.undo_list_change()
    assert not session.showing.can_undo


def test_a_session_whose_list_was_filled_and_emptied_is_not_as_at_the_start(session):
    session.keep("flank")
    session.undo_list_change()
    session.keep("flank")
    session.keep("flank")
    session.replace_showing(Showing())
    assert not session.is_initial
    session.start_over()
    assert session.is_initial


def test_several_things_go_on_the_list_as_one_change(session):
    session.keep("flank")
    session.replace_showing(replace(session.showing, kept=("flank", "lumbar", "underarm")))
    session.undo_list_change()
    assert session.showing.kept == ("flank",)
    assert session.showing.can_undo


def test_a_step_that_leaves_the_list_as_it_is_adds_nothing_to_undo(session):
    session.replace_showing(replace(session.showing, view=View.BACK_LEFT))
    assert not session.showing.can_undo
