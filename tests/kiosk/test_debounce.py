"""The first touch opens what it touches, and presses right after a change of page are ignored."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.body.hit_test import outline_anchor
from app.body.regions import Place, RegionId, Side, View
from app.canvas.scene_builder import SceneBuilder
from app.kiosk.access.unlock_gesture import TAPS
from app.kiosk.debounce import DEBOUNCE_S
from app.kiosk.idle_timer import IdleState
from app.kiosk.overlays.attract import AttractLayout
from app.session.actions import AddToList, OpenPage, SelectRegion
from app.session.state import Page
from app.support.exit_codes import ExitCode
from app.workspace.qr_dialog import QrDialog
from tests.kiosk.conftest import PIN, timer_of

FLANK = Place(RegionId("flank"), Side.LEFT)
LEFT = Qt.MouseButton.LeftButton
_device = []


class Pointer:
    """A finger or a mouse that sends events to the window of a kiosk, as the system does."""

    def __init__(self, kiosk, *, is_touch: bool) -> None:
        self._kiosk, self._is_touch = kiosk, is_touch
        self._window = kiosk.window.windowHandle()
        if not _device:
            _device.append(QTest.createTouchDevice())

    def down(self, at: QPoint) -> None:
        if self._is_touch:
            QTest.touchEvent(self._window, _device[0], False).press(0, at, self._window).commit()
        else:
            QTest.mousePress(self._window, LEFT, Qt.KeyboardModifier.NoModifier, at)

    def up(self, at: QPoint) -> None:
        if self._is_touch:
            QTest.touchEvent(self._window, _device[0], False).release(0, at, self._window).commit()
        else:
            QTest.mouseRelease(self._window, LEFT, Qt.KeyboardModifier.NoModifier, at)

    def tap(self, at: QPoint) -> None:
        self.down(at)
        self.up(at)
        self._kiosk.settle()

    def tap_on(self, widget) -> None:
        self.tap(center_of(widget))

    def wait(self) -> None:
        self._kiosk.wait_for_debounce()


@pytest.fixture(params=[True, False], ids=["touch", "mouse"])
def pointer(request, kiosk):
    pointer = Pointer(kiosk, is_touch=request.param)
    pointer.wait()
    return pointer


@pytest.fixture
def mouse(kiosk):
    mouse = Pointer(kiosk, is_touch=False)
    mouse.wait()
    return mouse


@pytest.fixture
def visit(kiosk, pointer):
    """A visitor has come without touching a region, and presses count again."""
    pointer.tap(QPoint(3, 700))
    pointer.wait()
    assert (kiosk.window.overlay, kiosk.showing.place) == (None, None)
    return pointer


def center_of(widget) -> QPoint:
    return widget.mapTo(widget.window(), widget.rect().center())


def attract_figure_box(kiosk):
    """The box of the figure on the attract loop."""
    attract = kiosk.display.attract
    theme = kiosk.workspace.theme
    return AttractLayout.fit_to_size(attract.size(), theme, attract.texts()).figure_box


def region_points(kiosk) -> dict[Place, QPoint]:
    """A point inside each outline on the attract loop, in pixels of the window."""
    attract = kiosk.display.attract
    builder = SceneBuilder(kiosk.atlas, kiosk.workspace.theme_loader.skins)
    rect = attract.figure_scene().plate_rect
    corner = QPointF(attract_figure_box(kiosk).topLeft())
    points = {}
    for outline in builder.outlines(attract.current_showing()).regions:
        x, y = outline_anchor(outline)
        point = QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.width())
        points[outline.place] = (point + corner).toPoint()
    return points


HIGH, WIDE = (1080, 1500), (1500, 900)
# Every pair of values is among those that are not slow.
TOUCHED = [(True, HIGH, 0), (True, WIDE, 3), (True, HIGH, 9), (False, WIDE, 0), (False, HIGH, 3)]
TOUCHED += [(False, WIDE, 9)]


@pytest.mark.parametrize(
    ("pointer", "size", "steps"),
    [
        pytest.param(*one, marks=[] if one in TOUCHED else pytest.mark.slow)
        for one in product((True, False), (HIGH, WIDE), (0, 3, 9))
    ],
    indirect=["pointer"],
)
def test_a_touched_region_opens_at_once_with_its_side_and_view(kiosk, pointer, size, steps):
    kiosk.window.resize(*size)
    attract, wrong = kiosk.display.attract, []
    assert len(region_points(kiosk)) > 5
    for index in range(len(region_points(kiosk))):
        pointer.wait()
        for _ in range(steps):
            attract.advance()
        view, points = attract.current_showing().view, region_points(kiosk)
        place, point = list(points.items())[index % len(points)]
        pointer.tap(point)
        if (kiosk.showing.place, kiosk.showing.view) != (place, view):
            wrong.append((place, view, kiosk.showing.place, kiosk.showing.view))
        kiosk.application.reset_all()
    assert wrong == []


def test_a_touched_label_opens_its_region(kiosk, pointer):
    label = kiosk.display.attract.figure_scene().layout.labels[0]
    corner = attract_figure_box(kiosk).topLeft()
    pointer.tap(corner + QPoint(round(label.box.x + 4), round(label.box.y + 4)))
    assert kiosk.showing.place == Place(label.region)


@pytest.mark.parametrize("at", [QPoint(3, 3), QPoint(540, 60), QPoint(540, 1490), QPoint(20, 900)])
def test_a_touch_beside_the_figure_shows_the_start_page(kiosk, pointer, at):
    pointer.tap(at)
    assert kiosk.window.overlay is None
    assert (kiosk.showing.place, kiosk.showing.view) == (None, View.BACK)


@pytest.mark.parametrize("pause", [0, 0.07, 0.14])
def test_impatient_taps_on_the_same_point_press_nothing_else(kiosk, pointer, pause):
    point = region_points(kiosk)[FLANK]
    pointer.tap(point)
    opened = kiosk.showing
    for _ in range(3):
        kiosk.clock.now += pause
        pointer.tap(point)
    assert (kiosk.showing, kiosk.window.overlay) == (opened, None)
    assert opened.place == FLANK


def test_a_touch_presses_again_after_half_a_second(kiosk, pointer):
    pointer.tap(QPoint(3, 700))
    kiosk.clock.now += DEBOUNCE_S - 0.01
    pointer.tap_on(kiosk.list_button)
    assert kiosk.showing.page is None
    kiosk.clock.now += 0.02
    pointer.tap_on(kiosk.list_button)
    assert kiosk.showing.page is Page.MY_LIST


def test_a_mouse_that_moves_to_a_region_of_the_attract_loop_and_presses_opens_it(kiosk, mouse):
    point = region_points(kiosk)[FLANK]
    QTest.mouseMove(kiosk.window.windowHandle(), point)
    kiosk.settle()
    assert kiosk.window.overlay is None
    mouse.tap(point)
    assert kiosk.showing.place == FLANK


def test_a_mouse_that_waits_after_it_has_moved_presses_what_it_points_at(kiosk, mouse):
    QTest.mouseMove(kiosk.window.windowHandle(), QPoint(700, 800))
    kiosk.settle()
    mouse.wait()
    mouse.tap_on(kiosk.list_button)
    assert (kiosk.showing.place, kiosk.showing.page) == (None, Page.MY_LIST)


def test_a_press_on_the_idle_prompt_is_not_taken_for_one_on_the_attract_loop(kiosk, mouse):
    point = region_points(kiosk)[FLANK]
    QTest.mouseMove(kiosk.window.windowHandle(), point)
    kiosk.settle()
    kiosk.pass_time(56)
    assert kiosk.window.overlay is kiosk.display.idle_prompt
    mouse.tap(point)
    assert kiosk.showing.place is None


def test_a_second_tap_where_the_attract_loop_had_a_region_opens_nothing(kiosk, pointer):
    point = region_points(kiosk)[FLANK]
    pointer.tap(QPoint(3, 700))
    pointer.tap(point)
    assert kiosk.showing.place is None


def test_a_press_before_the_new_page_is_painted_presses_nothing(kiosk, visit):
    kiosk.workspace.session.apply(SelectRegion(FLANK))
    kiosk.clock.now += 60  # the machine was busy, and the finger did not wait
    point = center_of(kiosk.list_button)
    events = QPointF(point), QPointF(point), LEFT, LEFT, Qt.KeyboardModifier.NoModifier
    press = QMouseEvent(QEvent.Type.MouseButtonPress, *events)
    QApplication.sendEvent(kiosk.window.windowHandle(), press)
    visit.up(point)
    assert kiosk.showing.page is None


@pytest.mark.parametrize("change", ["region", "no region", "idle prompt", "page", "start over"])
def test_a_touch_that_begins_before_a_change_and_ends_after_it_presses_nothing(
    kiosk, visit, change
):
    session, display = kiosk.workspace.session, kiosk.display
    if change == "no region":
        session.apply(SelectRegion(FLANK))
        visit.wait()
    point = center_of(kiosk.list_button)
    visit.down(point)
    {
        "region": lambda: session.apply(SelectRegion(FLANK)),
        "no region": lambda: session.apply(SelectRegion(None)),
        "idle prompt": lambda: display.show_overlay(display.idle_prompt),
        "page": lambda: session.apply(OpenPage(Page.ABOUT)),
        "start over": display.start_over,
    }[change]()
    visit.wait()
    visit.up(point)
    kiosk.settle()
    assert kiosk.showing.page is not Page.MY_LIST
    assert not kiosk.list_button.isDown()


def test_the_touch_after_a_touch_that_was_ignored_presses(kiosk, visit):
    point = center_of(kiosk.list_button)
    visit.down(point)
    kiosk.workspace.session.apply(SelectRegion(FLANK))
    visit.wait()
    visit.up(point)
    visit.tap(point)
    assert kiosk.showing.page is Page.MY_LIST


def test_a_touch_meant_for_the_page_does_not_start_over_from_the_idle_prompt(kiosk, visit):
    kiosk.apply(SelectRegion(FLANK))
    kiosk.pass_time(56)
    assert kiosk.window.overlay is kiosk.display.idle_prompt
    visit.tap_on(kiosk.button("No, start over"))
    assert kiosk.showing.place == FLANK
    assert kiosk.display.idle.state is IdleState.ACTIVE


def test_a_touch_on_the_button_no_start_over_starts_over(kiosk, visit):
    kiosk.apply(SelectRegion(FLANK))
    kiosk.pass_time(56)
    visit.wait()
    visit.tap_on(kiosk.button("No, start over"))
    assert (kiosk.window.overlay, kiosk.showing.place) == (None, None)


@pytest.mark.parametrize("at", [QPoint(5, 700), None], ids=["beside", "yes"])
def test_a_touch_anywhere_else_on_the_idle_prompt_keeps_everything(kiosk, visit, at):
    kiosk.apply(SelectRegion(FLANK))
    kiosk.pass_time(56)
    visit.wait()
    visit.tap(at or center_of(kiosk.button("Yes, continue")))
    assert (kiosk.window.overlay, kiosk.showing.place) == (None, FLANK)


def test_staff_get_in_and_out_by_touch(kiosk, visit):
    kiosk.application.show_keypad()
    visit.wait()
    for digit in PIN:
        visit.tap_on(kiosk.button(digit))
    visit.tap_on(kiosk.button("Enter"))
    kiosk.wait_for_pin_check()
    visit.wait()
    visit.tap_on(kiosk.button("Exit the kiosk"))
    assert kiosk.ended == [ExitCode.OK]


def test_a_second_tap_does_not_press_what_was_behind_the_idle_prompt(kiosk, visit):
    kiosk.pass_time(56)
    visit.wait()
    visit.tap_on(kiosk.button("Yes, continue"))
    visit.tap_on(kiosk.list_button)
    assert (kiosk.window.overlay, kiosk.showing.page) == (None, None)


def test_taps_right_after_opening_a_region_press_nothing_in_its_panel(kiosk, visit):
    canvas = kiosk.workspace.canvas
    builder = SceneBuilder(kiosk.atlas, kiosk.workspace.theme_loader.skins)
    outlines = builder.outlines(kiosk.showing).regions
    outline = next(outline for outline in outlines if outline.place == FLANK)
    point = QPointF(*canvas.plate_rect.to_pixels(outline_anchor(outline))).toPoint()
    visit.tap(canvas.mapTo(kiosk.window, point))
    assert kiosk.showing.place == FLANK
    opened = kiosk.showing
    for button in kiosk.workspace.panel.findChildren(QAbstractButton)[:12]:
        if button.isVisible():
            visit.tap_on(button)
    assert kiosk.showing == opened


def test_tabs_of_an_open_region_can_be_pressed_without_a_pause(kiosk, visit):
    kiosk.window.resize(1600, 1400)
    kiosk.apply(SelectRegion(FLANK))
    visit.wait()
    for text in ("Risks", "Options", "Recovery"):
        visit.tap(kiosk.tab_bar.mapTo(kiosk.window, kiosk.tab_center(text)))
        assert kiosk.showing.topic == text.lower()


@pytest.mark.parametrize("is_first_visit", [True, False])
def test_the_tap_gesture_works_on_the_attract_loop_without_a_pause(kiosk, pointer, is_first_visit):
    if not is_first_visit:
        kiosk.start_visit()
        kiosk.pass_time(80)
        assert kiosk.window.overlay is kiosk.display.attract
    for _ in range(TAPS - 1):
        pointer.tap(QPoint(20, 20))
    pointer.down(QPoint(20, 20))
    kiosk.fire_timer(timer_of(kiosk.display.tap_gesture))
    pointer.up(QPoint(20, 20))
    assert kiosk.window.overlay is kiosk.staff_access.keypad


def test_the_qr_codes_are_not_closed_by_a_tap_right_after_they_open(kiosk, visit):
    kiosk.apply(AddToList("flank:left"), OpenPage(Page.MY_LIST))
    visit.wait()
    visit.tap_on(kiosk.button("QR code"))
    assert isinstance(kiosk.window.overlay, QrDialog)
    visit.tap_on(kiosk.button("Close"))
    assert isinstance(kiosk.window.overlay, QrDialog)


def test_a_key_is_never_ignored_after_a_change(kiosk, visit):
    kiosk.workspace.session.apply(SelectRegion(FLANK))
    kiosk.list_button.setFocus()
    QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_Space)
    assert kiosk.showing.page is Page.MY_LIST
