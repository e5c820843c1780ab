"""A walk through recovery at the visitor's pace; when to call is one touch away at each time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest

from app.body.regions import RegionId
from app.painting.timeline import TimelineColors, paint_timeline, stop_centers
from app.panels.decision_aid.recovery_view import RecoveryView
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
    pills = [p for p in view.findChildren(Button) if p.text() == text and p.isVisible()]
    QTest.mouseClick(pills[0], Qt.MouseButton.LeftButton)


def selected_texts(view):
    return [c.text() for c in view.findChildren(GroupButton) if c.isChecked()]


def test_it_begins_on_the_day_itself_with_what_is_special_to_the_region(view):
    assert selected_texts(view) == ["Day 0"]
    assert "love handles" in visible_text(view)
    assert "What to watch for" in visible_text(view)


def test_next_goes_through_all_times_and_earlier_back(view):
    stages = make_context().atlas.decision_aid("en").stages
    seen = []
    for _ in stages:
        seen += selected_texts(view)
        click(view, "Next time")
    assert seen == [stage.when for stage in stages]
    click(view, "Earlier")
    assert selected_texts(view) == [stages[-2].when]


def test_each_time_shows_its_own_words_only(qtbot, view):
    QTest.mouseClick(
        next(c for c in view.findChildren(GroupButton) if c.text() == "Weeks 2 to 6"),
        Qt.MouseButton.LeftButton,
    )
    wait_until_complete(qtbot, view)
    assert "hard sport can start again after 4 to 6 weeks" in visible_text(view)
    assert "Plan no work for today." not in visible_text(view)


def test_all_of_daily_life_is_told_on_the_first_day(view):
    for title in ("Sleeping", "Sitting", "Bra, straps and waistband", "Desk and work", "Driving"):
        assert title in visible_text(view)
    assert "Sport" in visible_text(view)


def test_when_to_call_is_one_touch_away_at_every_time(view):
    asked = []
    view.action.connect(asked.append)
    stages = make_context().atlas.decision_aid("en").stages
    for _ in stages:
        click(view, "When to call")
        click(view, "Next time")
    assert asked == [OpenPage(Page.WHEN_TO_CALL)] * len(stages)


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_line_has_a_stop_for_each_time_and_marks_the_current_one(qapp, mirrored):
    box = QRectF(0, 0, 400, 24)
    at = stop_centers(box, 8, mirrored=mirrored)
    xs = [middle.x() for middle in at]
    assert xs == sorted(xs, reverse=mirrored)
    assert len(set(xs)) == 8
    pictures = set()
    for current in range(8):
        picture = QImage(400, 24, QImage.Format.Format_RGB32)
        picture.fill(QColor("white"))
        painter = QPainter(picture)
        inks = TimelineColors(QColor("grey"), QColor("black"), QColor("white"))
        paint_timeline(painter, at, current, 12, inks)
        painter.end()
        middle = at[current].toPoint()
        assert picture.pixelColor(middle) == QColor("black")
        pictures.add(bytes(picture.constBits()))
    assert len(pictures) == 8
