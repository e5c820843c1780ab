"""Touching the back with a mouse or a finger."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.body.regions import FigureId, Place, RegionId, Side, TopicId, View
from app.panels.region.topic import RegionOverview
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


@pytest.mark.parametrize(("region", "side"), PLACES)
def test_a_touch_chooses_that_region_and_that_side(visitor, region, side):
    visitor.press(region, side)
    assert visitor.chosen == Place(RegionId(region), side)


@pytest.mark.parametrize("figure", ["woman", "man"])
@pytest.mark.parametrize("region", sorted({region for region, _ in PLACES}))
def test_a_label_chooses_the_whole_region(open_workspace, figure, region):
    visitor = open_workspace(Showing(figure=FigureId(figure)))
    visitor.press_label(region)
    assert visitor.chosen == Place(RegionId(region))


def test_the_panel_opens_with_check_first_and_the_three_main_topics(visitor):
    visitor.press("flank", Side.LEFT)
    text = shipped().region_text(RegionId("flank"), "en")
    words = visitor.visible_text()
    assert "Love handles" in words
    for topic in ("check-first", "procedure", "suits", "risks"):
        first = text.topics[TopicId(topic)].short.blocks[0].runs[0].text
        assert first.strip() in words


@pytest.fixture(scope="module")
def screen():
    return QTest.createTouchDevice()


def test_a_finger_chooses_as_the_mouse_does(visitor, screen):
    at = visitor.point_in_region("lumbar")
    QTest.touchEvent(visitor.canvas, screen).press(0, at, visitor.canvas).commit()
    QTest.touchEvent(visitor.canvas, screen).release(0, at, visitor.canvas).commit()
    assert visitor.chosen == Place(RegionId("lumbar"))


def test_two_fingers_zoom_and_choose_nothing(visitor, screen):
    canvas, left, right = visitor.canvas, QPoint(300, 300), QPoint(360, 300)
    QTest.touchEvent(canvas, screen).press(0, left, canvas).press(1, right, canvas).commit()
    for way in range(8, 96, 8):
        apart = QPoint(way, 0)
        moved = QTest.touchEvent(canvas, screen).move(0, left - apart, canvas)
        moved.move(1, right + apart, canvas).commit()
    ended = QTest.touchEvent(canvas, screen).release(0, left - apart, canvas)
    ended.release(1, right + apart, canvas).commit()
    assert visitor.workspace.session.showing.frame.zoom > 2
    assert visitor.chosen is None


def test_bare_ground_chooses_nothing(visitor):
    visitor.click(visitor.canvas, QPoint(visitor.canvas.width() // 2, 4))
    assert visitor.chosen is None


def test_sliding_off_before_letting_go_chooses_nothing(visitor):
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(visitor.canvas, left, pos=visitor.point_in_region("lumbar"))
    QTest.mouseRelease(visitor.canvas, left, pos=visitor.point_in_region("neck-base"))
    assert visitor.chosen is None


def test_nothing_happens_before_letting_go(visitor):
    QTest.mousePress(
        visitor.canvas, Qt.MouseButton.LeftButton, pos=visitor.point_in_region("lumbar")
    )
    assert visitor.chosen is None


def test_the_right_button_chooses_nothing(visitor):
    QTest.mouseClick(
        visitor.canvas, Qt.MouseButton.RightButton, pos=visitor.point_in_region("lumbar")
    )
    assert visitor.chosen is None


def test_another_region_keeps_the_tab(visitor):
    visitor.press("flank", Side.LEFT)
    visitor.click(visitor.tab("Risks"))
    visitor.press("lumbar")
    assert visitor.tab("Risks").isChecked()


def test_left_right_and_both_can_be_chosen_in_the_panel(visitor):
    visitor.press("flank", Side.LEFT)
    visitor.click(visitor.tab("Right"))
    assert visitor.chosen == Place(RegionId("flank"), Side.RIGHT)
    visitor.click(visitor.tab("Both"))
    assert visitor.chosen == Place(RegionId("flank"))


def test_an_unseen_side_is_said_and_the_figure_can_be_turned(open_workspace):
    visitor = open_workspace(Showing(view=View.BACK_LEFT))
    visitor.workspace.session.apply(SelectRegion(Place(RegionId("flank"), Side.RIGHT)))
    visitor.settle()
    assert "Not seen from here." in visitor.visible_text()
    visitor.click(visitor.button("Turn the figure"))
    assert visitor.workspace.session.showing.view in (View.BACK, View.BACK_RIGHT)
    assert "Not seen from here." not in visitor.visible_text()


def test_when_to_call_is_one_touch_away_from_the_start_and_from_a_region(visitor):
    for start in (lambda: None, lambda: visitor.press("lumbar")):
        start()
        visitor.click(visitor.button("When to call"))
        assert "Emergency: your local emergency number" in visitor.visible_text()
        visitor.click(visitor.button("Go back"))
        assert "Emergency" not in visitor.visible_text()


def test_a_country_names_its_emergency_number(visitor):
    visitor.click(visitor.button("When to call"))
    visitor.click(visitor.button("United Kingdom"))
    assert "Emergency: 999" in visitor.visible_text()


def test_the_original_text_and_its_corrections_can_be_read(open_workspace):
    visitor = open_workspace(replace(Showing(), place=Place(RegionId("lumbar"))))
    visitor.click(visitor.button("What the original text says"))
    words = visitor.visible_text()
    assert "Corrected" in words
    assert "Left out" in words


@pytest.mark.parametrize("side", Side)
def test_a_leader_is_marked_in_the_chosen_side(visitor, side):
    visitor.press("flank", side)
    label = next(one for one in visitor.canvas.scene().layout.labels if one.region == "flank")
    at = QPoint(*(round(value) for value in label.dot))
    accent = visitor.workspace.theme.color("accent")
    assert visitor.canvas.grab().toImage().pixelColor(at) == accent


@pytest.mark.parametrize("figure", ["woman", "man"])
@pytest.mark.parametrize("region", sorted({region for region, _ in PLACES}))
def test_at_a_glance_is_in_sight_whole_at_a_desk(open_workspace, figure, region):
    chosen = Place(RegionId(region))
    visitor = open_workspace(Showing(figure=FigureId(figure), place=chosen), (1280, 800))
    glance = visitor.workspace.panel.findChild(RegionOverview)
    bottom = glance.mapTo(visitor.workspace.panel, QPoint(0, glance.height())).y()
    assert bottom <= visitor.workspace.panel.height() - 6
