"""The keyboard's place is never lost when the text beside the figure is rebuilt."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView

from app.body.regions import Place, RegionId
from app.session.actions import SelectRegion, SetTextSize, SetTheme


def in_panel(visitor) -> bool:
    widget = QApplication.focusWidget()
    return widget is not None and visitor.workspace.panel.isAncestorOf(widget)


def test_opening_a_region_from_the_list_leads_into_its_panel(visitor):
    visitor.workspace.panel.set_initial_focus()
    visitor.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is visitor.tab("At a glance")


def test_opening_a_page_by_key_leads_to_its_back_button_and_back_again(visitor):
    visitor.press("lumbar")
    visitor.button("When to call").setFocus()
    visitor.key(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is visitor.button("Go back")
    visitor.key(Qt.Key.Key_Space)
    assert in_panel(visitor)


@pytest.mark.parametrize("action", [SetTheme("dark"), SetTextSize(130)])
def test_another_look_leaves_the_focus_in_the_panel(visitor, action):
    visitor.press("lumbar")
    visitor.tab("Risks").setFocus()
    visitor.workspace.apply(action)
    visitor.settle()
    assert in_panel(visitor)


def test_another_figure_leaves_the_focus_where_it_was_picked(visitor):
    visitor.workspace.session.apply(SelectRegion(Place(RegionId("lumbar"))))
    visitor.settle()
    visitor.button("Man").setFocus()
    visitor.key(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is visitor.button("Man")


def test_typing_a_search_keeps_the_cursor_in_the_field(visitor):
    visitor.workspace.open_search()
    visitor.type("hump")
    assert QApplication.focusWidget() is visitor.workspace.figure_pane.search
    assert visitor.workspace.panel.findChildren(QListView)
