"""A document that is only read has all its words, and nothing to press, open or focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.body.regions import Place, RegionId
from app.document.blocks import (
    ActionLink,
    Bullets,
    Passage,
    Question,
    Questions,
    Quiz,
    QuizItem,
    Span,
    Stepper,
    Timeline,
    ValueChoices,
)
from app.document.tabs import tab_document
from app.panels.document.all_steps import AllStepsView
from app.panels.document.reading_only import reading_only
from app.panels.document.stepper import StepperView
from app.panels.document.view import DocumentView
from app.session.actions import OpenPage
from app.session.state import Page
from app.widgets.text_view import TextView
from tests.panels.helpers import make_context, open_shipped_atlas

FLANK = Place(RegionId("flank"))
TABS = [tab.id for tab in open_shipped_atlas().tabs]


def both_views(qtbot, tab):
    """The same document with and without controls, both laid out."""
    context = make_context()
    document = tab_document(context.source, FLANK, tab)
    views = [DocumentView(context, document, is_interactive=on) for on in (True, False)]
    for view in views:
        qtbot.addWidget(view)
        view.complete()
        view.resize(600, view.heightForWidth(600))
        view.show()
    return document, *views


@pytest.mark.parametrize("tab", TABS)
def test_nothing_can_be_pressed_or_focused(qtbot, tab):
    _, normal, reading = both_views(qtbot, tab)
    assert normal.findChildren(QAbstractButton)
    assert not reading.findChildren(QAbstractButton)
    focusable = [one for one in reading.findChildren(QWidget) if can_have_focus(one)]
    assert focusable == []


def can_have_focus(widget):
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible()


@pytest.mark.parametrize("tab", TABS)
def test_a_place_of_one_view_is_the_same_block_in_the_other(qtbot, tab):
    _, normal, reading = both_views(qtbot, tab)
    compared = 0
    for view in reading.text_views:
        same = [one for one in normal.text_views if beginning(one) == beginning(view)]
        alike = [one for one in reading.text_views if beginning(one) == beginning(view)]
        if len(same) == len(alike) == 1:
            place = normal.reading_place(top_in(same[0], normal) + 1)
            assert reading.y_of(place) == pytest.approx(top_in(view, reading), abs=6)
            compared += 1
    assert compared > 1


def beginning(view):
    return view.text()[:20]


def test_beside_the_words_of_a_step_is_the_top_of_that_step(qtbot):
    document, normal, reading = both_views(qtbot, "what-happens")
    steps = next(one for one in document if isinstance(one, Stepper)).steps
    stepper = normal.findChild(StepperView)
    stepper.show_step(steps[2].id)
    place = normal.reading_place(top_in(stepper.bar, normal) + 5)
    _, words = reading.findChild(AllStepsView).open_columns()[2]
    assert reading.y_of(place) == pytest.approx(top_in(words, reading), abs=6)
    assert normal.y_of(place) == pytest.approx(top_in(stepper.bar, normal) + 5, abs=2)


def top_in(widget, view):
    return widget.mapTo(view, widget.rect().topLeft()).y()


def test_all_steps_are_shown_with_their_words(qtbot):
    for tab, kind in (("what-happens", Stepper), ("recovery", Timeline)):
        document, _, reading = both_views(qtbot, tab)
        block = next(one for one in document if isinstance(one, kind))
        steps = block.steps if isinstance(block, Stepper) else block.stages
        view = reading.findChild(AllStepsView)
        assert len(view.open_columns()) == len(steps) > 3
        assert all(one.findChildren(TextView) for _, one in view.open_columns())


def test_controls_are_left_out_and_questions_are_a_list():
    asked = Questions((Question((Span("Will it hurt?"),), "a.b"), Question((Span("Head"),), "c.d")))
    assert reading_only(ActionLink("More", OpenPage(Page.ABOUT)), "") == ()
    assert reading_only(ValueChoices("What matters?", ()), "") == ()
    assert reading_only(asked, "Head") == (Bullets(((Span("Will it hurt?"),),)),)
    assert reading_only(asked, "") == (Bullets(((Span("Will it hurt?"),), (Span("Head"),))),)


def test_the_answers_of_a_self_check_do_not_say_which_is_right():
    quiz = Quiz((QuizItem("a", "How long?", ("A day", "A week"), 1, (Passage((Span("So."),)),)),))
    assert reading_only(quiz, "") == (
        Passage((Span("How long?", strong=True),)),
        Bullets(((Span("A day"),), (Span("A week"),))),
    )


def test_links_and_sources_are_plain_words():
    spans = Span("A "), Span("seroma", term="seroma"), Span("1", source="42"), Span(".")
    assert reading_only(Passage(spans), "") == (Passage((Span("A "), Span("seroma"), Span("."))),)
