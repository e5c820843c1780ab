"""Marks are made by mouse, pen and key, move with the figure, and are undone pixel by pixel."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest

from app.body.regions import BuildId, FigureId, Place, PlateKey, RegionId, Side, View
from app.canvas.mark_layer import MarkLayer, MarkSurface
from app.painting.marks import MarkContext, mark_bounds, paint_mark
from app.present.actions import ToolKind
from app.session.actions import SelectRegion, SetFrame, SetView
from app.session.mark_editor import MarkEditor
from app.session.marks import Mark, MarkRole, MarkTool, StampKind
from app.session.session import Session
from app.session.state import Showing, ZoomFrame
from app.support.paths import assets
from app.theme.theme import read_theme
from tests.present.conftest import all_text
from tests.session.test_mark_editor import EDITS, marks, run
from tests.touch_input import pen

RIGHT_FLANK = Place(RegionId("flank"), Side.RIGHT)
SHOW_HIDDEN_SIDE = SelectRegion(RIGHT_FLANK, View.BACK_LEFT)
"""The right flank is chosen, and the figure is seen from the left, where it is not visible."""
PLATE = PlateKey(FigureId("woman"), BuildId("average"), View.BACK)
THEME = read_theme(assets() / "themes", "light", 100)
SIZE = QSize(160, 200)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("kind", "tool", "points"),
    [
        (ToolKind.PEN, MarkTool.PEN, 3),
        (ToolKind.HIGHLIGHTER, MarkTool.HIGHLIGHTER, 3),
        (ToolKind.ARROW, MarkTool.ARROW, 2),
        (ToolKind.CIRCLE, MarkTool.CIRCLE, 2),
        (ToolKind.STAMP, MarkTool.STAMP, 1),
    ],
)
def test_every_tool_makes_its_mark_and_chooses_no_region(annotating, kind, tool, points):
    annotating.select_tool(kind, MarkRole.AVOID, StampKind.FIELD)
    annotating.drag((0.35, 0.62), (0.42, 0.7), (0.48, 0.62))
    (mark,) = annotating.marks
    assert (mark.tool, mark.role, len(mark.points)) == (tool, MarkRole.AVOID, points)
    assert mark.stamp is (StampKind.FIELD if kind is ToolKind.STAMP else None)
    assert annotating.chosen is None


def test_without_a_tool_a_press_chooses_a_region(annotating):
    annotating.press("lumbar")
    assert annotating.marks == ()
    assert annotating.chosen.region == "lumbar"


def test_a_mark_of_a_pen_keeps_its_pressure(annotating):
    annotating.select_tool(ToolKind.PEN)
    for kind, x, pressure in (
        ("Press", 300, 0.2),
        ("Move", 330, 0.9),
        ("Move", 340, 0.5),
        ("Release", 340, 0.0),
    ):
        assert pen(annotating.canvas, kind, QPoint(x, 300), pressure=pressure)
    (mark,) = annotating.marks
    assert mark.pressure in ((0.2, 0.9, 0.5), (0.2, 0.5))
    assert len(mark.pressure) == len(mark.points)


def test_a_label_is_typed_on_the_figure_and_escape_discards_it(annotating):
    annotating.select_tool(ToolKind.LABEL, MarkRole.NOTE)
    annotating.drag((0.5, 0.6))
    annotating.type("old scar")
    annotating.key(Qt.Key.Key_Return)
    (mark,) = annotating.marks
    assert (mark.tool, mark.text) == (MarkTool.LABEL, "old scar")
    annotating.drag((0.5, 0.4))
    annotating.type("no")
    annotating.key(Qt.Key.Key_Escape)
    assert len(annotating.marks) == 1
    assert annotating.label_editor is None


@pytest.mark.parametrize(
    "kind", [ToolKind.TOUCH, ToolKind.PEN, ToolKind.ARROW, ToolKind.CIRCLE, ToolKind.STAMP]
)
def test_the_mark_key_marks_both_sides_of_a_region(annotating, kind):
    annotating.press_label("flank")
    annotating.select_tool(kind)
    press_mark_key(annotating)
    assert len(annotating.marks) == 2
    annotating.controller.summary.start()
    summary = all_text(annotating.controller.summary.dialog)
    assert "on Love handles, left; " in summary
    assert "on Love handles, right" in summary


def press_mark_key(clinician) -> None:
    QTest.keyClick(clinician.workspace, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("kind", list(ToolKind))
def test_the_mark_key_marks_no_side_that_is_not_visible(annotating, kind):
    annotating.select_tool(kind)
    annotating.apply(SHOW_HIDDEN_SIDE)
    press_mark_key(annotating)
    assert annotating.marks == ()
    assert annotating.label_editor is None


def test_buttons_for_the_chosen_side_are_enabled_only_while_it_is_visible(annotating):
    names = (
        "Mark the chosen area with this tool",
        "Zoom to the chosen area",
        "Spotlight on the chosen area",
    )
    annotating.apply(SHOW_HIDDEN_SIDE)
    assert [name for name in names if annotating.button(name).isEnabled()] == []
    annotating.apply(SetView(View.BACK))
    assert [name for name in names if not annotating.button(name).isEnabled()] == []


def test_both_windows_describe_marks_to_a_screen_reader(presenting):
    presenting.press("lumbar")
    presenting.select_tool(ToolKind.CIRCLE, MarkRole.ASK)
    presenting.drag((0.27, 0.68), (0.39, 0.8))
    description = "circle (to be asked) on Love handles, left"
    assert presenting.canvas.accessibleDescription() == description
    assert description in presenting.audience.panes[0].figure.accessibleName()
    presenting.apply(SetView(View.BACK_LEFT))
    assert presenting.canvas.accessibleDescription() == ""


def test_the_eraser_removes_one_mark_and_undo_restores_it(annotating):
    annotating.select_tool(ToolKind.CIRCLE)
    annotating.drag((0.4, 0.4), (0.5, 0.5))
    annotating.drag((0.4, 0.8), (0.5, 0.9))
    first, second = annotating.marks
    annotating.select_tool(ToolKind.ERASER)
    annotating.drag((0.45, 0.4))
    assert annotating.marks == (second,)
    QTest.keyClick(annotating.workspace, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert annotating.marks == (first, second)


def test_marks_move_with_the_zoom_and_reappear_with_their_view(annotating):
    annotating.select_tool(ToolKind.STAMP)
    annotating.drag((0.5, 0.6))
    before = annotating.marks
    annotating.select_tool(ToolKind.TOUCH)
    whole = annotating.figure()
    annotating.apply(SetFrame(ZoomFrame(2.0, 0.5, 0.5)))
    assert annotating.canvas.scene().marks is not None
    annotating.apply(SetView(View.BACK_LEFT))
    assert annotating.marks == ()
    annotating.apply(SetView(View.BACK))
    annotating.apply(SetFrame(ZoomFrame()))
    assert annotating.marks == before
    assert annotating.figure() == whole


def test_the_zoom_tool_zooms_to_a_box_and_leaves_no_mark(annotating):
    annotating.select_tool(ToolKind.ZOOM_AREA)
    annotating.drag((0.4, 0.5), (0.6, 0.7))
    assert annotating.marks == ()
    frame = annotating.session.showing.frame
    assert frame.zoom > 1.5
    assert frame.x == pytest.approx(0.5, abs=0.01)


def test_the_right_mouse_button_draws_nothing(annotating):
    annotating.select_tool(ToolKind.PEN)
    at = annotating.pixels((0.5, 0.5))
    QTest.mouseClick(annotating.canvas, Qt.MouseButton.RightButton, pos=at)
    assert annotating.marks == ()


def plates_marked(clinician) -> list[View]:
    return [plate.view for plate, _ in clinician.session.showing.marks_by_plate.plates]


@pytest.mark.parametrize(
    "kind", [ToolKind.PEN, ToolKind.HIGHLIGHTER, ToolKind.ARROW, ToolKind.CIRCLE]
)
def test_a_mark_stays_on_the_view_where_it_was_begun(annotating, kind):
    annotating.select_tool(kind)
    annotating.press_at((0.3, 0.5))
    annotating.move_to((0.4, 0.6))
    annotating.session.apply(SetView(View.BACK_LEFT))
    annotating.move_to((0.5, 0.5))
    annotating.release_at((0.5, 0.5))
    assert plates_marked(annotating) == [View.BACK]


def test_a_label_stays_on_the_view_where_its_place_was_pressed(annotating):
    annotating.select_tool(ToolKind.LABEL)
    annotating.drag((0.4, 0.7))
    QTest.keyClicks(annotating.label_editor, "scar")
    annotating.session.apply(SetView(View.BACK_RIGHT))
    annotating.controller.annotations.commit_typing()
    assert plates_marked(annotating) == [View.BACK]


def test_an_eraser_that_is_held_down_removes_nothing_from_the_next_view(annotating):
    annotating.session.apply(SetView(View.BACK_LEFT))
    annotating.select_tool(ToolKind.CIRCLE)
    annotating.drag((0.3, 0.5), (0.5, 0.7))
    annotating.session.apply(SetView(View.BACK))
    annotating.select_tool(ToolKind.ERASER)
    annotating.press_at((0.1, 0.1))
    annotating.session.apply(SetView(View.BACK_LEFT))
    for point in ((0.3, 0.5), (0.3, 0.6), (0.4, 0.5), (0.4, 0.7), (0.5, 0.6)):
        annotating.move_to(point)
    annotating.release_at((0.5, 0.7))
    assert plates_marked(annotating) == [View.BACK_LEFT]


def test_a_zoom_box_does_not_zoom_into_the_next_view(annotating):
    annotating.select_tool(ToolKind.ZOOM_AREA)
    annotating.press_at((0.3, 0.5))
    annotating.move_to((0.5, 0.7))
    annotating.session.apply(SetView(View.BACK_LEFT))
    annotating.release_at((0.6, 0.8))
    assert annotating.session.showing.frame == ZoomFrame()


def test_an_unfinished_line_is_not_painted_on_the_next_view(presenting):
    presenting.select_tool(ToolKind.PEN)
    presenting.press_at((0.3, 0.5))
    presenting.move_to((0.4, 0.6))
    presenting.session.apply(SetView(View.BACK_LEFT))
    presenting.move_to((0.5, 0.5))
    figures = (presenting.canvas, presenting.audience.panes[0].figure)
    assert [figure.scene().interaction.draft_mark for figure in figures] == [None, None]


def test_a_stamp_is_not_placed_if_the_view_changes_between_press_and_release(annotating):
    annotating.select_tool(ToolKind.STAMP)
    annotating.press_at((0.4, 0.5))
    annotating.session.apply(SetView(View.BACK_LEFT))
    annotating.release_at((0.4, 0.5))
    assert plates_marked(annotating) == []


def test_a_stamp_that_is_moved_before_its_release_stays_on_the_view_of_its_press(annotating):
    annotating.select_tool(ToolKind.STAMP)
    annotating.press_at((0.4, 0.5))
    annotating.move_to((0.45, 0.55))
    annotating.session.apply(SetView(View.BACK_LEFT))
    annotating.release_at((0.45, 0.55))
    assert plates_marked(annotating) == [View.BACK]


def test_no_label_is_asked_for_on_another_view_than_the_pressed_one(annotating):
    annotating.select_tool(ToolKind.LABEL)
    annotating.press_at((0.4, 0.5))
    annotating.session.apply(SetView(View.BACK_LEFT))
    annotating.release_at((0.4, 0.5))
    assert annotating.label_editor is None


def painted(layer: MarkLayer, wanted, surface: MarkSurface) -> QImage:
    """The picture of a layer once it is complete."""
    for _ in range(100):
        picture = layer.image_of(wanted, surface)
        if layer.is_complete:
            break
    image = QImage(surface.size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    if picture is not None:
        painter = QPainter(image)
        painter.drawImage(picture.target(surface.plate_rect), picture.image)
        painter.end()
    return image


def painted_by_a_new_layer(wanted, surface: MarkSurface) -> QImage:
    return painted(MarkLayer(), wanted, surface)


def make_surface(width: float = 150.0, left: float = 5.0) -> MarkSurface:
    return MarkSurface(PLATE, QRectF(left, 3, width, width * 1.4), SIZE, 1.0, THEME)


@settings(max_examples=40)
@given(st.lists(marks(), min_size=3, max_size=6), EDITS, st.integers(0, 30))
def test_redo_after_undo_restores_the_same_picture(first, edits, count):
    session, surface = Session(Showing()), make_surface()
    marking, layer = MarkEditor(session), MarkLayer()
    for edit in (*(("add", mark) for mark in first), *edits):
        run(marking, session, edit)
    before = painted(layer, marking.marks, surface)
    done = 0
    for _ in range(count):
        done += marking.can_undo
        marking.undo()
        expected = painted_by_a_new_layer(marking.marks, surface)
        assert painted(layer, marking.marks, surface) == expected
    for _ in range(done):
        marking.redo()
    assert painted(layer, marking.marks, surface) == before


@pytest.mark.parametrize("erased", [0, 31, 32, 70, 99])
def test_one_of_many_marks_is_erased_and_restored_in_the_same_picture(erased):
    """There are so many marks that the layer starts at its copies instead of an empty picture."""
    marking, layer, surface = MarkEditor(Session(Showing())), MarkLayer(), make_surface()
    for at in range(100):
        marking.add(Mark(MarkTool.PEN, MarkRole.PLAN, ((at / 100, 0.2), (at / 120, 1.2))))
    whole = painted(layer, marking.marks, surface)
    marking.erase(erased)
    without = painted(layer, marking.marks, surface)
    assert without == painted_by_a_new_layer(marking.marks, surface) != whole
    marking.undo()
    assert painted(layer, marking.marks, surface) == whole
    marking.redo()
    assert painted(layer, marking.marks, surface) == without
    for _ in range(40):
        marking.undo()
    expected = painted_by_a_new_layer(marking.marks, surface)
    assert painted(layer, marking.marks, surface) == expected


@settings(max_examples=25)
@given(st.lists(marks(), min_size=1, max_size=8).map(tuple), st.floats(60, 600), st.floats(-200, 9))
def test_zooming_in_and_back_gives_the_same_picture(wanted, width, left):
    layer, surface = MarkLayer(), make_surface()
    before = painted(layer, wanted, surface)
    painted(layer, wanted, make_surface(width, left))
    expected = painted_by_a_new_layer(wanted, surface)
    assert painted(layer, wanted, surface) == before == expected


@settings(max_examples=60)
@given(marks())
def test_a_mark_paints_nothing_outside_its_bounds(mark):
    image = empty_image()
    context = MarkContext(make_surface().plate_rect, THEME)
    painter = QPainter(image)
    paint_mark(painter, mark, context)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
    painter.fillRect(mark_bounds(mark, context).toAlignedRect(), Qt.GlobalColor.black)
    painter.end()
    assert image == empty_image()


def empty_image() -> QImage:
    image = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    return image


def test_roles_differ_without_color():
    """In the high-contrast theme, which has few colors, the lines of no two roles are alike."""
    contrast = read_theme(assets() / "themes", "contrast", 100)
    images = []
    for role in MarkRole:
        image = empty_image()
        painter = QPainter(image)
        mark = Mark(MarkTool.CIRCLE, role, ((0.2, 0.2), (0.8, 0.8)))
        paint_mark(painter, mark, MarkContext(make_surface().plate_rect, contrast))
        painter.end()
        images.append(image.convertToFormat(QImage.Format.Format_Grayscale8))
    assert all(one != other for at, one in enumerate(images) for other in images[:at])
