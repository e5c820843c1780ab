"""Touching the back with a mouse or a finger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.body.regions import FigureId, Place, RegionId, Side, TopicId, View
from app.session.actions import SelectRegion
from app.session.state import Showing
from tests.speedups import shipped

PLACES = (
    ("neck-base", None),
    ("interscapular", None),
    ("bra-line", None),
    ("underarm", Side.LEFT),
    ("underarm", Side.RIGHT),
    ("midback", None),
    ("flank", Side.LEFT),
    ("flank", Side.RIGHT),
    ("lumbar", None),
    ("sacral", None),
)
REGIONS = tuple(dict.fromkeys(region for region, _ in PLACES))
FIGURES = [FigureId("woman"), FigureId("man")]


@pytest.fixture
def visitor(shared_workspace):
    return shared_workspace()


@pytest.fixture(scope="module")
def touch_screen():
    return QTest.createTouchDevice()


def test_a_touch_selects_the_region_and_the_side_under_it(visitor):
    chosen = {}
    for region, side in PLACES:
        visitor.apply(SelectRegion(None))
        visitor.press(region, side)
        chosen[region, side] = visitor.chosen
    assert chosen == {(region, side): Place(RegionId(region), side) for region, side in PLACES}


@pytest.mark.parametrize("figure", FIGURES)
def test_a_label_selects_the_whole_region(shared_workspace, figure):
    visitor, chosen = shared_workspace(Showing(figure=figure)), {}
    for region in REGIONS:
        visitor.apply(SelectRegion(None))
        visitor.press_label(region)
        chosen[region] = visitor.chosen
    assert chosen == {region: Place(RegionId(region)) for region in REGIONS}


def test_the_panel_opens_with_the_overview_the_risks_and_what_to_check_first(visitor):
    visitor.press("flank", Side.LEFT)
    topics = shipped().region_text(RegionId("flank"), "en").topics
    text = " ".join(visitor.visible_text().split())
    assert "Love handles" in text
    for statement in topics[TopicId("overview")].statements:
        assert statement.heading in text
        assert statement.blocks[0].runs[0].text.strip() in text
    assert "Any problem (complication)" in text
    assert topics[TopicId("check-first")].short.blocks[0].runs[0].text.strip() in text


def test_a_finger_selects_as_the_mouse_does(visitor, touch_screen):
    at = visitor.point_in_region("lumbar")
    QTest.touchEvent(visitor.canvas, touch_screen).press(0, at, visitor.canvas).commit()
    QTest.touchEvent(visitor.canvas, touch_screen).release(0, at, visitor.canvas).commit()
    assert visitor.chosen == Place(RegionId("lumbar"))


def test_two_fingers_zoom_and_select_nothing(visitor, touch_screen):
    canvas, left, right = visitor.canvas, QPoint(300, 300), QPoint(360, 300)
    QTest.touchEvent(canvas, touch_screen).press(0, left, canvas).press(1, right, canvas).commit()
    for distance in range(8, 96, 8):
        apart = QPoint(distance, 0)
        moved = QTest.touchEvent(canvas, touch_screen).move(0, left - apart, canvas)
        moved.move(1, right + apart, canvas).commit()
    ended = QTest.touchEvent(canvas, touch_screen).release(0, left - apart, canvas)
    ended.release(1, right + apart, canvas).commit()
    assert visitor.workspace.session.showing.frame.zoom > 2
    assert visitor.chosen is None


def test_the_background_selects_nothing(visitor):
    visitor.click(visitor.canvas, QPoint(visitor.canvas.width() // 2, 4))
    assert visitor.chosen is None


def test_a_press_that_is_released_over_another_region_selects_nothing(visitor):
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(visitor.canvas, left, pos=visitor.point_in_region("lumbar"))
    QTest.mouseRelease(visitor.canvas, left, pos=visitor.point_in_region("neck-base"))
    assert visitor.chosen is None


def test_a_press_selects_nothing_before_its_release(visitor):
    at, left = visitor.point_in_region("lumbar"), Qt.MouseButton.LeftButton
    QTest.mousePress(visitor.canvas, left, pos=at)
    assert visitor.chosen is None
    QTest.mouseRelease(visitor.canvas, left, pos=at)
    assert visitor.chosen == Place(RegionId("lumbar"))


def test_the_right_button_selects_nothing(visitor):
    at = visitor.point_in_region("lumbar")
    QTest.mouseClick(visitor.canvas, Qt.MouseButton.RightButton, pos=at)
    assert visitor.chosen is None


def test_another_region_opens_with_the_same_tab(visitor):
    visitor.press("flank", Side.LEFT)
    visitor.press_tab("Risks")
    visitor.press("lumbar")
    assert visitor.open_tab == "Risks"


def test_left_right_and_both_can_be_chosen_in_the_panel(visitor):
    visitor.press("flank", Side.LEFT)
    visitor.click(visitor.choice("Right"))
    assert visitor.chosen == Place(RegionId("flank"), Side.RIGHT)
    visitor.click(visitor.choice("Both"))
    assert visitor.chosen == Place(RegionId("flank"))


def test_a_hidden_side_is_reported_and_the_figure_can_be_turned_to_it(shared_workspace):
    visitor = shared_workspace(Showing(view=View.BACK_LEFT))
    visitor.apply(SelectRegion(Place(RegionId("flank"), Side.RIGHT)))
    assert "Not visible from here." in visitor.visible_text()
    visitor.click(visitor.button("Turn the figure"))
    assert visitor.workspace.session.showing.view in (View.BACK, View.BACK_RIGHT)
    assert "Not visible from here." not in visitor.visible_text()


@pytest.mark.parametrize("region", [None, "lumbar"])
def test_when_to_call_is_one_touch_away_from_the_start_and_from_a_region(visitor, region):
    if region:
        visitor.press(region)
    visitor.click(visitor.button("When to call"))
    assert "Emergency: your local emergency number" in visitor.visible_text()
    visitor.click(visitor.button("Go back"))
    assert "Emergency: your" not in visitor.visible_text()


def test_the_chosen_country_decides_the_emergency_number(visitor):
    visitor.click(visitor.button("When to call"))
    visitor.click(visitor.button("United Kingdom"))
    assert "Emergency: 999" in visitor.visible_text()


def test_a_chosen_country_folds_the_choice_away_until_it_is_to_be_changed(visitor):
    visitor.click(visitor.button("When to call"))
    visitor.click(visitor.button("United Kingdom"))
    visitor.settle()
    assert "Elsewhere" not in shown_buttons(visitor)
    fold = visitor.button("Change country")
    assert not fold.is_expanded
    visitor.click(fold)
    assert fold.is_expanded
    visitor.click(visitor.button("United States"))
    visitor.settle()
    assert "Emergency: 911" in visitor.visible_text()
    visitor.click(visitor.button("Change country"))
    visitor.click(visitor.button("Elsewhere"))
    visitor.settle()
    assert "Change country" not in shown_buttons(visitor)
    assert "United States" in shown_buttons(visitor)


def shown_buttons(visitor) -> set[str]:
    buttons = visitor.workspace.findChildren(QAbstractButton)
    return {button.text() for button in buttons if button.isVisible()}


@pytest.mark.parametrize("side", Side)
def test_a_leader_has_its_dot_in_the_chosen_side(visitor, side):
    visitor.press("flank", side)
    label = next(one for one in visitor.canvas.scene().layout.labels if one.region == "flank")
    at = QPoint(*(round(value) for value in label.dot))
    accent = visitor.workspace.theme.color("accent")
    assert visitor.canvas.grab().toImage().pixelColor(at) == accent
