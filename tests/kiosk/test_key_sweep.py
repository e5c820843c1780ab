"""All keys with all modifiers, wherever the focus is: only those a visitor needs do anything."""

from __future__ import annotations

from itertools import chain

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut, QShortcutEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton

from app.kiosk import input_filter
from app.kiosk.input_filter import is_allowed_key
from app.kiosk.safe_mode import standalone_fault_window
from tests.kiosk.key_sweep import (
    EVERY,
    NAVIGATION_KEYS,
    REFUSED,
    WANTED,
    EventRecorder,
    KeySweep,
    by_key,
    deliver,
    send_by_window_system,
    text_of,
)
from tests.kiosk.situations import (
    FLANK,
    SCENES,
    WITHOUT_OVERLAY,
    on_attract,
    on_cleaning,
    on_keypad,
    on_measure,
    on_menu,
    on_nothing,
    on_search,
    on_stage,
)
from tests.kiosk.test_safe_mode import BROKE

ANYWHERE = Qt.ShortcutContext.ApplicationShortcut


@pytest.fixture
def sweep(qapp, open_kiosk):
    """A sweep from a stand; the witness is there before the guard, so that it is asked after it."""
    witness = EventRecorder()
    kiosk = open_kiosk()

    def begin(stand) -> KeySweep:
        made = KeySweep(kiosk, witness, stand)
        assert isinstance(kiosk.window.scene, SCENES.get(stand, type(None)))
        if stand in WITHOUT_OVERLAY:
            focus = QApplication.focusWidget()
            assert (focus is None) == (stand is on_nothing)
            assert (focus is kiosk.workspace) == (stand is on_stage)
        return made

    yield begin
    witness.end()


def did_anything(sweep, stands, batches) -> dict[str, list[str]]:
    """What did something that may not, by where the focus was."""
    found = {stand.__name__: sweep(stand).refused(batches) for stand in stands}
    return {name: said for name, said in found.items() if said}


def test_the_guard_lets_in_what_is_needed_and_nothing_else():
    let_in = [
        one for one in EVERY if is_allowed_key(QKeyEvent(QEvent.Type.KeyPress, *one, text_of(*one)))
    ]
    assert let_in == list(WANTED)


def test_a_key_that_nobody_needs_changes_nothing(sweep):
    batches = by_key(REFUSED, [send_by_window_system])
    assert did_anything(sweep, [on_search, on_attract, on_keypad], batches) == {}


@pytest.mark.slow
def test_no_key_that_nobody_needs_changes_anything_wherever_the_focus_is(sweep):
    assert did_anything(sweep, [*WITHOUT_OVERLAY, *SCENES], by_key(REFUSED)) == {}


@pytest.mark.slow
def test_no_key_that_is_needed_opens_anything_or_lets_anybody_out(sweep):
    ways = [press for press in WANTED if press[0] in NAVIGATION_KEYS]
    letters = [press for press in WANTED if press[0] not in NAVIGATION_KEYS]
    batches = [*by_key(ways), [*chain(*by_key(letters, [send_by_window_system]))]]
    stands = [stand for stand in (*WITHOUT_OVERLAY, *SCENES) if stand is not on_cleaning]
    found = {stand.__name__: sweep(stand).wanted(batches) for stand in stands}
    assert {name: said for name, said in found.items() if said} == {}
    assert did_anything(sweep, [on_cleaning], batches) == {}


@pytest.mark.slow
def test_no_key_does_anything_where_only_the_diagnosis_is_shown(qtbot):
    witness = EventRecorder()
    window = standalone_fault_window(QApplication.instance(), BROKE, 3_600_000)
    qtbot.addWidget(window)
    window.cover_screen()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    witness.shown.clear()
    ends = []
    window.ended.connect(ends.append)
    deliver(chain(*by_key(EVERY)))
    QApplication.processEvents()
    came = witness.got, witness.shown, ends, window.isVisible()
    window.input_filter.allows_close = True
    window.input_filter.remove()
    witness.end()
    QApplication.setQuitOnLastWindowClosed(True)
    assert came == ([], [], [], True)


SHORTCUTS = ("Ctrl+Q", "Alt+F4", "Ctrl+Alt+Backspace", "Meta+D", "Shift+F10", "F1", "Return", "A")


def bind(window) -> dict[str, QSignalSpy]:
    """Shortcuts of every kind, as somebody might leave in the program."""
    spies = {}
    for keys in SHORTCUTS:
        made = QShortcut(QKeySequence(keys), window, context=ANYWHERE)
        spies[keys] = QSignalSpy(made.activated)
    action = QAction(window, shortcut=QKeySequence("Ctrl+P"))
    window.addAction(action)
    button = QPushButton("&Quit", window)
    button.show()
    return spies | {"Ctrl+P": QSignalSpy(action.triggered), "Alt+Q": QSignalSpy(button.pressed)}


def test_no_shortcut_is_heard_as_long_as_there_is_a_guard(kiosk):
    kiosk.come()
    spies = bind(kiosk.window)
    pressed = [QKeySequence(keys)[0] for keys in spies]
    presses = [(send_by_window_system, one.key(), one.keyboardModifiers()) for one in pressed]
    deliver(presses)
    assert [keys for keys, spy in spies.items() if spy.count()] == []
    kiosk.house.guard.stop()
    deliver(presses)
    assert [keys for keys, spy in spies.items() if not spy.count()] == []


@pytest.mark.parametrize("stand", [on_search, on_menu, on_attract])
def test_what_qt_makes_of_a_shortcut_gets_past_no_guard(sweep, stand):
    tried = sweep(stand)
    event = QShortcutEvent(QKeySequence("Ctrl+Q"), 1)
    focus, window = QApplication.focusWidget(), tried.kiosk.window
    watched = (QShortcut(window), focus, window, window.windowHandle())
    for one in watched:
        QApplication.sendEvent(one, event)
    assert tried.witness.got == []
    tried.kiosk.house.guard.stop()
    for one in watched:
        QApplication.sendEvent(one, event)
    assert len(tried.witness.got) >= len(watched)


def some(*keys) -> list[list]:
    """These keys, with few modifiers and on one road: it is quick to find out which it was."""
    few = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier)
    return by_key(
        [one for one in REFUSED if one[0] in keys and one[1] in few], [send_by_window_system]
    )


def test_the_sweep_names_a_key_that_a_guard_lets_in(sweep, monkeypatch):
    def lax(event) -> bool:
        return event.key() == Qt.Key.Key_F5 or is_allowed_key(event)

    tried = sweep(on_stage)
    monkeypatch.setattr(input_filter, "is_allowed_key", lax)
    (found,) = tried.refused(some(Qt.Key.Key_F4, Qt.Key.Key_F5))
    assert "Key_F5" in found


def test_the_sweep_names_a_shortcut_that_a_guard_lets_in(sweep, monkeypatch):
    tried = sweep(on_search)
    quits = QShortcut(QKeySequence("Ctrl+Q"), tried.kiosk.window, context=ANYWHERE)
    quits.activated.connect(tried.kiosk.house.show_keypad)
    batches = some(Qt.Key.Key_P, Qt.Key.Key_Q)
    assert tried.refused(batches) == []
    monkeypatch.setattr(
        input_filter, "_BLOCKED_EVENTS", input_filter._BLOCKED_EVENTS - {QEvent.Type.Shortcut}
    )
    (found,) = tried.refused(batches)
    assert "ControlModifier Key_Q" in found


def test_who_comes_next_by_keyboard_does_not_start_where_the_last_one_was(kiosk):
    kiosk.come()
    kiosk.station.session.select(FLANK)
    kiosk.settle()
    kiosk.workspace.panel.focus_home()
    kiosk.workspace.panel.over_asked.emit()
    kiosk.settle()
    assert QApplication.focusWidget() is kiosk.workspace


def test_one_enter_too_many_keeps_no_measure(kiosk):
    kiosk.come()
    on_measure(kiosk)
    send_by_window_system(
        (QEvent.Type.KeyPress, QEvent.Type.KeyRelease),
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.NoModifier,
    )
    assert kiosk.ended == []
