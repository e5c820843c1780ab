"""A button that says whether what it opens is open, and a page that does not jump."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.widgets.expand_button import ExpandButton
from app.widgets.hold_position import held_in_place, show_beginning
from app.widgets.scroll_column import ScrollColumn
from app.widgets.tab_order import put_after_in_tab_order, tab_stops
from tests.widgets.text_pages import make_theme


@pytest.fixture
def button(qtbot):
    made = ExpandButton("More")
    qtbot.addWidget(made)
    made.show()
    return made


def count_presses(button):
    pressed = []

    def on_clicked():
        pressed.append(button)

    button.clicked.connect(on_clicked)
    return pressed


def test_its_states_are_true(button):
    interface = QAccessible.queryAccessibleInterface(button)
    for on in (True, False, True):
        button.set_expanded(on=on)
        state = interface.state()
        assert state.expandable
        assert (bool(state.expanded), bool(state.collapsed)) == (on, not on)
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "More"


def test_an_assistive_tool_presses_it_unless_it_is_disabled(button):
    pressed = count_presses(button)
    interface = QAccessible.queryAccessibleInterface(button)
    interface.doAction("Press")
    assert len(pressed) == 1
    button.setEnabled(False)
    interface.doAction("Press")
    assert len(pressed) == 1


def test_enter_presses_it_and_arrows_are_left_to_the_page(button):
    pressed = count_presses(button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Left):
        QTest.keyClick(button, key)
    assert len(pressed) == 2


def test_interfaces_of_deleted_buttons_do_no_harm(qtbot):
    pages = []
    for _ in range(60):
        page = QWidget()
        pages.append(page)
        buttons = [ExpandButton(str(number), page) for number in range(5)]
        for one in buttons:
            QAccessible.queryAccessibleInterface(one).doAction("Press")
        page.deleteLater()
        del buttons, one, page
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        QApplication.processEvents()
        assert not any(map(isValid, pages))


def page_of_boxes(qtbot, count=8):
    area, page = ScrollColumn(make_theme()), QWidget()
    column = QVBoxLayout(page)
    boxes = [QPushButton(str(number)) for number in range(count)]
    for box in boxes:
        box.setFixedHeight(100)
        column.addWidget(box)
    area.setWidget(page)
    area.resize(300, 250)
    qtbot.addWidget(area)
    area.show()
    QApplication.processEvents()
    return area, boxes


def top(area, box):
    return box.mapTo(area.viewport(), box.rect().topLeft()).y()


@pytest.mark.parametrize("height", [20, 400])
def test_a_widget_stays_in_place_when_something_above_changes(qtbot, height):
    area, boxes = page_of_boxes(qtbot)
    area.verticalScrollBar().setValue(top(area, boxes[4]) - 60)
    before = top(area, boxes[4])
    with held_in_place(boxes[4]):
        boxes[1].setFixedHeight(height)
    assert top(area, boxes[4]) == before == 60


def test_without_a_scroll_area_nothing_is_held(qtbot):
    box = QWidget()
    qtbot.addWidget(box)
    with held_in_place(box):
        box.resize(10, 10)
    show_beginning(box, 10)
    assert box.height() == 10


def test_the_beginning_of_a_new_part_comes_into_sight(qtbot):
    area, boxes = page_of_boxes(qtbot)
    assert top(area, boxes[3]) > 250
    show_beginning(boxes[3], 40)
    assert top(area, boxes[3]) + 40 == area.viewport().height()
    value = area.verticalScrollBar().value()
    show_beginning(boxes[3], 40)
    assert area.verticalScrollBar().value() == value


def test_tab_goes_to_what_was_added_before_what_follows(qtbot):
    area, boxes = page_of_boxes(qtbot, 3)
    added = QWidget(boxes[0].parentWidget())
    inner = [QPushButton("a", added), QPushButton("b", added)]
    added.show()
    put_after_in_tab_order(boxes[0], added)
    order, stop = [], boxes[0]
    while stop is not boxes[2]:
        order += [stop] if stop in tab_stops(area) else []
        stop = stop.nextInFocusChain()
    assert order == [boxes[0], *inner, boxes[1]]
