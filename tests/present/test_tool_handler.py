"""A stroke that is cancelled leaves nothing; one whose release gets lost ends where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.body.regions import Place, RegionId
from app.handout.marks import describe_marks
from app.present.annotation.tool_handler import ToolKind
from app.session.state import ZoomFrame
from tests.touch_input import Finger, pen, swipe, tap

OFFSET = QPoint(0, 40)
TOOLS = [grip for grip in ToolKind if grip is not ToolKind.TOUCH]
MARKS = [ToolKind.PEN, ToolKind.HIGHLIGHTER, ToolKind.ARROW, ToolKind.CIRCLE, ToolKind.STAMP]
LINES = [ToolKind.PEN, ToolKind.HIGHLIGHTER, ToolKind.ARROW, ToolKind.CIRCLE]


def body(clinician) -> QPoint:
    return clinician.pixels((0.5, 0.6))


def audience_drawing(clinician):
    return clinician.audience.panes[0].figure._transient.draft_mark


@pytest.mark.parametrize("grip", TOOLS)
def test_a_second_finger_cancels_the_stroke_with_every_tool(presenting, grip):
    presenting.select_tool(ToolKind.STAMP)
    presenting.drag((0.5, 0.62))
    before = presenting.workspace.session.showing
    presenting.select_tool(grip)
    finger = Finger(presenting.canvas, body(presenting)).move(OFFSET)
    finger.join(QPoint(80, 0))
    finger.lift_both(QPoint(80, 0))
    presenting.settle()
    assert presenting.workspace.session.showing == before
    assert audience_drawing(presenting) is None
    assert not presenting.controller.annotations.marking.can_redo


def test_a_cancelled_stroke_is_not_in_undo(presenting):
    presenting.select_tool(ToolKind.PEN)
    finger = Finger(presenting.canvas, body(presenting)).move(OFFSET)
    finger.join(QPoint(80, 0))
    finger.lift_both(QPoint(80, 0))
    assert not presenting.controller.annotations.marking.can_undo


def test_a_cancelled_eraser_brings_back_what_it_took_and_what_could_be_redone(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.STAMP)
    clinician.drag((0.5, 0.62))
    clinician.drag((0.5, 0.7))
    marking = clinician.controller.annotations.marking
    marking.undo()
    clinician.select_tool(ToolKind.ERASER)
    finger = Finger(clinician.canvas, clinician.pixels((0.5, 0.62))).move(QPoint(6, 0))
    assert clinician.marks == ()
    finger.join(QPoint(80, 0))
    finger.lift_both(QPoint(80, 0))
    assert len(clinician.marks) == 1
    assert marking.can_redo


def test_two_fingers_zoom_with_a_tool_in_hand_and_draw_nothing(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    finger = Finger(clinician.canvas, body(clinician))
    finger.join(QPoint(40, 0))
    for apart in range(60, 200, 20):
        finger.move_both(QPoint(-10, 0), QPoint(apart, 0))
    finger.lift_both(QPoint(200, 0))
    clinician.settle()
    assert clinician.marks == ()
    assert clinician.workspace.session.showing.frame.zoom > 1.5


@pytest.mark.parametrize("grip", MARKS)
def test_one_finger_draws_with_every_tool_and_scrolls_nothing(clinician, grip):
    clinician.workspace.window().resize(800, 600)
    clinician.settle()
    clinician.start_presenting()
    clinician.select_tool(grip)
    bar = clinician.workspace._scroll.verticalScrollBar()
    bar.setValue(0)
    assert bar.maximum() > 0
    swipe(clinician.canvas, QPoint(0, -60), clinician.pixels((0.5, 0.5)))
    clinician.settle()
    assert len(clinician.marks) == 1
    assert bar.value() == 0


def test_a_hand_on_the_screen_does_not_disturb_the_pen(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    canvas, at = clinician.canvas, body(clinician)
    pen(canvas, "Press", at)
    pen(canvas, "Move", at + QPoint(30, 0))
    hand = Finger(canvas, at + QPoint(0, 90))
    hand.join(QPoint(60, 0))
    hand.lift_both(QPoint(60, 0))
    pen(canvas, "Move", at + QPoint(60, 0))
    pen(canvas, "Release", at + QPoint(60, 0))
    (mark,) = clinician.marks
    left, top, right, bottom = mark.box
    assert (right - left) * canvas.plate_rect.width == pytest.approx(60, abs=1)
    assert bottom == pytest.approx(top)


@pytest.mark.parametrize("wobble", [QPoint(0, 0), QPoint(8, 0)])
def test_the_pen_draws_although_the_hand_came_down_first(presenting, wobble):
    presenting.select_tool(ToolKind.PEN)
    canvas, at = presenting.canvas, body(presenting)
    hand = Finger(canvas, at + QPoint(0, 90)).move(wobble)
    pen(canvas, "Press", at)
    pen(canvas, "Move", at + QPoint(30, 0))
    hand.move(QPoint(9, 0))
    pen(canvas, "Move", at + QPoint(60, 0))
    pen(canvas, "Release", at + QPoint(60, 0))
    hand.move(QPoint(9, 0)).lift()
    (mark,) = presenting.marks
    left, top, right, bottom = mark.box
    assert (right - left) * canvas.plate_rect.width == pytest.approx(60, abs=1)
    assert bottom == pytest.approx(top)
    assert audience_drawing(presenting) is None


@pytest.mark.parametrize("grip", TOOLS)
def test_a_touch_that_the_system_takes_away_leaves_nothing(presenting, grip):
    presenting.select_tool(ToolKind.STAMP)
    presenting.drag((0.5, 0.62))
    before = presenting.workspace.session.showing
    presenting.select_tool(grip)
    finger = Finger(presenting.canvas, presenting.pixels((0.5, 0.62))).move(OFFSET)
    QApplication.sendEvent(presenting.canvas, QTouchEvent(QEvent.Type.TouchCancel))
    finger.lift()
    presenting.settle()
    assert presenting.workspace.session.showing == before
    assert audience_drawing(presenting) is None


@pytest.mark.parametrize("grip", LINES)
def test_a_press_after_a_lost_release_begins_a_stroke_of_its_own(clinician, grip):
    clinician.start_presenting()
    clinician.select_tool(grip)
    begin_stroke(clinician)
    clinician.drag((0.2, 0.3), (0.3, 0.35))
    assert len(clinician.marks) == 2
    assert clinician.marks[0].box[1] > 0.55
    assert clinician.marks[1].box[3] < 0.4


@pytest.mark.parametrize("grip", LINES)
def test_a_move_without_a_button_ends_the_stroke_as_far_as_it_was_drawn(clinician, grip):
    clinician.start_presenting()
    clinician.select_tool(grip)
    begin_stroke(clinician)
    move_freely(clinician, (0.2, 0.9))
    move_freely(clinician, (0.8, 0.9))
    (mark,) = clinician.marks
    assert mark.box[3] < 0.75


def test_a_pen_that_hovers_after_a_lost_lifting_draws_no_more(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    at = body(clinician)
    pen(clinician.canvas, "Press", at)
    pen(clinician.canvas, "Move", at + QPoint(40, 0))
    pen(clinician.canvas, "Move", at + QPoint(90, 90), held=False)
    pen(clinician.canvas, "Move", at + QPoint(120, 120), held=False)
    (mark,) = clinician.marks
    assert mark.box[1] == pytest.approx(mark.box[3])


def begin_stroke(clinician) -> None:
    clinician.press_at((0.45, 0.6))
    QTest.mouseMove(clinician.canvas, clinician.pixels((0.5, 0.65)))
    QTest.mouseMove(clinician.canvas, clinician.pixels((0.55, 0.7)))


def move_freely(clinician, point) -> None:
    hover(clinician.canvas, clinician.pixels(point))
    clinician.settle()


def hover(canvas, at: QPoint) -> None:
    """The mouse moves with no button down, after a release that got lost."""
    none, place = Qt.MouseButton.NoButton, QPointF(at)
    keys = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, place, canvas.mapToGlobal(place), none, none, keys)
    QApplication.sendEvent(canvas, move)


@pytest.mark.parametrize("what", ["dialog", "hidden", "inactive", "ungrabbed"])
def test_what_takes_the_pointer_away_ends_the_stroke_and_keeps_it(clinician, what):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    begin_stroke(clinician)
    interrupt_pointer(clinician, what)
    QTest.mouseMove(clinician.canvas, clinician.pixels((0.2, 0.9)))
    assert len(clinician.marks) == 1
    assert clinician.marks[0].box[3] < 0.75


def interrupt_pointer(clinician, what) -> None:
    window = clinician.workspace.window()
    if what == "dialog":
        QDialog(window).open()
    elif what == "hidden":
        window.hide()
    elif what == "inactive":
        QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate))
    else:
        QApplication.sendEvent(clinician.canvas, QEvent(QEvent.Type.UngrabMouse))


def test_the_question_at_the_end_ends_a_stroke(presenting):
    presenting.select_tool(ToolKind.PEN)
    begin_stroke(presenting)
    presenting.controller.summary.start()
    QTest.mouseMove(presenting.canvas, presenting.pixels((0.2, 0.9)))
    assert len(presenting.marks) == 1
    assert presenting.marks[0].box[3] < 0.75
    assert audience_drawing(presenting) is None


@pytest.mark.parametrize("what", ["move", "dialog", "hidden", "inactive", "ungrabbed"])
def test_the_figure_pans_no_more_once_the_release_got_lost(clinician, what):
    clinician.workspace.session.set_frame(ZoomFrame(2.0, 0.5, 0.5))
    clinician.settle()
    canvas = clinician.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(300, 260))
    moved_to = clinician.workspace.session.showing.frame
    if what == "move":
        hover(canvas, QPoint(300, 250))
    else:
        interrupt_pointer(clinician, what)
    QTest.mouseMove(canvas, QPoint(300, 100))
    assert clinician.workspace.session.showing.frame == moved_to != ZoomFrame(2.0, 0.5, 0.5)


def label_point(clinician) -> QPoint:
    labels = clinician.canvas.scene().layout.labels
    box = next(label.box for label in labels if label.region == "flank")
    return QPoint(round(box.x + box.w / 2), round(box.y + box.h / 2))


@pytest.mark.parametrize("grip", list(ToolKind))
def test_a_click_on_a_label_chooses_its_region_with_every_tool(clinician, grip):
    clinician.start_presenting()
    clinician.select_tool(grip)
    clinician.click(clinician.canvas, label_point(clinician))
    assert clinician.chosen == Place(RegionId("flank"))
    assert clinician.marks == ()


def test_a_tap_on_a_label_chooses_its_region_with_a_tool_in_hand(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    tap(clinician.canvas, label_point(clinician))
    clinician.settle()
    assert clinician.chosen == Place(RegionId("flank"))


@pytest.mark.parametrize("grip", MARKS)
def test_a_finger_that_slips_a_little_on_a_label_chooses_its_region(clinician, grip):
    clinician.start_presenting()
    clinician.select_tool(grip)
    swipe(clinician.canvas, QPoint(7, -3), label_point(clinician))
    clinician.settle()
    assert clinician.chosen == Place(RegionId("flank"))
    assert clinician.marks == ()


def test_a_stroke_of_a_finger_that_begins_on_a_label_is_drawn(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    swipe(clinician.canvas, QPoint(60, 0), label_point(clinician))
    assert len(clinician.marks) == 1
    assert clinician.chosen is None


def test_a_stroke_that_begins_on_a_label_is_drawn(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    at = label_point(clinician)
    QTest.mousePress(clinician.canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(clinician.canvas, at + QPoint(60, 0))
    QTest.mouseRelease(clinician.canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(60, 0))
    assert len(clinician.marks) == 1
    assert clinician.chosen is None


@pytest.mark.parametrize("grip", LINES)
@pytest.mark.parametrize("way", [QPoint(0, 0), QPoint(2, 2), QPoint(-3, 0)])
def test_less_than_four_pixels_is_no_stroke(clinician, grip, way):
    clinician.start_presenting()
    clinician.select_tool(grip)
    at = body(clinician)
    QTest.mousePress(clinician.canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(clinician.canvas, at + way)
    QTest.mouseRelease(clinician.canvas, Qt.MouseButton.LeftButton, pos=at + way)
    assert clinician.marks == ()
    assert not clinician.controller.annotations.marking.can_undo


def test_a_short_stroke_of_the_pen_is_drawn(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    at = body(clinician)
    QTest.mousePress(clinician.canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(clinician.canvas, at + QPoint(5, 0))
    QTest.mouseRelease(clinician.canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(5, 0))
    assert len(clinician.marks) == 1


def test_a_stamp_is_placed_and_a_mark_erased_by_a_click(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.STAMP)
    clinician.click(clinician.canvas, body(clinician))
    assert len(clinician.marks) == 1
    clinician.select_tool(ToolKind.ERASER)
    clinician.click(clinician.canvas, body(clinician))
    assert clinician.marks == ()


def test_a_mark_beside_the_figure_is_no_finding_of_the_handout(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.CIRCLE)
    clinician.drag((-0.05, 0.5), (-0.15, 0.6))
    clinician.drag((0.27, 0.68), (0.39, 0.8))
    told = handout_words(clinician)
    assert len(clinician.marks) == 2
    assert len(told) == 1
    assert "Love handles" in told[0]


def handout_words(clinician) -> list[str]:
    showing = clinician.workspace.session.showing
    return list(
        describe_marks(clinician.workspace._atlas, showing.marks_by_plate, showing.plate, "en")
    )


def test_a_mark_on_the_figure_but_on_no_region_is_told(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.STAMP)
    clinician.drag((0.5, 0.05))
    assert len(handout_words(clinician)) == 1
