"""A press beside the regions opens the nearest, or a message says that none is near."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.body.outlines import distance
from app.body.regions import Side, View
from app.session.state import Showing
from app.widgets.toast import Toast
from tests.touch_input import tap

WORDS = "There is no area here. Choose one by its name."


def toast(visitor) -> Toast | None:
    found = visitor.workspace.findChildren(Toast)
    return found[0] if found and found[0].isVisible() else None


def toast_text(visitor) -> str:
    shown = toast(visitor)
    return shown.text() if shown else ""


def free_point(visitor, low: float, high: float) -> tuple[QPoint, object]:
    """A point of the figure without a label, this far from the nearest outline, and that place."""
    canvas = visitor.canvas
    rect = canvas.plate_rect
    outlines = canvas.scene_builder.outlines(visitor.workspace.session.showing).regions
    for y in range(60, canvas.height() - 80, 7):
        for x in range(20, canvas.width() - 20, 7):
            at = rect.to_plate(x, y)
            far = {o.place: distance(o.points, *at) * rect.width for o in outlines}
            nearest = min(far, key=far.__getitem__)
            others = sorted(far.values())[1]
            is_inside = canvas.place_at(QPointF(x, y), 1.0) is not None
            if low < far[nearest] < high and others > far[nearest] + 4 and not is_inside:
                return QPoint(x, y), nearest
    raise LookupError


@pytest.mark.parametrize("view", View)
def test_a_press_less_than_40_pixels_away_opens_the_nearest_region(shared_workspace, view):
    visitor = shared_workspace(Showing(view=view))
    at, nearest = free_point(visitor, 36, 39.5)
    visitor.click(visitor.canvas, at)
    assert visitor.chosen == nearest
    assert toast(visitor) is None


def test_a_touch_less_than_40_pixels_away_opens_the_nearest_region(visitor):
    at, nearest = free_point(visitor, 36, 39.5)
    tap(visitor.canvas, at)
    visitor.settle()
    assert visitor.chosen == nearest


def test_a_press_farther_away_opens_nothing_and_says_so(visitor):
    at, _ = free_point(visitor, 40.5, 44)
    visitor.click(visitor.canvas, at)
    assert visitor.chosen is None
    assert toast_text(visitor) == WORDS
    assert visitor.workspace.announcer.last_announcement == WORDS


def test_the_message_moves_nothing_and_lets_presses_through(visitor):
    canvas, pane, workspace = visitor.canvas, visitor.workspace.figure_pane, visitor.workspace
    before = canvas.geometry(), pane.geometry(), visitor.workspace.panel.geometry()
    at, _ = free_point(visitor, 40.5, 44)
    visitor.click(canvas, at)
    assert (canvas.geometry(), pane.geometry(), visitor.workspace.panel.geometry()) == before
    shown = toast(visitor)
    assert workspace.rect().contains(shown.geometry())
    under = workspace.childAt(shown.geometry().center())
    assert under is not None
    assert under is not shown
    assert not shown.isAncestorOf(under)


def test_the_message_goes_away_with_the_next_choice(visitor):
    at, _ = free_point(visitor, 40.5, 44)
    visitor.click(visitor.canvas, at)
    assert toast(visitor)
    visitor.press("flank", Side.LEFT)
    assert toast(visitor) is None


def test_the_message_goes_away_by_itself_after_ten_seconds(visitor):
    at, _ = free_point(visitor, 40.5, 44)
    visitor.click(visitor.canvas, at)
    timer = toast(visitor).timer
    assert timer.isActive()
    assert timer.interval() == 10_000
    timer.timeout.emit()
    assert toast(visitor) is None


def test_the_message_goes_away_when_the_window_is_reset(visitor):
    at, _ = free_point(visitor, 40.5, 44)
    visitor.click(visitor.canvas, at)
    visitor.workspace.reset()
    assert toast(visitor) is None


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_whole_message_fits_at_every_text_size(shared_workspace, text_size):
    visitor = shared_workspace(Showing(text_size=text_size), (800, 600), rebuilds=True)
    visitor.workspace.messages.show_hint(WORDS)
    shown = toast(visitor)
    assert visitor.workspace.rect().contains(shown.geometry())
    label = shown.label
    assert label.height() >= label.heightForWidth(label.width())


def test_a_press_that_drags_the_zoomed_figure_says_nothing(visitor):
    canvas = visitor.canvas
    canvas.zoom_by(3.0)
    visitor.settle()
    start = QPoint(20, 300)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(40, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    visitor.settle()
    assert toast(visitor) is None
