"""Marks are added, removed and restored; undo is unlimited and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.body.regions import View
from app.session.actions import SetView, StartOver, Undo
from app.session.mark_editor import MarkEditor
from app.session.marks import (
    Mark,
    MarkRole,
    MarkTool,
    StampKind,
    mark_at,
    place_under_mark,
    thin_mark,
)
from app.session.session import Session
from app.session.state import Showing

POINT = st.tuples(st.floats(0, 1), st.floats(0, 1.4))


@st.composite
def marks(draw):
    """Any mark that a clinician can draw."""
    tool = draw(st.sampled_from(list(MarkTool)))
    min_size, max_size = {
        MarkTool.STAMP: (1, 1),
        MarkTool.LABEL: (1, 1),
        MarkTool.ARROW: (2, 2),
        MarkTool.CIRCLE: (2, 2),
    }.get(tool, (1, 12))
    points = tuple(draw(st.lists(POINT, min_size=min_size, max_size=max_size)))
    return Mark(
        tool,
        draw(st.sampled_from(list(MarkRole))),
        points,
        stamp=draw(st.sampled_from(list(StampKind))) if tool is MarkTool.STAMP else None,
        text="here" if tool is MarkTool.LABEL else "",
    )


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), marks()),
        st.tuples(st.just("erase"), st.integers(-1, 5)),
        st.tuples(st.sampled_from(["clear", "undo", "redo"])),
        st.tuples(st.just("view"), st.sampled_from(list(View))),
    ),
    max_size=25,
)


def run(editor, session, edit):
    name, *arguments = edit
    if name == "view":
        session.apply(SetView(*arguments))
    else:
        getattr(editor, name)(*arguments)


@given(EDITS)
def test_redo_restores_everything_that_undo_removed(edits):
    session = Session(Showing())
    editor = MarkEditor(session)
    for edit in edits:
        run(editor, session, edit)
    before, count = session.showing, 0
    while editor.can_undo:
        editor.undo()
        count += 1
    assert session.showing.marks == ()
    for _ in range(count):
        editor.redo()
    assert session.showing.marks == before.marks
    assert {plate for plate, _ in session.showing.marks_by_plate.plates} == {
        plate for plate, _ in before.marks_by_plate.plates
    }


@pytest.fixture
def session():
    return Session(Showing())


@pytest.fixture
def editor(session):
    return MarkEditor(session)


def stroke(*points):
    return Mark(MarkTool.PEN, MarkRole.PLAN, points)


def test_marks_belong_to_the_view_they_were_drawn_on(session, editor):
    editor.add(stroke((0.5, 0.5)))
    session.apply(SetView(View.BACK_LEFT))
    assert (session.showing.marks, editor.can_undo) == ((), False)
    session.apply(SetView(View.BACK))
    assert len(session.showing.marks) == 1
    assert editor.can_undo


def test_a_final_start_over_removes_the_marks_and_their_history(session, editor):
    editor.add(stroke((0.5, 0.5)))
    session.apply(StartOver(is_final=True))
    assert session.showing.marks_by_plate.plates == ()
    assert not editor.can_undo
    editor.undo()
    assert session.showing.marks_by_plate.plates == ()


def test_undoing_a_start_over_restores_the_marks_and_their_history(session, editor):
    editor.add(stroke((0.5, 0.5)))
    session.apply(StartOver())
    assert session.showing.marks_by_plate.plates == ()
    session.apply(Undo())
    assert len(session.showing.marks) == 1
    editor.undo()
    assert session.showing.marks == ()


def test_marks_drawn_after_a_start_over_stay_when_it_is_undone(session, editor):
    editor.add(stroke((0.5, 0.5)))
    session.apply(StartOver())
    editor.add(stroke((0.6, 0.6)))
    session.apply(Undo())
    assert [mark.points for mark in session.showing.marks] == [((0.5, 0.5),), ((0.6, 0.6),)]


@pytest.mark.parametrize("edit", ["add", "erase", "clear"])
def test_after_a_new_edit_nothing_can_be_redone(editor, edit):
    first, second = stroke((0.1, 0.5)), stroke((0.2, 0.5))
    for mark in (first, second):
        editor.add(mark)
    editor.undo()
    getattr(editor, edit)(*{"add": (stroke((0.3, 0.5)),), "erase": (0,), "clear": ()}[edit])
    after = editor.marks
    editor.redo()
    assert not editor.can_redo
    assert editor.marks == after


def test_a_mark_erased_from_the_middle_returns_to_the_middle(editor):
    three = [stroke((at / 10, 0.5)) for at in range(3)]
    for mark in three:
        editor.add(mark)
    editor.erase(1)
    assert list(editor.marks) == [three[0], three[2]]
    editor.undo()
    assert list(editor.marks) == three


def test_restoring_an_undo_state_removes_later_edits_and_keeps_what_could_be_redone(editor):
    first, undone, later = (stroke((at / 10, 0.5)) for at in range(3))
    editor.add(first)
    editor.add(undone)
    editor.undo()
    state = editor.undo_state()
    editor.add(later)
    editor.restore_undo_state(state)
    assert list(editor.marks) == [first]
    editor.redo()
    assert list(editor.marks) == [first, undone]


def test_an_undo_state_of_another_view_is_not_restored(session, editor):
    state = editor.undo_state()
    session.apply(SetView(View.BACK_LEFT))
    editor.add(stroke((0.5, 0.5)))
    editor.restore_undo_state(state)
    assert len(editor.marks) == 1


def test_a_thinned_line_stays_where_it_was():
    points = tuple((at / 500, 0.3 + 0.1 * (at / 500) ** 2) for at in range(500))
    thin = thin_mark(stroke(*points)).points
    assert thin[0] == points[0]
    assert thin[-1] == points[-1]
    assert len(thin) < 40
    assert all(mark_at((stroke(*thin),), point, 0.0007) == 0 for point in points)


def test_the_topmost_mark_within_reach_is_found():
    circle = Mark(MarkTool.CIRCLE, MarkRole.ASK, ((0.2, 0.2), (0.6, 0.6)))
    line = stroke((0.2, 0.4), (0.6, 0.4))
    assert mark_at((circle, line), (0.4, 0.4), 0.01) == 1
    assert mark_at((line, circle), (0.4, 0.2), 0.01) == 1
    assert mark_at((line, circle), (0.9, 0.9), 0.01) is None


def test_the_place_under_a_mark_is_what_it_points_at_or_mostly_covers():
    def place_at(x, _y, _tolerance):
        return "left" if x < 0.5 else "right"

    arrow = Mark(MarkTool.ARROW, MarkRole.PLAN, ((0.1, 0.1), (0.9, 0.1)))
    assert place_under_mark(arrow, place_at) == "right"
    assert place_under_mark(stroke((0.1, 0.1), (0.2, 0.1), (0.9, 0.1)), place_at) == "left"
    assert place_under_mark(stroke((0.1, 0.1)), lambda *_: None) is None
