"""The order of the list, lines of a person's own, and what undoing does to them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.session.actions import (
    AddOwnLine,
    AddToList,
    EditOwnLine,
    MakeHandout,
    MoveListItem,
    PrintList,
    RemoveFromList,
    ReplaceList,
    SetLineDrafts,
    SetTheme,
    ShowQrCodes,
    StartOver,
    Undo,
)
from app.session.own_lines import (
    MAX_LINE_LETTERS,
    MAX_OWN_LINES,
    NO_DRAFTS,
    LineDrafts,
    clean_line,
    is_line,
    isolated,
    own_line_address,
    own_line_text,
)
from app.session.session import Session
from app.session.state import Showing

ADDRESSES = ("flank", "lumbar:left", "flank.questions.hernia", "shared.tell.lumps")
TEXTS = ("May I swim?", "Cost?", "\u05e9\u05dc\u05d5\u05dd 12", "x" * 300, "  ", "a\nb")
ITEMS = st.sampled_from((*ADDRESSES, *map(own_line_address, TEXTS[:2])))
CHANGES = st.one_of(
    st.builds(AddToList, ITEMS),
    st.builds(RemoveFromList, ITEMS),
    st.builds(MoveListItem, ITEMS, st.integers(-3, 9)),
    st.builds(AddOwnLine, st.sampled_from(TEXTS)),
    st.builds(EditOwnLine, ITEMS, st.sampled_from(TEXTS)),
    st.builds(ReplaceList, st.lists(ITEMS, unique=True).map(tuple)),
)


def session_with(*items: str) -> Session:
    return Session(Showing(list_items=items))


@given(st.lists(CHANGES, max_size=12))
def test_every_change_is_undone_step_by_step(changes):
    session = Session(Showing(list_items=ADDRESSES))
    lists = [ADDRESSES]
    for change in changes:
        session.apply(change)
        if session.showing.list_items != lists[-1]:
            lists.append(session.showing.list_items)
    for expected in reversed(lists[:-1]):
        assert session.showing.can_undo
        session.apply(Undo())
        assert session.showing.list_items == expected
    assert session.is_initial


@given(st.lists(CHANGES, max_size=12))
def test_nothing_is_on_the_list_twice(changes):
    session = Session(Showing())
    for change in changes:
        session.apply(change)
        items = session.showing.list_items
        assert len(set(items)) == len(items)


@given(st.lists(ITEMS, unique=True).map(tuple), ITEMS, st.integers(-3, 9))
def test_a_move_is_a_permutation_that_keeps_the_order_of_the_others(items, item, index):
    session = session_with(*items)
    session.apply(MoveListItem(item, index))
    moved = session.showing.list_items
    assert sorted(moved) == sorted(items)
    assert [one for one in moved if one != item] == [one for one in items if one != item]
    if item in items:
        assert moved.index(item) == min(max(index, 0), len(items) - 1)


def test_a_line_of_ones_own_is_at_the_end_of_the_list_and_can_be_read_back():
    session = session_with("flank")
    session.apply(AddOwnLine("  May I\tswim? "))
    assert [own_line_text(one) for one in session.showing.list_items] == [None, "May I swim?"]


def test_a_changed_line_keeps_its_place():
    session = session_with("flank", own_line_address("Cost?"), "lumbar:left")
    session.apply(EditOwnLine(own_line_address("Cost?"), "What does it cost?"))
    expected = ("flank", own_line_address("What does it cost?"), "lumbar:left")
    assert session.showing.list_items == expected


def test_a_line_that_is_changed_to_another_line_is_on_the_list_once():
    one, two = map(own_line_address, TEXTS[:2])
    session = session_with(one, "flank", two)
    session.apply(EditOwnLine(two, TEXTS[0]))
    assert session.showing.list_items == (one, "flank")


@pytest.mark.parametrize("text", ["", " \n ", "\u200f\u200e", "x" * (MAX_LINE_LETTERS + 1)])
def test_a_line_that_is_empty_or_too_long_changes_nothing(text):
    session = Session(Showing(line_drafts=LineDrafts(text)))
    session.apply(AddOwnLine(text))
    assert session.is_initial


def test_the_longest_line_is_added_whole():
    session = Session(Showing())
    session.apply(AddOwnLine("\u00e9" * MAX_LINE_LETTERS))
    assert own_line_text(session.showing.list_items[0]) == "\u00e9" * MAX_LINE_LETTERS


def test_no_more_lines_than_the_limit_are_added_and_the_text_stays_typed():
    session = Session(Showing())
    for number in range(MAX_OWN_LINES):
        session.apply(AddOwnLine(f"Line {number}"))
    session.apply(SetLineDrafts(LineDrafts("One more")))
    session.apply(AddOwnLine("One more"))
    assert len(session.showing.list_items) == MAX_OWN_LINES
    assert session.showing.line_drafts == LineDrafts("One more")
    session.apply(AddToList("flank"))
    assert "flank" in session.showing.list_items


def test_an_added_line_is_no_draft_any_more_but_a_line_that_is_being_changed_still_is():
    item = own_line_address("Cost?")
    session = session_with(item)
    session.apply(SetLineDrafts(LineDrafts("May I swim?", item, "Cost")))
    session.apply(AddOwnLine("May I swim?"))
    assert session.showing.line_drafts == LineDrafts("", item, "Cost")
    session.apply(EditOwnLine(item, "Costs?"))
    assert session.showing.line_drafts == NO_DRAFTS


def test_the_text_of_a_line_that_undo_takes_away_while_it_is_changed_is_not_lost():
    session = Session(Showing())
    session.apply(AddOwnLine("Cost?"))
    session.apply(SetLineDrafts(LineDrafts("", own_line_address("Cost?"), "Cost of all?")))
    session.apply(Undo())
    assert session.showing.list_items == ()
    assert session.showing.line_drafts == LineDrafts("Cost of all?")


def test_a_start_over_can_be_undone_with_lines_order_and_what_is_typed():
    session = Session(Showing())
    for action in (
        AddToList("flank"),
        AddOwnLine("Cost?"),
        MoveListItem(own_line_address("Cost?"), 0),
        SetLineDrafts(LineDrafts("May I")),
    ):
        session.apply(action)
    before = session.showing
    session.apply(StartOver())
    assert session.showing.line_drafts == NO_DRAFTS
    session.apply(SetTheme("dark"))
    session.apply(Undo())
    assert session.showing.list_items == before.list_items
    assert session.showing.line_drafts == before.line_drafts


def test_a_line_that_is_typed_but_not_added_can_be_brought_back_after_a_start_over():
    session = Session(Showing())
    session.apply(SetLineDrafts(LineDrafts("May I")))
    session.apply(StartOver())
    session.apply(Undo())
    assert session.showing.line_drafts == LineDrafts("May I")


def test_a_reset_forgets_lines_drafts_and_what_could_be_undone():
    session = Session(Showing())
    session.apply(AddOwnLine("Cost?"))
    session.apply(SetLineDrafts(LineDrafts("May I")))
    session.reset()
    session.apply(Undo())
    assert session.is_initial


@pytest.mark.parametrize("request_", [MakeHandout(), PrintList(), ShowQrCodes()])
def test_what_is_typed_is_on_the_list_when_a_handout_is_asked_for(request_):
    item = own_line_address("Cost?")
    session, lists = session_with("flank", item), []
    session.requested.connect(lambda _action: lists.append(session.showing.list_items))
    session.apply(SetLineDrafts(LineDrafts("May I swim?", item, "Cost of all?")))
    session.apply(request_)
    expected = ("flank", own_line_address("Cost of all?"), own_line_address("May I swim?"))
    assert lists == [expected]


@given(st.text(max_size=80))
def test_a_clean_line_has_no_control_character_and_loses_no_letter(text):
    line = clean_line(text)
    assert clean_line(line) == line
    kinds = {unicodedata.category(letter) for letter in line}
    assert not kinds & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")
    composed = unicodedata.normalize("NFC", text)
    letters = [one for one in composed if unicodedata.category(one)[0] in "LMNPS"]
    assert [one for one in line if unicodedata.category(one)[0] in "LMNPS"] == letters


def test_an_override_cannot_turn_a_number_around():
    assert clean_line("call \u202e123\u202c now\u2028please") == "call 123 now please"


def test_only_a_line_with_letters_from_right_to_left_is_isolated():
    assert isolated("May I swim? 12") == "May I swim? 12"
    assert isolated("\u05d0 12") == "\u2068\u05d0 12\u2069"


def test_a_line_needs_a_character_that_can_be_seen():
    assert is_line("?")
    assert not is_line("")
