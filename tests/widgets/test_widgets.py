"""Our controls beside the native ones: roles, keys, wrapping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QWidget

from app.support.paths import assets
from app.theme.theme import read_look
from app.widgets.button import Pill
from app.widgets.button_group import Choices, Face
from app.widgets.layouts import Flow
from app.widgets.radio_list import Answers
from app.widgets.text_label import Part, WordLabel

LONG = "You can read this sentence in a narrow column, and none of its words is lost. " * 4


@pytest.fixture
def look(qapp):
    return read_look(assets() / "themes", "light", 100)


def role(widget):
    return QAccessible.queryAccessibleInterface(widget).role()


def test_controls_have_the_roles_of_native_ones(qtbot, look):
    choices = Choices("Side", look)
    choices.offer([("a", "A")], Face.SEGMENT)
    for ours, native in (
        (Pill("Go", look), QPushButton("Go")),
        (WordLabel("Words", look), QLabel("Words")),
        (choices.choices[0], QRadioButton("A")),
    ):
        qtbot.addWidget(ours)
        assert role(ours) == role(native)


def test_a_label_says_all_its_parts_as_plain_text(qtbot, look):
    label = WordLabel((Part("Less "), Part("fat", strong=True), Part(" <b>here</b>")), look)
    qtbot.addWidget(label)
    assert label.text() == "Less fat <b>here</b>"
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_narrow_label_is_taller(qtbot, look):
    label = WordLabel(LONG, look)
    qtbot.addWidget(label)
    assert label.heightForWidth(200) > 2 * label.heightForWidth(600)


def test_lines_stand_1_45_times_the_letters_apart(qtbot, look):
    label = WordLabel(LONG, look)
    qtbot.addWidget(label)
    lines = round(label.heightForWidth(300) / (16 * 1.45))
    assert label.heightForWidth(300) == pytest.approx(lines * 16 * 1.45, abs=1.5)


def test_picking_tells_the_key_once(qtbot, look):
    choices = Choices("Figure", look)
    qtbot.addWidget(choices)
    choices.offer([("woman", "Woman"), ("man", "Man")], Face.SEGMENT)
    heard = []
    choices.picked.connect(heard.append)
    QTest.mouseClick(choices.choices[1], Qt.MouseButton.LeftButton)
    assert heard == ["man"]


def test_showing_what_is_picked_tells_nobody(qtbot, look):
    choices = Choices("Figure", look)
    qtbot.addWidget(choices)
    choices.offer([("woman", "Woman"), ("man", "Man")], Face.SEGMENT)
    heard = []
    choices.picked.connect(heard.append)
    choices.show_picked("man")
    assert choices.choices[1].isChecked()
    assert heard == []


def test_enter_presses_a_choice(qtbot, look):
    choices = Choices("Figure", look)
    qtbot.addWidget(choices)
    choices.offer([("woman", "Woman"), ("man", "Man")], Face.SEGMENT)
    with qtbot.waitSignal(choices.picked):
        QTest.keyClick(choices.choices[1], Qt.Key.Key_Return)


@pytest.mark.parametrize("width", [120, 250, 400, 900])
def test_a_flow_keeps_everything_inside_and_apart(qtbot, look, width):
    room = QWidget()
    qtbot.addWidget(room)
    flow = Flow(room, 8)
    for number in range(7):
        flow.addWidget(Pill(f"Button {number}", look))
    room.resize(width, flow.heightForWidth(width))
    room.show()
    boxes = [flow.itemAt(number).geometry() for number in range(7)]
    assert all(room.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)


@pytest.mark.parametrize("kind", ["choices", "answers"])
def test_an_assistive_tool_that_toggles_an_option_picks_it_once(qtbot, look, kind):
    options = [("a", "A"), ("b", "B")]
    if kind == "choices":
        group = Choices("Side", look)
        group.offer(options, Face.TAB)
        second = group.choices[1]
    else:
        group = Answers("Side", options, look)
        second = group.answers[1]
    qtbot.addWidget(group)
    group.show_picked("a")
    told = []
    group.picked.connect(told.append)
    found = QAccessible.queryAccessibleInterface(second)
    found.actionInterface().doAction(QAccessibleActionInterface.toggleAction())
    assert told == ["b"]
    assert second.isChecked()
    group.show_picked("")
    assert not second.isChecked()
    second.click()
    assert told == ["b", "b"]
