"""Only the input that a visitor needs is accepted, and only staff can end the kiosk."""

from __future__ import annotations

import io
from itertools import product

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap.options import Options, UsageError
from app.cli.kiosk import run_kiosk
from app.cli.kiosk_pin import set_pin
from app.kiosk.access import pin_store
from app.kiosk.access.pin_store import PinStore
from app.kiosk.access.unlock_gesture import HOLD_MS, TAPS, EscapeGesture
from app.kiosk.config import KioskFiles
from app.kiosk.idle_timer import IdleState
from app.kiosk.input_filter import ALLOWED_KEYS, is_allowed_key
from app.kiosk.overlays.cleaning import CleaningOverlay
from app.kiosk.preflight.environment import UNSAFE_VARIABLES, unsafe_variables
from app.support.exit_codes import ExitCode
from tests.kiosk.conftest import PIN, timer_of
from tests.kiosk.test_display import visible_state

MODIFIERS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
]


def test_of_all_keys_with_all_modifiers_only_the_allowed_ones_are_accepted():
    accepted = set()
    combinations = [a | b for a, b in product(MODIFIERS, MODIFIERS)]
    for key, modifiers in product(Qt.Key, combinations):
        if is_allowed_key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "")):
            assert not modifiers & ~Qt.KeyboardModifier.ShiftModifier
            accepted.add(key)
    assert accepted == ALLOWED_KEYS


@pytest.mark.parametrize("modifier", MODIFIERS[2:])
def test_a_letter_with_a_modifier_is_not_accepted(modifier):
    assert not is_allowed_key(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, modifier, "q"))
    assert is_allowed_key(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, MODIFIERS[0], "q"))


@pytest.mark.parametrize("text", ["ab", "\n", "\x7f", ""])
def test_an_unknown_key_without_a_printable_character_is_not_accepted(text):
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, MODIFIERS[0], text)
    assert not is_allowed_key(event)


def test_a_key_that_is_not_allowed_changes_nothing(kiosk):
    kiosk.start_visit()
    before = visible_state(kiosk)
    for key in (*range(Qt.Key.Key_F1, Qt.Key.Key_F35 + 1), Qt.Key.Key_Menu, Qt.Key.Key_Help):
        for modifier in MODIFIERS:
            QTest.keyClick(kiosk.workspace, Qt.Key(key), modifier)
    for letter, modifier in product("QWNOSPFACVXZ", MODIFIERS[2:]):
        QTest.keyClick(kiosk.workspace, letter, modifier)
    kiosk.settle()
    assert visible_state(kiosk) == before
    assert kiosk.window.isVisible()
    assert QApplication.activePopupWidget() is None


def test_closing_and_quitting_are_blocked_until_the_kiosk_is_stopped(kiosk):
    assert not kiosk.window.close()
    QApplication.sendEvent(QApplication.instance(), QEvent(QEvent.Type.Quit))
    assert kiosk.window.isVisible()
    assert not QApplication.quitOnLastWindowClosed()
    kiosk.application.stop(ExitCode.OK)
    assert kiosk.window.close()


def test_a_close_event_sent_to_the_window_itself_is_blocked(kiosk):
    event = QCloseEvent()
    QApplication.sendEvent(kiosk.window, event)
    assert not event.isAccepted()


def test_a_filter_that_fails_blocks_everything(kiosk, monkeypatch, caplog):
    kiosk.start_visit()

    def broken(_event):
        raise RuntimeError("broken")

    monkeypatch.setattr("app.kiosk.input_filter.is_allowed_key", broken)
    QTest.keyClicks(kiosk.workspace.search_field, "abc")
    assert kiosk.workspace.search_field.text() == ""
    assert "the input filter failed" in caplog.text


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_mouse_buttons_do_nothing(kiosk, button):
    kiosk.start_visit()
    before, search = visible_state(kiosk), kiosk.workspace.search_field
    for widget in (kiosk.workspace.canvas, search, kiosk.button("Start over")):
        QTest.mouseClick(widget, button)
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(search, menu)
    kiosk.settle()
    assert visible_state(kiosk) == before
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize(
    "kind",
    [
        QEvent.Type.Shortcut,
        QEvent.Type.ContextMenu,
        QEvent.Type.ToolTip,
        QEvent.Type.WhatsThis,
        QEvent.Type.EnterWhatsThisMode,
        QEvent.Type.QueryWhatsThis,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.DragLeave,
        QEvent.Type.Drop,
        QEvent.Type.FileOpen,
    ],
)
def test_events_that_no_visitor_needs_are_blocked_for_every_receiver(kiosk, kind):
    search = kiosk.workspace.search_field
    for receiver in (kiosk.window, search, QApplication.instance()):
        assert kiosk.application.input_filter.eventFilter(receiver, QEvent(kind))


@pytest.mark.parametrize("modifier", MODIFIERS[2:])
def test_the_wheel_zooms_the_figure_only_without_a_modifier(kiosk, modifier):
    kiosk.start_visit()
    kiosk.window.resize(1920, 1080)  # in a tall window the wheel scrolls the page
    kiosk.settle()
    window, canvas = kiosk.window.windowHandle(), kiosk.workspace.canvas
    point = QPointF(canvas.mapTo(kiosk.window, canvas.rect().center()))
    before = kiosk.showing.frame
    QTest.wheelEvent(window, point, QPoint(0, 240), QPoint(), modifier)
    assert kiosk.showing.frame == before
    QTest.wheelEvent(window, point, QPoint(0, 240))
    assert kiosk.showing.frame != before


def tap_corner(kiosk, count: int, *, hold: bool) -> None:
    corner = kiosk.display.tap_gesture
    for number in range(1, count + 1):
        QTest.mousePress(corner, Qt.MouseButton.LeftButton)
        if number == count and hold:
            kiosk.fire_timer(timer_of(corner))
        QTest.mouseRelease(corner, Qt.MouseButton.LeftButton)
    kiosk.fire_timer(timer_of(corner))


def test_five_taps_in_the_corner_with_the_last_one_held_open_the_keypad(kiosk):
    tap_corner(kiosk, TAPS, hold=True)
    assert kiosk.window.overlay is kiosk.staff_access.keypad


@pytest.mark.parametrize(("count", "hold"), [(TAPS - 1, True), (TAPS + 7, False), (1, True)])
def test_other_taps_in_the_corner_do_not_open_the_keypad(kiosk, count, hold):
    tap_corner(kiosk, count, hold=hold)
    assert kiosk.window.overlay is not kiosk.staff_access.keypad


def test_the_last_tap_in_the_corner_must_be_held_for_a_second_and_a_half(kiosk):
    assert timer_of(kiosk.display.tap_gesture).interval() == HOLD_MS == 1_500


def test_taps_in_the_corner_that_are_too_slow_do_not_open_the_keypad(kiosk):
    for _ in range(TAPS * 2):
        tap_corner(kiosk, 1, hold=True)
        kiosk.clock.now += 1.5
    assert kiosk.window.overlay is not kiosk.staff_access.keypad


def test_taps_of_the_last_visitor_in_the_corner_do_not_count_for_the_next(kiosk):
    kiosk.start_visit()
    tap_corner(kiosk, TAPS - 1, hold=False)
    kiosk.display.start_over()
    tap_corner(kiosk, 1, hold=True)
    assert kiosk.window.overlay is None


def test_after_escape_is_pressed_five_times_the_count_starts_again(kiosk):
    recognized = []
    gesture = EscapeGesture(kiosk.application, kiosk.clock)
    gesture.recognized.connect(lambda: recognized.append(True))
    for _ in range(2 * TAPS - 1):
        gesture.on_key(Qt.Key.Key_Escape)
    assert recognized == [True]


@pytest.mark.parametrize("between", [Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_A])
def test_another_key_between_two_escapes_starts_the_count_again(kiosk, between):
    kiosk.start_visit()
    window = kiosk.window.windowHandle()
    for key in [Qt.Key.Key_Escape] * (TAPS - 1) + [between, Qt.Key.Key_Escape]:
        QTest.keyClick(window, key)
    kiosk.settle()
    assert kiosk.window.overlay is not kiosk.staff_access.keypad


def test_pressing_escape_five_times_opens_the_keypad(kiosk):
    kiosk.start_visit()
    window = kiosk.window.windowHandle()
    for _ in range(TAPS):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    kiosk.settle()
    assert kiosk.window.overlay is kiosk.staff_access.keypad


def test_pressing_escape_five_times_does_not_close_the_staff_menu(kiosk):
    kiosk.open_staff_menu()
    for _ in range(TAPS):
        QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_Escape)
    kiosk.settle()
    assert kiosk.window.overlay is kiosk.staff_access.menu


def test_escape_pressed_too_slowly_does_not_open_the_keypad(kiosk):
    kiosk.start_visit()
    for _ in range(TAPS * 2):
        QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_Escape)
        kiosk.clock.now += 2
    kiosk.settle()
    assert kiosk.window.overlay is None


def test_a_valid_pin_opens_the_menu_with_which_staff_leave_the_kiosk(kiosk):
    kiosk.application.show_keypad()
    kiosk.enter_pin(PIN)
    assert kiosk.window.overlay is kiosk.staff_access.menu
    assert "Staff: Anna" in kiosk.visible_text()
    kiosk.touch(kiosk.button("Exit the kiosk"))
    assert kiosk.ended == [ExitCode.OK]


def test_wrong_pins_open_nothing_and_the_fifth_one_starts_a_lockout(kiosk):
    kiosk.application.show_keypad()
    for number in range(5):
        kiosk.enter_pin("111112")
        assert kiosk.window.overlay is kiosk.staff_access.keypad
        assert ("Wrong PIN." in kiosk.visible_text()) == (number < 4)
    kiosk.enter_pin(PIN)
    assert kiosk.window.overlay is kiosk.staff_access.keypad
    assert "Wait 30 seconds" in kiosk.visible_text()


@pytest.mark.parametrize("is_allowed", [True, False])
def test_the_menu_offers_to_shut_down_only_if_the_config_allows_it(open_kiosk, is_allowed):
    kiosk = open_kiosk(may_shut_down=is_allowed)
    kiosk.open_staff_menu()
    assert kiosk.has_button("Shut down the computer") is is_allowed


def test_the_keypad_closes_by_itself_after_a_minute(kiosk):
    kiosk.application.show_keypad()
    assert kiosk.staff_access.idle_timer.isActive()
    assert kiosk.staff_access.idle_timer.interval() == 60_000
    kiosk.staff_access.idle_timer.timeout.emit()
    assert kiosk.window.overlay is None


def test_no_input_has_an_effect_while_the_screen_is_cleaned(kiosk):
    kiosk.start_visit()
    kiosk.open_staff_menu()
    kiosk.touch(kiosk.button("Clean the screen"))
    assert "Touch is off for 30 seconds." in kiosk.visible_text()
    tap_corner(kiosk, TAPS, hold=True)
    QTest.keyClick(kiosk.workspace, Qt.Key.Key_Tab)
    assert isinstance(kiosk.window.overlay, CleaningOverlay)
    for _ in range(30):
        kiosk.application.cleaning.tick()
    assert kiosk.window.overlay is None
    assert not kiosk.application.input_filter.blocks_all


@pytest.mark.parametrize("name", UNSAFE_VARIABLES)
def test_every_unsafe_variable_is_found(name):
    assert unsafe_variables({name: "x"}) == (name,)


@pytest.mark.parametrize("platform", ["vnc", "vnc:port=5900", "minimalegl", "webgl"])
def test_a_platform_that_listens_on_the_network_is_unsafe(platform):
    assert unsafe_variables({"QT_QPA_PLATFORM": platform}) == ("QT_QPA_PLATFORM",)
    assert unsafe_variables({"QT_QPA_PLATFORM": "xcb", "HOME": "/root"}) == ()


def test_a_kiosk_without_a_pin_does_not_start_and_says_how_to_set_one(paths):
    with pytest.raises(UsageError, match="back-atlas kiosk --set-pin"):
        run_kiosk(Options(), paths)


def test_a_pin_is_set_at_a_terminal(paths, monkeypatch, capsys):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    pins = iter([PIN, PIN, PIN, "482914", "111111", "111111"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(pins))
    names = iter(["Anna\n", "Ben\n", "Ben\n"])
    terminal = {"readline": lambda _self: next(names), "isatty": lambda _self: True}
    monkeypatch.setattr("sys.stdin", type("Stdin", (), terminal)())
    assert set_pin(paths) == 0
    assert capsys.readouterr().out == "Staff name: The PIN of Anna is set. Staff: Anna.\n"
    with pytest.raises(UsageError, match="differ"):
        set_pin(paths)
    with pytest.raises(UsageError, match="too easy"):
        set_pin(paths)
    assert PinStore(KioskFiles.beside_settings(paths.settings).pins).names == ("Anna",)


def test_a_pin_can_be_piped_in(paths, monkeypatch):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"Anna\n{PIN}\n{PIN}\n"))
    assert set_pin(paths) == 0
    assert PinStore(KioskFiles.beside_settings(paths.settings).pins).verify(PIN) == "Anna"


def test_small_movements_of_a_mouse_do_not_count_as_activity(kiosk):
    kiosk.start_visit()
    window = kiosk.window.windowHandle()
    QTest.mouseMove(window, QPoint(300, 300))
    kiosk.clock.now += 50
    for step in range(6):
        QTest.mouseMove(window, QPoint(300 + step % 2, 300))
        kiosk.pass_time(5)
    assert kiosk.display.idle.state is IdleState.IDLE
    QTest.mouseMove(window, QPoint(340, 300))
    assert kiosk.display.idle.state is IdleState.ACTIVE
