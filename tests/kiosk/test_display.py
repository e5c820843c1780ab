"""One visitor after another: each of them finds the kiosk in its initial state."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from app.body.regions import FigureId, Place, RegionId, Side, TopicId, View
from app.canvas.scene_builder import SceneBuilder
from app.kiosk.access.unlock_gesture import TAPS
from app.kiosk.idle_timer import IdleState
from app.kiosk.overlays.attract import AttractLayout, AttractLoop
from app.session.actions import (
    AddToList,
    AnswerValue,
    OpenPage,
    OpenTopic,
    SelectRegion,
    SetFigure,
    SetFrame,
    SetTextSize,
    SetTheme,
    SetView,
    ShowQrCodes,
    Undo,
)
from app.session.state import Page, ZoomFrame
from app.widgets.button import Button
from app.widgets.popover import Popover, PopoverButton
from app.widgets.text_label import TextLabel
from app.workspace.qr_dialog import QrDialog
from tests.kiosk.conftest import timer_of

FLANK = Place(RegionId("flank"), Side.LEFT)
CANARY = "zugvogel-4711"


def visible_state(kiosk) -> tuple[object, ...]:
    """What one visitor could leave to the next, as values that later changes do not affect."""
    workspace = kiosk.workspace
    return (
        kiosk.showing,
        workspace.session.is_initial,
        workspace.search_field.text(),
        workspace.search_field.isUndoAvailable(),
        [bar.value() for bar in workspace.findChildren(QScrollBar) if bar.value()],
        workspace.canvas.drag_tracker.current,
        [box.isVisible() for box in workspace.findChildren(Popover) if box.isVisible()],
        workspace.messages.is_visible,
        kiosk.window.overlay,
        QGuiApplication.clipboard().text(),
    )


class TimerEvents(QObject):
    """Counts how often timers fire."""

    def __init__(self, timers: Sequence[QTimer]) -> None:
        super().__init__()
        self._timers, self.count = timers, 0
        for timer in timers:
            timer.installEventFilter(self)

    def running_intervals(self) -> list[int]:
        return [timer.interval() for timer in self._timers if timer.isActive()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Timer
        return False


def picture(kiosk) -> QImage:
    kiosk.settle()
    return kiosk.window.grab().toImage()


def test_a_touch_beside_the_regions_of_the_attract_loop_selects_none(kiosk):
    assert kiosk.window.overlay is kiosk.display.attract
    assert kiosk.display.attract.accessibleName() == "Touch the back to learn more"
    kiosk.start_visit()
    assert kiosk.window.overlay is None
    assert kiosk.showing.place is None
    assert kiosk.has_button("Start over")


def test_the_attract_loop_highlights_every_region_in_a_view_that_shows_it(kiosk):
    attract, shown = kiosk.display.attract, []
    for _ in range(24):
        showing = attract.current_showing()
        regions = {shape.place.region for shape in attract.figure_scene().shapes}
        assert showing.place.region in regions
        shown.append((showing.view, showing.place.region))
        attract.advance()
    assert {view for view, _ in shown} == set(View)
    assert len({region for _, region in shown}) == 8


@pytest.mark.parametrize("text_size", [100, 170, 200])
@pytest.mark.parametrize("size", [(420, 700), (720, 1080), (1024, 600), (600, 1024)])
def test_the_figure_of_the_attract_loop_keeps_its_share_at_any_text_size(kiosk, size, text_size):
    theme = replace(kiosk.workspace.theme, text_size=text_size)
    layout = AttractLayout.fit_to_size(QSize(*size), theme, kiosk.display.attract.texts())
    assert layout.figure_box.height() >= 0.4 * size[1]
    assert not any(box.intersects(layout.figure_box) for box in layout.text_boxes)


@pytest.mark.parametrize("text_size", [100, 150, 200])
@pytest.mark.parametrize(
    "size", [(1080, 1920), (1920, 1080), (1024, 768), (1280, 800), (768, 1024)]
)
def test_every_region_of_the_attract_loop_has_a_name_and_none_a_number(
    kiosk, atlas, size, text_size
):
    workspace = kiosk.workspace
    builder = SceneBuilder(atlas, workspace.theme_loader.skins)
    theme = replace(workspace.theme, text_size=text_size)
    parent = QWidget()
    parent.resize(*size)
    attract = AttractLoop(parent, builder, kiosk.showing, theme)
    for _ in range(12):
        layout = attract.figure_scene().layout
        assert attract.current_showing().place.region in {label.region for label in layout.labels}
        assert layout.numbered == ()
        attract.advance()


@pytest.mark.parametrize("width", [480, 720, 768, 1080])
def test_the_bottom_bar_fits_on_a_narrow_screen_at_the_largest_text_size(kiosk, width):
    kiosk.start_visit()
    kiosk.apply(SetTextSize(200))
    kiosk.window.resize(width, 1080)
    kiosk.settle()
    bar = kiosk.window.bottom_bar
    assert kiosk.window.width() == bar.width() == width
    parts = [one for one in bar.findChildren(QWidget) if isinstance(one, (Button, TextLabel))]
    boxes = [QRect(part.mapTo(bar, QPoint()), part.size()) for part in parts]
    assert len(boxes) == 5
    assert all(bar.rect().contains(box) for box in boxes)
    assert all(part.height() >= part.heightForWidth(part.width()) for part in parts)
    assert not any(a.intersects(b) for a, b in combinations(boxes, 2))


def test_an_attract_loop_too_small_for_a_figure_still_shows_its_texts(kiosk):
    attract = kiosk.display.attract
    texts, size = attract.texts(), QSize(150, 240)
    assert AttractLayout.fit_to_size(size, kiosk.workspace.theme, texts).figure_box.isEmpty()
    attract.resize(size)
    assert attract.grab().size().toTuple() == (150, 240)


def test_the_dimmed_attract_loop_is_darker_and_changes_once_a_minute(kiosk):
    attract = kiosk.display.attract
    bright = picture(kiosk)
    attract.dim()
    dim = picture(kiosk)
    point = QPoint(30, 900)
    assert dim.pixelColor(point).lightness() < bright.pixelColor(point).lightness() / 2
    intervals = [timer.interval() for timer in attract.findChildren(QTimer) if timer.isActive()]
    assert intervals.count(60_000) == 1


def test_the_attract_loop_wakes_a_few_times_for_a_change_and_then_rests(kiosk):
    attract = kiosk.display.attract
    attract.start(every_s=8, dim_after_s=600)
    picture(kiosk)
    wakings = TimerEvents(attract.findChildren(QTimer))
    attract.advance()
    while min(wakings.running_intervals()) < 1_000:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    assert 1 <= wakings.count <= 5
    assert min(wakings.running_intervals()) >= 5_000


def test_the_window_is_kept_on_top_less_often_while_no_visitor_is_there(kiosk):
    timer = timer_of(kiosk.window.keep_on_top)
    short = timer.interval()
    kiosk.display.attract.dim()
    assert timer.interval() > 2 * short
    kiosk.start_visit()
    assert timer.interval() == short


def test_a_touch_on_the_idle_prompt_keeps_everything(kiosk):
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK))
    kiosk.pass_time(56)
    assert kiosk.window.overlay is kiosk.display.idle_prompt
    assert "19 seconds" in kiosk.visible_text()
    kiosk.touch(kiosk.display.idle_prompt)
    assert kiosk.window.overlay is None
    assert kiosk.showing.place == FLANK


def test_a_visitor_who_walks_away_leaves_nothing(kiosk):
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK), AddToList("flank:left"))
    kiosk.pass_time(80)
    assert kiosk.window.overlay is kiosk.display.attract
    assert (kiosk.showing.place, kiosk.showing.list_items) == (None, ())


@pytest.mark.parametrize("kind", ["key", "mouse", "press"])
def test_every_kind_of_input_counts_as_activity(kiosk, kind):
    kiosk.start_visit()
    kiosk.clock.now += 50
    if kind == "key":
        QTest.keyClick(kiosk.workspace, Qt.Key.Key_Tab)
    elif kind == "mouse":
        QTest.mouseMove(kiosk.window.windowHandle(), QPoint(340, 340))
    else:
        QTest.mouseClick(kiosk.workspace.canvas, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    kiosk.pass_time(50)
    assert kiosk.display.idle.state is IdleState.ACTIVE


def test_start_over_is_always_visible_and_starts_over(kiosk):
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK), OpenTopic(TopicId("risks")))
    kiosk.touch(kiosk.button("Start over"))
    assert kiosk.showing.place is None
    assert kiosk.window.overlay is None


def visit(kiosk, regions: Sequence[RegionId], seed: int) -> None:
    """A visitor who does between one and eight random things."""
    rng, apply, workspace = random.Random(seed), kiosk.apply, kiosk.workspace
    acts = [
        lambda: apply(SelectRegion(Place(rng.choice(regions)))),
        lambda: apply(OpenTopic(TopicId(rng.choice(["risks", "options", "recovery"])))),
        lambda: apply(SetView(rng.choice(list(View)))),
        lambda: apply(SetFrame(ZoomFrame(rng.uniform(1, 4), 0.4, 0.6))),
        lambda: apply(AddToList(rng.choice(regions))),
        lambda: apply(SetTheme(rng.choice(["dark", "contrast"]))),
        lambda: apply(SetTextSize(rng.choice([100, 130, 200]))),
        lambda: apply(SetFigure(FigureId("man"))),
        lambda: apply(OpenPage(rng.choice(list(Page)))),
        lambda: apply(AnswerValue("scar", "much")),
        lambda: QTest.keyClicks(workspace.search_field, CANARY),
        lambda: QGuiApplication.clipboard().setText(CANARY),
        lambda: QTest.mouseMove(workspace.canvas, QPoint(rng.randrange(500), 400)),
        lambda: QTest.mousePress(workspace.canvas, Qt.MouseButton.LeftButton, pos=QPoint(500, 400)),
        lambda: kiosk.panel_column.verticalScrollBar().setValue(rng.randrange(900)),
        lambda: rng.choice(workspace.findChildren(PopoverButton)).click(),
        lambda: workspace.messages.show_message(CANARY),
        lambda: apply(ShowQrCodes()),
        kiosk.application.show_keypad,
    ]
    for _ in range(rng.randrange(1, 9)):
        rng.choice(acts)()
        kiosk.settle()


@pytest.mark.parametrize(
    "seeds", [range(16), pytest.param(range(16, 40), marks=pytest.mark.slow)], ids=["some", "more"]
)
def test_after_every_visitor_the_kiosk_is_as_it_was_for_the_first(kiosk, atlas, seeds):
    kiosk.start_visit()
    state, first = visible_state(kiosk), picture(kiosk)
    for seed in seeds:
        visit(kiosk, atlas.regions, seed)
        kiosk.display.start_over()
        assert visible_state(kiosk) == state, seed
        assert picture(kiosk) == first, seed
    assert CANARY not in kiosk.visible_text()


def test_the_next_visitor_cannot_undo_to_the_list_of_the_last_one(kiosk):
    kiosk.start_visit()
    kiosk.apply(AddToList("flank:left"))
    kiosk.display.start_over()
    kiosk.apply(Undo())
    assert kiosk.showing.list_items == ()


def test_a_button_does_not_look_hovered_after_a_reset(kiosk):
    kiosk.start_visit()
    button = kiosk.button("Start over")
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    kiosk.display.start_over()
    assert not button.testAttribute(Qt.WidgetAttribute.WA_UnderMouse)


def test_a_scroll_bar_pressed_beside_its_handle_stops_scrolling_after_a_reset(kiosk):
    kiosk.start_visit()
    kiosk.window.resize(720, 1080)
    kiosk.settle()
    bar = kiosk.panel_column.verticalScrollBar()
    QTest.mousePress(bar, Qt.MouseButton.LeftButton, pos=bar.rect().bottomLeft() + QPoint(5, -5))
    assert bar.value() > 0
    assert bar.repeatAction() is not QAbstractSlider.SliderAction.SliderNoAction
    kiosk.display.start_over()
    kiosk.settle()
    assert bar.maximum() > 0
    assert bar.value() == 0
    assert bar.repeatAction() is QAbstractSlider.SliderAction.SliderNoAction


def test_a_press_that_is_released_after_its_page_was_closed_opens_nothing(kiosk):
    kiosk.start_visit()
    kiosk.apply(AddToList("flank:left"), OpenPage(Page.MY_LIST))
    codes = kiosk.button("QR code")
    actions = QAccessible.queryAccessibleInterface(codes).actionInterface()
    actions.doAction(QAccessibleActionInterface.pressAction())
    assert codes.isDown()
    kiosk.display.idle.expire()
    codes.click()
    kiosk.settle()
    assert kiosk.window.overlay is kiosk.display.attract


def test_text_that_was_typed_and_deleted_cannot_be_restored(kiosk):
    kiosk.start_visit()
    search = kiosk.workspace.search_field
    QTest.keyClicks(search, "abc")
    for _ in "abc":
        QTest.keyClick(search, Qt.Key.Key_Backspace)
    assert search.isUndoAvailable()
    kiosk.display.start_over()
    assert not search.isUndoAvailable()


def test_a_tap_gesture_in_progress_is_forgotten_with_its_visitor(kiosk):
    kiosk.start_visit()
    for _ in range(TAPS):
        QTest.mousePress(kiosk.display.tap_gesture, Qt.MouseButton.LeftButton)
    kiosk.display.start_over()
    kiosk.fire_timer(timer_of(kiosk.display.tap_gesture))
    assert kiosk.window.overlay is None


def test_actions_that_need_this_machine_are_not_offered(kiosk):
    kiosk.start_visit()
    kiosk.apply(AddToList("flank:left"))
    for page, button in (
        (Page.MY_LIST, "Make a handout"),
        (Page.MY_LIST, "Print"),
        (Page.ABOUT, "Clinic details"),
        (None, "Present to a patient"),
        (None, "Make a handout"),
    ):
        kiosk.apply(OpenPage(page))
        if page is None:
            kiosk.workspace.toolbar.menu.click()
        assert not kiosk.has_button(button), button


def test_the_list_is_changed_by_touch_and_nothing_can_be_written_on_it(kiosk):
    kiosk.start_visit()
    kiosk.apply(AddToList("flank:left"), AddToList("lumbar"), OpenPage(Page.MY_LIST))
    kiosk.wait_for_debounce()
    kiosk.touch(kiosk.button("Move Small of the back up"))
    assert kiosk.showing.list_items == ("lumbar", "flank:left")
    kiosk.touch(kiosk.button("Remove Small of the back"))
    kiosk.touch(kiosk.button("Undo"))
    assert kiosk.showing.list_items == ("lumbar", "flank:left")
    fields = kiosk.workspace.panel.findChildren(QLineEdit)
    assert [field for field in fields if field.isVisible()] == []


def test_the_qr_codes_are_shown_inside_the_window_and_go_with_the_visitor(kiosk):
    kiosk.start_visit()
    kiosk.apply(AddToList("flank:left"), OpenPage(Page.MY_LIST))
    kiosk.touch(kiosk.button("QR code"))
    assert isinstance(kiosk.window.overlay, QrDialog)
    windows = QApplication.topLevelWidgets()
    assert [one for one in windows if isinstance(one, QDialog) and one.isVisible()] == []
    kiosk.pass_time(80)
    assert kiosk.window.overlay is kiosk.display.attract
    kiosk.settle()
    assert not [codes for codes in kiosk.window.findChildren(QrDialog) if codes.isVisible()]


def test_what_a_visitor_typed_is_not_written_to_the_disk(kiosk):
    kiosk.start_visit()
    QTest.keyClicks(kiosk.workspace.search_field, CANARY)
    kiosk.settle()
    kiosk.display.start_over()
    for file in kiosk.files.config.parent.rglob("*"):
        assert file.is_dir() or CANARY.encode() not in file.read_bytes()


def test_text_and_buttons_are_large(kiosk):
    kiosk.start_visit()
    sizes = {label.font().pixelSize() for label in kiosk.workspace.panel.findChildren(QLabel)}
    assert kiosk.workspace.theme.font().pixelSize() >= 26
    assert min(sizes) >= 20
    assert kiosk.button("Start over").height() >= 48
