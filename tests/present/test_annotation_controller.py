"""Marks are made by mouse, pen and key, move with the figure, and come back pixel by pixel."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QInputDevice, QMouseEvent, QPainter, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, Side, View
from app.canvas.mark_layer import MarkLayer, MarkSurface
from app.painting.marks import MarkContext, mark_bounds, paint_mark
from app.present.annotation.label_editor import LabelEditor
from app.present.annotation.tool_handler import ToolKind
from app.session.mark_editor import MarkEditor
from app.session.marks import Mark, MarkRole, MarkTool, StampKind
from app.session.session import Session
from app.session.state import Showing, ZoomFrame
from app.support.paths import assets
from app.theme.theme import read_theme
from tests.session.test_mark_editor import ACTS, do, marks

UNSEEN = Place(RegionId("flank"), Side.RIGHT)  # from the left
PLATE = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
LOOK = read_theme(assets() / "themes", "light", 100)
SIZE = QSize(160, 200)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("grip", "tool", "points"),
    [
        (ToolKind.PEN, MarkTool.PEN, 3),
        (ToolKind.HIGHLIGHTER, MarkTool.HIGHLIGHTER, 3),
        (ToolKind.ARROW, MarkTool.ARROW, 2),
        (ToolKind.CIRCLE, MarkTool.CIRCLE, 2),
        (ToolKind.STAMP, MarkTool.STAMP, 1),
    ],
)
def test_every_tool_makes_its_mark_and_chooses_no_region(clinician, grip, tool, points):
    clinician.start_presenting()
    clinician.select_tool(grip, MarkRole.AVOID, StampKind.FIELD)
    clinician.drag((0.35, 0.62), (0.42, 0.7), (0.48, 0.62))
    (mark,) = clinician.marks
    assert (mark.tool, mark.role, len(mark.points)) == (tool, MarkRole.AVOID, points)
    assert mark.stamp is (StampKind.FIELD if grip is ToolKind.STAMP else None)
    assert clinician.chosen is None


def test_without_a_tool_a_press_chooses_as_ever(clinician):
    clinician.start_presenting()
    clinician.press("lumbar")
    assert clinician.marks == ()
    assert clinician.chosen.region == "lumbar"


def test_a_pen_has_its_pressure(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    for kind, x, pressure in (
        ("TabletPress", 300, 0.2),
        ("TabletMove", 330, 0.9),
        ("TabletMove", 340, 0.5),
        ("TabletRelease", 340, 0.0),
    ):
        tablet(clinician.canvas, kind, QPointF(x, 300), pressure)
    (mark,) = clinician.marks
    assert mark.pressure in ((0.2, 0.9, 0.5), (0.2, 0.5))
    assert len(mark.pressure) == len(mark.points)


def tablet(canvas, kind, at, pressure):
    pen = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure,
        1,
        1,
    )
    left = Qt.MouseButton.LeftButton
    event = QTabletEvent(
        getattr(QTabletEvent.Type, kind), pen, at, at, pressure, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier, left, left,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    assert event.isAccepted()


def test_a_label_is_typed_where_it_stands(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.LABEL, MarkRole.NOTE)
    clinician.drag((0.5, 0.6))
    clinician.type("old scar")
    clinician.key(Qt.Key.Key_Return)
    (mark,) = clinician.marks
    assert (mark.tool, mark.text) == (MarkTool.LABEL, "old scar")
    clinician.drag((0.5, 0.4))
    clinician.type("no")
    clinician.key(Qt.Key.Key_Escape)
    assert len(clinician.marks) == 1
    assert not [one for one in clinician.canvas.findChildren(LabelEditor) if one.isVisible()]


@pytest.mark.parametrize(
    "grip", [ToolKind.TOUCH, ToolKind.PEN, ToolKind.ARROW, ToolKind.CIRCLE, ToolKind.STAMP]
)
def test_a_region_is_marked_by_key_on_both_sides(clinician, grip):
    clinician.start_presenting()
    clinician.press_label("flank")
    clinician.select_tool(grip)
    QTest.keyClick(clinician.workspace, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert len(clinician.marks) == 2
    name = clinician.presenting.controller.summary._words()
    assert "on Love handles, left; " in name
    assert "on Love handles, right" in name


@pytest.mark.parametrize("grip", list(ToolKind))
def test_a_side_that_is_not_seen_from_here_is_not_marked(clinician, grip):
    session = clinician.workspace.session
    clinician.start_presenting()
    clinician.select_tool(grip)
    session.replace_showing(replace(session.showing, place=UNSEEN, view=View.BACK_LEFT))
    clinician.settle()
    QTest.keyClick(clinician.workspace, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert clinician.marks == ()
    assert not [one for one in clinician.canvas.findChildren(LabelEditor) if one.isVisible()]


@pytest.mark.parametrize(
    "name",
    [
        "Mark the chosen region with this tool",
        "Zoom to the chosen region",
        "Spotlight on the chosen region",
    ],
)
def test_what_needs_the_chosen_side_is_offered_only_where_it_is_seen(clinician, name):
    session = clinician.workspace.session
    clinician.start_presenting()
    session.replace_showing(replace(session.showing, place=UNSEEN, view=View.BACK_LEFT))
    clinician.settle()
    assert not clinician.button(name).isEnabled()
    session.replace_showing(replace(session.showing, view=View.BACK))
    clinician.settle()
    assert clinician.button(name).isEnabled()


def test_a_screen_reader_is_told_of_marks_on_both_sides_of_the_desk(clinician):
    clinician.start_presenting()
    clinician.show_audience_window()
    clinician.press("lumbar")
    clinician.select_tool(ToolKind.CIRCLE, MarkRole.ASK)
    clinician.drag((0.27, 0.68), (0.39, 0.8))
    told = "circle (to be asked) on Love handles, left"
    assert clinician.canvas.accessibleDescription() == told
    assert told in clinician.audience.panes[0].figure.accessibleName()
    clinician.workspace.session.set_view(View.BACK_LEFT)
    clinician.settle()
    assert clinician.canvas.accessibleDescription() == ""


def test_the_eraser_takes_one_and_undo_brings_it_back(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.CIRCLE)
    clinician.drag((0.4, 0.4), (0.5, 0.5))
    clinician.drag((0.4, 0.8), (0.5, 0.9))
    first, second = clinician.marks
    clinician.select_tool(ToolKind.ERASER)
    clinician.drag((0.45, 0.4))
    assert clinician.marks == (second,)
    QTest.keyClick(clinician.workspace, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert clinician.marks == (first, second)


def test_marks_move_with_zoom_and_stay_when_the_view_comes_back(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.STAMP)
    clinician.drag((0.5, 0.6))
    before = clinician.marks
    clinician.select_tool(ToolKind.TOUCH)
    whole = clinician.figure()
    clinician.workspace.session.set_frame(ZoomFrame(2.0, 0.5, 0.5))
    clinician.settle()
    assert clinician.canvas.scene().marks is not None
    clinician.workspace.session.set_view(View.BACK_LEFT)
    clinician.settle()
    assert clinician.marks == ()
    clinician.workspace.session.set_view(View.BACK)
    clinician.workspace.session.set_frame(ZoomFrame())
    clinician.settle()
    assert clinician.marks == before
    assert clinician.figure() == whole


def test_a_box_is_zoomed_to_and_leaves_no_mark(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.ZOOM)
    clinician.drag((0.4, 0.5), (0.6, 0.7))
    assert clinician.marks == ()
    frame = clinician.workspace.session.showing.frame
    assert frame.zoom > 1.5
    assert frame.x == pytest.approx(0.5, abs=0.01)


def test_another_mouse_button_draws_nothing(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.PEN)
    QTest.mouseClick(clinician.canvas, Qt.MouseButton.RightButton, pos=clinician.pixels((0.5, 0.5)))
    assert clinician.marks == ()
    assert QMouseEvent


def painted(layer: MarkLayer, wanted, ground: MarkSurface) -> QImage:
    """The layer's picture once it is whole."""
    for _ in range(100):
        picture = layer.image_of(wanted, ground)
        if layer.is_complete:
            break
    image = QImage(ground.size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    if picture is not None:
        painter = QPainter(image)
        painter.drawImage(picture.target(ground.where), picture.image)
        painter.end()
    return image


def from_nothing(wanted, ground: MarkSurface) -> QImage:
    return painted(MarkLayer(), wanted, ground)


def ground(width: float = 150.0, left: float = 5.0) -> MarkSurface:
    return MarkSurface(PLATE, QRectF(left, 3, width, width * 1.4), SIZE, 1.0, LOOK)


@settings(max_examples=40)
@given(st.lists(marks(), min_size=3, max_size=6), ACTS, st.integers(0, 30))
def test_redo_after_undo_restores_the_same_picture(first, acts, count):
    session = Session(Showing())
    marking, layer = MarkEditor(session), MarkLayer()
    for act in (*(("add", mark) for mark in first), *acts):
        do(marking, session, act)
    before = painted(layer, marking.marks, ground())
    done = 0
    for _ in range(count):
        done += marking.can_undo
        marking.undo()
        assert painted(layer, marking.marks, ground()) == from_nothing(marking.marks, ground())
    for _ in range(done):
        marking.redo()
    assert painted(layer, marking.marks, ground()) == before


@pytest.mark.parametrize("erased", [0, 31, 32, 70, 99])
def test_of_many_marks_one_is_erased_and_back_in_the_same_picture(erased):
    """So many that the layer begins at its copies, not at nothing."""
    marking, layer = MarkEditor(Session(Showing())), MarkLayer()
    for at in range(100):
        marking.add(Mark(MarkTool.PEN, MarkRole.PLAN, ((at / 100, 0.2), (at / 120, 1.2))))
    whole = painted(layer, marking.marks, ground())
    marking.erase(erased)
    without = painted(layer, marking.marks, ground())
    assert without == from_nothing(marking.marks, ground()) != whole
    marking.undo()
    assert painted(layer, marking.marks, ground()) == whole
    marking.redo()
    assert painted(layer, marking.marks, ground()) == without
    for _ in range(40):
        marking.undo()
    assert painted(layer, marking.marks, ground()) == from_nothing(marking.marks, ground())


@settings(max_examples=25)
@given(st.lists(marks(), min_size=1, max_size=8).map(tuple), st.floats(60, 600), st.floats(-200, 9))
def test_zoom_and_back_gives_the_same_picture(wanted, width, left):
    layer = MarkLayer()
    before = painted(layer, wanted, ground())
    painted(layer, wanted, ground(width, left))
    assert painted(layer, wanted, ground()) == before == from_nothing(wanted, ground())


@settings(max_examples=60)
@given(marks())
def test_a_mark_paints_nothing_beyond_its_reach(mark):
    image = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    sheet = MarkContext(ground().where, LOOK)
    painter = QPainter(image)
    paint_mark(painter, mark, sheet)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(mark_bounds(mark, sheet).toAlignedRect(), Qt.GlobalColor.black)
    painter.end()
    assert image == blank()


def blank() -> QImage:
    image = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def test_roles_are_told_apart_without_color():
    """In the theme of few colours the lines of no two roles are alike."""
    few = read_theme(assets() / "themes", "contrast", 100)
    images = []
    for role in MarkRole:
        image = blank()
        painter = QPainter(image)
        mark = Mark(MarkTool.CIRCLE, role, ((0.2, 0.2), (0.8, 0.8)))
        paint_mark(painter, mark, MarkContext(ground().where, few))
        painter.end()
        images.append(image.convertToFormat(QImage.Format.Format_Grayscale8))
    assert all(one != other for at, one in enumerate(images) for other in images[:at])


def plates_marked(clinician) -> list[View]:
    return [plate.view for plate, _ in clinician.workspace.session.showing.marks_by_plate.plates]


@pytest.mark.parametrize(
    "grip", [ToolKind.PEN, ToolKind.HIGHLIGHTER, ToolKind.ARROW, ToolKind.CIRCLE]
)
def test_a_mark_stays_on_the_view_where_it_was_begun(clinician, grip):
    clinician.start_presenting()
    clinician.select_tool(grip)
    clinician.press_at((0.3, 0.5))
    QTest.mouseMove(clinician.canvas, clinician.pixels((0.4, 0.6)))
    clinician.workspace.session.set_view(View.BACK_LEFT)
    QTest.mouseMove(clinician.canvas, clinician.pixels((0.5, 0.5)))
    clinician.release_at((0.5, 0.5))
    assert plates_marked(clinician) == [View.BACK]


def test_a_label_stays_on_the_view_where_its_place_was_pressed(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.LABEL)
    clinician.drag((0.4, 0.7))
    QTest.keyClicks(clinician.controller.annotations._label_editor, "scar")
    clinician.workspace.session.set_view(View.BACK_RIGHT)
    clinician.controller.annotations.commit_typing()
    assert plates_marked(clinician) == [View.BACK]


def test_an_eraser_that_is_held_down_takes_nothing_from_the_next_view(clinician):
    clinician.start_presenting()
    clinician.workspace.session.set_view(View.BACK_LEFT)
    clinician.select_tool(ToolKind.CIRCLE)
    clinician.drag((0.3, 0.5), (0.5, 0.7))
    clinician.workspace.session.set_view(View.BACK)
    clinician.select_tool(ToolKind.ERASER)
    clinician.press_at((0.1, 0.1))
    clinician.workspace.session.set_view(View.BACK_LEFT)
    for point in ((0.3, 0.5), (0.3, 0.6), (0.4, 0.5), (0.4, 0.7), (0.5, 0.6)):
        QTest.mouseMove(clinician.canvas, clinician.pixels(point))
    clinician.release_at((0.5, 0.7))
    assert plates_marked(clinician) == [View.BACK_LEFT]


def test_a_box_that_is_being_pulled_open_does_not_zoom_into_the_next_view(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.ZOOM)
    clinician.press_at((0.3, 0.5))
    QTest.mouseMove(clinician.canvas, clinician.pixels((0.5, 0.7)))
    clinician.workspace.session.set_view(View.BACK_LEFT)
    clinician.release_at((0.6, 0.8))
    assert clinician.workspace.session.showing.frame == ZoomFrame()


def test_a_line_that_is_being_drawn_is_not_painted_on_the_next_view(presenting):
    presenting.select_tool(ToolKind.PEN)
    presenting.press_at((0.3, 0.5))
    QTest.mouseMove(presenting.canvas, presenting.pixels((0.4, 0.6)))
    presenting.workspace.session.set_view(View.BACK_LEFT)
    QTest.mouseMove(presenting.canvas, presenting.pixels((0.5, 0.5)))
    figures = (presenting.canvas, presenting.audience.panes[0].figure)
    assert [figure.scene().interaction.draft_mark for figure in figures] == [None, None]


def test_a_press_of_a_stamp_comes_to_nothing_when_the_view_changes_before_its_release(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.STAMP)
    clinician.press_at((0.4, 0.5))
    clinician.workspace.session.set_view(View.BACK_LEFT)
    clinician.release_at((0.4, 0.5))
    assert plates_marked(clinician) == []


def test_a_stamp_that_was_moved_before_its_release_stays_on_the_view_of_its_press(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.STAMP)
    clinician.press_at((0.4, 0.5))
    QTest.mouseMove(clinician.canvas, clinician.pixels((0.45, 0.55)))
    clinician.workspace.session.set_view(View.BACK_LEFT)
    clinician.release_at((0.45, 0.55))
    assert plates_marked(clinician) == [View.BACK]


def test_a_label_is_not_asked_for_on_another_view_than_was_pressed(clinician):
    clinician.start_presenting()
    clinician.select_tool(ToolKind.LABEL)
    clinician.press_at((0.4, 0.5))
    clinician.workspace.session.set_view(View.BACK_LEFT)
    clinician.release_at((0.4, 0.5))
    assert clinician.controller.annotations._label_editor is None
