"""Self-checks: every answer is explained, nothing is counted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.body.regions import RegionId
from app.panels.decision_aid.quiz_view import QuizView
from app.widgets.radio_list import Answers
from tests.panels.helpers import reading, show, words

LUMBAR = RegionId("lumbar")
CHECKS = 4


@pytest.fixture
def view(qtbot):
    return show(qtbot, QuizView(reading(), LUMBAR))


def checks():
    return reading().atlas.aid("en").checks[LUMBAR]


def groups(view):
    return view.findChildren(Answers)


def because(check):
    return check.because.blocks[0].runs[0].text.strip()


@pytest.mark.parametrize("number", range(CHECKS))
def test_the_right_answer_is_told_and_explained(view, number):
    check = checks()[number]
    assert because(check) not in words(view)
    QTest.mouseClick(groups(view)[number].answers[check.right], Qt.MouseButton.LeftButton)
    assert "That is right." in words(view)
    assert because(check) in words(view)


@pytest.mark.parametrize("number", range(CHECKS))
def test_a_wrong_answer_is_told_kindly_with_the_right_one(view, number):
    check = checks()[number]
    wrong = (check.right + 1) % len(check.answers)
    QTest.mouseClick(groups(view)[number].answers[wrong], Qt.MouseButton.LeftButton)
    assert "Not quite." in words(view)
    assert check.answers[check.right].rstrip(".") in words(view).split("Not quite.")[1]
    assert because(check) in words(view)


def test_another_answer_replaces_what_was_told(view):
    check, group = checks()[0], groups(view)[0]
    wrong = (check.right + 1) % len(check.answers)
    for at in (wrong, check.right):
        QTest.mouseClick(group.answers[at], Qt.MouseButton.LeftButton)
    assert "Not quite." not in words(view)
    assert words(view).count(because(check)) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_answers(view, key):
    check = checks()[1]
    answer = groups(view)[1].answers[check.right]
    answer.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(answer, key)
    assert answer.isChecked()
    assert because(check) in words(view)


def test_nothing_is_counted(view):
    for check, group in zip(checks(), groups(view), strict=True):
        QTest.mouseClick(group.answers[check.right], Qt.MouseButton.LeftButton)
    assert "score" not in words(view).lower()
    assert "Nothing is counted or stored." in words(view)
