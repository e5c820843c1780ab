"""The audience sees figure, text and marks, as the clinician chooses, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.atlas.loader import open_trusted
from app.atlas.model import Depth
from app.atlas.topics import (
    CHECK_FIRST_TOPIC,
    OVERVIEW_TOPIC,
    PROCEDURE_TOPIC,
    QUESTIONS_TOPIC,
    RECOVERY_TOPIC,
    RISKS_TOPIC,
)
from app.body.regions import FigureId, Place, RegionId, Side, View
from app.canvas.scene_builder import SceneBuilder
from app.panels.document.risk_row import RiskRowButton
from app.present.actions import AudienceMode, ToolKind
from app.present.audience.pane import AudienceResources
from app.present.audience.screens import AudienceScreens
from app.present.audience.text import ScrollTarget
from app.present.audience.window import AudienceWindow
from app.session.actions import OpenTopic, SelectRegion, SetFigure, SetFrame, SetView
from app.session.state import Showing, Spotlight, ZoomFrame
from app.support.paths import shipped_atlas
from app.widgets.notes_line import NotesLine
from app.widgets.text_view import TextView
from app.workspace.announcer import ChangeAnnouncer
from tests.present.conftest import (
    AUDIENCE_SCREEN,
    all_text,
    wait_for_audience,
    wait_until,
    words_of,
)

RIGHT_FLANK = Place(RegionId("flank"), Side.RIGHT)
SHOW_HIDDEN_SIDE = SelectRegion(RIGHT_FLANK, View.BACK_LEFT)
"""The right flank is chosen, and the figure is seen from the left, where it is not visible."""
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
window = build_window(open_atlas(None), Options(), Settings(), save=lambda kept: None, motion_ms=0)
window.show()
while not window.workspace.is_ready:
    app.processEvents()
presenting = window.workspace.findChild(PresentationMode)
presenting.start()
audience = presenting.controller.audience_controller
audience.show_on("window")
if window.isVisible() and audience.window.isVisible():
    print("both", flush=True)
QTimer.singleShot(100, window.close)
QTimer.singleShot(20_000, lambda: os._exit(3))
app.exec()
print("ended", flush=True)
"""
LEFT_FLANK = "Love handles, left"
STUDIES = Depth.STUDIES
NOTE = "Ask about the operation of twenty-nineteen"


def picture(window) -> QImage:
    wait_for_audience(window)
    return window.grab().toImage()


def rendered_by_a_new_window(clinician, showing: Showing) -> QImage:
    """What an audience window shows that has never shown anything else."""
    workspace = clinician.workspace
    loader = workspace.theme_loader
    resources = AudienceResources(
        lambda showing, text_size: replace(loader.load(showing), text_size=text_size),
        lambda: SceneBuilder(clinician.atlas, loader.skins),
        workspace.panel_context,
    )
    window = AudienceWindow(resources, showing)
    window.resize(clinician.audience.size())
    window.show()
    image = picture(window)
    window.deleteLater()
    window.hide()
    return image


def accessible_text(widget) -> str:
    """Every name, description and value in the accessible tree of a widget."""
    found, todo = [], [QAccessible.queryAccessibleInterface(widget)]
    while todo:
        one = todo.pop()
        kinds = QAccessible.Text
        found += [one.text(kinds.Name), one.text(kinds.Description), one.text(kinds.Value)]
        todo += [one.child(at) for at in range(one.childCount())]
    return "\n".join(found)


def test_the_audience_window_does_not_open_by_itself(annotating):
    windows = QApplication.topLevelWidgets()
    assert annotating.audience is None
    assert not [one for one in windows if isinstance(one, AudienceWindow) and one.isVisible()]


def test_two_clicks_show_the_audience_window_on_the_other_screen(clinician):
    clinician.start_presenting()
    clinician.click(clinician.button("Show to the audience"))
    assert clinician.audience.isVisible()
    assert clinician.audience.isFullScreen()
    assert AudienceScreens.screen_of(clinician.audience).name() == AUDIENCE_SCREEN
    assert "Live" in clinician.status


def test_one_more_click_and_a_stroke_make_the_first_mark(presenting):
    presenting.click(presenting.button("Pen"))
    presenting.drag((0.4, 0.5), (0.45, 0.52), (0.5, 0.5))
    assert len(presenting.marks) == 1


@pytest.mark.parametrize("figure", ["woman", "man"])
def test_a_mirroring_window_shows_what_a_new_window_would_show(presenting, figure):
    presenting.session.apply(SetFigure(FigureId(figure)))
    presenting.press("flank", Side.LEFT)
    presenting.select_tool(ToolKind.CIRCLE)
    presenting.drag((0.3, 0.6), (0.45, 0.75))
    presenting.select_tool(ToolKind.TOUCH)
    presenting.move_pointer_away()
    showing = presenting.session.showing
    shown = picture(presenting.audience)
    assert shown == rendered_by_a_new_window(presenting, showing)
    assert shown != rendered_by_a_new_window(presenting, replace(showing, place=None))


def test_a_frozen_picture_stays_whatever_the_clinician_does(presenting):
    presenting.press("flank", Side.LEFT)
    QTest.mouseMove(presenting.workspace.toolbar, QPoint(5, 5))
    presenting.click(presenting.button("Freeze"))
    frozen = picture(presenting.audience)
    presenting.press("lumbar")
    presenting.session.apply(OpenTopic(RISKS_TOPIC))
    presenting.session.apply(SetFrame(ZoomFrame(2.0, 0.5, 0.5)))
    presenting.select_tool(ToolKind.PEN)
    presenting.drag((0.4, 0.5), (0.5, 0.5))
    assert picture(presenting.audience) == frozen
    assert "Frozen" in presenting.status
    presenting.click(presenting.button("Mirror"))
    presenting.move_pointer_away()
    expected = rendered_by_a_new_window(presenting, presenting.session.showing)
    assert picture(presenting.audience) == expected


def test_a_blank_window_has_one_color_and_no_text(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("Blank"))
    ground = presenting.workspace.theme.color("ground").rgb()
    image = picture(presenting.audience)
    found = {image.pixel(x, y) for x in range(0, 1920, 7) for y in range(0, 1080, 7)}
    assert found == {ground}
    assert all_text(presenting.audience) == ""
    assert "Blank" in presenting.status


def test_freezing_a_blank_window_shows_the_current_state(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button("Blank"))
    presenting.press("lumbar")
    presenting.click(presenting.button("Freeze"))
    presenting.move_pointer_away()
    expected = rendered_by_a_new_window(presenting, presenting.session.showing)
    assert picture(presenting.audience) == expected


@pytest.mark.parametrize(
    ("key", "mode"),
    [
        (Qt.Key.Key_F5, AudienceMode.MIRROR),
        (Qt.Key.Key_F7, AudienceMode.FREEZE),
        (Qt.Key.Key_F8, AudienceMode.BLANK),
        (Qt.Key.Key_Period, AudienceMode.BLANK),
    ],
)
def test_each_mode_has_a_key(presenting, key, mode):
    presenting.controller.audience_controller.set_mode(
        AudienceMode.FREEZE if mode is AudienceMode.MIRROR else AudienceMode.MIRROR
    )
    presenting.key(key)
    assert presenting.audience.mode is mode


def test_notes_and_controls_are_neither_painted_nor_accessible_in_the_audience_window(presenting):
    sequence = presenting.atlas.sequences("en")[0]
    with_notes = tuple(structs.replace(step, note=NOTE) for step in sequence.steps)
    pictures = []
    for steps in (tuple(structs.replace(step, note="") for step in with_notes), with_notes):
        presenting.player.load(structs.replace(sequence, steps=steps))
        presenting.key(Qt.Key.Key_PageDown)
        presenting.key(Qt.Key.Key_PageDown)
        presenting.move_pointer_away()
        pictures.append(picture(presenting.audience))
    without_notes = pictures[0]
    assert NOTE in all_text(presenting.controller.control_panel)
    window = presenting.audience
    assert picture(window) == without_notes
    assert NOTE not in all_text(window) + accessible_text(window)
    assert window.findChildren(QAbstractButton) == []
    assert window.findChildren(QLineEdit) == []
    assert "Love handles" in all_text(window)
    assert "Love handles" in accessible_text(window)


@pytest.mark.parametrize("tab", [tab.id for tab in open_trusted(shipped_atlas()).tabs])
def test_nothing_in_the_text_can_be_pressed_focused_or_selected(presenting, tab):
    presenting.press("flank", Side.LEFT)
    topic = next(one for one in presenting.atlas.tabs if one.id == tab).topics[0]
    presenting.apply(OpenTopic(topic))
    presenting.wait_for_text_layout()
    page = presenting.audience.panes[0].text.page
    texts = page.findChildren(TextView)
    assert texts
    assert not page.findChildren(QAbstractButton)
    assert not page.findChildren(NotesLine)
    assert not [one for one in presenting.audience.findChildren(QWidget) if can_have_focus(one)]
    assert not [one for one in texts if one.is_selectable or links(one)]


def can_have_focus(widget) -> bool:
    return widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def links(view: TextView) -> list[str]:
    """The addresses of the links in a text, such as terms and sources."""
    cursor = QTextCursor(view.document())
    found = []
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        found += [cursor.charFormat().anchorHref()] if cursor.charFormat().isAnchor() else []
    return found


def test_the_text_of_the_clinician_has_the_links_that_the_audience_does_not_see(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.apply(OpenTopic(RISKS_TOPIC))
    assert any(links(one) for one in presenting.workspace.panel.findChildren(TextView))


def test_the_overview_answers_what_it_is_for_whom_and_what_can_go_wrong(presenting):
    presenting.press("flank", Side.LEFT)
    text = all_text(presenting.audience)
    overview = presenting.atlas.region_text(RegionId("flank"), "en").topics[OVERVIEW_TOPIC]
    assert len(overview.statements) == 5
    assert [one.heading for one in overview.statements if one.heading not in text] == []
    assert "Any problem (complication): 26 and 120 of 1,000 people or procedures" in text
    assert "If you might have one, you need a CT or MRI scan first." in text


def test_each_topic_that_is_opened_is_in_sight_also_from_a_fold(presenting):
    presenting.press("flank", Side.LEFT)
    region = presenting.atlas.region_text(RegionId("flank"), "en")
    missing = []
    for topic in region.topics:
        presenting.apply(OpenTopic(topic))
        presenting.wait_for_text_layout()
        page = presenting.audience.panes[0].text.page
        text = all_text(page)
        in_front = [one for one in region.topics[topic].statements if one.depth is not STUDIES]
        if in_front and in_front[0].heading not in text:
            missing.append(topic)
        if topic == CHECK_FIRST_TOPIC:
            heading = next(one for one in page.findChildren(QLabel) if one.text() == "Check first")
            top = heading.mapTo(page.viewport(), QPoint()).y()
            assert abs(top) < page.viewport().height() * 0.5
            assert page.verticalScrollBar().value() > 0
    assert missing == []


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (1280, 720)])
def test_the_title_with_the_side_stays_while_the_text_scrolls(annotating, size):
    annotating.controller.show_on_picked_screen(AUDIENCE_SCREEN)
    annotating.press("flank", Side.LEFT)
    annotating.audience.setWindowState(Qt.WindowState.WindowNoState)
    annotating.audience.resize(*size)
    annotating.settle()
    annotating.wait_for_text_layout()
    text = annotating.audience.panes[0].text
    title = next(one for one in text.page.findChildren(QLabel) if one.text() == LEFT_FLANK)
    before = title.mapTo(text, QPoint())
    text.scroll_to(ScrollTarget(1.0))
    assert not text.has_more
    assert title.mapTo(text, QPoint()) == before
    assert title.visibleRegion().boundingRect() == title.rect()
    assert text.page.viewport().y() >= title.geometry().bottom()


def test_the_text_scrolls_with_the_clinicians_text(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.apply(OpenTopic(RISKS_TOPIC))
    presenting.wait_for_text_layout()
    bar = presenting.audience.panes[0].text.page.verticalScrollBar()
    presenting.text_scroll_bar.setValue(presenting.text_scroll_bar.maximum())
    presenting.settle()
    assert bar.value() == bar.maximum() > 0
    presenting.text_scroll_bar.setValue(0)
    presenting.settle()
    assert bar.value() == 0


@pytest.mark.parametrize("topic", [RISKS_TOPIC, PROCEDURE_TOPIC, RECOVERY_TOPIC, QUESTIONS_TOPIC])
@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_the_words_in_the_clinicians_view_are_in_the_audiences_view(presenting, topic, share):
    presenting.press("flank", Side.LEFT)
    presenting.apply(OpenTopic(topic))
    presenting.wait_for_text_layout()
    bar = presenting.text_scroll_bar
    bar.setValue(round(bar.maximum() * share))
    presenting.settle()
    wanted = words_at(presenting.workspace.panel.scroll_area, bar.value() / bar.maximum())
    page = presenting.audience.panes[0].text.page
    in_sight = [words_of(one) for one in texts_in(page) if not one.visibleRegion().isEmpty()]
    assert len(wanted) > 3
    assert wanted in "\n".join(in_sight)


def texts_in(area) -> list[QWidget]:
    """The widgets with words in a scroll area."""
    found = area.widget().findChildren(QWidget)
    kinds = QLabel | TextView | RiskRowButton
    return [one for one in found if isinstance(one, kinds) and one.isVisible() and words_of(one)]


def words_at(area, share) -> str:
    """The first words of the text at a share of the height in sight, or of the next one below."""
    y = share * area.viewport().height()

    def distance(widget) -> float:
        top = widget.mapTo(area.viewport(), QPoint()).y()
        is_above = top + widget.height() <= y
        return float("inf") if is_above else max(top - y, 0)

    return words_of(min(texts_in(area), key=distance))[:24]


def test_choosing_a_region_does_not_zoom_and_the_audience_window_follows_a_zoom(presenting):
    before = presenting.session.showing.frame
    presenting.press("flank", Side.LEFT)
    assert presenting.session.showing.frame == before
    presenting.click(presenting.button("Zoom to the chosen area"))
    assert presenting.session.showing.frame.zoom > 1
    figure = presenting.audience.panes[0].figure
    assert figure.scene().plate_rect.width() > figure.width()
    presenting.click(presenting.button("Zoom to the chosen area"))
    assert presenting.session.showing.frame == ZoomFrame()


@pytest.mark.parametrize("zoom", [1.0, 1.4, 2.0, 4.0])
def test_the_audience_keeps_the_names_at_any_zoom(presenting, zoom):
    for y in (0.3, 0.5, 0.7):
        presenting.apply(SetFrame(ZoomFrame(zoom, 0.5, y)))
        scene = presenting.audience.panes[0].figure.scene()
        assert scene.layout.numbered == ()
        window = QRectF(presenting.audience.panes[0].figure.rect()).adjusted(40, 40, -40, -40)
        named = {label.region for label in scene.layout.labels}
        boxes = {shape.place.region: shape.path.boundingRect() for shape in scene.shapes}
        assert {region for region, box in boxes.items() if window.contains(box.center())} <= named
        assert named


def test_the_audience_sees_dots_in_place_of_numbers(presenting):
    figure = presenting.audience.panes[0].figure
    figure.resize(300, 300)
    layout = figure.scene().layout
    named = {label.region for label in layout.labels}
    assert layout.numbered == ()
    assert named | {region for region, _ in layout.small_dots} == set(presenting.atlas.regions)
    assert named != set(presenting.atlas.regions)


def test_the_audience_sees_the_pointer(presenting):
    presenting.move_pointer_away()
    without = picture(presenting.audience)
    presenting.move_to((0.5, 0.6))
    assert picture(presenting.audience) != without
    presenting.move_pointer_away()
    assert picture(presenting.audience) == without


def test_a_spotlight_dims_the_rest_of_the_figure(presenting):
    presenting.press("lumbar")
    presenting.move_pointer_away()
    rect = presenting.audience.panes[0].figure.scene().plate_rect
    inside = QPoint(int(rect.x() + 0.5 * rect.width()), int(rect.y() + 0.72 * rect.width()))
    outside = QPoint(int(rect.x() + 0.5 * rect.width()), int(rect.y() + 0.45 * rect.width()))
    before = picture(presenting.audience)
    presenting.click(presenting.button("Spotlight on the chosen area"))
    presenting.move_pointer_away()
    assert presenting.session.showing.spotlight == Spotlight()
    after = picture(presenting.audience)
    assert after.pixel(inside) == before.pixel(inside)
    assert after.pixel(outside) != before.pixel(outside)


def test_disconnecting_a_screen_during_a_stroke_loses_nothing(presenting):
    screen = AudienceScreens.find_screen(AUDIENCE_SCREEN)
    presenting.select_tool(ToolKind.PEN)
    presenting.press_at((0.4, 0.5))
    presenting.move_to((0.45, 0.55))
    QGuiApplication.instance().screenRemoved.emit(screen)
    presenting.move_to((0.5, 0.5))
    presenting.release_at((0.5, 0.5))
    assert len(presenting.marks[0].points) == 3
    assert presenting.audience.isVisible()
    assert not presenting.audience.isFullScreen()
    assert presenting.workspace.messages.is_visible
    QGuiApplication.instance().screenAdded.emit(screen)
    dialog = presenting.controller.dialog
    assert dialog.isVisible()
    presenting.click(dialog.answers.rows[0])
    assert presenting.audience.isFullScreen()
    assert AudienceScreens.screen_of(presenting.audience).name() == AUDIENCE_SCREEN


def test_every_screen_shows_its_number_while_one_is_chosen(presenting):
    presenting.click(presenting.button("Pick the audience's screen: wall"))
    overlays = presenting.controller.audience_controller.screens.number_overlays
    names = [AudienceScreens.screen_of(overlay).name() for overlay in overlays]
    assert names == ["desk", "wall"]
    rows = presenting.controller.dialog.answers.rows
    assert [row.text().split(" ")[0] for row in rows[:2]] == ["1", "2"]
    presenting.click(rows[-1])
    assert presenting.audience.isVisible()
    assert not presenting.audience.isFullScreen()


def test_closing_the_audience_window_loses_nothing(presenting):
    presenting.select_tool(ToolKind.STAMP)
    presenting.drag((0.5, 0.5))
    presenting.audience.close()
    presenting.settle()
    assert presenting.audience is None
    assert len(presenting.marks) == 1
    presenting.show_audience_window()
    assert presenting.audience.isVisible()


def test_the_program_ends_with_the_clinicians_window():
    """In its own process, because closing the last window ends the event loop."""
    found = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, timeout=60, capture_output=True, check=False
    )
    assert (found.returncode, found.stdout.split()) == (0, [b"both", b"ended"]), found.stderr


def test_the_privacy_screen_hides_both_windows_and_uncovers_only_the_clinicians(presenting):
    presenting.key(Qt.Key.Key_F9)
    assert presenting.controller.visibility.is_covered
    assert not presenting.workspace.isVisible()
    ground = presenting.workspace.theme.color("ground")
    seen = presenting.workspace.window().grab().toImage()
    assert all(seen.pixelColor(x, 120) == ground for x in range(0, seen.width(), 5))
    assert presenting.audience.mode is AudienceMode.BLANK
    buttons = presenting.workspace.window().findChildren(QAbstractButton)
    presenting.click(next(one for one in buttons if one.text() == "Show again"))
    assert presenting.workspace.figure_pane.isVisible()
    assert presenting.audience.mode is AudienceMode.BLANK


def test_the_preview_shows_the_picture_of_the_audience_window(presenting):
    preview = presenting.controller.control_panel.preview
    presenting.press("flank", Side.LEFT)
    wait_until(lambda: preview.is_up_to_date)
    live = preview.pixmap_shown.toImage()
    presenting.click(presenting.button("Blank"))
    wait_until(lambda: preview.is_up_to_date)
    blank = preview.pixmap_shown.toImage()
    point = QPoint(live.width() // 4, live.height() // 2)
    assert live.pixel(point) != blank.pixel(point)
    assert blank.pixelColor(point) == presenting.workspace.theme.color("ground")


def test_both_windows_say_that_a_side_is_not_visible(presenting):
    presenting.apply(SHOW_HIDDEN_SIDE)
    assert "Not visible from here." in presenting.visible_text()
    assert "Not visible from here." in all_text(presenting.audience)
    presenting.apply(SetView(View.BACK))
    assert "Not visible from here." not in presenting.visible_text()
    assert "Not visible from here." not in all_text(presenting.audience)


def test_a_screen_reader_says_that_a_side_is_not_visible(presenting):
    presenting.apply(SHOW_HIDDEN_SIDE)
    figure = presenting.audience.panes[0].figure
    assert figure.accessibleName().endswith("Love handles, right; not visible from here")
    assert announcement(presenting) == "Love handles, right, chosen; not visible from here"


def announcement(clinician) -> str:
    return clinician.workspace.findChild(ChangeAnnouncer).last_announcement


def test_a_visible_side_is_announced_without_a_remark(presenting):
    presenting.press("flank", Side.RIGHT)
    assert announcement(presenting) == "Love handles, right, chosen"
    name = presenting.audience.panes[0].figure.accessibleName()
    assert name.endswith("Love handles, right")


@pytest.fixture
def screens(annotating):
    return annotating.controller.audience_controller.screens


def test_showing_the_numbers_again_replaces_the_first_ones(annotating, screens):
    screens.show_numbers(annotating.workspace.theme)
    first = screens.number_overlays
    screens.show_numbers(annotating.workspace.theme)
    assert not any(overlay.isVisible() for overlay in first)
    assert all(overlay.isVisible() for overlay in screens.number_overlays)
    screens.hide_numbers()
    assert screens.number_overlays == ()


def test_the_numbers_are_removed_when_presenting_ends(annotating, screens):
    screens.show_numbers(annotating.workspace.theme)
    overlays = screens.number_overlays
    annotating.controller.end()
    assert not any(overlay.isVisible() for overlay in overlays)
