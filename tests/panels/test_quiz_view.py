"""Self-checks: every answer is explained, nothing is counted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.body.regions import RegionId
from app.panels.decision_aid.quiz_view import QuizView
from app.widgets.radio_list import RadioList
from tests.panels.helpers import make_context, show_view, visible_text

LUMBAR = RegionId("lumbar")
CHECKS = 4


@pytest.fixture
def view(qtbot):
    return show_view(qtbot, QuizView(make_context(), LUMBAR))


def questions():
    return make_context().atlas.decision_aid("en").quizzes[LUMBAR]


def radio_lists(view):
    return view.findChildren(RadioList)


def explanation(check):
    return check.because.blocks[0].runs[0].text.strip()


@pytest.mark.parametrize("number", range(CHECKS))
def test_the_right_answer_is_told_and_explained(view, number):
    check = questions()[number]
    assert explanation(check) not in visible_text(view)
    QTest.mouseClick(radio_lists(view)[number].rows[check.right], Qt.MouseButton.LeftButton)
    assert "That is right." in visible_text(view)
    assert explanation(check) in visible_text(view)


@pytest.mark.parametrize("number", range(CHECKS))
def test_a_wrong_answer_is_told_kindly_with_the_right_one(view, number):
    check = questions()[number]
    wrong = (check.right + 1) % len(check.answers)
    QTest.mouseClick(radio_lists(view)[number].rows[wrong], Qt.MouseButton.LeftButton)
    assert "Not quite." in visible_text(view)
    assert check.answers[check.right].rstrip(".") in visible_text(view).split("Not quite.")[1]
    assert explanation(check) in visible_text(view)


def test_another_answer_replaces_what_was_told(view):
    check, group = questions()[0], radio_lists(view)[0]
    wrong = (check.right + 1) % len(check.answers)
    for at in (wrong, check.right):
        QTest.mouseClick(group.rows[at], Qt.MouseButton.LeftButton)
    assert "Not quite." not in visible_text(view)
    assert visible_text(view).count(explanation(check)) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_answers(view, key):
    check = questions()[1]
    answer = radio_lists(view)[1].rows[check.right]
    answer.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(answer, key)
    assert answer.isChecked()
    assert explanation(check) in visible_text(view)


def test_nothing_is_counted(view):
    for check, group in zip(questions(), radio_lists(view), strict=True):
        QTest.mouseClick(group.rows[check.right], Qt.MouseButton.LeftButton)
    assert "score" not in visible_text(view).lower()
    assert "Nothing is counted or stored." in visible_text(view)
