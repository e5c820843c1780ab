"""Back and forward lead through what was read, and a reset leaves nothing to return to."""

from __future__ import annotations

import pytest

from app.body.regions import Place, RegionId, Side, TopicId
from app.session.actions import (
    AddToList,
    GoBack,
    GoForward,
    OpenPage,
    OpenTerm,
    OpenTopic,
    SelectRegion,
    SetFigure,
    SetTextSize,
    ShowStep,
    StartOver,
    Undo,
)
from app.session.history import location_of
from app.session.session import Session
from app.session.state import Page, Showing, ZoomFrame

FLANK_LEFT = Place(RegionId("flank"), Side.LEFT)
FLANK_RIGHT = Place(RegionId("flank"), Side.RIGHT)
LUMBAR = Place(RegionId("lumbar"))
RISKS, OPTIONS = TopicId("risks"), TopicId("options")


@pytest.fixture
def session():
    return Session(Showing())


def apply(session, *actions):
    for action in actions:
        session.apply(action)


def read(session):
    showing = session.showing
    return showing.place, showing.topic, showing.page


def test_back_returns_to_the_page_before_and_not_to_the_home_page(session):
    apply(session, OpenPage(Page.ABOUT), OpenPage(Page.STANDARDS), GoBack())
    assert session.showing.page is Page.ABOUT
    apply(session, GoBack())
    assert session.showing.page is None


def test_back_and_forward_lead_through_regions_topics_and_pages(session):
    steps = (SelectRegion(LUMBAR), OpenTopic(RISKS), OpenPage(Page.WHEN_TO_CALL))
    expected = [read(session)]
    for step in steps:
        apply(session, step)
        expected.append(read(session))
    found = [read(session)]
    for action in (GoBack(), GoBack(), GoBack()):
        apply(session, action)
        found.append(read(session))
    assert found == expected[::-1]
    found = [read(session)]
    for action in (GoForward(), GoForward(), GoForward()):
        apply(session, action)
        found.append(read(session))
    assert found == expected


def test_something_new_after_going_back_leaves_nothing_to_go_forward_to(session):
    apply(session, SelectRegion(LUMBAR), GoBack(), OpenPage(Page.ABOUT), GoForward())
    assert session.showing.page is Page.ABOUT


def test_forward_without_having_gone_back_changes_nothing(session):
    apply(session, SelectRegion(LUMBAR))
    before = session.showing
    apply(session, GoForward())
    assert session.showing == before


def test_at_the_beginning_back_closes_the_page_and_then_the_region():
    session = Session(Showing(place=FLANK_LEFT, topic=RISKS, page=Page.WHEN_TO_CALL))
    apply(session, GoBack())
    assert read(session) == (FLANK_LEFT, RISKS, None)
    apply(session, GoBack())
    assert read(session) == (None, None, None)
    before = session.showing
    apply(session, GoBack())
    assert session.showing == before
    apply(session, GoForward(), GoForward())
    assert read(session) == (FLANK_LEFT, RISKS, Page.WHEN_TO_CALL)


def test_another_side_of_the_open_region_is_no_visit_of_its_own(session):
    apply(session, SelectRegion(FLANK_LEFT), SelectRegion(FLANK_RIGHT), GoBack())
    assert session.showing.place is None


def test_back_to_another_topic_of_the_open_region_keeps_the_side_that_is_chosen(session):
    apply(session, SelectRegion(FLANK_LEFT), OpenTopic(RISKS), SelectRegion(FLANK_RIGHT), GoBack())
    assert read(session) == (FLANK_RIGHT, None, None)


def test_back_to_another_region_chooses_the_side_that_was_read(session):
    apply(session, SelectRegion(FLANK_RIGHT), SelectRegion(LUMBAR), GoBack())
    assert session.showing.place == FLANK_RIGHT


def test_each_word_of_the_glossary_is_a_visit(session):
    apply(session, SelectRegion(LUMBAR), OpenTerm("seroma"), OpenTerm("hernia"), GoBack())
    assert (session.showing.term, session.showing.page) == ("seroma", Page.GLOSSARY)
    apply(session, GoBack())
    assert (session.showing.term, session.showing.place) == ("", LUMBAR)


def test_a_word_that_is_closed_is_left_as_by_going_back(session):
    apply(session, SelectRegion(LUMBAR), OpenTerm("seroma"), OpenPage(None), GoBack())
    assert session.showing.place is None


def test_what_is_no_reading_adds_nothing_to_the_history(session):
    apply(session, SelectRegion(LUMBAR))
    apply(session, SetTextSize(150), SetFigure("man"), AddToList("lumbar"), GoBack())
    showing = session.showing
    assert (showing.place, showing.text_size, showing.figure) == (None, 150, "man")
    assert showing.list_items == ("lumbar",)


def test_a_step_of_a_sequence_is_a_visit(session):
    frame = ZoomFrame(2.0, 0.5, 0.5)
    step = ShowStep(FLANK_LEFT, RISKS, None, None, None, None, frame, None)
    apply(session, SelectRegion(LUMBAR), step, GoBack())
    assert read(session) == (LUMBAR, None, None)


def test_a_visit_keeps_its_number_and_another_visit_of_the_same_place_has_its_own(session):
    apply(session, SelectRegion(LUMBAR))
    first = session.visit_number
    apply(session, OpenTopic(RISKS), OpenTopic(None))
    assert session.visit_number != first
    apply(session, GoBack(), GoBack())
    assert session.visit_number == first


@pytest.mark.parametrize(
    "restart", [StartOver(), StartOver(is_final=True), None], ids=["start over", "final", "reset"]
)
def test_no_reset_leaves_anything_to_return_to(session, restart):
    apply(session, OpenTerm("seroma"), SelectRegion(LUMBAR), OpenTopic(RISKS), GoBack())
    number = session.visit_number
    if restart is None:
        session.reset()
    else:
        apply(session, restart)
    home = session.showing
    for action in (GoForward(), GoBack(), GoForward()):
        apply(session, action)
        assert session.showing == home
    # A reset that cannot be undone also forgets how many visits there were.
    is_undoable = restart is not None and not restart.is_final
    assert (session.visit_number > number) is is_undoable


def test_a_session_that_could_go_forward_is_not_in_its_initial_state(session):
    apply(session, SelectRegion(LUMBAR), GoBack())
    assert session.showing == Showing()
    assert not session.is_initial
    session.reset()
    assert session.is_initial


def test_back_after_an_undone_start_over_leads_to_the_start(session):
    apply(session, SelectRegion(LUMBAR), StartOver(), Undo())
    assert session.showing.place == LUMBAR
    apply(session, GoBack())
    assert session.showing.place is None


def test_the_history_has_a_limit(session):
    for _ in range(200):
        apply(session, OpenPage(Page.ABOUT), OpenPage(Page.GLOSSARY))
    seen = 0
    while session.showing.page is not None and seen < 300:
        apply(session, GoBack())
        seen += 1
    assert 50 < seen <= 101


def test_without_a_region_the_open_topic_is_no_part_of_the_location():
    assert location_of(Showing(topic=RISKS)) == location_of(Showing())


def test_a_passage_begins_a_visit_of_its_own_and_back_returns_to_the_one_before(session):
    apply(session, SelectRegion(LUMBAR), OpenTopic(RISKS))
    before, seen = session.visit_number, []
    session.changed.connect(seen.append)
    apply(session, OpenTopic(RISKS, "Infection"))
    assert (session.passage, session.visit_number != before) == ("Infection", True)
    assert len(seen) == 1  # otherwise nothing would scroll there
    apply(session, GoBack())
    assert (session.passage, session.visit_number, len(seen)) == (None, before, 2)


def test_a_passage_waits_for_the_region_that_is_chosen_for_its_topic(session):
    apply(session, OpenTopic(RISKS, "Infection"), OpenPage(Page.REGIONS))
    assert session.passage is None
    apply(session, SelectRegion(LUMBAR))
    assert (read(session), session.passage) == ((LUMBAR, RISKS, None), "Infection")
    apply(session, SelectRegion(FLANK_LEFT))
    assert session.passage is None


@pytest.mark.parametrize("restart", [StartOver(), StartOver(is_final=True), None])
def test_no_passage_waits_after_a_reset(session, restart):
    apply(session, OpenTopic(RISKS, "Infection"))
    if restart is None:
        session.reset()
    else:
        apply(session, restart)
    apply(session, OpenTopic(RISKS), SelectRegion(LUMBAR))
    assert session.passage is None
    apply(session, SelectRegion(None), SelectRegion(FLANK_LEFT))
    assert (session.passage, session.showing.topic) == (None, None)


def test_a_region_opened_at_its_overview_leaves_the_topic(session):
    apply(session, SelectRegion(LUMBAR), OpenTopic(RISKS))
    apply(session, SelectRegion(FLANK_LEFT, at_overview=True))
    assert (read(session), session.passage) == ((FLANK_LEFT, None, None), "")
    apply(session, GoBack())
    assert read(session) == (LUMBAR, RISKS, None)
