"""Boxes that open beside their button: when they close, and how large they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.session.actions import SetTextSize
from app.session.state import Showing
from app.widgets.popover import Popover, PopoverButton


@pytest.fixture
def visitor(open_workspace):
    return open_workspace(Showing(), (1264, 752))


def opened(visitor) -> Popover:
    return next(box for box in visitor.workspace.findChildren(Popover) if box.is_open)


@pytest.mark.parametrize("name", ["open_figure_choices", "open_appearance", "open_menu"])
def test_a_box_opens_inside_the_window_with_the_focus_on_its_first_control(visitor, name):
    getattr(visitor, name)()
    box = opened(visitor)
    assert visitor.workspace.rect().contains(box.geometry())
    assert box.isAncestorOf(QApplication.focusWidget())


def test_escape_closes_a_box_and_returns_the_focus_to_its_button(visitor):
    visitor.open_appearance()
    visitor.key(Qt.Key.Key_Escape)
    button = visitor.workspace.toolbar.appearance
    assert (button.is_expanded, button.hasFocus()) == (False, True)


def test_a_press_beside_a_box_closes_it_and_still_does_what_it_does(visitor):
    visitor.open_appearance()
    window = visitor.workspace.windowHandle()
    zoom = visitor.workspace.figure_pane.zoom_in
    at = zoom.mapTo(visitor.workspace, zoom.rect().center())
    QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=at)
    visitor.settle()
    assert not visitor.workspace.toolbar.appearance.is_expanded
    assert visitor.workspace.session.showing.frame.zoom > 1


def test_a_second_press_of_the_button_closes_its_box(visitor):
    button = visitor.workspace.toolbar.menu
    at = button.mapTo(visitor.workspace, button.rect().center())
    for is_open in (True, False):
        QTest.mouseClick(visitor.workspace.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
        visitor.settle()
        assert button.is_expanded is is_open


def test_tab_beyond_the_last_control_closes_a_box(visitor):
    visitor.open_menu()
    box = opened(visitor)
    for _ in range(12):
        if not box.is_open:
            break
        QTest.keyClick(visitor.workspace.windowHandle(), Qt.Key.Key_Tab)
        visitor.settle()
    assert not box.is_open
    assert not box.isAncestorOf(QApplication.focusWidget())


@pytest.mark.parametrize("percent", [130, 150, 200])
def test_a_box_grows_with_the_text_size_that_is_picked_in_it(visitor, percent):
    visitor.open_appearance()
    visitor.apply(SetTextSize(percent))
    visitor.settle()
    box = opened(visitor)
    last = box.findChildren(type(visitor.button("High contrast")))[-1]
    bottom = last.mapTo(box, QPoint(0, last.height())).y()
    assert 0 < bottom <= box.height()
    assert last.visibleRegion().boundingRect().height() == last.height()


def test_every_popover_button_says_whether_it_is_open(visitor):
    buttons = visitor.workspace.findChildren(PopoverButton)
    assert len(buttons) == 3
    for button in buttons:
        visitor.click(button)
        assert button.is_expanded
        visitor.key(Qt.Key.Key_Escape)
        assert not button.is_expanded
