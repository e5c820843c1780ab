"""The keyboard focus is never lost when the text beside the figure is rebuilt."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from app.atlas.emergency import COUNTRIES, country_name
from app.body.regions import Place, RegionId
from app.session.actions import OpenPage, SelectRegion, SetTextSize, SetTheme
from app.session.state import Page
from app.support.qt_translation import translate
from app.widgets.button_group import GroupButton


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace()


def is_focus_in_panel(visitor) -> bool:
    widget = QApplication.focusWidget()
    return widget is not None and visitor.workspace.panel.isAncestorOf(widget)


def test_opening_a_region_from_the_list_moves_the_focus_into_its_panel(visitor):
    visitor.apply(OpenPage(Page.REGIONS))
    visitor.workspace.panel.set_initial_focus()
    visitor.key(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is visitor.tab_bar


def test_opening_a_page_by_key_focuses_its_back_button_and_going_back_the_panel(visitor):
    visitor.press("lumbar")
    visitor.button("About and sources").setFocus()
    visitor.key(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is visitor.button("Go back")
    visitor.key(Qt.Key.Key_Space)
    assert is_focus_in_panel(visitor)


def test_when_to_call_in_the_toolbar_keeps_the_focus(visitor):
    visitor.button("When to call").setFocus()
    visitor.key(Qt.Key.Key_Space)
    assert "Call an ambulance now" in visitor.visible_text()
    assert QApplication.focusWidget() is visitor.button("When to call")


@pytest.mark.parametrize("action", [SetTheme("dark"), SetTextSize(130)], ids=repr)
def test_another_theme_or_text_size_leaves_the_focus_in_the_panel(visitor, action):
    visitor.press("lumbar")
    visitor.press_tab("Risks")
    visitor.tab_bar.setFocus()
    visitor.apply(action)
    assert is_focus_in_panel(visitor)


def test_another_figure_leaves_the_focus_on_its_button(visitor):
    visitor.apply(SelectRegion(Place(RegionId("lumbar"))))
    visitor.open_figure_choices()
    visitor.button("Man").setFocus()
    visitor.key(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is visitor.button("Man")


def test_typing_a_search_keeps_the_cursor_in_the_field(visitor):
    visitor.workspace.navigation.open_search()
    visitor.type("hump")
    assert QApplication.focusWidget() is visitor.workspace.search_field
    assert visitor.workspace.search_field.text() == "hump"


def test_a_country_that_is_picked_keeps_the_focus_for_the_arrow_keys(visitor):
    visitor.apply(OpenPage(Page.WHEN_TO_CALL))
    visitor.button("European Union").setFocus(Qt.FocusReason.TabFocusReason)
    numbers = []
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Left):
        visitor.key(key)
        focus = QApplication.focusWidget()
        assert isinstance(focus, GroupButton)
        assert (focus.isChecked(), focus.has_focus_ring) == (True, True)
        numbers.append((focus.text(), visitor.workspace.session.showing.country))
    countries = [(country_name(one, translate), one.id) for one in COUNTRIES[:-4:-1]]
    assert numbers == countries
    visitor.key(Qt.Key.Key_Tab)
    assert visitor.focus() != "Go back"


def test_a_country_that_is_pressed_leaves_the_focus_on_the_choice_of_the_country(visitor):
    visitor.apply(OpenPage(Page.WHEN_TO_CALL))
    visitor.click(visitor.button("United Kingdom"))
    assert QApplication.focusWidget().text() == "Change country"
    visitor.click(visitor.button("Change country"))
    visitor.click(visitor.button("Elsewhere"))
    assert QApplication.focusWidget().text() == "Elsewhere"


def test_a_page_that_is_left_from_the_choice_of_the_country_gives_the_focus_to_the_next(visitor):
    visitor.apply(OpenPage(Page.WHEN_TO_CALL))
    visitor.button("Elsewhere").setFocus(Qt.FocusReason.TabFocusReason)
    visitor.apply(OpenPage(Page.GLOSSARY))
    assert visitor.focus() == "Go back"


def test_the_focus_ring_of_the_home_button_covers_neither_mark_nor_name(open_workspace):
    visitor = open_workspace()
    visitor.key(Qt.Key.Key_Shift)  # a ring is shown only while the keyboard is used
    home = visitor.workspace.toolbar.home
    home.clearFocus()
    edge, height = home.ring_room, home.height()
    inside = QRect(edge, 12, home.width() - 2 * edge, height - 24)
    before = home.grab().toImage()
    home.setFocus(Qt.FocusReason.TabFocusReason)
    ringed = home.grab().toImage()
    assert ringed != before
    assert ringed.copy(inside) == before.copy(inside)
    left = before.copy(QRect(0, 12, edge, height - 24))
    right = before.copy(QRect(home.width() - edge, 12, edge, height - 24))
    ground = before.pixelColor(1, 1)
    for part in (left, right):
        points = ((x, y) for x in range(part.width()) for y in range(part.height()))
        assert all(part.pixelColor(*point) == ground for point in points)
