"""Left is left: on screen, for mouse and keyboard, and where text runs from right to left."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.body.outlines import contains
from app.body.regions import Place, RegionId, Side
from app.panels.region.region_list import RegionList
from app.session.actions import SelectRegion, SetTextSize

SMALL = (800, 600)
TIGHT = (640, 480)
LARGE = (1280, 800)
PLACES = [
    Place(RegionId(region), side) for region, side in itertools.product(("flank", "underarm"), Side)
]


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace(size=SMALL)


def place(region: str, side: Side) -> Place:
    return Place(RegionId(region), side)


def leader_end(visitor, region: str) -> Place | None:
    """The side in which the leader of a region ends, or its number is; None if it has neither."""
    layout = visitor.canvas.scene().layout
    dots = {label.region: label.dot for label in layout.labels} | dict(layout.numbered)
    showing = visitor.workspace.session.showing
    outlines = visitor.canvas.scene_builder.outlines(showing).regions
    if region not in dots:
        return None
    at = visitor.canvas.plate_rect.to_plate(*dots[region])
    return next(o.place for o in outlines if contains(o.points, *at) and o.place.region == region)


def lefts(visitor, *names: str) -> list[int]:
    """The distances of buttons from the left edge of the window."""
    return [visitor.button(name).mapTo(visitor.workspace, QPoint()).x() for name in names]


@pytest.fixture
def mirrored(shared_workspace):
    """Opens a workspace that is laid out from right to left."""

    def opened(size=LARGE):
        visitor = shared_workspace(size=size)
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        visitor.settle()
        return visitor

    yield opened
    QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_from_right_to_left_the_left_button_is_left_of_the_right_one(mirrored, size):
    visitor = mirrored(size)
    visitor.press("flank", Side.LEFT)
    left, right, both = lefts(visitor, "Left", "Right", "Both")
    assert left < right < both


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_from_right_to_left_the_view_from_the_left_is_on_the_left(mirrored, size):
    left, right = lefts(mirrored(size), "From the left", "From the right")
    assert left < right


def test_from_right_to_left_the_panel_is_on_the_left(mirrored):
    workspace = mirrored().workspace
    assert workspace.side_column.x() < workspace.figure_pane.x()


@pytest.mark.parametrize("size", [TIGHT, SMALL, LARGE])
def test_the_leader_of_a_pressed_side_ends_in_it(shared_workspace, size):
    visitor, ends = shared_workspace(size=size), {}
    for one in PLACES:
        visitor.apply(SelectRegion(None))
        visitor.press(one.region, one.side)
        ends[one] = leader_end(visitor, one.region)
    assert ends == {one: one for one in PLACES}


@pytest.mark.parametrize("size", [TIGHT, SMALL, LARGE])
def test_the_leader_of_a_focused_side_ends_in_it(shared_workspace, size):
    visitor, ends = shared_workspace(size=size), {}
    for one in PLACES:
        assert visitor.canvas.focus_region(one)
        visitor.settle()
        ends[one] = leader_end(visitor, one.region)
    assert ends == {one: one for one in PLACES}


def test_moving_the_focus_to_the_other_side_moves_the_leader(visitor):
    visitor.canvas.focus_region(place("flank", Side.RIGHT))
    visitor.settle()
    while visitor.focus() != "Love handles, left":
        visitor.key(Qt.Key.Key_Left)
    assert leader_end(visitor, "flank") == place("flank", Side.LEFT)


def test_the_chosen_side_keeps_its_leader_while_the_other_side_has_the_focus(visitor):
    visitor.press("flank", Side.RIGHT)
    visitor.canvas.focus_region(place("flank", Side.LEFT))
    visitor.settle()
    assert leader_end(visitor, "flank") == place("flank", Side.RIGHT)


def test_hovering_moves_no_label(visitor):
    before = visitor.canvas.scene().layout
    for side in Side:
        QTest.mouseMove(visitor.canvas, visitor.point_in_region("flank", side))
        visitor.settle()
        assert visitor.canvas.scene().interaction.hovered == place("flank", side)
        assert visitor.canvas.scene().layout == before


def test_a_label_that_moved_to_the_chosen_side_can_be_pressed_there(visitor):
    visitor.press("flank", Side.RIGHT)
    visitor.press_label("lumbar")
    visitor.press("flank", Side.RIGHT)
    visitor.workspace.panel.scroll_area.verticalScrollBar().setValue(200)
    visitor.press_label("flank")
    assert visitor.workspace.panel.scroll_area.verticalScrollBar().value() == 0


def test_the_label_of_the_open_region_keeps_its_side(visitor):
    visitor.press("flank", Side.RIGHT)
    visitor.press_label("flank")
    assert visitor.chosen == Place(RegionId("flank"), Side.RIGHT)


def test_the_label_of_another_region_opens_both_sides(visitor):
    visitor.press("flank", Side.RIGHT)
    visitor.press_label("underarm")
    assert visitor.chosen == Place(RegionId("underarm"))


def test_the_list_shows_the_numbers_of_the_figure_after_the_focus_moved(visitor):
    visitor.apply(SetTextSize(200))
    for one in PLACES:
        visitor.canvas.focus_region(one)
        visitor.settle()
        rows = visitor.workspace.panel.findChild(RegionList)
        assert visitor.canvas.label_numbers()
        assert rows.itemDelegate().numbers == visitor.canvas.label_numbers()


def test_from_right_to_left_the_names_stand_as_they_do_from_left_to_right(mirrored):
    visitor = mirrored()
    middle = visitor.canvas.width() / 2
    for side, is_left in ((None, True), (Side.LEFT, True), (Side.RIGHT, False)):
        visitor.apply(SelectRegion(side and place("flank", side)))
        boxes = {one.region: one.box for one in visitor.canvas.scene().layout.labels}
        assert (boxes["flank"].x + boxes["flank"].w / 2 < middle) is is_left
        assert boxes["lumbar"].x + boxes["lumbar"].w / 2 < middle
        assert boxes["sacral"].x + boxes["sacral"].w / 2 > middle


def test_the_chosen_name_has_the_side_in_words(visitor):
    visitor.press("flank", Side.RIGHT)
    assert visitor.canvas.scene().texts_by_region["flank"].replace("\n", " ").endswith(", right")
    visitor.click(visitor.choice("Both"))
    assert visitor.canvas.scene().texts_by_region["flank"].replace("\n", " ") == "Love handles"


def test_a_press_just_below_a_name_is_meant_for_it(visitor):
    visitor.apply(SelectRegion(None))
    box = next(o.box for o in visitor.canvas.scene().layout.labels if o.region == "neck-base")
    assert box.h < 44
    visitor.click(visitor.canvas, QPoint(round(box.x + box.w / 2), round(box.y + box.h) + 4))
    assert visitor.chosen == Place(RegionId("neck-base"))


def test_a_hovered_name_gains_weight_and_does_not_move(visitor):
    visitor.apply(SelectRegion(None))
    before, layout = visitor.figure(), visitor.canvas.scene().layout
    box = next(one.box for one in layout.labels if one.region == "neck-base")
    inner = QRect(round(box.x) + 6, round(box.y) + 6, round(box.w) - 12, round(box.h) - 12)
    visitor.canvas.set_hovered(Place(RegionId("neck-base")))
    after = visitor.figure()
    assert visitor.canvas.scene().layout == layout
    assert ink(after.copy(inner)) > ink(before.copy(inner)) * 1.1
    visitor.canvas.set_hovered(None)


def ink(picture):
    """How much of a picture is dark."""
    return sum(
        255 - picture.pixelColor(x, y).lightness()
        for x in range(picture.width())
        for y in range(picture.height())
    )
