"""Nothing but what a visitor needs gets in, and nothing gets out but through a keeper."""

from __future__ import annotations

import io
from itertools import product

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap.options import Options, UsageError
from app.cli.kiosk import run_kiosk, set_pin
from app.kiosk.access import pin_store
from app.kiosk.access.pin_store import PinStore
from app.kiosk.access.unlock_gesture import HOLD_MS, TAPS, EscapeGesture
from app.kiosk.config import KioskFiles
from app.kiosk.idle_timer import IdleState
from app.kiosk.input_filter import ALLOWED_KEYS, is_allowed_key
from app.kiosk.overlays.overlay import CleaningOverlay
from app.kiosk.preflight.environment import UNSAFE_VARIABLES, unsafe_variables
from app.support.exit_codes import ExitCode
from tests.kiosk.conftest import PIN
from tests.kiosk.test_display import visible_state

MODIFIERS = [
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
]


def test_of_all_keys_with_all_modifiers_only_those_of_the_list_get_in():
    let_in = set()
    every = [a | b for a, b in product(MODIFIERS, MODIFIERS)]
    for key, modifiers in product(Qt.Key, every):
        if is_allowed_key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, "")):
            assert not modifiers & ~Qt.KeyboardModifier.ShiftModifier
            let_in.add(key)
    assert let_in == ALLOWED_KEYS


@pytest.mark.parametrize("modifier", MODIFIERS[2:])
def test_a_letter_with_a_modifier_is_no_letter(modifier):
    assert not is_allowed_key(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, modifier, "q"))
    assert is_allowed_key(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Q, MODIFIERS[0], "q"))


@pytest.mark.parametrize("text", ["ab", "\n", "\x7f", ""])
def test_what_is_no_single_letter_gets_in_by_no_key_of_its_own(text):
    assert not is_allowed_key(
        QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, MODIFIERS[0], text)
    )


def test_no_key_outside_the_list_changes_anything(kiosk):
    kiosk.come()
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


def test_closing_and_quitting_are_refused_until_a_keeper_lets_out(kiosk):
    assert not kiosk.window.close()
    QApplication.sendEvent(QApplication.instance(), QEvent(QEvent.Type.Quit))
    assert kiosk.window.isVisible()
    assert not QApplication.quitOnLastWindowClosed()
    kiosk.house.stop(ExitCode.OK)
    assert kiosk.window.close()


def test_a_close_that_goes_to_the_window_itself_is_refused(kiosk):
    event = QCloseEvent()
    QApplication.sendEvent(kiosk.window, event)
    assert not event.isAccepted()


def test_a_guard_that_fails_lets_nothing_in(kiosk, monkeypatch, caplog):
    kiosk.come()

    def broken(_watched, _event):
        raise RuntimeError("broken")

    monkeypatch.setattr(kiosk.house.guard, "_blocks", broken)
    assert not kiosk.window.close()
    assert kiosk.window.isVisible()
    assert "The guard failed" in caplog.text


@pytest.mark.parametrize("button", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_other_buttons_do_nothing(kiosk, button):
    kiosk.come()
    before = visible_state(kiosk)
    for widget in (kiosk.workspace.canvas, kiosk.workspace.pane.search, kiosk.pill("Start over")):
        QTest.mouseClick(widget, button)
    menu = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(kiosk.workspace.pane.search, menu)
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
def test_what_a_visitor_never_needs_gets_in_nowhere(kiosk, kind):
    guard = kiosk.house.guard
    for watched in (kiosk.window, kiosk.workspace.pane.search, QApplication.instance()):
        assert guard.eventFilter(watched, QEvent(kind))


@pytest.mark.parametrize("modifier", MODIFIERS[2:])
def test_the_wheel_zooms_the_figure_but_not_with_a_modifier(kiosk, modifier):
    kiosk.come()
    window, canvas = kiosk.window.windowHandle(), kiosk.workspace.canvas
    at = QPointF(canvas.mapTo(kiosk.window, canvas.rect().center()))
    whole = kiosk.showing.frame
    QTest.wheelEvent(window, at, QPoint(0, 240), QPoint(), modifier)
    assert kiosk.showing.frame == whole
    QTest.wheelEvent(window, at, QPoint(0, 240))
    assert kiosk.showing.frame != whole


def taps(kiosk, count: int, *, hold: bool) -> None:
    corner = kiosk.station.corner
    for at in range(count):
        QTest.mousePress(corner, Qt.MouseButton.LeftButton)
        if at == count - 1 and hold:
            kiosk.fire_timer(corner._hold)
        QTest.mouseRelease(corner, Qt.MouseButton.LeftButton)
    kiosk.fire_timer(corner._hold)


def test_the_corner_opens_to_five_taps_of_which_the_last_is_held(kiosk):
    taps(kiosk, TAPS, hold=True)
    assert kiosk.window.scene is kiosk.door.keypad


@pytest.mark.parametrize(("count", "hold"), [(TAPS - 1, True), (TAPS + 7, False), (1, True)])
def test_nobody_finds_the_corner_by_chance(kiosk, count, hold):
    taps(kiosk, count, hold=hold)
    assert kiosk.window.scene is not kiosk.door.keypad


def test_the_last_tap_in_the_corner_has_to_be_held_for_a_second_and_a_half(kiosk):
    assert kiosk.station.corner._hold.interval() == HOLD_MS == 1_500


def test_taps_in_the_corner_that_are_too_far_apart_do_not_count(kiosk):
    corner = kiosk.station.corner
    for _ in range(TAPS * 2):
        QTest.mousePress(corner, Qt.MouseButton.LeftButton)
        kiosk.fire_timer(corner._hold)
        QTest.mouseRelease(corner, Qt.MouseButton.LeftButton)
        kiosk.clock.now += 1.5
    assert kiosk.window.scene is not kiosk.door.keypad


def test_taps_of_the_last_visitor_in_the_corner_do_not_count_for_the_next(kiosk):
    kiosk.come()
    taps(kiosk, TAPS - 1, hold=False)
    kiosk.station.start_over()
    taps(kiosk, 1, hold=True)
    assert kiosk.window.scene is None


def test_after_five_escapes_the_count_begins_anew(kiosk):
    heard = []
    keys = EscapeGesture(kiosk.house, kiosk.clock)
    keys.recognized.connect(lambda: heard.append(True))
    for _ in range(2 * TAPS - 1):
        keys.on_key(Qt.Key.Key_Escape)
    assert heard == [True]


@pytest.mark.parametrize("between", [Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_A])
def test_another_key_between_two_escapes_begins_the_count_anew(kiosk, between):
    kiosk.come()
    window = kiosk.window.windowHandle()
    for key in [Qt.Key.Key_Escape] * (TAPS - 1) + [between, Qt.Key.Key_Escape]:
        QTest.keyClick(window, key)
    kiosk.settle()
    assert kiosk.window.scene is not kiosk.door.keypad


def test_escape_five_times_is_the_way_in_by_keyboard(kiosk):
    kiosk.come()
    window = kiosk.window.windowHandle()
    for _ in range(TAPS):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    kiosk.settle()
    assert kiosk.window.scene is kiosk.door.keypad


def test_five_escapes_in_the_staff_menu_leave_it_open(kiosk):
    kiosk.house.show_keypad()
    kiosk.enter(PIN)
    for _ in range(TAPS):
        QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_Escape)
    kiosk.settle()
    assert kiosk.window.scene is kiosk.door.menu


def test_slow_escapes_are_only_escapes(kiosk):
    kiosk.come()
    for _ in range(TAPS * 2):
        QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_Escape)
        kiosk.clock.now += 2
    kiosk.settle()
    assert kiosk.window.scene is None


def test_the_right_pin_opens_the_menu_and_it_leaves(kiosk):
    kiosk.house.show_keypad()
    kiosk.enter(PIN)
    assert kiosk.window.scene is kiosk.door.menu
    assert "Keeper: Anna" in kiosk.reads()
    kiosk.touch(kiosk.pill("Leave the kiosk"))
    assert kiosk.ended == [ExitCode.OK]


def test_a_wrong_pin_opens_nothing_and_soon_has_to_wait(kiosk):
    kiosk.house.show_keypad()
    for _ in range(5):
        kiosk.enter("111112")
        assert kiosk.window.scene is kiosk.door.keypad
        kiosk.door.keypad.tell("")
    kiosk.enter(PIN)
    assert kiosk.window.scene is kiosk.door.keypad
    assert "Wait 30 seconds" in kiosk.reads()


def test_shutting_down_is_offered_only_where_it_is_allowed(open_kiosk):
    shut = open_kiosk(may_shut_down=True)
    assert "off" in shut.door.menu._keys.values()
    assert "off" not in open_kiosk().door.menu._keys.values()


def test_the_keypad_goes_by_itself(kiosk):
    kiosk.house.show_keypad()
    assert kiosk.door.away.isActive()
    assert kiosk.door.away.interval() == 60_000
    kiosk.door.away.timeout.emit()
    assert kiosk.window.scene is None


def test_while_it_is_cleaned_it_hears_nothing(kiosk):
    kiosk.come()
    kiosk.house.show_keypad()
    kiosk.door._on_pin_accepted("Anna")
    kiosk.touch(kiosk.pill("Clean the screen"))
    assert isinstance(kiosk.window.scene, CleaningOverlay)
    taps(kiosk, TAPS, hold=True)
    QTest.keyClick(kiosk.workspace, Qt.Key.Key_Tab)
    assert isinstance(kiosk.window.scene, CleaningOverlay)
    for _ in range(30):
        kiosk.house.cleaning.tick()
    assert kiosk.window.scene is None
    assert not kiosk.house.guard.is_deaf


@pytest.mark.parametrize("name", UNSAFE_VARIABLES)
def test_it_does_not_start_in_hostile_surroundings(name):
    assert unsafe_variables({name: "x"}) == (name,)


@pytest.mark.parametrize("platform", ["vnc", "vnc:port=5900", "minimalegl", "webgl"])
def test_nor_on_a_platform_that_listens(platform):
    assert unsafe_variables({"QT_QPA_PLATFORM": platform}) == ("QT_QPA_PLATFORM",)
    assert unsafe_variables({"QT_QPA_PLATFORM": "xcb", "HOME": "/root"}) == ()


def test_it_does_not_start_without_a_pin_and_says_how_to_set_one(paths):
    with pytest.raises(UsageError, match="back-atlas kiosk --set-pin"):
        run_kiosk(Options(), paths)


def test_a_pin_is_set_at_a_terminal(paths, monkeypatch, capsys):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    said = iter([PIN, PIN, PIN, "482914", "111111", "111111"])
    monkeypatch.setattr("getpass.getpass", lambda _words: next(said))
    names = iter(["Anna\n", "Ben\n", "Ben\n"])
    typed = {"readline": lambda _self: next(names), "isatty": lambda _self: True}
    monkeypatch.setattr("sys.stdin", type("In", (), typed)())
    assert set_pin(paths) == 0
    assert "The PIN of Anna is set" in capsys.readouterr().out
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


def test_a_mouse_that_trembles_is_nobody(kiosk):
    kiosk.come()
    window = kiosk.window.windowHandle()
    QTest.mouseMove(window, QPoint(300, 300))
    kiosk.clock.now += 50
    for step in range(6):
        QTest.mouseMove(window, QPoint(300 + step % 2, 300))
        kiosk.pass_time(5)
    assert kiosk.station.idle.presence is IdleState.IDLE
    QTest.mouseMove(window, QPoint(340, 300))
    assert kiosk.station.idle.presence is IdleState.ACTIVE
