"""What a visitor keeps: from where the thing is shown to the List, and off it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.body.regions import Side
from app.panels.region.header import ListToggleButton
from app.session.actions import AnswerValue, OpenPage, SetTheme, StartOver, Undo
from app.session.session import Session
from app.session.state import Page, Showing
from tests.speedups import shipped
from tests.visitor import Visitor, workspace_for


def keeps(visitor):
    pills = visitor.workspace.panel.findChildren(ListToggleButton)
    return [pill for pill in pills if pill.isVisible()]


def kept(visitor):
    return visitor.workspace.session.showing.list_items


@pytest.fixture
def asking(visitor):
    """A visitor who reads the questions of the flank."""
    visitor.press_label("flank")
    visitor.click(visitor.tab("Ask and tell"))
    return visitor


def test_a_question_goes_on_the_list_and_is_read_there(asking):
    question = next(p for p in keeps(asking) if p.list_item == "flank.questions.hernia")
    asking.click(question)
    assert kept(asking) == ("flank.questions.hernia",)
    assert question.text() == "On your list"
    asking.click(asking.button("Your list (1)"))
    assert asking.workspace.session.showing.page is Page.MY_LIST
    assert "Will you check my sides for a hernia" in asking.visible_text()


def test_every_question_and_every_thing_to_tell_can_be_kept(asking):
    atlas = shipped()
    own = atlas.region_text("flank", "en").topics["questions"].statements
    wanted = {f"flank.questions.{said.id}" for said in own}
    for topic in ("questions", "tell"):
        wanted |= {
            f"shared.{topic}.{said.id}" for said in atlas.shared_topic(topic, "en").statements
        }
    offered = [pill.list_item for pill in keeps(asking)]
    assert sorted(offered) == sorted({*wanted, "flank"})


def test_a_region_is_kept_from_its_head_by_keyboard(visitor):
    visitor.press_label("lumbar")
    pill = next(p for p in keeps(visitor) if p.list_item == "lumbar")
    pill.setFocus(Qt.FocusReason.TabFocusReason)
    visitor.key(Qt.Key.Key_Space)
    assert kept(visitor) == ("lumbar",)
    visitor.key(Qt.Key.Key_Space)
    assert kept(visitor) == ()


def test_what_is_taken_off_stays_in_sight_to_be_put_back(asking):
    for pill in keeps(asking)[1:3]:
        asking.click(pill)
    asking.workspace.session.apply(OpenPage(Page.MY_LIST))
    asking.settle()
    first = keeps(asking)[0]
    asking.click(first)
    assert len(kept(asking)) == 1
    asking.click(first)
    assert len(kept(asking)) == 2


def test_a_side_is_kept_as_that_side(visitor):
    visitor.press("flank", Side.LEFT)
    visitor.click(visitor.button("Add to my list: Love handles"))
    visitor.click(visitor.tab("Right"))
    visitor.click(visitor.button("Add to my list: Love handles"))
    assert kept(visitor) == ("flank:left", "flank:right")
    visitor.workspace.session.apply(OpenPage(Page.MY_LIST))
    visitor.settle()
    assert "Love handles, left" in visitor.visible_text()
    assert "Love handles, right" in visitor.visible_text()


def test_a_change_of_the_list_can_be_taken_back(asking):
    for pill in keeps(asking)[1:4]:
        asking.click(pill)
    before = kept(asking)
    asking.workspace.session.apply(OpenPage(Page.MY_LIST))
    asking.settle()
    asking.click(keeps(asking)[0])
    assert kept(asking) == before[1:]
    asking.click(asking.button("Undo"))
    assert kept(asking) == before
    for _ in before:
        asking.click(asking.button("Undo"))
    assert kept(asking) == ()
    assert not asking.button("Undo").isEnabled()


def test_start_over_is_on_the_page_of_the_list(asking):
    asking.click(keeps(asking)[1])
    asking.workspace.session.apply(OpenPage(Page.MY_LIST))
    asking.settle()
    asking.click(asking.button("Start over"))
    assert (kept(asking), asking.chosen) == ((), None)


@pytest.fixture
def started_over(asking):
    """With three things on the list, after Start over on its page."""
    for pill in keeps(asking)[1:4]:
        asking.click(pill)
    asking.workspace.session.apply(AnswerValue("cuts", "much"))
    asking.workspace.session.apply(OpenPage(Page.MY_LIST))
    asking.settle()
    asking.before = asking.workspace.session.showing
    asking.click(asking.button("Start over"))
    return asking


def test_start_over_is_undone_where_one_lands(started_over):
    assert kept(started_over) == ()
    assert "Undo brings it back, here or on your list." in banner_words(started_over)
    started_over.click(started_over.button("Undo"))
    assert started_over.workspace.session.showing == started_over.before
    assert not started_over.workspace.banner.isVisible()


def test_start_over_is_undone_from_the_page_of_the_list(started_over):
    started_over.workspace.banner.hide()
    started_over.click(started_over.button("Your list"))
    started_over.click(started_over.button("Undo"))
    assert kept(started_over) == started_over.before.list_items
    assert started_over.workspace.session.showing.value_answers == started_over.before.value_answers


def test_changes_before_a_start_over_can_still_be_undone_after_it(started_over):
    started_over.click(started_over.button("Undo"))
    for _ in started_over.before.list_items:
        started_over.click(started_over.button("Undo"))
    assert kept(started_over) == ()
    assert not started_over.button("Undo").isEnabled()


def test_what_was_made_since_a_start_over_stays_when_it_is_undone(started_over):
    session = started_over.workspace.session
    session.apply(SetTheme("dark"))
    session.apply(AnswerValue("cuts", "none"))
    started_over.settle()
    started_over.click(started_over.button("Undo"))
    assert kept(started_over) == started_over.before.list_items
    assert dict(session.showing.value_answers) == {"cuts": "none"}
    assert (session.showing.theme, session.showing.page) == ("dark", Page.MY_LIST)


def test_the_notice_goes_once_undo_would_take_back_something_else(started_over):
    started_over.press_label("lumbar")
    started_over.click(started_over.button("Add to my list: Small of the back"))
    assert not started_over.workspace.banner.isVisible()
    started_over.workspace.session.apply(Undo())
    assert kept(started_over) == ()
    started_over.workspace.session.apply(Undo())
    assert kept(started_over) == started_over.before.list_items


def test_starting_over_twice_is_undone_twice(started_over):
    started_over.press_label("lumbar")
    started_over.click(started_over.button("Add to my list: Small of the back"))
    started_over.workspace.session.apply(OpenPage(Page.MY_LIST))
    started_over.settle()
    started_over.click(started_over.button("Start over"))
    started_over.click(started_over.button("Undo"))
    assert kept(started_over) == ("lumbar",)
    started_over.workspace.session.apply(Undo())
    started_over.workspace.session.apply(Undo())
    assert kept(started_over) == started_over.before.list_items


def test_starting_over_where_nothing_was_done_offers_no_undo(visitor):
    visitor.workspace.apply(StartOver())
    assert not visitor.workspace.banner.isVisible()


def test_a_session_that_defers_starting_over_is_only_asked_for_it(qtbot):
    """A kiosk does more than the session: tests/kiosk/test_display.py."""
    session = Session(Showing(page=Page.MY_LIST, list_items=("flank",)), deferred={StartOver})
    visitor = Visitor(workspace_for(session))
    qtbot.addWidget(visitor.workspace)
    visitor.workspace.show()
    visitor.settle()
    with qtbot.waitSignal(session.requested) as asked:
        visitor.click(visitor.button("Start over"))
    assert asked.args == [StartOver()]
    assert kept(visitor) == ("flank",)
    assert not visitor.workspace.banner.isVisible()


def banner_words(visitor) -> str:
    return "\n".join(one.text() for one in visitor.workspace.banner.findChildren(QLabel))


def test_an_empty_list_says_how_to_fill_it(visitor):
    visitor.click(visitor.button("Your list"))
    assert "Nothing is on it yet." in visitor.visible_text()


def test_starting_over_empties_the_list(asking):
    asking.click(keeps(asking)[0])
    asking.workspace.session.apply(StartOver(is_final=True))
    assert kept(asking) == ()


def test_a_word_is_explained_where_it_is_used_first_and_folds_on_a_press(visitor):
    visitor.press_label("flank")
    visitor.click(visitor.tab("Risks"))
    meaning = shipped().terms("en")["seroma"].meaning
    assert visitor.visible_text().count(meaning) == 1
    word = visitor.button("seroma: what it means")
    visitor.click(word)
    assert meaning not in visitor.visible_text()
    visitor.click(word)
    assert visitor.visible_text().count(meaning) == 1


def test_an_opened_topic_is_there_again_as_it_was_left(visitor):
    visitor.press_label("flank")
    visitor.click(visitor.tab("Risks"))
    word = visitor.button("seroma: what it means")
    visitor.click(visitor.tab("Ask and tell"))
    assert not word.isVisible()
    visitor.click(visitor.tab("Risks"))
    assert word.isVisible()
