"""In a kiosk one finger scrolls pages and overlays; taps and idle time work as ever."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from app.body.regions import Place, RegionId, TopicId
from app.kiosk.idle_timer import IdleState
from app.session.state import Page
from app.widgets.button_group import GroupButton
from tests.kiosk.raw_input import RawInput
from tests.touch_input import UP, Finger, scrolling, scrolls_by_finger, swipe, tap


def open_region(kiosk):
    kiosk.come()
    kiosk.workspace.session.select(Place(RegionId("flank")))
    kiosk.workspace.session.open_topic(TopicId("risks"))
    kiosk.wait_for_debounce()


def panel_bar(kiosk):
    return kiosk.workspace.panel._scroll.verticalScrollBar()


def test_a_topic_scrolls_by_one_finger(kiosk):
    open_region(kiosk)
    found = scrolling(kiosk.workspace)
    assert kiosk.workspace.panel._scroll in found
    assert all(scrolls_by_finger(area) for area in found)


def test_scrolling_keeps_the_visitor_here(kiosk):
    open_region(kiosk)
    kiosk.pass_time(20)
    finger = Finger(kiosk.workspace.panel)
    finger.move(UP)
    kiosk.station.idle.tick()
    assert kiosk.station.idle._last == kiosk.clock.now
    assert kiosk.station.idle.presence is IdleState.ACTIVE
    finger.lift()


def ask_whether_anyone_is_there(kiosk):
    open_region(kiosk)
    for _ in range(600):
        if kiosk.window.scene is kiosk.station.stay:
            kiosk.wait_for_debounce()
            return
        kiosk.pass_time(1)
    raise AssertionError("the kiosk never asks")


@pytest.mark.parametrize("high", [1500, 240])
def test_a_finger_can_answer_that_all_may_start_over(kiosk, high):
    ask_whether_anyone_is_there(kiosk)
    kiosk.window.resize(1080, high)
    kiosk.wait_for_debounce()
    button = kiosk.pill("No, start over")
    for area in scrolling(button):
        area.ensureWidgetVisible(button)
    tap(button)
    kiosk.settle()
    assert kiosk.showing.place is None


def test_a_mouse_can_answer_that_all_may_start_over(kiosk):
    ask_whether_anyone_is_there(kiosk)
    RawInput(kiosk).tap_on(kiosk.pill("No, start over"))
    kiosk.settle()
    assert kiosk.showing.place is None


def test_a_finger_that_says_it_is_there_presses_nothing_below(kiosk):
    open_region(kiosk)
    tabs = kiosk.workspace.panel.findChildren(GroupButton)
    covered = next(one for one in tabs if not one.isChecked())
    ask_whether_anyone_is_there(kiosk)
    before = kiosk.showing
    tap(covered)
    kiosk.settle()
    assert kiosk.window.scene is None
    assert kiosk.showing == before


def test_nothing_glides_on_for_the_next_visitor(kiosk):
    open_region(kiosk)
    swipe(kiosk.workspace.panel, UP)
    kiosk.station.start_over()
    kiosk.settle()
    assert not kiosk.workspace.panel._scroll._touch.is_flicking
    assert panel_bar(kiosk).value() == 0


def test_a_low_overlay_scrolls_by_one_finger(kiosk):
    kiosk.come()
    kiosk.door.show_menu()
    kiosk.window.resize(800, 300)
    kiosk.wait_for_debounce()
    (menu,) = scrolling(kiosk.window.scene)[-1:]
    assert kiosk.window.scene.isAncestorOf(menu)
    assert scrolls_by_finger(menu)


def test_the_codes_scroll_by_one_finger(kiosk):
    open_region(kiosk)
    kiosk.window.resize(800, 480)
    kiosk.station._on_codes()
    kiosk.wait_for_debounce()
    codes = [one for one in scrolling(kiosk.window) if kiosk.window.scene.isAncestorOf(one)]
    assert [scrolls_by_finger(one) for one in codes] == [True]


def test_nothing_scrolls_while_the_screen_is_cleaned(kiosk):
    open_region(kiosk)
    kiosk.house.guard.is_deaf = True
    swipe(kiosk.workspace.panel, UP)
    kiosk.house.guard.is_deaf = False
    assert panel_bar(kiosk).value() == 0


def test_taps_of_a_finger_in_the_corner_ask_for_the_staff(kiosk):
    open_region(kiosk)
    for _ in range(4):
        tap(kiosk.station.corner)
    Finger(kiosk.station.corner)
    kiosk.station.corner._hold.timeout.emit()
    assert kiosk.door.is_open


def tab(kiosk, words):
    tabs = kiosk.workspace.panel.findChildren(GroupButton)
    found = next(one for one in tabs if one.text() == words and one.isVisible())
    kiosk.workspace.panel._scroll.ensureWidgetVisible(found)
    return found


@pytest.mark.parametrize("change", ["region", "let go", "page", "start over"])
def test_a_finger_that_came_down_in_the_text_before_a_change_presses_nothing_after_it(
    kiosk, change
):
    open_region(kiosk)
    finger = Finger(tab(kiosk, "Options"))
    session = kiosk.workspace.session
    {
        "region": lambda: session.select(Place(RegionId("lumbar"))),
        "let go": lambda: session.select(None),
        "page": lambda: session.open_page(Page.ABOUT),
        "start over": kiosk.station.start_over,
    }[change]()
    kiosk.wait_for_debounce()
    before = kiosk.showing
    finger.lift()
    kiosk.settle()
    assert kiosk.showing == before


def test_a_swipe_that_began_in_the_pause_is_ignored_to_its_end(kiosk):
    open_region(kiosk)
    kiosk.workspace.session.open_page(Page.ABOUT)
    kiosk.settle()
    before = kiosk.showing
    finger = Finger(kiosk.workspace.panel)
    kiosk.clock.now += 1
    finger.move(UP).lift()
    kiosk.settle()
    assert (kiosk.showing, panel_bar(kiosk).value()) == (before, 0)
    swipe(kiosk.workspace.panel, UP)
    assert panel_bar(kiosk).value() > 0


def test_a_finger_that_is_down_at_a_reset_scrolls_and_presses_nothing_afterwards(kiosk):
    open_region(kiosk)
    finger = Finger(kiosk.workspace.panel).move(UP)
    kiosk.station.start_over()
    kiosk.settle()
    fresh = kiosk.showing
    finger.move(UP).lift()
    kiosk.settle()
    assert (kiosk.showing, panel_bar(kiosk).value()) == (fresh, 0)


def test_ten_fingers_press_nothing_and_the_next_tap_presses(kiosk):
    open_region(kiosk)
    before, ways = kiosk.showing, [QPoint(30 * n - 150, 17 * n - 80) for n in range(10)]
    middle = kiosk.workspace.panel.mapTo(kiosk.window, kiosk.workspace.panel.rect().center())
    hand = RawInput(kiosk)
    hand.touch(down={n: middle + way for n, way in enumerate(ways)})
    hand.touch({}, moved={n: middle + way + QPoint(0, -9) for n, way in enumerate(ways)})
    for n, way in enumerate(ways):
        rest = {m: middle + ways[m] + QPoint(0, -9) for m in range(n + 1, 10)}
        hand.touch({}, moved=rest, up={n: middle + way})
    kiosk.settle()
    assert kiosk.showing == before
    kiosk.workspace.panel._scroll._touch.stop()
    tap(tab(kiosk, "Options"))
    kiosk.settle()
    assert kiosk.showing.topic == "options"


def test_fingers_on_figure_and_text_at_once_choose_nothing_and_scroll_the_text(kiosk):
    open_region(kiosk)
    before = kiosk.showing
    canvas, panel = kiosk.workspace.canvas, kiosk.workspace.panel
    one = canvas.mapTo(kiosk.window, canvas.rect().center())
    other, up = panel.mapTo(kiosk.window, panel.rect().center()), QPoint(0, -60)
    hand = RawInput(kiosk)
    hand.touch(down={0: one})
    hand.touch(down={1: other}, moved={0: one})
    hand.touch({}, moved={0: one + up, 1: other + up})
    hand.touch({}, up={0: one + up, 1: other + up})
    kiosk.settle()
    assert kiosk.showing == before
    assert panel_bar(kiosk).value() > 0
