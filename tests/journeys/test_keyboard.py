"""Everything can be done with the keyboard alone."""

from __future__ import annotations

from itertools import permutations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.body.regions import Place, RegionId, Side, View
from app.canvas.region_buttons import RegionButton
from app.session.actions import OpenPage, SetView
from app.session.state import Page
from app.widgets.tooltip import tooltip_of

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace()


@pytest.fixture
def at_figure(visitor):
    visitor.workspace.figure_pane.figure_button.setFocus()
    visitor.key(Qt.Key.Key_Backtab)
    return visitor


def focused_place() -> Place:
    widget = QApplication.focusWidget()
    assert isinstance(widget, RegionButton)
    return widget.place


def test_the_figure_is_one_tab_stop(at_figure):
    focused_place()
    at_figure.key(Qt.Key.Key_Tab)
    assert not isinstance(QApplication.focusWidget(), RegionButton)


HINT = "Arrow keys: other areas. Enter: open"


def said_at_focus() -> tuple[str, str]:
    """The description of what has the focus, and the words of its tooltip."""
    widget = QApplication.focusWidget()
    tooltip = tooltip_of(widget)
    return widget.accessibleDescription(), tooltip.name if tooltip is not None else ""


def test_the_keys_are_said_where_the_focus_enters_the_figure_and_at_no_further_step(at_figure):
    assert said_at_focus() == (HINT, HINT)
    entered = QApplication.focusWidget()
    at_figure.key(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is not entered
    assert HINT not in said_at_focus()
    assert entered.accessibleDescription() == ""
    at_figure.key(Qt.Key.Key_Up)
    assert QApplication.focusWidget() is entered
    assert HINT not in said_at_focus()
    at_figure.key(Qt.Key.Key_Down)
    at_figure.key(Qt.Key.Key_Tab)
    at_figure.key(Qt.Key.Key_Backtab)
    assert said_at_focus() == (HINT, HINT)


def test_a_chosen_region_says_that_it_is_chosen_and_not_the_keys(at_figure):
    at_figure.key(Qt.Key.Key_Return)
    at_figure.settle()
    assert said_at_focus()[0] == "chosen"


def test_arrow_keys_reach_every_region_and_side(at_figure):
    reached, to_visit = {focused_place()}, [focused_place()]
    while to_visit:
        start = to_visit.pop()
        for arrow in ARROWS:
            at_figure.canvas.focus_region(start)
            at_figure.key(arrow)
            if focused_place() not in reached:
                reached.add(focused_place())
                to_visit.append(focused_place())
    assert len(reached) == 10


def test_the_arrow_down_from_the_neck_leads_between_the_shoulder_blades(at_figure):
    at_figure.canvas.focus_region(Place(RegionId("neck-base")))
    at_figure.key(Qt.Key.Key_Down)
    assert focused_place().region == "interscapular"


def shown_places(visitor) -> list[Place]:
    return [one.place for one in visitor.canvas.findChildren(RegionButton) if not one.isHidden()]


@pytest.mark.parametrize(("view", "other"), list(permutations(View, 2)))
def test_a_turn_of_the_body_leaves_the_focus_on_no_other_side(at_figure, view, other):
    at_figure.workspace.apply(SetView(view))
    at_figure.settle()
    for place in shown_places(at_figure):
        at_figure.canvas.focus_region(place)
        at_figure.workspace.apply(SetView(other))
        at_figure.settle()
        focus = QApplication.focusWidget()
        assert not isinstance(focus, RegionButton) or focus.place == place
        at_figure.workspace.apply(SetView(view))
        at_figure.settle()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_space_and_enter_open_the_region(at_figure, key):
    at_figure.canvas.focus_region(Place(RegionId("flank"), Side.LEFT))
    at_figure.key(key)
    assert at_figure.chosen == Place(RegionId("flank"), Side.LEFT)


def test_escape_goes_back_and_the_focus_returns_to_the_region(at_figure):
    at_figure.canvas.focus_region(Place(RegionId("lumbar")))
    at_figure.key(Qt.Key.Key_Space)
    at_figure.tab_bar.setFocus()
    at_figure.key(Qt.Key.Key_Escape)
    assert at_figure.chosen is None
    assert focused_place() == Place(RegionId("lumbar"))


def test_a_tab_keeps_the_focus_when_its_topic_opens(at_figure):
    at_figure.canvas.focus_region(Place(RegionId("lumbar")))
    at_figure.key(Qt.Key.Key_Space)
    at_figure.tab_bar.setFocus()
    at_figure.key(Qt.Key.Key_Right)
    assert at_figure.open_tab == "What happens"
    assert QApplication.focusWidget() is at_figure.tab_bar


def test_the_tab_key_visits_every_control_and_returns_to_the_first(visitor):
    visitor.press("flank", Side.LEFT)
    visitor.workspace.navigation.open_search()
    visited = set()
    for _ in range(200):
        widget = QApplication.focusWidget()
        if widget in visited:
            break
        visited.add(widget)
        visitor.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is visitor.workspace.search_field
    assert visitor.tab_bar in visited
    assert visitor.button("Zoom in") in visited


def test_enter_on_the_list_opens_a_region(visitor):
    visitor.apply(OpenPage(Page.REGIONS))
    visitor.workspace.panel.set_initial_focus()
    visitor.key(Qt.Key.Key_Down)
    visitor.key(Qt.Key.Key_Return)
    assert visitor.chosen == Place(RegionId("interscapular"))
