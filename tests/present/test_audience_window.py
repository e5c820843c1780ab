"""The audience sees figure, words and marks, as the clinician lets it, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

from app.body.regions import Place, RegionId, Side, TopicId, View
from app.canvas.scene_builder import SceneBuilder
from app.present.annotation.tool_handler import ToolKind
from app.present.audience.pane import AudienceResources
from app.present.audience.screens import AudienceScreens
from app.present.audience.window import AudienceMode, AudienceWindow
from app.session.state import Showing, Spotlight, ZoomFrame
from tests.present.conftest import wait_for_audience, wait_until

RIGHT_FLANK = Place(RegionId("flank"), Side.RIGHT)
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.desktop.application import build_window
from app.bootstrap.options import Options
from app.bootstrap.open_atlas import open_atlas
from app.desktop.presentation_mode import PresentationMode
from app.session.settings import Settings

app = QApplication([])
window = build_window(open_atlas(None), Options(), Settings(), keep=lambda kept: None, motion_ms=0)
window.show()
while not window.workspace.is_ready:
    app.processEvents()
presenting = window.workspace.findChild(PresentationMode)
presenting.start()
presenting.controller.audience_controller.show_on("window")
if window.isVisible() and presenting.controller.audience_controller.window.isVisible():
    print("both", flush=True)
QTimer.singleShot(100, window.close)
QTimer.singleShot(20_000, lambda: os._exit(3))
app.exec()
print("ended", flush=True)
"""
NOTE = "Ask about the operation of twenty-nineteen"


def picture(window) -> QImage:
    wait_for_audience(window)
    return window.grab().toImage()


def rendered_from_scratch(clinician, showing: Showing) -> QImage:
    """What a window that has never shown anything else shows of a Showing."""
    desk = clinician.controller
    wear = AudienceResources(
        desk._theme_for,
        lambda: SceneBuilder(desk._atlas, desk._workspace.theme_loader.skins),
        desk._workspace.panel_context,
    )
    fresh = AudienceWindow(wear, showing)
    fresh.resize(clinician.audience.size())
    fresh.show()
    image = picture(fresh)
    fresh.deleteLater()
    fresh.hide()
    return image


def audience_text(window) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def accessible_names(widget) -> str:
    """Every name and description in the accessible tree below a widget."""
    found, todo = [], [QAccessible.queryAccessibleInterface(widget)]
    while todo:
        one = todo.pop()
        kinds = QAccessible.Text
        found += [one.text(kinds.Name), one.text(kinds.Description), one.text(kinds.Value)]
        todo += [one.child(at) for at in range(one.childCount())]
    return "\n".join(found)


def test_it_never_appears_uninvited(clinician):
    clinician.start_presenting()
    assert clinician.audience is None
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, AudienceWindow)]


def test_two_clicks_show_it_on_the_other_screen(clinician):
    clinician.click(clinician.button("Present"))
    clinician.click(clinician.button("Show to the audience"))
    assert clinician.audience.isVisible()
    assert clinician.audience.isFullScreen()
    assert AudienceScreens.screen_of(clinician.audience).name() == "wall"
    assert "Live" in clinician.controller.control_panel._status_label.text()


def test_one_more_click_and_a_stroke_make_the_first_mark(presenting):
    presenting.click(presenting.button("Pen"))
    presenting.drag((0.4, 0.5), (0.45, 0.52), (0.5, 0.5))
    assert len(presenting.marks) == 1


@pytest.mark.parametrize("figure", ["woman", "man"])
def test_in_mirror_it_shows_what_a_fresh_window_would(presenting, figure):
    presenting.workspace.session.set_figure(figure)
    presenting.press("flank", Side.LEFT)
    presenting.select_tool(ToolKind.CIRCLE)
    presenting.drag((0.3, 0.6), (0.45, 0.75))
    presenting.select_tool(ToolKind.TOUCH)
    presenting.controller.audience_controller.window.show_transient(
        type(presenting.workspace.canvas.scene().interaction)()
    )
    showing = presenting.workspace.session.showing
    assert picture(presenting.audience) == rendered_from_scratch(presenting, showing)
    assert picture(presenting.audience) != rendered_from_scratch(
        presenting, replace(showing, place=None)
    )


def test_a_frozen_picture_stays_whatever_the_clinician_does(presenting):
    presenting.press("flank", Side.LEFT)
    QTest.mouseMove(presenting.workspace.toolbar, QPoint(5, 5))
    presenting.click(presenting.button("Freeze"))
    held = picture(presenting.audience)
    presenting.press("lumbar")
    presenting.workspace.session.open_topic(TopicId("risks"))
    presenting.workspace.session.set_frame(ZoomFrame(2.0, 0.5, 0.5))
    presenting.select_tool(ToolKind.PEN)
    presenting.drag((0.4, 0.5), (0.5, 0.5))
    assert picture(presenting.audience) == held
    assert "Frozen" in presenting.controller.control_panel._status_label.text()
    presenting.click(presenting.button("Mirror"))
    presenting.controller.annotations.draw_input.pointer_moved.emit(None)
    assert picture(presenting.audience) == rendered_from_scratch(
        presenting, presenting.workspace.session.showing
    )


def test_blank_is_one_colour_without_a_word(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("Blank"))
    ground = presenting.workspace.theme.color("ground").rgb()
    image = picture(presenting.audience)
    found = {image.pixel(x, y) for x in range(0, 1920, 7) for y in range(0, 1080, 7)}
    assert found == {ground}
    assert audience_text(presenting.audience) == ""
    assert "Blank" in presenting.controller.control_panel._status_label.text()


def test_after_blank_nothing_of_the_time_between_is_held(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("Blank"))
    presenting.press("lumbar")
    presenting.click(presenting.button("Freeze"))
    presenting.controller.annotations.draw_input.pointer_moved.emit(None)
    assert picture(presenting.audience) == rendered_from_scratch(
        presenting, presenting.workspace.session.showing
    )


@pytest.mark.parametrize(
    ("key", "mode"),
    [
        (Qt.Key.Key_F6, AudienceMode.MIRROR),
        (Qt.Key.Key_F7, AudienceMode.FREEZE),
        (Qt.Key.Key_F8, AudienceMode.BLANK),
        (Qt.Key.Key_Period, AudienceMode.BLANK),
    ],
)
def test_each_mode_is_one_key(presenting, key, mode):
    presenting.controller.audience_controller.set_mode(
        AudienceMode.FREEZE if mode is AudienceMode.MIRROR else AudienceMode.MIRROR
    )
    presenting.key(key)
    assert presenting.audience.mode is mode


def test_tools_and_notes_are_in_no_tree_and_in_no_pixel(presenting):
    desk = presenting.controller
    sequence = desk._atlas.sequences("en")[0]
    noted = tuple(replace(step, note=NOTE) for step in sequence.steps)
    pictures = []
    for steps in (tuple(replace(step, note="") for step in noted), noted):
        desk.step_player.load(replace(sequence, steps=steps))
        presenting.key(Qt.Key.Key_PageDown)
        presenting.key(Qt.Key.Key_PageDown)
        desk.annotations.draw_input.pointer_moved.emit(None)
        pictures.append(picture(presenting.audience))
    without = pictures[0]
    assert NOTE in clinician_text(presenting)
    window = presenting.audience
    assert picture(window) == without
    assert NOTE not in audience_text(window) + accessible_names(window)
    assert window.findChildren(QAbstractButton) == []
    assert window.findChildren(QLineEdit) == []
    assert "Love handles" in audience_text(window)
    assert "Love handles" in accessible_names(window)


def clinician_text(clinician) -> str:
    return "\n".join(label.text() for label in clinician.controller.control_panel.findChildren(QLabel))


def test_check_first_is_always_there_and_no_topic_hides_its_risks(presenting):
    presenting.press("flank", Side.LEFT)
    for topic in ("procedure", "options", "recovery", "risks", None):
        presenting.workspace.session.open_topic(TopicId(topic) if topic else None)
        presenting.settle()
        assert "Check first." in audience_text(presenting.audience), topic
    assert {"Procedure", "Who it suits", "Risks"} <= set(
        audience_text(presenting.audience).split("\n")
    )


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 720)])
def test_no_main_topic_is_below_the_edge_of_any_window(clinician, size):
    clinician.start_presenting()
    clinician.controller._on_screen_picked("wall")
    clinician.press("flank", Side.LEFT)
    clinician.audience.setWindowState(Qt.WindowState.WindowNoState)
    clinician.audience.resize(*size)
    clinician.settle()
    clinician.wait_for_text_layout()
    assert not clinician.audience.panes[0].text.has_more


def test_the_words_scroll_with_the_clinicians(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.workspace.session.open_topic(TopicId("risks"))
    presenting.settle()
    presenting.wait_for_text_layout()
    page = presenting.audience.panes[0].text._page
    bar = presenting.workspace.panel._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    presenting.settle()
    assert page.verticalScrollBar().value() == page.verticalScrollBar().maximum() > 0


def test_choosing_moves_nothing_and_zoom_is_followed(presenting):
    before = presenting.workspace.session.showing.frame
    presenting.press("flank", Side.LEFT)
    assert presenting.workspace.session.showing.frame == before
    presenting.click(presenting.button("Zoom to the chosen region"))
    assert presenting.workspace.session.showing.frame.zoom > 1
    figure = presenting.audience.panes[0].figure
    assert figure.scene().plate_rect.width() > figure.width()
    presenting.click(presenting.button("Zoom to the chosen region"))
    assert presenting.workspace.session.showing.frame == ZoomFrame()


def test_the_pointer_is_seen_large(presenting):
    presenting.controller.annotations.draw_input.pointer_moved.emit(None)
    without = picture(presenting.audience)
    QTest.mouseMove(presenting.canvas, presenting.pixels((0.5, 0.6)))
    assert picture(presenting.audience) != without
    presenting.controller.annotations.draw_input.pointer_moved.emit(None)
    assert picture(presenting.audience) == without


def test_a_spotlight_dims_the_rest(presenting):
    presenting.press("lumbar")
    presenting.controller.annotations.draw_input.pointer_moved.emit(None)
    figure = presenting.audience.panes[0].figure
    where = figure.scene().plate_rect
    inside = QPoint(int(where.x() + 0.5 * where.width()), int(where.y() + 0.72 * where.width()))
    far = QPoint(int(where.x() + 0.5 * where.width()), int(where.y() + 0.45 * where.width()))
    before = picture(presenting.audience)
    presenting.click(presenting.button("Spotlight on the chosen region"))
    presenting.controller.annotations.draw_input.pointer_moved.emit(None)
    assert presenting.workspace.session.showing.spotlight == Spotlight()
    after = picture(presenting.audience)
    assert after.pixel(inside) == before.pixel(inside)
    assert after.pixel(far) != before.pixel(far)


def test_a_lost_screen_brings_it_home_in_the_middle_of_a_stroke(presenting):
    wall = next(one for one in QGuiApplication.screens() if one.name() == "wall")
    presenting.select_tool(ToolKind.PEN)
    presenting.press_at((0.4, 0.5))
    QTest.mouseMove(presenting.canvas, presenting.pixels((0.45, 0.55)))
    QGuiApplication.instance().screenRemoved.emit(wall)
    QTest.mouseMove(presenting.canvas, presenting.pixels((0.5, 0.5)))
    presenting.release_at((0.5, 0.5))
    assert len(presenting.marks[0].points) == 3
    assert presenting.audience.isVisible()
    assert not presenting.audience.isFullScreen()
    assert presenting.workspace.banner.isVisible()
    QGuiApplication.instance().screenAdded.emit(wall)
    ask = presenting.controller.dialog
    assert ask.isVisible()
    presenting.click(ask.radio_list.rows[0])
    assert presenting.audience.isFullScreen()
    assert AudienceScreens.screen_of(presenting.audience).name() == "wall"


def test_every_screen_flashes_its_number(presenting):
    presenting.click(presenting.button("Pick the audience's screen: wall"))
    flashes = presenting.controller.audience_controller.screens.number_overlays
    assert [AudienceScreens.screen_of(flash).name() for flash in flashes] == ["desk", "wall"]
    listed = [answer.text() for answer in presenting.controller.dialog.radio_list.rows]
    assert [line.split(" ")[0] for line in listed[:2]] == ["1", "2"]
    presenting.click(presenting.controller.dialog.radio_list.rows[-1])
    assert presenting.audience.isVisible()
    assert not presenting.audience.isFullScreen()


def test_closing_it_loses_nothing(presenting):
    presenting.select_tool(ToolKind.STAMP)
    presenting.drag((0.5, 0.5))
    presenting.audience.close()
    presenting.settle()
    assert presenting.audience is None
    assert len(presenting.marks) == 1
    presenting.show_audience_window()
    assert presenting.audience.isVisible()


def test_the_program_ends_with_the_clinicians_window():
    """In a process of its own: what ends one event loop would reach into every later test."""
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, timeout=60, capture_output=True, check=False
    )
    assert (found.returncode, found.stdout.split()) == (0, [b"both", b"ended"]), found.stderr


def test_the_curtain_hides_everything_at_once_and_lifts_here_first(presenting):
    presenting.key(Qt.Key.Key_F9)
    assert presenting.controller.visibility.privacy_screen.isVisible()
    assert not presenting.workspace.isVisible()
    ground = presenting.workspace.theme.color("ground")
    seen = presenting.workspace.window().grab().toImage()
    assert all(seen.pixelColor(x, 120) == ground for x in range(0, seen.width(), 5))
    assert presenting.audience.mode is AudienceMode.BLANK
    presenting.controller.visibility.privacy_screen.dismiss()
    presenting.settle()
    assert presenting.workspace.figure_pane.isVisible()
    assert presenting.audience.mode is AudienceMode.BLANK


def test_the_preview_shows_the_audiences_picture(presenting):
    preview = presenting.controller.control_panel.preview
    presenting.press("flank", Side.LEFT)
    wait_until(lambda: not preview._timer.isActive())
    live = preview.pixmap_shown.toImage()
    presenting.click(presenting.button("Blank"))
    wait_until(lambda: not preview._timer.isActive())
    blank = preview.pixmap_shown.toImage()
    middle = QPoint(live.width() // 4, live.height() // 2)
    assert live.pixel(middle) != blank.pixel(middle)
    assert blank.pixelColor(middle) == presenting.workspace.theme.color("ground")


def show_hidden_side(clinician) -> None:
    """The right flank is chosen, and the figure is seen from its left."""
    session = clinician.workspace.session
    session.replace_showing(replace(session.showing, place=RIGHT_FLANK, view=View.BACK_LEFT))
    clinician.settle()


def test_clinician_and_audience_both_read_that_a_side_is_not_seen(presenting):
    show_hidden_side(presenting)
    assert "Not seen from here." in presenting.visible_text()
    assert "Not seen from here." in audience_text(presenting.audience)
    presenting.workspace.session.set_view(View.BACK)
    presenting.settle()
    assert "Not seen from here." not in presenting.visible_text()
    assert "Not seen from here." not in audience_text(presenting.audience)


def test_an_unseen_side_is_said_to_be_unseen_to_a_screen_reader(presenting):
    show_hidden_side(presenting)
    figure = presenting.audience.panes[0].figure
    assert figure.accessibleName().endswith("Love handles, right; not seen from here")
    assert presenting.workspace._announcer.last_announcement == "Love handles, right, chosen; not seen from here"


def test_a_seen_side_is_announced_without_a_remark(presenting):
    presenting.press("flank", Side.RIGHT)
    assert presenting.workspace._announcer.last_announcement == "Love handles, right, chosen"
    name = presenting.audience.panes[0].figure.accessibleName()
    assert name.endswith("Love handles, right")


def test_a_second_flash_lasts_as_long_as_the_first_and_leaves_none_of_it(clinician):
    clinician.start_presenting()
    screens = clinician.controller.audience_controller.screens
    screens.show_numbers(clinician.workspace.theme)
    first = screens.number_overlays
    screens.show_numbers(clinician.workspace.theme)
    assert not any(flash.isVisible() for flash in first)
    assert all(flash.isVisible() for flash in screens.number_overlays)
    screens.hide_numbers()
    assert screens.number_overlays == ()


def test_a_flash_ends_with_presenting(clinician):
    clinician.start_presenting()
    screens = clinician.controller.audience_controller.screens
    screens.show_numbers(clinician.workspace.theme)
    flashes = screens.number_overlays
    clinician.controller.end()
    assert not any(flash.isVisible() for flash in flashes)
