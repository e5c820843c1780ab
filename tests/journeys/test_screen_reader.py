"""What a screen reader receives: names, roles, states, and what can be pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from app.body.regions import Place, RegionId, Side
from app.canvas.region_buttons import RegionButton
from app.panels.header import PanelHeader
from app.panels.region.region_list import RegionList
from app.session.actions import OpenPage
from app.session.state import Page, Showing


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace()


def region_buttons(visitor):
    return visitor.canvas.findChildren(RegionButton)


def accessible(widget):
    return QAccessible.queryAccessibleInterface(widget)


def test_each_region_and_side_is_a_push_button_with_a_name(visitor):
    roles = {accessible(button).role() for button in region_buttons(visitor)}
    names = {button.accessibleName() for button in region_buttons(visitor)}
    assert roles == {QAccessible.Role.Button}
    assert len(names) == 10
    assert {"Love handles, left", "Love handles, right", "Small of the back"} <= names


def test_the_press_action_of_a_screen_reader_selects_the_region(visitor, qtbot):
    button = next(b for b in region_buttons(visitor) if b.place.region == "sacral")
    action = accessible(button).actionInterface()
    action.doAction(QAccessibleActionInterface.pressAction())
    qtbot.waitUntil(lambda: visitor.chosen == Place(RegionId("sacral")))


def test_only_the_chosen_region_is_described_as_chosen(visitor):
    visitor.press("flank", Side.LEFT)
    chosen = [b.place for b in region_buttons(visitor) if b.accessibleDescription() == "chosen"]
    assert chosen == [Place(RegionId("flank"), Side.LEFT)]


def test_a_selection_is_announced(visitor):
    visitor.press("flank", Side.LEFT)
    assert visitor.workspace.announcer.last_announcement == "Love handles, left, chosen"


def test_every_button_and_field_has_a_name(visitor):
    visitor.press("flank", Side.LEFT)
    controls = [
        *visitor.workspace.findChildren(QAbstractButton),
        *visitor.workspace.findChildren(QLineEdit),
    ]
    nameless = [c for c in controls if not accessible(c).text(QAccessible.Text.Name).strip()]
    assert nameless == []


def test_a_region_button_lies_over_its_outline(visitor):
    for button in region_buttons(visitor):
        point = visitor.point_in_region(button.place.region, button.place.side)
        assert button.geometry().contains(point)


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (1080, 1920)])
def test_controls_are_large_enough_to_touch(shared_workspace, size):
    visitor = shared_workspace(size=size)
    visitor.press("flank", Side.LEFT)
    small = [
        (b.accessibleName() or b.text(), b.size())
        for b in visitor.workspace.findChildren(QAbstractButton)
        if b.isVisible() and not isinstance(b, RegionButton) and b.height() < 44
    ]
    assert small == []


def selected_rows(region_list):
    found = accessible(region_list)
    return [
        found.child(row).text(QAccessible.Text.Name)
        for row in range(found.childCount())
        if found.child(row).state().selected
    ]


def test_the_keys_in_the_list_of_regions_select_none_of_them(visitor):
    visitor.apply(OpenPage(Page.REGIONS))
    region_list = visitor.workspace.panel.findChild(RegionList)
    assert not region_list.currentIndex().isValid()
    region_list.setFocus()
    visitor.key(Qt.Key.Key_Down)
    assert region_list.currentIndex().row() == 1
    assert selected_rows(region_list) == []
    visitor.button("More").setFocus()
    assert not region_list.currentIndex().isValid()
    region_list.setFocus()
    assert region_list.currentIndex().row() == 1


def test_only_the_chosen_region_is_selected_in_the_list(visitor):
    visitor.press("flank", Side.LEFT)
    visitor.apply(OpenPage(Page.REGIONS))
    region_list = visitor.workspace.panel.findChild(RegionList)
    assert selected_rows(region_list) == ["Love handles, Iliac-crest roll"]
    region_list.setFocus()
    visitor.key(Qt.Key.Key_Up)
    assert selected_rows(region_list) == ["Love handles, Iliac-crest roll"]


def test_the_name_of_a_region_is_a_heading_of_the_first_level(visitor):
    visitor.press("flank", Side.LEFT)
    headers = visitor.workspace.panel.findChildren(PanelHeader)
    title = next(header.title for header in headers if header.isVisible())
    assert accessible(title).role() == QAccessible.Role.Heading
    assert accessible(title).text(QAccessible.Text.Name) == "Love handles"
    assert accessible(title).text(QAccessible.Text.Description) == "Level 1"


@pytest.mark.parametrize("size", [(1280, 800), (1600, 1000), (800, 600), (380, 900)])
def test_the_controls_of_the_figure_are_in_the_tree_as_on_the_screen(shared_workspace, size):
    pane = shared_workspace(size=size).workspace.figure_pane
    zooms = [pane.zoom_reset, pane.zoom_in, pane.zoom_out]
    in_tree = [child for child in pane.children() if child in zooms]
    assert in_tree == sorted(zooms, key=lambda tool: (tool.y(), tool.x()))
    are_above = pane.zoom_out.geometry().bottom() < pane.views.y()
    controls = pane.children()
    assert (controls.index(in_tree[-1]) < controls.index(pane.views)) is are_above
    assert pane.last_tab_stop is (pane.views.buttons[-1] if are_above else in_tree[-1])


def test_every_text_of_a_region_is_called_after_its_heading_or_tab(open_workspace):
    visitor = open_workspace(Showing(place=Place(RegionId("lumbar"))))
    names = []
    for tab in ("Overview", "What happens", "Risks", "Recovery", "Options", "Questions"):
        visitor.press_tab(tab)
        views = visitor.panel_view().text_views
        names += [view.accessibleName() for view in views]
    assert len(names) > 30
    assert {"", "Text"} & set(names) == set()
