"""Marks are made, taken away and brought back; undo has no limit and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.body.regions import View
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
    """Any mark a clinician can make."""
    tool = draw(st.sampled_from(list(MarkTool)))
    least, most = {
        MarkTool.STAMP: (1, 1),
        MarkTool.LABEL: (1, 1),
        MarkTool.ARROW: (2, 2),
        MarkTool.CIRCLE: (2, 2),
    }.get(tool, (1, 12))
    points = tuple(draw(st.lists(POINT, min_size=least, max_size=most)))
    return Mark(
        tool,
        draw(st.sampled_from(list(MarkRole))),
        points,
        stamp=draw(st.sampled_from(list(StampKind))) if tool is MarkTool.STAMP else None,
        text="here" if tool is MarkTool.LABEL else "",
    )


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), marks()),
        st.tuples(st.just("erase"), st.integers(-1, 5)),
        st.tuples(st.sampled_from(["clear", "undo", "redo"])),
        st.tuples(st.just("turn"), st.sampled_from(list(View))),
    ),
    max_size=25,
)


def do(marking, session, act):
    name, *words = act
    if name == "turn":
        session.set_view(*words)
    else:
        getattr(marking, name)(*words)


@given(ACTS)
def test_redo_after_undo_brings_everything_back(acts):
    session = Session(Showing())
    marking = MarkEditor(session)
    for act in acts:
        do(marking, session, act)
    before, count = session.showing, 0
    while marking.can_undo:
        marking.undo()
        count += 1
    assert session.showing.marks == ()
    for _ in range(count):
        marking.redo()
    assert session.showing.marks == before.marks
    assert {plate for plate, _ in session.showing.marks_by_plate.plates} == {
        plate for plate, _ in before.marks_by_plate.plates
    }


@pytest.fixture
def session():
    return Session(Showing())


@pytest.fixture
def marking(session):
    return MarkEditor(session)


def stroke(*points):
    return Mark(MarkTool.PEN, MarkRole.PLAN, points)


def test_marks_stay_on_their_view(session, marking):
    marking.add(stroke((0.5, 0.5)))
    session.set_view(View.BACK_LEFT)
    assert (session.showing.marks, marking.can_undo) == ((), False)
    session.set_view(View.BACK)
    assert len(session.showing.marks) == 1
    assert marking.can_undo


def test_starting_over_forgets_marks_and_what_could_be_undone(session, marking):
    marking.add(stroke((0.5, 0.5)))
    session.start_over()
    assert session.showing.marks_by_plate.plates == ()
    assert not marking.can_undo
    marking.undo()
    assert session.showing.marks_by_plate.plates == ()


def test_marks_and_their_undo_come_back_when_a_start_over_is_undone(session, marking):
    marking.add(stroke((0.5, 0.5)))
    session.start_over(for_good=False)
    assert session.showing.marks_by_plate.plates == ()
    session.undo_list_change()
    assert len(session.showing.marks) == 1
    marking.undo()
    assert session.showing.marks == ()


def test_marks_drawn_since_a_start_over_stay_beside_those_that_come_back(session, marking):
    marking.add(stroke((0.5, 0.5)))
    session.start_over(for_good=False)
    marking.add(stroke((0.6, 0.6)))
    session.undo_list_change()
    assert [mark.points for mark in session.showing.marks] == [((0.5, 0.5),), ((0.6, 0.6),)]


@pytest.mark.parametrize("act", ["add", "erase", "clear"])
def test_after_a_new_act_what_was_undone_cannot_be_redone(marking, act):
    first, second = stroke((0.1, 0.5)), stroke((0.2, 0.5))
    for mark in (first, second):
        marking.add(mark)
    marking.undo()
    getattr(marking, act)(*{"add": (stroke((0.3, 0.5)),), "erase": (0,), "clear": ()}[act])
    after = marking.marks
    marking.redo()
    assert not marking.can_redo
    assert marking.marks == after


def test_one_of_several_marks_is_erased_and_comes_back_where_it_was(marking):
    three = [stroke((at / 10, 0.5)) for at in range(3)]
    for mark in three:
        marking.add(mark)
    marking.erase(1)
    assert list(marking.marks) == [three[0], three[2]]
    marking.undo()
    assert list(marking.marks) == three


def test_a_thinned_line_stays_where_it_was():
    points = tuple((at / 500, 0.3 + 0.1 * (at / 500) ** 2) for at in range(500))
    thin = thin_mark(stroke(*points)).points
    assert thin[0] == points[0]
    assert thin[-1] == points[-1]
    assert len(thin) < 40
    assert all(mark_at((stroke(*thin),), point, 0.0007) == 0 for point in points)


def test_the_topmost_mark_within_reach_is_hit():
    circle = Mark(MarkTool.CIRCLE, MarkRole.ASK, ((0.2, 0.2), (0.6, 0.6)))
    line = stroke((0.2, 0.4), (0.6, 0.4))
    assert mark_at((circle, line), (0.4, 0.4), 0.01) == 1
    assert mark_at((line, circle), (0.4, 0.2), 0.01) == 1
    assert mark_at((line, circle), (0.9, 0.9), 0.01) is None


def test_a_mark_knows_what_it_lies_on():
    def place_at(x, _y, _slack):
        return "left" if x < 0.5 else "right"

    assert (
        place_under_mark(Mark(MarkTool.ARROW, MarkRole.PLAN, ((0.1, 0.1), (0.9, 0.1))), place_at)
        == "right"
    )
    assert place_under_mark(stroke((0.1, 0.1), (0.2, 0.1), (0.9, 0.1)), place_at) == "left"
    assert place_under_mark(stroke((0.1, 0.1)), lambda *_: None) is None
