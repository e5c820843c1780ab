"""Actions are frozen values, and each of them has its effect on the state of the session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.body.regions import BuildId, FigureId, Place, RegionId, Side, SkinId, TopicId, View
from app.session.actions import (
    AddOwnLine,
    AddToList,
    AnswerValue,
    Change,
    EditClinic,
    EditOwnLine,
    MakeHandout,
    MoveListItem,
    OpenPage,
    OpenTerm,
    OpenTopic,
    PrintList,
    RemoveFromList,
    ReplaceList,
    SelectRegion,
    SetBuild,
    SetComparison,
    SetCountry,
    SetFigure,
    SetFrame,
    SetLineDrafts,
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
from app.session.marks import NO_MARKS, Mark, MarkRole, MarkTool
from app.session.own_lines import LineDrafts, own_line_address
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
AT_A_WORD = Showing(term="seroma", page=Page.GLOSSARY)


STEP = {
    "place": LUMBAR,
    "topic": None,
    "page": None,
    "frame": ZoomFrame(3.0, 0.4, 0.4),
    "spotlight": None,
}
MARKS = NO_MARKS.with_marks_on(
    BUSY.plate, (Mark(MarkTool.PEN, MarkRole.PLAN, ((0.1, 0.1), (0.2, 0.2))),)
)
# each action, and the fields of the state that it sets, whatever the state was
EFFECTS = [
    (SelectRegion(LUMBAR), {"place": LUMBAR, "page": None, "term": ""}),
    (SelectRegion(None), {"place": None, "topic": None, "page": None, "term": ""}),
    (
        SelectRegion(LUMBAR, View.BACK_RIGHT),
        {"place": LUMBAR, "view": View.BACK_RIGHT, "page": None, "term": ""},
    ),
    (OpenTopic(TopicId("suits")), {"topic": "suits", "page": None, "term": ""}),
    (OpenTopic(None), {"topic": None, "page": None, "term": ""}),
    (OpenPage(Page.ABOUT), {"page": Page.ABOUT, "term": ""}),
    (OpenPage(None), {"page": None, "term": ""}),
    (OpenTerm("hernia"), {"term": "hernia", "page": Page.GLOSSARY}),
    (SetFigure(FigureId("man")), {"figure": "man"}),
    (SetBuild(BuildId("fuller")), {"build": "fuller"}),
    (SetSkin(SkinId("tone-5")), {"skin": "tone-5"}),
    (SetView(View.BACK_RIGHT), {"view": View.BACK_RIGHT}),
    (SetFrame(ZoomFrame(9, 0.1, 0.9)), {"frame": ZoomFrame(4.0, 0.125, 0.875)}),
    (SetFrame(ZoomFrame(0.1, -3, 7)), {"frame": ZoomFrame(1.0, 0.5, 0.5)}),
    (SetFrame(ZoomFrame(2.0, 0.4, 0.6)), {"frame": ZoomFrame(2.0, 0.4, 0.6)}),
    (SetTheme("dark"), {"theme": "dark"}),
    (SetTextSize(130), {"text_size": 130}),
    (SetTextSize(900), {"text_size": 200}),
    (SetTextSize(-1), {"text_size": 100}),
    (SetCountry("gb"), {"country": "gb"}),
    (ReplaceList(("a", "b")), {"list_items": ("a", "b"), "can_undo": True}),
    (SetLineDrafts(LineDrafts("May I")), {"line_drafts": LineDrafts("May I")}),
    (SetMarks(MARKS), {"marks_by_plate": MARKS}),
    (SetSpotlight(None), {"spotlight": None}),
    (SetSpotlight(Spotlight((0.5, 0.5))), {"spotlight": Spotlight((0.5, 0.5))}),
    (SetComparison(None), {"compared": None}),
    (SetComparison(ComparedView(place=FLANK)), {"compared": ComparedView(place=FLANK)}),
    (
        ShowStep(**STEP, figure=None, build=None, view=None),
        {**STEP, "term": "", "compared": None},
    ),
    (
        ShowStep(**STEP, figure=FigureId("man"), build=BuildId("fuller"), view=View.BACK),
        {
            **STEP,
            "term": "",
            "compared": None,
            "figure": "man",
            "build": "fuller",
            "view": View.BACK,
        },
    ),
]
OWN = own_line_address("May I swim?")
# these depend on the state
EFFECTS_WHEN_BUSY = [
    (AddToList("lumbar"), {"list_items": ("flank", "lumbar"), "can_undo": True}),
    (AddToList("flank"), {}),
    (RemoveFromList("flank"), {"list_items": (), "can_undo": True}),
    (RemoveFromList("lumbar"), {}),
    (AnswerValue("cuts", "little"), {"value_answers": (("cuts", "little"),)}),
    (AnswerValue("cuts", None), {"value_answers": ()}),
    (AnswerValue("time-off", None), {}),
    (
        AnswerValue("time-off", "much"),
        {"value_answers": (("cuts", "much"), ("time-off", "much"))},
    ),
    (MoveListItem("flank", 5), {}),
    (MoveListItem("lumbar", 0), {}),
    (AddOwnLine("May I swim?"), {"list_items": ("flank", OWN), "can_undo": True}),
    (AddOwnLine(" "), {}),
    (EditOwnLine(OWN, "May I run?"), {}),
    (Undo(), {}),
]


@pytest.mark.parametrize(
    ("before", "effects"),
    [
        (Showing(), EFFECTS),
        (AT_A_WORD, EFFECTS),
        (BUSY, EFFECTS + EFFECTS_WHEN_BUSY),
    ],
    ids=["initial", "at a word", "busy"],
)
def test_each_action_sets_its_fields_and_leaves_the_others(before, effects):
    wrong = []
    for action, fields in effects:
        session = Session(before)
        session.apply(action)
        if session.showing != replace(before, **fields):
            wrong.append((action, session.showing))
    assert wrong == []


def test_every_action_that_changes_the_state_is_tested():
    tested = {type(action) for action, _ in EFFECTS + EFFECTS_WHEN_BUSY}
    assert set(Change.__args__) <= tested


@pytest.mark.parametrize(
    ("first", "action"),
    [
        (Showing(), AddToList("lumbar")),
        (BUSY, RemoveFromList("flank")),
        (BUSY, ReplaceList(("a", "b"))),
        (Showing(), ReplaceList(("a", "b"))),
    ],
)
def test_a_change_of_the_list_can_be_undone(first, action):
    session = Session(first)
    session.apply(action)
    assert session.showing.can_undo
    session.apply(Undo())
    assert session.showing == first
    assert session.is_initial


def test_starting_over_can_be_undone_unless_it_is_final():
    session = Session(Showing())
    session.apply(SelectRegion(FLANK))
    before = session.showing
    session.apply(StartOver())
    assert session.showing == Showing(can_undo=True)
    assert session.can_undo_start_over
    session.apply(Undo())
    assert session.showing == before
    session.apply(StartOver(is_final=True))
    session.apply(Undo())
    assert session.showing == Showing()


def test_a_start_over_keeps_what_a_person_needs_to_read():
    session = Session(Showing())
    for action in (SetTextSize(150), SetTheme("dark"), SetCountry("fr"), AddToList("flank")):
        session.apply(action)
    session.apply(StartOver())
    showing = session.showing
    assert showing.list_items == ()
    assert (showing.text_size, showing.theme, showing.country) == (150, "dark", "fr")
    session.reset()
    assert session.showing == Showing()


def test_a_start_over_after_a_change_of_settings_alone_changes_nothing():
    session = Session(Showing())
    session.apply(SetTextSize(150))
    session.apply(StartOver())
    assert not session.can_undo_start_over
    assert session.showing.text_size == 150


def test_undo_brings_figure_and_region_back_from_another_page_too():
    session = Session(Showing())
    for action in (
        SetFigure(FigureId("man")),
        SetSkin(SkinId("tone-5")),
        SelectRegion(FLANK, View.BACK_LEFT),
    ):
        session.apply(action)
    session.apply(AddToList("flank:left"))
    before = session.showing
    session.apply(StartOver())
    session.apply(SetTextSize(150))
    session.apply(SetTextSize(100))
    session.apply(OpenPage(Page.MY_LIST))
    session.apply(Undo())
    assert session.showing == replace(before, page=Page.MY_LIST)


def test_a_region_that_was_opened_since_a_start_over_stays_when_it_is_undone():
    session = Session(Showing())
    session.apply(SetFigure(FigureId("man")))
    session.apply(SelectRegion(FLANK, View.BACK_LEFT))
    session.apply(StartOver())
    session.apply(SelectRegion(LUMBAR))
    session.apply(Undo())
    showing = session.showing
    assert (showing.place, showing.view, showing.figure) == (LUMBAR, View.BACK, "man")


def test_what_was_added_after_a_start_over_stays_when_it_is_undone():
    session = Session(Showing())
    for action in (AddToList("flank"), AnswerValue("cuts", "much"), SetMarks(MARKS), StartOver()):
        session.apply(action)
    for action in (AnswerValue("time-off", "much"), SetView(View.BACK_LEFT), Undo()):
        session.apply(action)
    showing = session.showing
    assert showing.list_items == ("flank",)
    assert dict(showing.value_answers) == {"cuts": "much", "time-off": "much"}
    assert showing.marks_by_plate == MARKS
    assert (showing.view, showing.page) == (View.BACK_LEFT, Page.MY_LIST)


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
        lambda: SetTheme("dark", True, "light"),
        lambda: SetTheme("dark", theme="dark"),
        lambda: SetTheme("dark", size=3),
        lambda: Undo(1),
    ],
)
def test_an_action_with_wrong_fields_is_refused(make):
    with pytest.raises(TypeError):
        make()
