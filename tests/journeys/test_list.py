"""The list of a visitor: adding where a thing is shown, removing, undoing and starting over."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt

from app.body.regions import Place, RegionId, Side
from app.panels.document.list_button import AddButton
from app.panels.region.list_button import RegionListButton
from app.session.actions import (
    AddOwnLine,
    AddToList,
    AnswerValue,
    MoveListItem,
    OpenPage,
    RemoveFromList,
    ReplaceList,
    SelectRegion,
    SetTheme,
    StartOver,
    Undo,
)
from app.session.session import Session
from app.session.state import Page, Showing
from app.widgets.button import ActionButton
from app.widgets.tooltip import tooltip_of
from tests.speedups import shipped
from tests.visitor import Visitor, workspace_for

QUESTIONS = tuple(f"flank.questions.{name}" for name in ("hernia", "inside-or-under", "lying"))


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace()


@pytest.fixture
def asking(visitor):
    """A visitor who reads the questions of the flank."""
    visitor.press_label("flank")
    visitor.press_tab("Questions")
    return visitor


@pytest.fixture
def listing(visitor):
    """A visitor who chose the flank, put three questions on the list, and opens it."""
    visitor.workspace.apply(SelectRegion(Place(RegionId("flank"))))
    for address in QUESTIONS:
        visitor.workspace.apply(AddToList(address))
    visitor.apply(OpenPage(Page.MY_LIST))
    return visitor


@pytest.fixture
def started_over(listing):
    """The same visitor with one answer, after Start over on the page of the list."""
    listing.apply(AnswerValue("cuts", "much"))
    listing.before = listing.workspace.session.showing
    listing.click(listing.button("Start over"))
    return listing


def toggles(visitor):
    found = visitor.workspace.panel.findChildren(ActionButton)
    kinds = (RegionListButton, AddButton)
    return [button for button in found if isinstance(button, kinds) and button.isVisible()]


def toggle(visitor, address):
    return next(button for button in toggles(visitor) if button.value.item == address)


def removers(visitor):
    """The buttons of the list that take an item off."""
    found = visitor.workspace.panel.findChildren(ActionButton)
    return [one for one in found if isinstance(one.value, RemoveFromList) and one.isVisible()]


def items(visitor):
    return visitor.workspace.session.showing.list_items


def test_a_question_is_added_and_read_on_the_list(asking):
    button = toggle(asking, "flank.questions.hernia")
    asking.click(button)
    assert items(asking) == ("flank.questions.hernia",)
    assert button.text() == "On my list"
    asking.click(asking.button("My list"))
    assert asking.workspace.session.showing.page is Page.MY_LIST
    assert "Will you check my sides for a hernia" in asking.visible_text()


def test_every_question_and_every_thing_to_tell_can_be_added(asking):
    atlas = shipped()
    own = atlas.region_text("flank", "en").topics["questions"].statements
    asking.panel_view().complete()
    asking.settle()
    expected = {"flank"} | {f"flank.questions.{statement.id}" for statement in own}
    for topic in ("questions", "tell"):
        shared = atlas.shared_topic(topic, "en").statements
        expected |= {f"shared.{topic}.{statement.id}" for statement in shared}
    # each item of a list of questions can be added on its own, by its number
    added = {re.sub(r"\.\d+$", "", button.value.item) for button in toggles(asking)}
    assert sorted(added) == sorted(expected)


def test_a_region_is_added_and_removed_by_keyboard_in_its_header(visitor):
    visitor.press_label("lumbar")
    toggle(visitor, "lumbar").setFocus(Qt.FocusReason.TabFocusReason)
    visitor.key(Qt.Key.Key_Space)
    assert items(visitor) == ("lumbar",)
    visitor.key(Qt.Key.Key_Space)
    assert items(visitor) == ()


def test_a_removed_item_is_gone_at_once_and_can_be_brought_back(listing):
    listing.click(removers(listing)[0])
    assert items(listing) == QUESTIONS[1:]
    assert len(removers(listing)) == len(QUESTIONS) - 1
    listing.click(listing.button("Undo"))
    assert items(listing) == QUESTIONS
    assert len(removers(listing)) == len(QUESTIONS)


def test_a_side_is_added_as_that_side(visitor):
    visitor.press("flank", Side.LEFT)
    visitor.click(visitor.button("On my list: Love handles, left"))
    visitor.click(visitor.choice("Right"))
    visitor.click(visitor.button("On my list: Love handles, right"))
    assert items(visitor) == ("flank:left", "flank:right")
    visitor.apply(OpenPage(Page.MY_LIST))
    assert "Love handles, left" in visitor.visible_text()
    assert "Love handles, right" in visitor.visible_text()


def test_every_change_of_the_list_can_be_undone(listing):
    listing.click(removers(listing)[0])
    assert items(listing) == QUESTIONS[1:]
    listing.click(listing.button("Undo"))
    assert items(listing) == QUESTIONS
    for _ in QUESTIONS:
        listing.click(listing.button("Undo"))
    assert items(listing) == ()
    assert not listing.button("Undo").isEnabled()


def test_undo_on_the_page_says_what_it_has_changed(listing):
    listing.apply(AddOwnLine("Ask about my scar"))
    listing.click(listing.button("Undo"))
    said = plain(listing.workspace.messages.text)
    assert said == "Removed again: Ask about my scar."
    assert plain(listing.workspace.announcer.last_announcement) == said
    listing.apply(ReplaceList(("flank:left", "lumbar", "hip", "neck-base", "flank:right")))
    listing.apply(ReplaceList(()))
    listing.click(listing.button("Undo"))
    said = plain(listing.workspace.messages.text)
    assert said.startswith("Brought back: Love handles, left; Small of the back; ")
    assert said.endswith("; 2 more.")
    listing.apply(MoveListItem("lumbar", 0))
    listing.click(listing.button("Undo"))
    assert listing.workspace.messages.text == "My list is back in its old order."


def test_undo_on_the_page_says_beforehand_what_it_takes_back(listing):
    def shown() -> str:
        undo = listing.button("Undo")
        words = tooltip_of(undo).meaning
        assert undo.accessibleDescription() == words
        return plain(words)

    question = QUESTIONS[-1]
    words = "removes from My list: Left and right. How do you make both sides match?"
    assert shown() == words
    listing.apply(ReplaceList(("flank:left", question)))
    listing.apply(ReplaceList(("flank:right", question)))
    assert shown() == "brings back: Love handles, left (instead of: Love handles, right)"
    listing.apply(MoveListItem("flank:right", 1))
    assert shown() == "puts My list back in its old order"
    listing.apply(RemoveFromList("flank:right"))
    assert shown() == "brings back: Love handles, right"
    listing.apply(ReplaceList(()))
    listing.apply(AddOwnLine("Ask about my scar"))
    assert shown() == "removes from My list: Ask about my scar"
    listing.apply(Undo())
    listing.apply(Undo())
    assert shown() == "brings back: Love handles, right"


def test_undo_of_a_start_over_says_so_and_without_a_change_says_nothing(started_over):
    started_over.apply(OpenPage(Page.MY_LIST))
    started_over.workspace.messages.hide()
    undo = started_over.button("Undo")
    assert tooltip_of(undo).meaning == "brings back everything from before you started over"
    for _ in range(len(QUESTIONS) + 1):
        started_over.apply(Undo())
    started_over.workspace.messages.hide()
    undo = started_over.button("Undo")
    assert (undo.isEnabled(), undo.accessibleDescription()) == (False, "")


def plain(text: str) -> str:
    """A text without the characters that isolate a person's own words."""
    return text.replace("\u2068", "").replace("\u2069", "")


def test_the_page_of_the_list_offers_to_start_over(listing):
    listing.click(listing.button("Start over"))
    assert (items(listing), listing.chosen) == ((), None)


def test_starting_over_can_be_undone_in_the_message(started_over):
    assert items(started_over) == ()
    message = started_over.workspace.messages.text
    assert "Undo brings everything back, here or on My list." in message
    started_over.click(started_over.button("Undo"))
    assert started_over.workspace.session.showing == started_over.before
    assert not started_over.workspace.messages.is_visible


def test_starting_over_can_be_undone_on_the_page_of_the_list(started_over):
    started_over.workspace.messages.hide()
    started_over.apply(OpenPage(Page.MY_LIST))
    started_over.click(started_over.button("Undo"))
    assert items(started_over) == QUESTIONS
    assert started_over.workspace.session.showing.value_answers == started_over.before.value_answers


def test_changes_before_a_start_over_can_still_be_undone_after_it(started_over):
    started_over.click(started_over.button("Undo"))
    for _ in QUESTIONS:
        started_over.click(started_over.button("Undo"))
    assert items(started_over) == ()
    assert not started_over.button("Undo").isEnabled()


def test_undoing_a_start_over_keeps_what_was_changed_since(started_over):
    started_over.workspace.apply(SetTheme("dark"))
    started_over.apply(AnswerValue("cuts", "none"))
    started_over.click(started_over.button("Undo"))
    showing = started_over.workspace.session.showing
    assert items(started_over) == QUESTIONS
    assert dict(showing.value_answers) == {"cuts": "none"}
    assert (showing.theme, showing.page) == ("dark", Page.MY_LIST)


def test_the_message_disappears_when_undo_would_undo_something_else(started_over):
    started_over.press_label("lumbar")
    started_over.click(started_over.button("On my list: Small of the back"))
    assert not started_over.workspace.messages.is_visible
    started_over.apply(Undo())
    assert items(started_over) == ()
    started_over.apply(Undo())
    assert items(started_over) == QUESTIONS


def test_starting_over_twice_can_be_undone_twice(started_over):
    started_over.press_label("lumbar")
    started_over.click(started_over.button("On my list: Small of the back"))
    started_over.apply(OpenPage(Page.MY_LIST))
    started_over.click(started_over.button("Start over"))
    started_over.click(started_over.button("Undo"))
    assert items(started_over) == ("lumbar",)
    started_over.apply(Undo())
    started_over.apply(Undo())
    assert items(started_over) == QUESTIONS


def test_starting_over_without_a_change_offers_no_undo(visitor):
    visitor.apply(StartOver())
    assert not visitor.workspace.messages.is_visible


def test_a_session_that_defers_starting_over_only_passes_the_request_on(qtbot):
    """A kiosk carries it out itself: tests/kiosk/test_display.py."""
    session = Session(Showing(page=Page.MY_LIST, list_items=("flank",)), deferred={StartOver})
    visitor = Visitor(workspace_for(session))
    qtbot.addWidget(visitor.workspace)
    visitor.workspace.show()
    visitor.settle()
    with qtbot.waitSignal(session.requested) as request:
        visitor.click(visitor.button("Start over"))
    assert request.args == [StartOver()]
    assert items(visitor) == ("flank",)
    assert not visitor.workspace.messages.is_visible


def test_an_empty_list_explains_how_to_fill_it(visitor):
    visitor.apply(OpenPage(Page.MY_LIST))
    assert "There is nothing on My list yet." in visitor.visible_text()


def test_a_final_start_over_empties_the_list_and_cannot_be_undone(listing):
    listing.apply(StartOver(is_final=True))
    listing.apply(Undo())
    assert items(listing) == ()


def test_the_list_button_of_a_region_is_a_check_box_that_says_whether_it_is_on_the_list(visitor):
    visitor.press_label("lumbar")
    button = visitor.button("On my list: Small of the back")
    assert (button.isCheckable(), button.isChecked(), button.text()) == (
        True,
        False,
        "Add to my list",
    )
    visitor.click(button)
    assert (button.isChecked(), button.text()) == (True, "On my list")
    assert button.accessibleName() == "On my list: Small of the back"


def test_a_term_is_explained_in_place_and_a_second_press_hides_the_explanation(visitor):
    visitor.press_label("flank")
    visitor.press_tab("What happens")
    visitor.panel_view().complete()
    visitor.settle()
    meaning = shipped().terms("en")["sedation"].meaning
    note = next(one for one in visitor.notes() if one.accessibleName().startswith("sedation"))
    assert meaning not in visitor.visible_text()
    note.click()
    visitor.settle()
    assert visitor.visible_text().count(meaning) == 1
    note.click()
    visitor.settle()
    assert meaning not in visitor.visible_text()


def test_a_tab_that_is_opened_again_has_the_same_widgets(visitor):
    visitor.press_label("flank")
    visitor.press_tab("Questions")
    add = toggle(visitor, "flank.questions.hernia")
    visitor.press_tab("Risks")
    assert not add.isVisible()
    visitor.press_tab("Questions")
    assert add.isVisible()
