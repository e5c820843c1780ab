"""Our controls beside the native ones: roles, keys, wrapping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QWidget

from app.support.paths import assets
from app.theme.theme import read_theme
from app.widgets.button import Button
from app.widgets.button_group import ButtonAppearance, ButtonGroup
from app.widgets.layouts import FlowLayout
from app.widgets.radio_list import RadioList
from app.widgets.text_label import TextLabel, TextSpan

LONG_TEXT = "You can read this sentence in a narrow column, and none of its words is lost. " * 4


@pytest.fixture
def theme(qapp):
    return read_theme(assets() / "themes", "light", 100)


def role(widget):
    return QAccessible.queryAccessibleInterface(widget).role()


def test_controls_have_the_roles_of_native_ones(qtbot, theme):
    choices = ButtonGroup("Side", theme)
    choices.add_options([("a", "A")], ButtonAppearance.SEGMENT)
    for ours, native in (
        (Button("Go", theme), QPushButton("Go")),
        (TextLabel("Words", theme), QLabel("Words")),
        (choices.buttons[0], QRadioButton("A")),
    ):
        qtbot.addWidget(ours)
        assert role(ours) == role(native)


def test_a_label_says_all_its_parts_as_plain_text(qtbot, theme):
    label = TextLabel(
        (TextSpan("Less "), TextSpan("fat", strong=True), TextSpan(" <b>here</b>")), theme
    )
    qtbot.addWidget(label)
    assert label.text() == "Less fat <b>here</b>"
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_narrow_label_is_taller(qtbot, theme):
    label = TextLabel(LONG_TEXT, theme)
    qtbot.addWidget(label)
    assert label.heightForWidth(200) > 2 * label.heightForWidth(600)


def test_lines_stand_1_45_times_the_letters_apart(qtbot, theme):
    label = TextLabel(LONG_TEXT, theme)
    qtbot.addWidget(label)
    lines = round(label.heightForWidth(300) / (16 * 1.45))
    assert label.heightForWidth(300) == pytest.approx(lines * 16 * 1.45, abs=1.5)


def test_picking_tells_the_key_once(qtbot, theme):
    choices = ButtonGroup("Figure", theme)
    qtbot.addWidget(choices)
    choices.add_options([("woman", "Woman"), ("man", "Man")], ButtonAppearance.SEGMENT)
    heard = []
    choices.picked.connect(heard.append)
    QTest.mouseClick(choices.buttons[1], Qt.MouseButton.LeftButton)
    assert heard == ["man"]


def test_showing_what_is_picked_tells_nobody(qtbot, theme):
    choices = ButtonGroup("Figure", theme)
    qtbot.addWidget(choices)
    choices.add_options([("woman", "Woman"), ("man", "Man")], ButtonAppearance.SEGMENT)
    heard = []
    choices.picked.connect(heard.append)
    choices.set_selected("man")
    assert choices.buttons[1].isChecked()
    assert heard == []


def test_enter_presses_a_choice(qtbot, theme):
    choices = ButtonGroup("Figure", theme)
    qtbot.addWidget(choices)
    choices.add_options([("woman", "Woman"), ("man", "Man")], ButtonAppearance.SEGMENT)
    with qtbot.waitSignal(choices.picked):
        QTest.keyClick(choices.buttons[1], Qt.Key.Key_Return)


@pytest.mark.parametrize("width", [120, 250, 400, 900])
def test_a_flow_keeps_everything_inside_and_apart(qtbot, theme, width):
    room = QWidget()
    qtbot.addWidget(room)
    flow = FlowLayout(room, 8)
    for number in range(7):
        flow.addWidget(Button(f"Button {number}", theme))
    room.resize(width, flow.heightForWidth(width))
    room.show()
    boxes = [flow.itemAt(number).geometry() for number in range(7)]
    assert all(room.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)


@pytest.mark.parametrize("kind", ["choices", "answers"])
def test_an_assistive_tool_that_toggles_an_option_picks_it_once(qtbot, theme, kind):
    options = [("a", "A"), ("b", "B")]
    if kind == "choices":
        group = ButtonGroup("Side", theme)
        group.add_options(options, ButtonAppearance.TAB)
        second = group.buttons[1]
    else:
        group = RadioList("Side", options, theme)
        second = group.rows[1]
    qtbot.addWidget(group)
    group.set_selected("a")
    told = []
    group.picked.connect(told.append)
    found = QAccessible.queryAccessibleInterface(second)
    found.actionInterface().doAction(QAccessibleActionInterface.toggleAction())
    assert told == ["b"]
    assert second.isChecked()
    group.set_selected("")
    assert not second.isChecked()
    second.click()
    assert told == ["b", "b"]
