"""The first touch opens what it touches, and a second impatient one presses nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.body.hit_test import outline_anchor
from app.body.regions import Place, RegionId, Side, View
from app.kiosk.access.unlock_gesture import TAPS
from app.kiosk.debounce import DEBOUNCE_S
from app.kiosk.idle_timer import IdleState
from app.session.state import Page
from app.support.exit_codes import ExitCode
from app.widgets.button_group import GroupButton
from app.workspace.qr_dialog import QrDialog

FLANK = Place(RegionId("flank"), Side.LEFT)
LEFT = Qt.MouseButton.LeftButton
_device = []


class Finger:
    """Reports of a touch screen or a mouse to the window of a kiosk, as the system makes them."""

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
        self.tap(middle_of(widget))

    def wait(self) -> None:
        """Half a second and a little more passes on the clock of the kiosk."""
        self._kiosk.settle()
        self._kiosk.clock.now += DEBOUNCE_S + 0.01


@pytest.fixture(params=[True, False], ids=["touch", "mouse"])
def finger(request, kiosk):
    made = Finger(kiosk, is_touch=request.param)
    made.wait()
    return made


@pytest.fixture
def come(kiosk, finger):
    """A visitor has come, without touching a region, half a second ago."""
    finger.tap(QPoint(3, 700))
    finger.wait()
    assert (kiosk.window.scene, kiosk.showing.place) == (None, None)
    return finger


def middle_of(widget) -> QPoint:
    return widget.mapTo(widget.window(), widget.rect().center())


def region_points(attract) -> dict[Place, QPoint]:
    """Where each outline of the invitation's picture is, in pixels of the window."""
    shown, box, scene = attract.shown(), attract._text_layout().figure, attract.scene()
    outlines = attract._composer.outlines(shown).regions
    where = scene.where
    found = {}
    for outline in outlines:
        x, y = outline_anchor(outline)
        at = QPointF(where.x() + x * where.width(), where.y() + y * where.width())
        found[outline.place] = (at + QPointF(box.topLeft())).toPoint()
    return found


@pytest.mark.parametrize("size", [(1080, 1500), (1500, 900)])
@pytest.mark.parametrize("turns", [0, 3, 9])
def test_the_touched_region_opens_at_once_with_its_side_and_view(kiosk, finger, size, turns):
    kiosk.window.resize(*size)
    attract, wrong = kiosk.station.attract, []
    assert len(region_points(attract)) > 5
    for at in range(len(region_points(attract))):
        finger.wait()
        for _ in range(turns):
            attract.turn()
        shown = attract.shown()
        place, spot = list(region_points(attract).items())[at % len(region_points(attract))]
        finger.tap(spot)
        if (kiosk.showing.place, kiosk.showing.view) != (place, shown.view):
            wrong.append((place, shown.view, kiosk.showing.place, kiosk.showing.view))
        kiosk.house.start_over()
    assert wrong == []


def test_a_touched_label_opens_its_region(kiosk, finger):
    attract = kiosk.station.attract
    label = attract.scene().layout.labels[0]
    corner = attract._text_layout().figure.topLeft()
    finger.tap(corner + QPoint(round(label.box.x + 4), round(label.box.y + 4)))
    assert kiosk.showing.place == Place(label.region)


@pytest.mark.parametrize("at", [QPoint(3, 3), QPoint(540, 60), QPoint(540, 1490), QPoint(20, 900)])
def test_a_touch_beside_the_figure_shows_the_start_page(kiosk, finger, at):
    finger.tap(at)
    assert kiosk.window.scene is None
    assert (kiosk.showing.place, kiosk.showing.view) == (None, View.BACK)


@pytest.mark.parametrize("waits", [0, 1, 2])
def test_impatient_taps_on_the_same_spot_press_nothing_else(kiosk, finger, waits):
    spot = region_points(kiosk.station.attract)[FLANK]
    finger.tap(spot)
    opened = kiosk.showing
    for _ in range(3):
        kiosk.clock.now += 0.07 * waits
        finger.tap(spot)
    assert (kiosk.showing, kiosk.window.scene) == (opened, None)
    assert opened.place == FLANK


def test_after_half_a_second_a_touch_presses_again(kiosk, finger):
    finger.tap(QPoint(3, 700))
    over = kiosk.window.foot._list_button
    kiosk.clock.now += DEBOUNCE_S - 0.01
    finger.tap_on(over)
    assert kiosk.showing.page is None
    kiosk.clock.now += 0.02
    finger.tap_on(over)
    assert kiosk.showing.page is Page.MY_LIST


def test_a_mouse_that_moves_to_a_region_of_the_invitation_and_presses_at_once_opens_it(kiosk):
    mouse = Finger(kiosk, is_touch=False)
    mouse.wait()
    spot = region_points(kiosk.station.attract)[FLANK]
    QTest.mouseMove(kiosk.window.windowHandle(), spot)
    kiosk.settle()
    assert kiosk.window.scene is None
    mouse.tap(spot)
    assert kiosk.showing.place == FLANK


def test_a_mouse_that_has_waited_presses_what_it_sees(kiosk):
    mouse = Finger(kiosk, is_touch=False)
    mouse.wait()
    QTest.mouseMove(kiosk.window.windowHandle(), QPoint(700, 800))
    kiosk.settle()
    mouse.wait()
    mouse.tap_on(kiosk.window.foot._list_button)
    assert (kiosk.showing.place, kiosk.showing.page) == (None, Page.MY_LIST)


def test_a_press_on_the_question_is_never_taken_for_one_on_the_invitation_before(kiosk):
    mouse = Finger(kiosk, is_touch=False)
    mouse.wait()
    spot = region_points(kiosk.station.attract)[FLANK]
    QTest.mouseMove(kiosk.window.windowHandle(), spot)
    kiosk.settle()
    kiosk.pass_time(56)
    assert kiosk.window.scene is kiosk.station.stay
    mouse.tap(spot)
    assert kiosk.showing.place is None


def test_a_second_tap_on_the_picture_that_has_gone_opens_nothing(kiosk, finger):
    spot = region_points(kiosk.station.attract)[FLANK]
    finger.tap(QPoint(3, 700))
    finger.tap(spot)
    assert kiosk.showing.place is None


def test_a_touch_that_comes_before_the_new_page_is_painted_presses_nothing(kiosk, come):
    kiosk.workspace.session.select(FLANK)
    kiosk.clock.now += 60  # the machine was busy, and the finger did not wait
    at = middle_of(kiosk.window.foot._list_button)
    events = QPointF(at), QPointF(at), LEFT, LEFT, Qt.KeyboardModifier.NoModifier
    press = QMouseEvent(QEvent.Type.MouseButtonPress, *events)
    QApplication.sendEvent(kiosk.window.windowHandle(), press)
    come.up(at)
    assert kiosk.showing.page is None


@pytest.mark.parametrize("change", ["select", "let go", "question", "page", "over"])
def test_a_touch_that_begins_before_a_change_and_ends_after_it_presses_nothing(kiosk, come, change):
    session, station = kiosk.workspace.session, kiosk.station
    if change == "let go":
        session.select(FLANK)
        come.wait()
    at = middle_of(kiosk.window.foot._list_button)
    come.down(at)
    {
        "select": lambda: session.select(FLANK),
        "let go": lambda: session.select(None),
        "question": lambda: station.show_scene(station.stay),
        "page": lambda: session.open_page(Page.ABOUT),
        "over": station.start_over,
    }[change]()
    come.wait()
    come.up(at)
    kiosk.settle()
    assert kiosk.showing.page is not Page.MY_LIST
    assert not kiosk.window.foot._list_button.isDown()


def test_after_such_a_touch_the_next_one_presses(kiosk, come):
    at = middle_of(kiosk.window.foot._list_button)
    come.down(at)
    kiosk.workspace.session.select(FLANK)
    come.wait()
    come.up(at)
    come.tap(at)
    assert kiosk.showing.page is Page.MY_LIST


def test_the_answer_to_the_question_is_not_given_by_a_touch_meant_for_the_page(kiosk, come):
    kiosk.workspace.session.select(FLANK)
    kiosk.pass_time(56)
    assert kiosk.window.scene is kiosk.station.stay
    come.tap_on(kiosk.pill("No, start over"))
    assert kiosk.showing.place == FLANK
    assert kiosk.station.idle.presence is IdleState.ACTIVE


def test_the_question_is_answered_by_a_touch_of_no_start_over(kiosk, come):
    kiosk.workspace.session.select(FLANK)
    kiosk.pass_time(56)
    come.wait()
    come.tap_on(kiosk.pill("No, start over"))
    assert (kiosk.window.scene, kiosk.showing.place) == (None, None)


@pytest.mark.parametrize("at", [QPoint(5, 700), None])
def test_the_question_is_answered_by_a_touch_of_anything_else(kiosk, come, at):
    kiosk.workspace.session.select(FLANK)
    kiosk.pass_time(56)
    come.wait()
    come.tap(at or middle_of(kiosk.pill("Yes, go on")))
    assert (kiosk.window.scene, kiosk.showing.place) == (None, FLANK)


@pytest.mark.parametrize("digits", ["482913"])
def test_staff_get_in_and_out_by_touch(kiosk, come, digits):
    kiosk.house.show_keypad()
    come.wait()
    for digit in digits:
        come.tap_on(kiosk.pill(digit))
    come.tap_on(kiosk.pill("Enter"))
    kiosk.wait_for_pin_check()
    come.wait()
    come.tap_on(kiosk.pill("Leave the kiosk"))
    assert kiosk.ended == [ExitCode.OK]


def test_what_lay_behind_the_question_is_not_pressed_by_a_second_tap(kiosk, come):
    kiosk.pass_time(56)
    come.wait()
    come.tap_on(kiosk.pill("Yes, go on"))
    come.tap_on(kiosk.window.foot._list_button)
    assert (kiosk.window.scene, kiosk.showing.page) == (None, None)


def test_the_first_region_on_the_page_is_not_followed_by_a_tab_of_its_panel(kiosk, come):
    canvas = kiosk.workspace.canvas
    outline = next(
        o for o in canvas.scene_builder.outlines(kiosk.showing).regions if o.place == FLANK
    )
    at = QPointF(*canvas.placing.to_pixels(outline_anchor(outline))).toPoint()
    come.tap(canvas.mapTo(kiosk.window, at))
    assert kiosk.showing.place == FLANK
    opened = kiosk.showing
    for button in kiosk.workspace.panel.findChildren(QAbstractButton)[:12]:
        if button.isVisible():
            come.tap_on(button)
    assert kiosk.showing == opened


def test_tabs_of_an_open_region_can_be_pressed_as_quickly_as_anyone_likes(kiosk, come):
    kiosk.window.resize(1600, 1400)
    kiosk.workspace.session.select(FLANK)
    come.wait()
    for words in ("Risks", "Options", "Recovery"):
        tabs = kiosk.workspace.panel.findChildren(GroupButton)
        come.tap_on(next(tab for tab in tabs if tab.text() == words))
        assert kiosk.showing.topic == words.lower()


def test_the_staff_gesture_works_from_the_invitation_without_a_pause(kiosk, finger):
    corner = kiosk.station.corner
    for _ in range(TAPS - 1):
        finger.tap(QPoint(20, 20))
    finger.down(QPoint(20, 20))
    kiosk.fire_timer(corner._hold)
    finger.up(QPoint(20, 20))
    assert kiosk.window.scene is kiosk.door.keypad


def test_the_codes_are_not_closed_by_the_tap_that_opened_them(kiosk, come):
    kiosk.workspace.session.keep("flank:left")
    kiosk.workspace.session.open_page(Page.MY_LIST)
    come.wait()
    spot = middle_of(kiosk.pill("Show as a code"))
    come.tap(spot)
    assert isinstance(kiosk.window.scene, QrDialog)
    come.tap_on(kiosk.pill("Close"))
    assert isinstance(kiosk.window.scene, QrDialog)


def test_a_key_is_never_too_soon(kiosk, come):
    kiosk.workspace.session.select(FLANK)
    kiosk.window.foot._list_button.setFocus()
    QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_Space)
    assert kiosk.showing.page is Page.MY_LIST
