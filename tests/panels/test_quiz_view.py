"""Self-check questions: every answer is explained, and nothing is counted."""

from __future__ import annotations

import pytest
from app.panels.decision_aid.quiz_view import QuizView
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.body.regions import RegionId
from app.widgets.radio_list import RadioList
from tests.panels.helpers import make_context, show_view, visible_text

LUMBAR = RegionId("lumbar")
QUESTIONS = 4


@pytest.fixture
def view(qtbot):
    return show_view(qtbot, QuizView(make_context(), LUMBAR))


def questions():
    return make_context().atlas.decision_aid("en").quizzes[LUMBAR]


def radio_lists(view):
    return view.findChildren(RadioList)


def explanation(question):
    return question.because.blocks[0].runs[0].text.strip()


@pytest.mark.parametrize("number", range(QUESTIONS))
def test_a_right_answer_is_confirmed_and_explained(view, number):
    question = questions()[number]
    assert explanation(question) not in visible_text(view)
    QTest.mouseClick(radio_lists(view)[number].rows[question.right], Qt.MouseButton.LeftButton)
    assert "That is right." in visible_text(view)
    assert explanation(question) in visible_text(view)


@pytest.mark.parametrize("number", range(QUESTIONS))
def test_a_wrong_answer_is_corrected_kindly_and_explained(view, number):
    question = questions()[number]
    wrong = (question.right + 1) % len(question.answers)
    QTest.mouseClick(radio_lists(view)[number].rows[wrong], Qt.MouseButton.LeftButton)
    assert "Not quite." in visible_text(view)
    assert question.answers[question.right].rstrip(".") in visible_text(view).split("Not quite.")[1]
    assert explanation(question) in visible_text(view)


def test_another_answer_replaces_the_feedback(view):
    question, group = questions()[0], radio_lists(view)[0]
    wrong = (question.right + 1) % len(question.answers)
    for at in (wrong, question.right):
        QTest.mouseClick(group.rows[at], Qt.MouseButton.LeftButton)
    assert "Not quite." not in visible_text(view)
    assert visible_text(view).count(explanation(question)) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_question_can_be_answered_with_the_keyboard(view, key):
    question = questions()[1]
    answer = radio_lists(view)[1].rows[question.right]
    answer.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(answer, key)
    assert answer.isChecked()
    assert explanation(question) in visible_text(view)


def test_there_is_no_score(view):
    for question, group in zip(questions(), radio_lists(view), strict=True):
        QTest.mouseClick(group.rows[question.right], Qt.MouseButton.LeftButton)
    assert "score" not in visible_text(view).lower()
    assert "Nothing is counted or stored." in visible_text(view)
