"""The recovery timeline: one stage at a time, with "When to call" at every stage."""

from __future__ import annotations

import pytest
from app.panels.decision_aid.recovery_view import RecoveryView
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from app.body.regions import RegionId
from app.painting.timeline import TimelineColors, paint_timeline, stop_centers
from app.session.actions import OpenPage
from app.session.state import Page
from app.widgets.button import Button
from app.widgets.button_group import GroupButton
from tests.panels.helpers import make_context, show_view, visible_text, wait_until_complete

FLANK = RegionId("flank")


@pytest.fixture
def view(qtbot):
    return show_view(qtbot, RecoveryView(make_context(), FLANK))


def click(view, text):
    buttons = [b for b in view.findChildren(Button) if b.text() == text and b.isVisible()]
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def selected_texts(view):
    return [c.text() for c in view.findChildren(GroupButton) if c.isChecked()]


def test_it_starts_on_day_0_with_what_is_special_about_the_region(view):
    assert selected_texts(view) == ["Day 0"]
    assert "love handles" in visible_text(view)
    assert "What to watch for" in visible_text(view)


def test_the_buttons_go_through_all_stages_and_back(view):
    stages = make_context().atlas.decision_aid("en").stages
    seen = []
    for _ in stages:
        seen += selected_texts(view)
        click(view, "Next time")
    assert seen == [stage.when for stage in stages]
    click(view, "Earlier")
    assert selected_texts(view) == [stages[-2].when]


def test_a_stage_shows_only_its_own_text(view):
    QTest.mouseClick(
        next(c for c in view.findChildren(GroupButton) if c.text() == "Weeks 2 to 6"),
        Qt.MouseButton.LeftButton,
    )
    wait_until_complete(view)
    assert "hard sport can start again after 4 to 6 weeks" in visible_text(view)
    assert "Plan no work for today." not in visible_text(view)


def test_the_first_day_covers_all_of_daily_life(view):
    for title in ("Sleeping", "Sitting", "Bra, straps and waistband", "Desk and work", "Driving"):
        assert title in visible_text(view)
    assert "Sport" in visible_text(view)


def test_every_stage_has_a_button_for_when_to_call(view):
    actions = []
    view.action.connect(actions.append)
    stages = make_context().atlas.decision_aid("en").stages
    for _ in stages:
        click(view, "When to call")
        click(view, "Next time")
    assert actions == [OpenPage(Page.WHEN_TO_CALL)] * len(stages)


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_timeline_has_a_stop_for_each_stage_and_marks_the_current_one(qapp, mirrored):
    box = QRectF(0, 0, 400, 24)
    centers = stop_centers(box, 8, mirrored=mirrored)
    xs = [center.x() for center in centers]
    assert xs == sorted(xs, reverse=mirrored)
    assert len(set(xs)) == 8
    images = set()
    for current in range(8):
        image = QImage(400, 24, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        colors = TimelineColors(QColor("grey"), QColor("black"), QColor("white"))
        paint_timeline(painter, centers, current, 12, colors)
        painter.end()
        assert image.pixelColor(centers[current].toPoint()) == QColor("black")
        images.add(bytes(image.constBits()))
    assert len(images) == 8
