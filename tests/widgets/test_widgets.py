"""Themed widgets: accessible roles, keys, signals and wrapping."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMargins, QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QFont, QPainterPath
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app.support.paths import assets
from app.theme.theme import read_theme
from app.widgets.button import Button
from app.widgets.button_group import ButtonAppearance, ButtonGroup, RadioButton
from app.widgets.layouts import FlowLayout
from app.widgets.radio_list import RadioList
from app.widgets.text_field import TextField
from app.widgets.text_label import TextLabel, TextSpan

LONG_TEXT = "You can read this sentence in a narrow column, and none of its words is lost. " * 4


@pytest.fixture
def theme(qapp):
    return read_theme(assets() / "themes", "light", 100)


def role(widget):
    return QAccessible.queryAccessibleInterface(widget).role()


def test_widgets_have_the_roles_of_native_ones(qtbot, theme):
    group = ButtonGroup("Side", theme)
    group.add_options([("a", "A")], ButtonAppearance.SEGMENT)
    for ours, native in (
        (Button("Go", theme), QPushButton("Go")),
        (TextLabel("Words", theme), QLabel("Words")),
        (group.buttons[0], QRadioButton("A")),
    ):
        qtbot.addWidget(ours)
        assert role(ours) == role(native)


def test_a_label_has_all_its_spans_as_plain_text(qtbot, theme):
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


def test_the_line_height_is_1_45_times_the_font_size(qtbot, theme):
    label = TextLabel(LONG_TEXT, theme)
    qtbot.addWidget(label)
    lines = round(label.heightForWidth(300) / (16 * 1.45))
    assert label.heightForWidth(300) == pytest.approx(lines * 16 * 1.45, abs=1.5)


def figure_group(qtbot, theme):
    group = ButtonGroup("Figure", theme)
    qtbot.addWidget(group)
    group.add_options([("woman", "Woman"), ("man", "Man")], ButtonAppearance.SEGMENT)
    return group


def test_picking_emits_the_key_once(qtbot, theme):
    group = figure_group(qtbot, theme)
    picked = []
    group.picked.connect(picked.append)
    QTest.mouseClick(group.buttons[1], Qt.MouseButton.LeftButton)
    assert picked == ["man"]


def test_selecting_an_option_in_code_emits_nothing(qtbot, theme):
    group = figure_group(qtbot, theme)
    picked = []
    group.picked.connect(picked.append)
    group.set_selected("man")
    assert group.buttons[1].isChecked()
    assert picked == []


def test_enter_presses_an_option(qtbot, theme):
    group = figure_group(qtbot, theme)
    with qtbot.waitSignal(group.picked):
        QTest.keyClick(group.buttons[1], Qt.Key.Key_Return)


@pytest.mark.parametrize("width", [120, 250, 400, 900])
def test_a_flow_layout_keeps_its_widgets_inside_and_apart(qtbot, theme, width):
    parent = QWidget()
    qtbot.addWidget(parent)
    flow = FlowLayout(parent, 8)
    for number in range(7):
        flow.addWidget(Button(f"Button {number}", theme))
    parent.resize(width, flow.heightForWidth(width))
    parent.show()
    boxes = [flow.itemAt(number).geometry() for number in range(7)]
    assert all(parent.rect().contains(box) for box in boxes)
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)


@pytest.mark.parametrize("kind", [ButtonGroup, RadioList])
def test_an_assistive_tool_that_toggles_an_option_picks_it_once(qtbot, theme, kind):
    options = [("a", "A"), ("b", "B")]
    if kind is ButtonGroup:
        group = ButtonGroup("Side", theme)
        group.add_options(options, ButtonAppearance.TAB)
        second = group.buttons[1]
    else:
        group = RadioList("Side", options, theme)
        second = group.rows[1]
    qtbot.addWidget(group)
    group.set_selected("a")
    picked = []
    group.picked.connect(picked.append)
    found = QAccessible.queryAccessibleInterface(second)
    found.actionInterface().doAction(QAccessibleActionInterface.toggleAction())
    assert picked == ["b"]
    assert second.isChecked()
    group.set_selected("")
    assert not second.isChecked()
    second.click()
    assert picked == ["b", "b"]


@pytest.fixture(params=[ButtonGroup, RadioList])
def build_group(request, qtbot, theme):
    """A shown group "Build" of three options in a window, between two push buttons."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    options = [("a", "Leaner"), ("b", "Average"), ("c", "Fuller")]
    if request.param is ButtonGroup:
        group = ButtonGroup("Build", theme)
        group.add_options(options, ButtonAppearance.SEGMENT)
    else:
        group = RadioList("Build", options, theme)
    for widget in (Button("Before", theme), group, Button("After", theme)):
        column.addWidget(widget)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    yield group
    window.close()


def radios(group):
    return group.findChildren(RadioButton)


def test_a_group_has_the_role_of_a_group_and_its_name(build_group):
    found = QAccessible.queryAccessibleInterface(build_group)
    assert found.role() == QAccessible.Role.Grouping
    assert found.text(QAccessible.Text.Name) == "Build"
    assert found.childCount() == 3


def test_a_group_reserves_no_room_for_a_frame(build_group):
    build_group.setFont(QFont(build_group.font().family(), 40))
    build_group.resize(build_group.width(), build_group.height() + 1)
    assert build_group.contentsMargins() == QMargins()
    assert build_group.minimumSizeHint() == build_group.layout().totalMinimumSize()


def test_the_accessible_box_of_a_radio_button_is_its_whole_box(build_group):
    for radio in radios(build_group):
        box = QAccessible.queryAccessibleInterface(radio).rect()
        assert box.size() == radio.size()
        assert box.topLeft() == radio.mapToGlobal(QPoint())


@pytest.mark.parametrize(("checked", "entered"), [("b", 1), ("c", 2), ("", 0)])
def test_tab_enters_a_group_at_its_checked_button(build_group, checked, entered):
    build_group.set_selected(checked)
    before, after = build_group.window().findChildren(Button)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is radios(build_group)[entered]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_tab_enters_at_the_checked_button_again_after_the_focus_was_on_another(build_group):
    build_group.set_selected("b")
    radios(build_group)[0].setFocus()
    before, _ = build_group.window().findChildren(Button)
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is radios(build_group)[1]


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up])
def test_arrow_keys_do_not_move_between_push_buttons(build_group, key):
    before, _ = build_group.window().findChildren(Button)
    before.setFocus()
    QTest.keyClick(before, key)
    assert QApplication.focusWidget() is before


def test_a_text_field_is_not_read_twice(qtbot, theme):
    field = TextField("Find a region", theme, QPainterPath())
    qtbot.addWidget(field)
    found = QAccessible.queryAccessibleInterface(field)
    assert found.text(QAccessible.Text.Name) == "Find a region"
    assert found.text(QAccessible.Text.Description).strip() == ""


def test_segments_join_only_the_neighbours_in_their_row(qtbot, theme):
    group = ButtonGroup("View", theme, 0)
    qtbot.addWidget(group)
    options = [("back", "Back"), ("left", "From the left"), ("right", "From the right")]
    group.add_options(options, ButtonAppearance.SEGMENT)
    group.resize(group.sizeHint())
    group.show()
    joined = [button.joined_sides for button in group.buttons]
    assert joined == [(False, True), (True, True), (True, False)]
    group.resize(group.sizeHint().width() - 1, 100)
    joined = [button.joined_sides for button in group.buttons]
    assert joined == [(False, True), (True, False), (False, False)]


@pytest.mark.parametrize(("narrower", "rows"), [(0, 1), (6, 1), (42, 1), (43, 2)])
def test_segments_take_less_room_where_they_then_fit_in_a_row(qtbot, theme, narrower, rows):
    group = ButtonGroup("View", theme, 0)
    qtbot.addWidget(group)
    options = [("back", "Back"), ("left", "From the left"), ("right", "From the right")]
    group.add_options(options, ButtonAppearance.SEGMENT)
    group.show()
    full = group.sizeHint().width()
    group.fit_in_row(full - narrower)
    group.resize(full - narrower, 100)
    assert len({button.y() for button in group.buttons}) == rows
    assert (group.sizeHint().width() == full) == (narrower in (0, 43))
    group.fit_in_row(full)
    assert group.sizeHint().width() == full
