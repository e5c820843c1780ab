"""A cancelled stroke leaves nothing; a stroke whose release is lost ends where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from app.body.regions import Place, RegionId
from app.handout.marks import describe_marks
from app.present.actions import ToolKind
from app.session.actions import SetFrame
from app.session.state import ZoomFrame
from app.support.qt_translation import translate
from tests.touch_input import Finger, pen, swipe, tap

OFFSET = QPoint(0, 40)
TOOLS = [kind for kind in ToolKind if kind is not ToolKind.TOUCH]
MARKS = [ToolKind.PEN, ToolKind.HIGHLIGHTER, ToolKind.ARROW, ToolKind.CIRCLE, ToolKind.STAMP]
LINES = [ToolKind.PEN, ToolKind.HIGHLIGHTER, ToolKind.ARROW, ToolKind.CIRCLE]


def body_point(clinician) -> QPoint:
    return clinician.pixels((0.5, 0.6))


def audience_drawing(clinician):
    return clinician.audience.panes[0].figure.scene().interaction.draft_mark


@pytest.mark.parametrize("kind", TOOLS)
def test_a_second_finger_cancels_the_stroke_of_every_tool(presenting, kind):
    presenting.select_tool(ToolKind.STAMP)
    presenting.drag((0.5, 0.62))
    before = presenting.session.showing
    presenting.select_tool(kind)
    finger = Finger(presenting.canvas, body_point(presenting)).move(OFFSET)
    finger.join(QPoint(80, 0))
    finger.lift_both(QPoint(80, 0))
    presenting.settle()
    assert presenting.session.showing == before
    assert audience_drawing(presenting) is None
    assert not presenting.controller.annotations.marking.can_redo


def test_a_cancelled_stroke_cannot_be_undone(presenting):
    presenting.select_tool(ToolKind.PEN)
    finger = Finger(presenting.canvas, body_point(presenting)).move(OFFSET)
    finger.join(QPoint(80, 0))
    finger.lift_both(QPoint(80, 0))
    assert not presenting.controller.annotations.marking.can_undo


def test_a_cancelled_eraser_restores_the_marks_and_what_could_be_redone(annotating):
    annotating.select_tool(ToolKind.STAMP)
    annotating.drag((0.5, 0.62))
    annotating.drag((0.5, 0.7))
    marking = annotating.controller.annotations.marking
    marking.undo()
    annotating.select_tool(ToolKind.ERASER)
    finger = Finger(annotating.canvas, annotating.pixels((0.5, 0.62))).move(QPoint(6, 0))
    assert annotating.marks == ()
    finger.join(QPoint(80, 0))
    finger.lift_both(QPoint(80, 0))
    assert len(annotating.marks) == 1
    assert marking.can_redo


def test_two_fingers_zoom_and_draw_nothing_while_a_tool_is_active(annotating):
    annotating.select_tool(ToolKind.PEN)
    finger = Finger(annotating.canvas, body_point(annotating))
    finger.join(QPoint(40, 0))
    for apart in range(60, 200, 20):
        finger.move_both(QPoint(-10, 0), QPoint(apart, 0))
    finger.lift_both(QPoint(200, 0))
    annotating.settle()
    assert annotating.marks == ()
    assert annotating.session.showing.frame.zoom > 1.5


@pytest.mark.parametrize("kind", MARKS)
def test_one_finger_draws_with_every_tool_and_does_not_scroll(annotating, kind):
    annotating.workspace.window().resize(800, 600)
    annotating.settle()
    annotating.select_tool(kind)
    bar = annotating.workspace.scroll_area.verticalScrollBar()
    bar.setValue(0)
    assert bar.maximum() > 0
    swipe(annotating.canvas, QPoint(0, -60), annotating.pixels((0.5, 0.5)))
    annotating.settle()
    assert len(annotating.marks) == 1
    assert bar.value() == 0


def test_a_resting_hand_does_not_disturb_the_pen(annotating):
    annotating.select_tool(ToolKind.PEN)
    canvas, at = annotating.canvas, body_point(annotating)
    pen(canvas, "Press", at)
    pen(canvas, "Move", at + QPoint(30, 0))
    hand = Finger(canvas, at + QPoint(0, 90))
    hand.join(QPoint(60, 0))
    hand.lift_both(QPoint(60, 0))
    pen(canvas, "Move", at + QPoint(60, 0))
    pen(canvas, "Release", at + QPoint(60, 0))
    (mark,) = annotating.marks
    left, top, right, bottom = mark.box
    assert (right - left) * canvas.plate_rect.width == pytest.approx(60, abs=1)
    assert bottom == pytest.approx(top)


@pytest.mark.parametrize("wobble", [QPoint(0, 0), QPoint(8, 0)])
def test_the_pen_draws_even_if_the_hand_touched_the_screen_first(presenting, wobble):
    presenting.select_tool(ToolKind.PEN)
    canvas, at = presenting.canvas, body_point(presenting)
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


@pytest.mark.parametrize("kind", TOOLS)
def test_a_touch_that_the_system_cancels_leaves_nothing(presenting, kind):
    presenting.select_tool(ToolKind.STAMP)
    presenting.drag((0.5, 0.62))
    before = presenting.session.showing
    presenting.select_tool(kind)
    finger = Finger(presenting.canvas, presenting.pixels((0.5, 0.62))).move(OFFSET)
    QApplication.sendEvent(presenting.canvas, QTouchEvent(QEvent.Type.TouchCancel))
    finger.lift()
    presenting.settle()
    assert presenting.session.showing == before
    assert audience_drawing(presenting) is None


@pytest.mark.parametrize("kind", LINES)
def test_a_press_after_a_lost_release_begins_a_new_stroke(annotating, kind):
    annotating.select_tool(kind)
    begin_stroke(annotating)
    annotating.drag((0.2, 0.3), (0.3, 0.35))
    assert len(annotating.marks) == 2
    assert annotating.marks[0].box[1] > 0.55
    assert annotating.marks[1].box[3] < 0.4


@pytest.mark.parametrize("kind", LINES)
def test_a_move_without_a_button_ends_the_stroke_where_it_is(annotating, kind):
    annotating.select_tool(kind)
    begin_stroke(annotating)
    move_freely(annotating, (0.2, 0.9))
    move_freely(annotating, (0.8, 0.9))
    (mark,) = annotating.marks
    assert mark.box[3] < 0.75


def test_a_hovering_pen_draws_nothing_after_its_release_was_lost(annotating):
    annotating.select_tool(ToolKind.PEN)
    at = body_point(annotating)
    pen(annotating.canvas, "Press", at)
    pen(annotating.canvas, "Move", at + QPoint(40, 0))
    pen(annotating.canvas, "Move", at + QPoint(90, 90), held=False)
    pen(annotating.canvas, "Move", at + QPoint(120, 120), held=False)
    (mark,) = annotating.marks
    assert mark.box[1] == pytest.approx(mark.box[3])


def begin_stroke(clinician) -> None:
    clinician.press_at((0.45, 0.6))
    clinician.move_to((0.5, 0.65))
    clinician.move_to((0.55, 0.7))


def move_freely(clinician, point) -> None:
    hover(clinician.canvas, clinician.pixels(point))
    clinician.settle()


def hover(canvas, at: QPoint) -> None:
    """Move the mouse with no button pressed, as after a lost release."""
    none, place = Qt.MouseButton.NoButton, QPointF(at)
    keys = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(QEvent.Type.MouseMove, place, canvas.mapToGlobal(place), none, none, keys)
    QApplication.sendEvent(canvas, move)


@pytest.mark.parametrize("what", ["dialog", "hidden", "inactive", "ungrabbed"])
def test_losing_the_pointer_ends_the_stroke_and_keeps_it(annotating, what):
    annotating.select_tool(ToolKind.PEN)
    begin_stroke(annotating)
    interrupt_pointer(annotating, what)
    annotating.move_to((0.2, 0.9))
    assert len(annotating.marks) == 1
    assert annotating.marks[0].box[3] < 0.75


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


def test_the_dialog_at_the_end_ends_a_stroke(presenting):
    presenting.select_tool(ToolKind.PEN)
    begin_stroke(presenting)
    presenting.controller.summary.start()
    presenting.move_to((0.2, 0.9))
    assert len(presenting.marks) == 1
    assert presenting.marks[0].box[3] < 0.75
    assert audience_drawing(presenting) is None


@pytest.mark.parametrize("what", ["move", "dialog", "hidden", "inactive", "ungrabbed"])
def test_the_figure_does_not_pan_after_the_release_was_lost(clinician, what):
    clinician.apply(SetFrame(ZoomFrame(2.0, 0.5, 0.5)))
    canvas = clinician.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(300, 260))
    moved_to = clinician.session.showing.frame
    if what == "move":
        hover(canvas, QPoint(300, 250))
    else:
        interrupt_pointer(clinician, what)
    QTest.mouseMove(canvas, QPoint(300, 100))
    assert clinician.session.showing.frame == moved_to != ZoomFrame(2.0, 0.5, 0.5)


def label_point(clinician) -> QPoint:
    labels = clinician.canvas.scene().layout.labels
    box = next(label.box for label in labels if label.region == "flank")
    return QPoint(round(box.x + box.w / 2), round(box.y + box.h / 2))


@pytest.mark.parametrize("kind", list(ToolKind))
def test_a_click_on_a_label_chooses_its_region_with_every_tool(annotating, kind):
    annotating.select_tool(kind)
    annotating.click(annotating.canvas, label_point(annotating))
    assert annotating.chosen == Place(RegionId("flank"))
    assert annotating.marks == ()


def test_a_tap_on_a_label_chooses_its_region_while_a_tool_is_active(annotating):
    annotating.select_tool(ToolKind.PEN)
    tap(annotating.canvas, label_point(annotating))
    annotating.settle()
    assert annotating.chosen == Place(RegionId("flank"))


@pytest.mark.parametrize("kind", MARKS)
def test_a_finger_that_slips_a_little_on_a_label_chooses_its_region(annotating, kind):
    annotating.select_tool(kind)
    swipe(annotating.canvas, QPoint(7, -3), label_point(annotating))
    annotating.settle()
    assert annotating.chosen == Place(RegionId("flank"))
    assert annotating.marks == ()


def test_a_stroke_of_a_finger_that_begins_on_a_label_is_drawn(annotating):
    annotating.select_tool(ToolKind.PEN)
    swipe(annotating.canvas, QPoint(60, 0), label_point(annotating))
    assert len(annotating.marks) == 1
    assert annotating.chosen is None


def test_a_stroke_that_begins_on_a_label_is_drawn(annotating):
    annotating.select_tool(ToolKind.PEN)
    at = label_point(annotating)
    QTest.mousePress(annotating.canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(annotating.canvas, at + QPoint(60, 0))
    QTest.mouseRelease(annotating.canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(60, 0))
    assert len(annotating.marks) == 1
    assert annotating.chosen is None


@pytest.mark.parametrize("kind", LINES)
@pytest.mark.parametrize("way", [QPoint(0, 0), QPoint(2, 2), QPoint(-3, 0)])
def test_a_move_of_less_than_four_pixels_is_not_a_stroke(annotating, kind, way):
    annotating.select_tool(kind)
    at = body_point(annotating)
    QTest.mousePress(annotating.canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(annotating.canvas, at + way)
    QTest.mouseRelease(annotating.canvas, Qt.MouseButton.LeftButton, pos=at + way)
    assert annotating.marks == ()
    assert not annotating.controller.annotations.marking.can_undo


def test_a_short_stroke_of_the_pen_is_drawn(annotating):
    annotating.select_tool(ToolKind.PEN)
    at = body_point(annotating)
    QTest.mousePress(annotating.canvas, Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseMove(annotating.canvas, at + QPoint(5, 0))
    QTest.mouseRelease(annotating.canvas, Qt.MouseButton.LeftButton, pos=at + QPoint(5, 0))
    assert len(annotating.marks) == 1


def test_a_click_places_a_stamp_and_erases_a_mark(annotating):
    annotating.select_tool(ToolKind.STAMP)
    annotating.click(annotating.canvas, body_point(annotating))
    assert len(annotating.marks) == 1
    annotating.select_tool(ToolKind.ERASER)
    annotating.click(annotating.canvas, body_point(annotating))
    assert annotating.marks == ()


def test_the_handout_does_not_list_a_mark_outside_the_picture(annotating):
    annotating.select_tool(ToolKind.CIRCLE)
    annotating.drag((-0.05, 0.5), (-0.15, 0.6))
    annotating.drag((0.27, 0.68), (0.39, 0.8))
    lines = handout_lines(annotating)
    assert len(annotating.marks) == 2
    assert len(lines) == 1
    assert "Love handles" in lines[0]


def handout_lines(clinician) -> list[str]:
    showing = clinician.session.showing
    marks, plate = showing.marks_by_plate, showing.plate
    described = describe_marks(clinician.atlas, marks, plate, "en", translate)
    return [mark.text for mark in described]


def test_the_handout_lists_a_mark_on_the_figure_that_is_on_no_region(annotating):
    annotating.select_tool(ToolKind.STAMP)
    annotating.drag((0.5, 0.05))
    assert len(handout_lines(annotating)) == 1
