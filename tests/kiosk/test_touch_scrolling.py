"""One finger scrolls pages and overlays of a kiosk, and taps still press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from app.body.regions import Place, RegionId, TopicId
from app.kiosk.idle_timer import IdleState
from app.session.actions import OpenPage, OpenTopic, SelectRegion, ShowQrCodes
from app.session.state import Page
from app.widgets.button_group import GroupButton
from app.widgets.touch_scroll import TouchScroller
from tests.kiosk.conftest import timer_of
from tests.kiosk.raw_input import RawInput
from tests.touch_input import UP, Finger, scrolling, scrolls_by_finger, swipe, tap


def open_region(kiosk):
    kiosk.start_visit()
    kiosk.apply(SelectRegion(Place(RegionId("flank"))), OpenTopic(TopicId("risks")))
    kiosk.wait_for_debounce()


def scroll_position(kiosk) -> int:
    return kiosk.panel_column.verticalScrollBar().value()


def test_one_finger_scrolls_a_topic(kiosk):
    open_region(kiosk)
    areas = scrolling(kiosk.workspace)
    assert kiosk.panel_column in areas
    assert all(scrolls_by_finger(area) for area in areas)


def test_scrolling_counts_as_activity(kiosk):
    open_region(kiosk)
    finger = Finger(kiosk.workspace.panel)
    kiosk.pass_time(50)
    finger.move(UP)
    kiosk.pass_time(50)
    assert kiosk.display.idle.state is IdleState.ACTIVE
    finger.lift()


def wait_for_idle_prompt(kiosk):
    open_region(kiosk)
    kiosk.pass_time(56)
    assert kiosk.window.overlay is kiosk.display.idle_prompt
    kiosk.wait_for_debounce()


@pytest.mark.parametrize("height", [1500, 240])
def test_a_finger_can_start_over_from_the_idle_prompt(kiosk, height):
    wait_for_idle_prompt(kiosk)
    kiosk.window.resize(1080, height)
    kiosk.wait_for_debounce()
    button = kiosk.button("No, start over")
    for area in scrolling(button):
        area.ensureWidgetVisible(button)
    tap(button)
    kiosk.settle()
    assert kiosk.showing.place is None


def test_a_mouse_can_start_over_from_the_idle_prompt(kiosk):
    wait_for_idle_prompt(kiosk)
    RawInput(kiosk).tap_on(kiosk.button("No, start over"))
    kiosk.settle()
    assert kiosk.showing.place is None


def test_a_tap_that_dismisses_the_idle_prompt_presses_nothing_below_it(kiosk):
    open_region(kiosk)
    tabs = kiosk.workspace.panel.findChildren(GroupButton)
    covered = next(tab for tab in tabs if not tab.isChecked())
    wait_for_idle_prompt(kiosk)
    before = kiosk.showing
    tap(covered)
    kiosk.settle()
    assert kiosk.window.overlay is None
    assert kiosk.showing == before


def test_the_panel_stops_gliding_when_the_next_visitor_starts(kiosk):
    open_region(kiosk)
    swipe(kiosk.workspace.panel, UP)
    kiosk.display.start_over()
    kiosk.settle()
    assert not kiosk.panel_column.findChild(TouchScroller).is_flicking
    assert scroll_position(kiosk) == 0


def test_one_finger_scrolls_an_overlay_that_is_higher_than_the_window(kiosk):
    kiosk.start_visit()
    kiosk.staff_access.show_menu()
    kiosk.window.resize(800, 300)
    kiosk.wait_for_debounce()
    (menu,) = scrolling(kiosk.window.overlay)[-1:]
    assert kiosk.window.overlay.isAncestorOf(menu)
    assert scrolls_by_finger(menu)


def test_one_finger_scrolls_the_qr_codes(kiosk):
    open_region(kiosk)
    kiosk.window.resize(800, 480)
    kiosk.display.session.apply(ShowQrCodes())
    kiosk.wait_for_debounce()
    overlay = kiosk.window.overlay
    areas = [area for area in scrolling(kiosk.window) if overlay.isAncestorOf(area)]
    assert [scrolls_by_finger(area) for area in areas] == [True]


def test_nothing_scrolls_while_the_screen_is_cleaned(kiosk):
    open_region(kiosk)
    kiosk.application.input_filter.blocks_all = True
    swipe(kiosk.workspace.panel, UP)
    kiosk.application.input_filter.blocks_all = False
    assert scroll_position(kiosk) == 0


def test_taps_of_a_finger_in_the_corner_open_the_keypad(kiosk):
    open_region(kiosk)
    for _ in range(4):
        tap(kiosk.display.tap_gesture)
    Finger(kiosk.display.tap_gesture)
    kiosk.fire_timer(timer_of(kiosk.display.tap_gesture))
    assert kiosk.staff_access.is_open


@pytest.mark.parametrize("change", ["region", "no region", "page", "start over"])
def test_a_finger_that_is_down_during_a_change_presses_nothing_after_it(kiosk, change):
    open_region(kiosk)
    finger = Finger(kiosk.tab_bar, kiosk.tab_center("Options"))
    session = kiosk.workspace.session
    {
        "region": lambda: session.apply(SelectRegion(Place(RegionId("lumbar")))),
        "no region": lambda: session.apply(SelectRegion(None)),
        "page": lambda: session.apply(OpenPage(Page.ABOUT)),
        "start over": kiosk.display.start_over,
    }[change]()
    kiosk.wait_for_debounce()
    before = kiosk.showing
    finger.lift()
    kiosk.settle()
    assert kiosk.showing == before


def test_a_swipe_that_begins_right_after_a_change_is_ignored_to_its_end(kiosk):
    open_region(kiosk)
    kiosk.apply(OpenPage(Page.ABOUT))
    before = kiosk.showing
    finger = Finger(kiosk.workspace.panel)
    kiosk.clock.now += 1
    finger.move(UP).lift()
    kiosk.settle()
    assert (kiosk.showing, scroll_position(kiosk)) == (before, 0)
    swipe(kiosk.workspace.panel, UP)
    assert scroll_position(kiosk) > 0


def test_a_finger_that_is_down_during_a_reset_scrolls_and_presses_nothing_afterwards(kiosk):
    open_region(kiosk)
    finger = Finger(kiosk.workspace.panel).move(UP)
    kiosk.display.start_over()
    kiosk.settle()
    initial = kiosk.showing
    finger.move(UP).lift()
    kiosk.settle()
    assert (kiosk.showing, scroll_position(kiosk)) == (initial, 0)


def test_ten_fingers_press_nothing_and_the_next_tap_presses(kiosk):
    open_region(kiosk)
    before, up = kiosk.showing, QPoint(0, -9)
    panel, hand = kiosk.workspace.panel, RawInput(kiosk)
    center = panel.mapTo(kiosk.window, panel.rect().center())
    points = [center + QPoint(30 * n - 150, 17 * n - 80) for n in range(10)]
    hand.touch(down=dict(enumerate(points)))
    hand.touch({}, moved={n: point + up for n, point in enumerate(points)})
    for n, point in enumerate(points):
        others = {m: points[m] + up for m in range(n + 1, 10)}
        hand.touch({}, moved=others, up={n: point})
    kiosk.settle()
    assert kiosk.showing == before
    kiosk.panel_column.findChild(TouchScroller).stop()
    tap(kiosk.tab_bar, kiosk.tab_center("Options"))
    kiosk.settle()
    assert kiosk.showing.topic == "options"


def test_fingers_on_figure_and_text_at_once_select_nothing_and_scroll_the_text(kiosk):
    open_region(kiosk)
    before = kiosk.showing
    canvas, panel = kiosk.workspace.canvas, kiosk.workspace.panel
    on_figure = canvas.mapTo(kiosk.window, canvas.rect().center())
    on_text, up = panel.mapTo(kiosk.window, panel.rect().center()), QPoint(0, -60)
    hand = RawInput(kiosk)
    hand.touch(down={0: on_figure})
    hand.touch(down={1: on_text}, moved={0: on_figure})
    hand.touch({}, moved={0: on_figure + up, 1: on_text + up})
    hand.touch({}, up={0: on_figure + up, 1: on_text + up})
    kiosk.settle()
    assert kiosk.showing == before
    assert scroll_position(kiosk) > 0
