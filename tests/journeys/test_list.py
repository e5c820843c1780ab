"""What a visitor keeps: from where the thing is shown to the List, and off it again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.body.regions import Side
from app.panels.region.header import KeepPill
from app.session.state import Page


def keeps(visitor):
    pills = visitor.stage.panel.findChildren(KeepPill)
    return [pill for pill in pills if pill.isVisible()]


def kept(visitor):
    return visitor.stage.session.showing.kept


@pytest.fixture
def asking(visitor):
    """A visitor who reads the questions of the flank."""
    visitor.press_label("flank")
    visitor.click(visitor.tab("Ask and tell"))
    return visitor


def test_a_question_goes_on_the_list_and_is_read_there(asking):
    question = next(p for p in keeps(asking) if p.address == "flank.questions.hernia")
    asking.click(question)
    assert kept(asking) == ("flank.questions.hernia",)
    assert question.text() == "On your list"
    asking.click(asking.button("Your list (1)"))
    assert asking.stage.session.showing.page is Page.KEPT
    assert "Will you check my sides for a hernia" in asking.reads()


def test_every_question_and_every_thing_to_tell_can_be_kept(asking):
    atlas = asking.stage._atlas
    own = atlas.region_text("flank", "en").topics["questions"].says
    wanted = {f"flank.questions.{said.id}" for said in own}
    for topic in ("questions", "tell"):
        wanted |= {f"shared.{topic}.{said.id}" for said in atlas.shared(topic, "en").says}
    offered = [pill.address for pill in keeps(asking)]
    assert sorted(offered) == sorted({*wanted, "flank"})


def test_a_region_is_kept_from_its_head_by_keyboard(visitor):
    visitor.press_label("lumbar")
    pill = next(p for p in keeps(visitor) if p.address == "lumbar")
    pill.setFocus(Qt.FocusReason.TabFocusReason)
    visitor.key(Qt.Key.Key_Space)
    assert kept(visitor) == ("lumbar",)
    visitor.key(Qt.Key.Key_Space)
    assert kept(visitor) == ()


def test_what_is_taken_off_stays_in_sight_to_be_put_back(asking):
    for pill in keeps(asking)[1:3]:
        asking.click(pill)
    asking.stage.session.open_page(Page.KEPT)
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
    visitor.stage.session.open_page(Page.KEPT)
    visitor.settle()
    assert "Love handles, left" in visitor.reads()
    assert "Love handles, right" in visitor.reads()


def test_a_change_of_the_list_can_be_taken_back(asking):
    for pill in keeps(asking)[1:4]:
        asking.click(pill)
    before = kept(asking)
    asking.stage.session.open_page(Page.KEPT)
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
    asking.stage.session.open_page(Page.KEPT)
    asking.settle()
    asking.click(asking.button("Start over"))
    assert (kept(asking), asking.chosen) == ((), None)


@pytest.fixture
def over(asking):
    """With three things on the list, after Start over on its page."""
    for pill in keeps(asking)[1:4]:
        asking.click(pill)
    asking.stage.session.say_matters(("cuts", "much"))
    asking.stage.session.open_page(Page.KEPT)
    asking.settle()
    asking.before = asking.stage.session.showing
    asking.click(asking.button("Start over"))
    return asking


def test_start_over_is_undone_where_one_lands(over):
    assert kept(over) == ()
    assert "Undo brings it back, here or on your list." in banner_words(over)
    over.click(over.button("Undo"))
    assert over.stage.session.showing == over.before
    assert not over.stage.banner.isVisible()


def test_start_over_is_undone_from_the_page_of_the_list(over):
    over.stage.banner.hide()
    over.click(over.button("Your list"))
    over.click(over.button("Undo"))
    assert kept(over) == over.before.kept
    assert over.stage.session.showing.matters == over.before.matters


def test_changes_before_a_start_over_can_still_be_undone_after_it(over):
    over.click(over.button("Undo"))
    for _ in over.before.kept:
        over.click(over.button("Undo"))
    assert kept(over) == ()
    assert not over.button("Undo").isEnabled()


def test_what_was_made_since_a_start_over_stays_when_it_is_undone(over):
    session = over.stage.session
    session.pick_theme("dark")
    session.say_matters(("cuts", "none"))
    over.settle()
    over.click(over.button("Undo"))
    assert kept(over) == over.before.kept
    assert dict(session.showing.matters) == {"cuts": "none"}
    assert (session.showing.theme, session.showing.page) == ("dark", Page.KEPT)


def test_the_notice_goes_once_undo_would_take_back_something_else(over):
    over.press_label("lumbar")
    over.click(over.button("Add to my list: Small of the back"))
    assert not over.stage.banner.isVisible()
    over.stage.session.undo_keep()
    assert kept(over) == ()
    over.stage.session.undo_keep()
    assert kept(over) == over.before.kept


def test_starting_over_twice_is_undone_twice(over):
    over.press_label("lumbar")
    over.click(over.button("Add to my list: Small of the back"))
    over.stage.session.open_page(Page.KEPT)
    over.settle()
    over.click(over.button("Start over"))
    over.click(over.button("Undo"))
    assert kept(over) == ("lumbar",)
    over.stage.session.undo_keep()
    over.stage.session.undo_keep()
    assert kept(over) == over.before.kept


def test_starting_over_where_nothing_was_done_offers_no_undo(visitor):
    visitor.stage.start_over()
    assert not visitor.stage.banner.isVisible()


def test_in_a_kiosk_starting_over_on_the_list_leaves_nothing_to_undo(asking):
    stage = asking.stage
    stage._at_desk = False
    asking.click(keeps(asking)[1])
    stage.session.open_page(Page.KEPT)
    asking.settle()
    asking.click(asking.button("Start over"))
    stage.session.undo_keep()
    assert kept(asking) == ()
    assert not stage.banner.isVisible()


def banner_words(visitor) -> str:
    return "\n".join(one.text() for one in visitor.stage.banner.findChildren(QLabel))


def test_an_empty_list_says_how_to_fill_it(visitor):
    visitor.click(visitor.button("Your list"))
    assert "Nothing is on it yet." in visitor.reads()


def test_starting_over_empties_the_list(asking):
    asking.click(keeps(asking)[0])
    asking.stage.session.start_over()
    assert kept(asking) == ()


def test_a_word_is_explained_where_it_is_used_first_and_folds_on_a_press(visitor):
    visitor.press_label("flank")
    visitor.click(visitor.tab("Risks"))
    meaning = visitor.stage._atlas.terms("en")["seroma"].meaning
    assert visitor.reads().count(meaning) == 1
    word = visitor.button("seroma: what it means")
    visitor.click(word)
    assert meaning not in visitor.reads()
    visitor.click(word)
    assert visitor.reads().count(meaning) == 1


def test_an_opened_topic_is_there_again_as_it_was_left(visitor):
    visitor.press_label("flank")
    visitor.click(visitor.tab("Risks"))
    word = visitor.button("seroma: what it means")
    visitor.click(visitor.tab("Ask and tell"))
    assert not word.isVisible()
    visitor.click(visitor.tab("Risks"))
    assert word.isVisible()
