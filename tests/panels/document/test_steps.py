"""Steps, times, questions, answers and the self-check."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from app.document.blocks import Stepper, Timeline
from app.panels.document.cross_section import CrossSectionWidget
from app.panels.document.list_button import AddButton
from app.panels.document.stop_bar import StopBar, StopButton
from app.session.actions import AddToList, AnswerValue, RemoveFromList
from app.session.state import Showing
from app.widgets.button_group import GroupButton
from app.widgets.radio_list import RadioRow
from tests.panels.document.pages import (
    EVERYTHING,
    QUIZ,
    STEPS,
    VALUES,
    click,
    shown_page,
    shown_text,
    top_in,
)

STEPPER = (Stepper("flank", STEPS, "Not to scale."),)
TIMES = (Timeline(STEPS),)


def test_the_words_of_a_step_stand_beside_its_drawing(qtbot):
    view, _ = shown_page(qtbot, STEPPER)
    drawing = view.findChild(CrossSectionWidget)
    (text,) = view.text_views
    assert text.text() == "Words about numbing."
    assert top_in(drawing, view) <= top_in(text, view) < top_in(drawing, view) + 100
    assert text.mapTo(view, text.pos()).x() > drawing.width()


def test_a_stop_shows_its_step_in_words_and_drawing(qtbot):
    view, _ = shown_page(qtbot, STEPPER)
    drawing = view.findChild(CrossSectionWidget)
    stops = view.findChildren(StopButton)
    assert [stop.isChecked() for stop in stops] == [True, False, False]
    before = drawing.grab().toImage()
    click(stops[1])
    assert [stop.isChecked() for stop in stops] == [False, True, False]
    assert shown_text(view) == "Words about laser."
    assert "Its tip glows" in drawing.accessibleDescription()
    assert drawing.grab().toImage() != before
    role = QAccessible.queryAccessibleInterface(drawing).role()
    assert role == QAccessible.Role.Graphic


def test_a_step_is_chosen_by_keys(qtbot):
    view, _ = shown_page(qtbot, TIMES)
    stops = view.findChildren(StopButton)
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(stops[0], Qt.Key.Key_Right)
    assert shown_text(view) == "Words about laser."


def test_times_break_into_rows_where_there_is_little_room(qtbot):
    wide, _ = shown_page(qtbot, TIMES, 640)
    narrow, _ = shown_page(qtbot, TIMES, 400, text_size=200)
    assert len({stop.y() for stop in wide.findChildren(StopButton)}) == 1
    assert len({stop.y() for stop in narrow.findChildren(StopButton)}) == 2
    for view in (wide, narrow):
        bar = view.findChild(StopBar)
        for stop in view.findChildren(StopButton):
            assert bar.rect().contains(stop.geometry())


def test_a_question_goes_on_the_list_and_off_again(qtbot):
    view, _ = shown_page(qtbot, EVERYTHING)
    button = next(
        one for one in view.findChildren(AddButton) if "Who treats" in one.accessibleName()
    )
    actions = []
    view.action.connect(actions.append)
    click(button)
    view.update_details(Showing(list_items=("shared.questions.who",)))
    assert button.text() == "On my list"
    click(button)
    address = "shared.questions.who"
    assert actions == [AddToList(address), RemoveFromList(address)]


def test_an_answer_that_is_picked_again_is_withdrawn(qtbot):
    view, _ = shown_page(qtbot, (VALUES,))
    actions = []
    view.action.connect(actions.append)
    none = next(one for one in view.findChildren(GroupButton) if one.key == "none")
    click(none)
    view.update_details(Showing(value_answers=(("cuts", "none"),)))
    assert none.isChecked()
    click(none)
    assert actions == [AnswerValue("cuts", "none"), AnswerValue("cuts", None)]


def test_the_self_check_says_whether_an_answer_is_right_and_why(qtbot):
    view, _ = shown_page(qtbot, (QUIZ,))
    right, wrong = view.findChildren(RadioRow)
    click(wrong)
    assert "Because." in shown_text(view)
    assert view.text_views[0].accessibleName() == "Not quite. The answer is: A search."
    click(right)
    assert view.text_views[0].accessibleName() == "That is right."
    assert view.open_folds == {"quiz:q:0"}
