"""The session changes in one place, and reports real changes only."""

from __future__ import annotations

import pytest

from app.body.regions import Place, RegionId, Side, TopicId, View
from app.session.actions import (
    AddToList,
    AnswerValue,
    OpenPage,
    OpenTerm,
    OpenTopic,
    RemoveFromList,
    ReplaceList,
    SelectRegion,
    SetFrame,
    SetTextSize,
    SetTheme,
    SetView,
    StartOver,
    Undo,
)
from app.session.session import Session
from app.session.state import Page, Showing, ZoomFrame

FLANK = Place(RegionId("flank"), Side.LEFT)
LUMBAR = Place(RegionId("lumbar"))


@pytest.fixture
def session():
    return Session(Showing())


@pytest.fixture
def reported(session):
    showings = []
    session.changed.connect(showings.append)
    return showings


def test_selecting_a_region_reports_the_new_state(session, reported):
    session.apply(SelectRegion(FLANK))
    assert [showing.place for showing in reported] == [FLANK]


def test_selecting_the_same_region_again_reports_nothing(session, reported):
    session.apply(SelectRegion(FLANK))
    session.apply(SelectRegion(FLANK))
    assert len(reported) == 1


def test_another_region_keeps_the_open_topic(session):
    session.apply(SelectRegion(FLANK))
    session.apply(OpenTopic(TopicId("risks")))
    session.apply(SelectRegion(LUMBAR))
    assert session.showing.topic == "risks"


def test_selecting_a_region_keeps_view_and_zoom(session):
    session.apply(SetView(View.BACK_LEFT))
    session.apply(SetFrame(ZoomFrame(2.0, 0.5, 0.5)))
    session.apply(SelectRegion(LUMBAR))
    assert (session.showing.view, session.showing.frame.zoom) == (View.BACK_LEFT, 2.0)


def test_the_first_topic_is_open_again_after_the_region_was_closed(session):
    session.apply(SelectRegion(FLANK))
    session.apply(OpenTopic(TopicId("risks")))
    session.apply(SelectRegion(None))
    session.apply(SelectRegion(LUMBAR))
    assert session.showing.topic is None


def test_selecting_a_region_closes_a_word_of_the_glossary(session):
    session.apply(OpenTerm("seroma"))
    assert session.showing.page is Page.GLOSSARY
    session.apply(SelectRegion(LUMBAR))
    assert (session.showing.term, session.showing.page) == ("", None)


def test_a_topic_that_was_opened_without_a_region_is_that_of_the_next_region(session):
    session.apply(OpenTopic(TopicId("risks")))
    session.apply(OpenPage(Page.REGIONS))
    session.apply(SelectRegion(LUMBAR))
    assert session.showing.topic == "risks"


@pytest.mark.parametrize(("asked", "got"), [(50, 100), (130, 130), (900, 200)])
def test_the_text_size_is_limited_to_100_to_200_percent(session, asked, got):
    session.apply(SetTextSize(asked))
    assert session.showing.text_size == got


@pytest.mark.parametrize(
    "frame", [ZoomFrame(9, 0.1, 0.9), ZoomFrame(0.1, 0.2, 0.2), ZoomFrame(2, -3, 7)]
)
def test_a_zoom_frame_stays_on_the_plate(session, frame):
    session.apply(SetFrame(frame))
    limited = session.showing.frame
    assert 1 <= limited.zoom <= 4
    assert 0.5 / limited.zoom <= limited.x <= 1 - 0.5 / limited.zoom
    assert 0.5 / limited.zoom <= limited.y <= 1 - 0.5 / limited.zoom


def test_starting_over_restores_the_first_state(session):
    first = session.showing
    for action in (SelectRegion(FLANK), SetTheme("dark"), OpenTerm("x")):
        session.apply(action)
    session.apply(StartOver(is_final=True))
    assert session.showing == first


def test_items_are_added_to_the_list_and_removed_again(session, reported):
    session.apply(AddToList("flank.questions.hernia"))
    session.apply(AddToList("lumbar"))
    session.apply(RemoveFromList("flank.questions.hernia"))
    assert [showing.list_items for showing in reported] == [
        ("flank.questions.hernia",),
        ("flank.questions.hernia", "lumbar"),
        ("lumbar",),
    ]


def test_a_new_answer_replaces_the_old_answer_to_the_same_value(session):
    session.apply(AnswerValue("cuts", "much"))
    session.apply(AnswerValue("time-off", "little"))
    session.apply(AnswerValue("cuts", "little"))
    assert dict(session.showing.value_answers) == {"cuts": "little", "time-off": "little"}


def test_an_answer_can_be_withdrawn(session):
    session.apply(AnswerValue("cuts", "much"))
    session.apply(AnswerValue("cuts", None))
    assert session.showing.value_answers == ()


def test_after_the_only_list_change_is_undone_nothing_is_left_to_undo(session):
    session.apply(AddToList("flank"))
    session.apply(Undo())
    assert not session.showing.can_undo


def test_a_session_whose_list_was_filled_and_emptied_is_not_in_its_initial_state(session):
    session.apply(AddToList("flank"))
    session.apply(Undo())
    session.apply(AddToList("flank"))
    session.apply(RemoveFromList("flank"))
    assert not session.is_initial
    session.apply(StartOver(is_final=True))
    assert session.is_initial


def test_an_undo_stack_alone_makes_a_session_differ_from_its_initial_state(session):
    session.apply(AddToList("flank"))
    session.apply(StartOver())
    session.apply(Undo())
    session.apply(RemoveFromList("flank"))
    assert not session.is_initial


def test_a_reset_restores_the_first_state_and_forgets_what_could_be_undone(session):
    session.apply(AddToList("flank"))
    session.apply(StartOver())
    session.reset()
    session.apply(Undo())
    assert session.is_initial


def test_replacing_the_list_is_one_change_that_can_be_undone(session):
    session.apply(AddToList("flank"))
    session.apply(ReplaceList(("flank", "lumbar", "underarm")))
    session.apply(Undo())
    assert session.showing.list_items == ("flank",)
    assert session.showing.can_undo


def test_an_action_that_leaves_the_list_as_it_is_adds_nothing_to_undo(session):
    session.apply(SetView(View.BACK_LEFT))
    session.apply(ReplaceList(()))
    assert not session.showing.can_undo
