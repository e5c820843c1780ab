"""Left is left: on screen, for mouse and keyboard, and where text runs from right to left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from app.body.outlines import contains
from app.body.regions import Place, RegionId, Side
from app.panels.region.region_list import RegionRowDelegate
from app.session.actions import SetTextSize

SMALL = (800, 600)
TIGHT = (640, 480)


def place(region: str, side: Side) -> Place:
    return Place(RegionId(region), side)


def end_of_line(visitor, region: str) -> Place | None:
    """In which side of a region its line ends, or its number lies; None where it has neither."""
    layout = visitor.canvas.scene().layout
    dots = {label.region: label.dot for label in layout.labels} | dict(layout.numbered)
    outlines = visitor.canvas.scene_builder.outlines(visitor.workspace.session.showing).regions
    if region not in dots:
        return None
    at = visitor.canvas.plate_rect.to_plate(*dots[region])
    return next(o.place for o in outlines if contains(o.points, *at) and o.place.region == region)


def lefts(visitor, *words: str) -> list[int]:
    """How far from the window's left edge buttons stand."""
    return [visitor.button(word).mapTo(visitor.workspace, QPoint()).x() for word in words]


@pytest.fixture
def from_right(open_workspace):
    """A stage that is laid out from right to left."""

    def opened(size=(1280, 800)):
        visitor = open_workspace(size=size)
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        visitor.settle()
        return visitor

    yield opened
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("size", [SMALL, (1280, 800)])
def test_from_right_to_left_the_left_button_stands_left_of_the_right_one(from_right, size):
    visitor = from_right(size)
    visitor.press("flank", Side.LEFT)
    left, right, both = lefts(visitor, "Left", "Right", "Both")
    assert left < right < both


@pytest.mark.parametrize("size", [SMALL, (1280, 800)])
def test_from_right_to_left_the_view_from_the_left_stands_on_the_left(from_right, size):
    left, right = lefts(from_right(size), "From the left", "From the right")
    assert left < right


def test_from_right_to_left_the_panel_is_on_the_left_all_the_same(from_right):
    visitor = from_right()
    assert visitor.workspace.side_column.x() < visitor.workspace.figure_pane.x()


@pytest.mark.parametrize("size", [TIGHT, SMALL, (1280, 800)])
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("region", ["flank", "underarm"])
def test_the_line_of_a_pressed_side_ends_in_it(open_workspace, size, region, side):
    visitor = open_workspace(size=size)
    visitor.press(region, side)
    assert end_of_line(visitor, region) == place(region, side)


@pytest.mark.parametrize("size", [TIGHT, SMALL, (1280, 800)])
@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("region", ["flank", "underarm"])
def test_the_line_of_a_focused_side_ends_in_it(open_workspace, size, region, side):
    visitor = open_workspace(size=size)
    assert visitor.canvas.focus_region(place(region, side))
    visitor.settle()
    assert end_of_line(visitor, region) == place(region, side)


def test_walking_by_key_to_the_other_side_takes_the_line_along(open_workspace):
    visitor = open_workspace(size=SMALL)
    visitor.canvas.focus_region(place("flank", Side.RIGHT))
    visitor.settle()
    while visitor.focus() != "Love handles, left":
        visitor.key(Qt.Key.Key_Left)
    assert end_of_line(visitor, "flank") == place("flank", Side.LEFT)


def test_what_is_chosen_keeps_its_line_while_the_focus_is_on_the_other_side(open_workspace):
    visitor = open_workspace(size=SMALL)
    visitor.press("flank", Side.RIGHT)
    visitor.canvas.focus_region(place("flank", Side.LEFT))
    visitor.settle()
    assert end_of_line(visitor, "flank") == place("flank", Side.RIGHT)


def test_a_pointer_moves_no_label(open_workspace):
    visitor = open_workspace(size=SMALL)
    before = visitor.canvas.scene().layout
    for side in Side:
        QTest.mouseMove(visitor.canvas, visitor.point_in_region("flank", side))
        visitor.settle()
        assert visitor.canvas.scene().interaction.hovered == place("flank", side)
        assert visitor.canvas.scene().layout == before


def test_a_label_that_has_moved_to_the_chosen_side_can_be_pressed_there(open_workspace):
    visitor = open_workspace(size=SMALL)
    visitor.press("flank", Side.RIGHT)
    visitor.press_label("flank")
    assert visitor.chosen == Place(RegionId("flank"))


def test_the_list_has_the_numbers_of_the_figure_after_the_focus_has_moved(open_workspace):
    visitor = open_workspace(size=SMALL)
    visitor.workspace.session.apply(SetTextSize(200))
    visitor.settle()
    for region in ("flank", "underarm"):
        for side in Side:
            visitor.canvas.focus_region(place(region, side))
            visitor.settle()
            rows = visitor.workspace.panel.findChildren(QListView)[0]
            painter = rows.itemDelegate()
            assert isinstance(painter, RegionRowDelegate)
            assert painter._numbers == visitor.canvas.label_numbers()
