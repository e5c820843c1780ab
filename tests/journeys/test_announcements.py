"""Each change of the state is said once to a screen reader, and leaves no words behind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.atlas.loader import Atlas
from app.body.regions import BuildId, FigureId, Place, RegionId, Side, SkinId, View
from app.session.actions import (
    AddOwnLine,
    AddToList,
    EditOwnLine,
    MoveListItem,
    OpenPage,
    OpenTerm,
    OpenTopic,
    RemoveFromList,
    SelectRegion,
    SetBuild,
    SetFigure,
    SetLineDrafts,
    SetMarks,
    SetSkin,
    SetTextSize,
    SetTheme,
    SetView,
)
from app.session.marks import NO_MARKS, Mark, MarkRole, MarkTool
from app.session.own_lines import LineDrafts, own_line_address
from app.session.state import Page, Showing
from app.session.transitions import next_showing
from app.workspace import announcer as announcer_module
from app.workspace.changes import describe_change
from tests.speedups import shipped

FLANK = Place(RegionId("flank"), Side.LEFT)
OWN = own_line_address("May I fly?")
HIDDEN = Place(RegionId("flank"), Side.RIGHT)


@pytest.fixture
def atlas() -> Atlas:
    return shipped()


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace()


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (SelectRegion(FLANK), "Love handles, left, chosen"),
        (
            SelectRegion(HIDDEN, View.BACK_LEFT),
            "Love handles, right, chosen; not visible from here",
        ),
        (OpenPage(Page.WHEN_TO_CALL), "Page: When to call"),
        (OpenPage(Page.MY_LIST), "Page: My list"),
        (OpenTopic("risks"), "Risks"),
        (OpenTerm("seroma"), "Page: Glossary"),
        (AddToList("region:flank"), "Added. On my list: 1"),
        (AddOwnLine("May I fly?"), "Added. On my list: 1"),
        (SetLineDrafts(LineDrafts("May I")), ""),
        (SetFigure(FigureId("man")), "Figure: Man"),
        (SetBuild(BuildId("fuller")), "Build: Fuller"),
        (SetView(View.BACK_LEFT), "View: From the left"),
        (SetSkin(SkinId("tone-5")), "Skin tone 5"),
        (SetTextSize(115), "Text size 115 percent"),
        (SetTheme("dark"), "Dark theme"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_change_is_one_sentence(atlas, action, said):
    before = Showing()
    assert describe_change(before, next_showing(before, action), atlas) == said


@pytest.mark.parametrize(
    ("action", "said"),
    [
        (RemoveFromList("lumbar"), "Removed. On my list: 2"),
        (EditOwnLine(OWN, "May I swim?"), "Changed. On my list: 3"),
        (MoveListItem(OWN, 1), "Moved. May I fly? is now before Small of the back"),
        (
            MoveListItem("flank", 1),
            "Moved. Small of the back is now before Love handles",
        ),
    ],
)
def test_a_change_of_a_full_list_is_one_sentence(atlas, action, said):
    before = Showing(list_items=("flank", "lumbar", OWN))
    assert describe_change(before, next_showing(before, action), atlas) == said


def test_every_page_has_a_name(atlas):
    before = Showing()
    for page in Page:
        assert describe_change(before, next_showing(before, OpenPage(page)), atlas)


def test_a_closed_page_says_what_is_shown_again(atlas):
    on_page = Showing(place=FLANK, page=Page.ABOUT)
    assert describe_change(on_page, Showing(place=FLANK), atlas) == "Love handles, left"
    assert describe_change(Showing(page=Page.ABOUT), Showing(), atlas) == "Page: Start"


def test_a_new_mark_and_a_removed_one_are_said(atlas):
    plain = Showing()
    mark = Mark(MarkTool.CIRCLE, MarkRole.PLAN, ((0.1, 0.1), (0.12, 0.12)))
    marked = next_showing(plain, SetMarks(NO_MARKS.with_marks_on(plain.plate, (mark,))))
    assert describe_change(plain, marked, atlas) == "Mark: circle (planned) beside the areas"
    assert describe_change(marked, plain, atlas) == "Mark removed. On the figure: 0"


def test_nothing_is_said_without_a_change(atlas):
    assert describe_change(Showing(), Showing(country="GB"), atlas) == ""


def test_the_focused_widget_has_the_words_until_the_focus_leaves_it(visitor, qtbot):
    focused, other = visitor.button("Zoom in"), visitor.button("Zoom out")
    focused.setFocus()
    visitor.apply(SetTheme("dark"))
    qtbot.waitUntil(lambda: focused.accessibleDescription() == "Dark theme")
    other.setFocus()
    qtbot.waitUntil(lambda: focused.accessibleDescription() == "")


def test_words_that_a_widget_has_given_itself_meanwhile_are_kept(visitor, qtbot):
    focused = visitor.button("Zoom in")
    focused.setFocus()
    visitor.apply(SetTheme("dark"))
    qtbot.waitUntil(lambda: focused.accessibleDescription() == "Dark theme")
    focused.setAccessibleDescription("its own")
    visitor.workspace.announcer.clear()
    assert focused.accessibleDescription() == "its own"
    focused.setAccessibleDescription("")


def test_a_reset_removes_the_words(visitor, qtbot):
    zoom_in = visitor.button("Zoom in")
    zoom_in.setFocus()
    visitor.apply(SelectRegion(FLANK))
    qtbot.waitUntil(lambda: "Love handles" in zoom_in.accessibleDescription())
    visitor.workspace.announcer.clear()
    assert zoom_in.accessibleDescription() == ""
    assert visitor.workspace.announcer.last_announcement == ""


def test_a_region_that_has_the_focus_says_itself_that_it_is_chosen(visitor, qtbot):
    visitor.canvas.focus_region(FLANK)
    button = QApplication.focusWidget()
    QTest.keyClick(button, Qt.Key.Key_Space)
    visitor.settle()
    qtbot.waitUntil(lambda: not visitor.workspace.announcer.is_pending)
    assert button.accessibleDescription() == "chosen"


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_without_a_widget_to_describe_an_event_is_sent(visitor, qtbot, monkeypatch, platform):
    visitor.apply(OpenPage(Page.REGIONS))
    qtbot.waitUntil(lambda: not visitor.workspace.announcer.is_pending)
    sent = []
    monkeypatch.setattr(announcer_module.sys, "platform", platform)
    monkeypatch.setattr(QAccessible, "updateAccessibility", sent.append)
    if platform == "linux":
        visitor.workspace.panel.set_initial_focus()  # the list of regions
    else:
        visitor.button("More").setFocus()
    visitor.apply(SetTheme("dark"))
    qtbot.waitUntil(lambda: not visitor.workspace.announcer.is_pending)
    assert [event.message() for event in sent] == ["Dark theme"]


def test_letters_that_follow_quickly_are_said_together(visitor, qtbot):
    visitor.workspace.navigation.open_search()
    field = QApplication.focusWidget()
    own, said = field.accessibleDescription(), []
    field.textChanged.connect(lambda _text: said.append(field.accessibleDescription()))
    visitor.type("han")
    assert said == [own] * 3
    expected = "1 result found. Enter opens: Love handles"
    qtbot.waitUntil(lambda: field.accessibleDescription() == expected)
