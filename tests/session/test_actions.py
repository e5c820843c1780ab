"""Actions are frozen values, and each gives the state that the session's method gave."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.body.regions import BuildId, FigureId, Place, RegionId, Side, SkinId, TopicId, View
from app.session.actions import (
    AddToList,
    AnswerValue,
    EditClinic,
    GoBack,
    MakeHandout,
    OpenPage,
    OpenTopic,
    PrintList,
    RemoveFromList,
    ReplaceList,
    SearchRegions,
    SelectRegion,
    SetBuild,
    SetComparison,
    SetCountry,
    SetFigure,
    SetFrame,
    SetMarks,
    SetSkin,
    SetSpotlight,
    SetTextSize,
    SetTheme,
    SetView,
    ShowQrCodes,
    ShowStep,
    StartOver,
    Undo,
)
from app.session.marks import NO_MARKS
from app.session.session import Session
from app.session.state import ComparedView, Page, Showing, Spotlight, ZoomFrame

FLANK = Place(RegionId("flank"), Side.LEFT)
LUMBAR = Place(RegionId("lumbar"))

BUSY = Showing(
    view=View.BACK_LEFT,
    place=FLANK,
    topic=TopicId("risks"),
    page=Page.GLOSSARY,
    list_items=("flank",),
    value_answers=(("cuts", "much"),),
    frame=ZoomFrame(2.0, 0.5, 0.5),
    spotlight=Spotlight(),
    compared=ComparedView(place=LUMBAR),
)
SEARCHING = Showing(search="hump", page=Page.REGIONS)


def put(**fields):
    return lambda session: session.replace_showing(replace(session.showing, **fields))


STEP = {
    "place": LUMBAR,
    "topic": None,
    "page": None,
    "frame": ZoomFrame(3.0, 0.4, 0.4),
    "spotlight": None,
}
# the action, and the old method with the same effect
PAIRS = [
    (SelectRegion(LUMBAR), lambda s: s.select_place(LUMBAR)),
    (SelectRegion(None), lambda s: s.select_place(None)),
    (OpenTopic(TopicId("suits")), lambda s: s.open_topic(TopicId("suits"))),
    (OpenTopic(None), lambda s: s.open_topic(None)),
    (OpenPage(Page.ABOUT), lambda s: s.open_page(Page.ABOUT)),
    (OpenPage(None), lambda s: s.open_page(None)),
    (SearchRegions("hump"), lambda s: s.set_search("hump")),
    (SearchRegions(" "), lambda s: s.set_search(" ")),
    (GoBack(), lambda s: s.go_back()),
    (SetFigure(FigureId("man")), lambda s: s.set_figure(FigureId("man"))),
    (SetBuild(BuildId("fuller")), lambda s: s.set_build(BuildId("fuller"))),
    (SetSkin(SkinId("tone-5")), lambda s: s.set_skin(SkinId("tone-5"))),
    (SetView(View.BACK_RIGHT), lambda s: s.set_view(View.BACK_RIGHT)),
    (SetFrame(ZoomFrame(9, 0.1, 0.9)), lambda s: s.set_frame(ZoomFrame(9, 0.1, 0.9))),
    (SetFrame(ZoomFrame(0.1, -3, 7)), lambda s: s.set_frame(ZoomFrame(0.1, -3, 7))),
    (SetTheme("dark"), lambda s: s.set_theme("dark")),
    (SetTextSize(130), lambda s: s.set_text_size(130)),
    (SetTextSize(900), lambda s: s.set_text_size(900)),
    (SetTextSize(-1), lambda s: s.set_text_size(-1)),
    (SetCountry("gb"), lambda s: s.set_country("gb")),
    (AddToList("lumbar"), lambda s: s.toggle_list_item("lumbar")),
    (ReplaceList(("a", "b")), put(list_items=("a", "b"))),
    (AnswerValue("cuts", "little"), lambda s: s.toggle_value_answer(("cuts", "little"))),
    (AnswerValue("time-off", "much"), lambda s: s.toggle_value_answer(("time-off", "much"))),
    (
        SetMarks(NO_MARKS.with_marks_on(BUSY.plate, ())),
        put(marks_by_plate=NO_MARKS.with_marks_on(BUSY.plate, ())),
    ),
    (SetSpotlight(None), put(spotlight=None)),
    (SetSpotlight(Spotlight((0.5, 0.5))), put(spotlight=Spotlight((0.5, 0.5)))),
    (SetComparison(None), put(compared=None)),
    (SetComparison(ComparedView(place=FLANK)), put(compared=ComparedView(place=FLANK))),
    (
        ShowStep(**STEP, figure=None, build=None, view=None),
        put(**STEP, search="", compared=None),
    ),
    (
        ShowStep(**STEP, figure=FigureId("man"), build=BuildId("fuller"), view=View.BACK),
        put(
            **STEP,
            search="",
            compared=None,
            figure=FigureId("man"),
            build=BuildId("fuller"),
            view=View.BACK,
        ),
    ),
    (Undo(), lambda s: s.undo_list_change()),
    (StartOver(), lambda s: s.start_over(for_good=False)),
    (StartOver(is_final=True), lambda s: s.start_over()),
]
# these depend on what is there already
PAIRS_WHEN_BUSY = [
    (RemoveFromList("flank"), lambda s: s.toggle_list_item("flank")),
    (AnswerValue("cuts", None), lambda s: s.toggle_value_answer(("cuts", "much"))),
]


def busy_session():
    session = Session(Showing())
    session.replace_showing(BUSY)
    return session


def searching_session():
    return Session(SEARCHING)


def started_over_session():
    session = busy_session()
    session.start_over(for_good=False)
    return session


@pytest.mark.parametrize(
    ("make", "pairs"),
    [
        (lambda: Session(Showing()), PAIRS),
        (searching_session, PAIRS),
        (started_over_session, PAIRS),
        (busy_session, PAIRS + PAIRS_WHEN_BUSY),
    ],
)
def test_each_action_and_the_old_method_give_equal_states(make, pairs):
    different = []
    for action, method in pairs:
        by_action, by_method = make(), make()
        by_action.apply(action)
        method(by_method)
        undone_action, undone_method = by_action.showing, by_method.showing
        for session in (by_action, by_method):
            session.apply(Undo())
        after = (by_action.showing, by_method.showing)
        if undone_action != undone_method or after[0] != after[1]:
            different.append(action)
    assert different == []


@pytest.mark.parametrize("request_", [MakeHandout(), PrintList(), ShowQrCodes(), EditClinic()])
def test_a_request_is_passed_on_and_changes_nothing(request_):
    session, changed, requested = Session(Showing()), [], []
    session.changed.connect(changed.append)
    session.requested.connect(requested.append)
    session.apply(request_)
    assert (changed, requested) == ([], [request_])


def test_a_deferred_action_is_passed_on_and_changes_nothing():
    session, requested = Session(BUSY, deferred=[StartOver]), []
    session.requested.connect(requested.append)
    session.apply(SelectRegion(LUMBAR))
    session.apply(StartOver())
    assert session.showing.place == LUMBAR
    assert requested == [StartOver()]


def test_adding_twice_or_removing_what_is_not_there_changes_nothing():
    session = Session(Showing())
    session.apply(RemoveFromList("flank"))
    assert session.is_initial
    session.apply(AddToList("flank"))
    session.apply(AddToList("flank"))
    session.apply(Undo())
    assert session.showing == Showing()
    assert session.is_initial


def test_a_region_can_be_opened_in_another_view_with_the_zoom_left_as_it_is():
    session = Session(BUSY)
    session.apply(SelectRegion(LUMBAR, View.BACK_RIGHT))
    showing = session.showing
    assert (showing.place, showing.view) == (LUMBAR, View.BACK_RIGHT)
    assert showing.frame == BUSY.frame


def test_actions_are_equal_if_class_and_fields_are():
    assert SetTheme("dark") == SetTheme(theme="dark")
    assert hash(SetTheme("dark")) == hash(SetTheme("dark"))
    assert SetTheme("dark") != SetTheme("light")
    assert SetTheme("dark") != SetCountry("dark")
    assert SelectRegion(FLANK) == SelectRegion(FLANK, None)
    assert repr(StartOver()) == "StartOver(is_final=False)"


def test_an_action_cannot_be_changed():
    action = SetTheme("dark")
    with pytest.raises(AttributeError):
        action.theme = "light"
    with pytest.raises(AttributeError):
        del action.theme
    assert action == SetTheme("dark")


@pytest.mark.parametrize(
    "make",
    [
        SetTheme,
        lambda: SetTheme("dark", "light"),
        lambda: SetTheme("dark", theme="dark"),
        lambda: SetTheme("dark", size=3),
        lambda: Undo(1),
    ],
)
def test_an_action_with_wrong_fields_is_refused(make):
    with pytest.raises(TypeError):
        make()
