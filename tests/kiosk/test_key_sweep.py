"""All keys with all modifiers in all situations: only those that a visitor needs do anything."""

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
from app.session.actions import SelectRegion, StartOver
from tests.kiosk.key_sweep import (
    ALLOWED,
    EVERY,
    NAVIGATION_KEYS,
    REFUSED,
    EventRecorder,
    KeySweep,
    by_key,
    deliver,
    send_by_window_system,
    text_of,
)
from tests.kiosk.situations import (
    FLANK,
    OVERLAYS,
    WITHOUT_OVERLAY,
    on_attract,
    on_calibration,
    on_cleaning,
    on_keypad,
    on_menu,
    on_nothing,
    on_search,
    on_workspace,
)
from tests.kiosk.test_safe_mode import REPORT

ANYWHERE = Qt.ShortcutContext.ApplicationShortcut


@pytest.fixture
def sweep(qapp, open_kiosk):
    """A function that starts a sweep in a situation.

    The recorder is installed before the input filter, so that Qt calls it after the filter.
    """
    recorder = EventRecorder()
    kiosk = open_kiosk()

    def start(situation) -> KeySweep:
        key_sweep = KeySweep(kiosk, recorder, situation)
        assert isinstance(kiosk.window.overlay, OVERLAYS.get(situation, type(None)))
        if situation in WITHOUT_OVERLAY:
            focus = QApplication.focusWidget()
            assert (focus is None) == (situation is on_nothing)
            assert (focus is kiosk.workspace) == (situation is on_workspace)
        return key_sweep

    yield start
    recorder.end()


def effects_by_situation(sweep, situations, batches) -> dict[str, list[str]]:
    """The presses with an effect, by the name of the situation."""
    found = {one.__name__: sweep(one).effects_of_refused(batches) for one in situations}
    return {name: effects for name, effects in found.items() if effects}


def test_the_filter_allows_the_keys_that_visitors_need_and_no_other():
    allowed = [
        press
        for press in EVERY
        if is_allowed_key(QKeyEvent(QEvent.Type.KeyPress, *press, text_of(*press)))
    ]
    assert allowed == list(ALLOWED)


def test_refused_keys_change_nothing_in_three_situations(sweep):
    batches = by_key(REFUSED, [send_by_window_system])
    assert effects_by_situation(sweep, [on_search, on_attract, on_keypad], batches) == {}


@pytest.mark.slow
def test_refused_keys_change_nothing_in_any_situation(sweep):
    situations = [*WITHOUT_OVERLAY, *OVERLAYS]
    assert effects_by_situation(sweep, situations, by_key(REFUSED)) == {}


@pytest.mark.slow
def test_allowed_keys_open_no_staff_page_and_end_nothing_in_any_situation(sweep):
    navigation = [press for press in ALLOWED if press[0] in NAVIGATION_KEYS]
    letters = [press for press in ALLOWED if press[0] not in NAVIGATION_KEYS]
    batches = [*by_key(navigation), [*chain(*by_key(letters, [send_by_window_system]))]]
    situations = [one for one in (*WITHOUT_OVERLAY, *OVERLAYS) if one is not on_cleaning]
    found = {one.__name__: sweep(one).effects_of_allowed(batches) for one in situations}
    assert {name: effects for name, effects in found.items() if effects} == {}
    assert effects_by_situation(sweep, [on_cleaning], batches) == {}


@pytest.mark.slow
def test_no_key_does_anything_in_the_fault_window(qtbot):
    recorder = EventRecorder()
    window = standalone_fault_window(QApplication.instance(), REPORT, 3_600_000)
    qtbot.addWidget(window)
    window.cover_screen()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    recorder.windows.clear()
    ends = []
    window.ended.connect(ends.append)
    deliver(chain(*by_key(EVERY)))
    QApplication.processEvents()
    effects = recorder.keys, recorder.windows, ends, window.isVisible()
    window.input_filter.allows_close = True
    window.input_filter.remove()
    recorder.end()
    QApplication.setQuitOnLastWindowClosed(True)
    assert effects == ([], [], [], True)


SHORTCUTS = ("Ctrl+Q", "Alt+F4", "Ctrl+Alt+Backspace", "Meta+D", "Shift+F10", "F1", "Return", "A")


def add_shortcuts(window) -> dict[str, QSignalSpy]:
    """Add shortcuts of every kind to a window, as a mistake in the program might."""
    spies = {}
    for keys in SHORTCUTS:
        shortcut = QShortcut(QKeySequence(keys), window, context=ANYWHERE)
        spies[keys] = QSignalSpy(shortcut.activated)
    action = QAction(window, shortcut=QKeySequence("Ctrl+P"))
    window.addAction(action)
    button = QPushButton("&Quit", window)
    button.show()
    return spies | {"Ctrl+P": QSignalSpy(action.triggered), "Alt+Q": QSignalSpy(button.pressed)}


def test_no_shortcut_works_while_the_filter_is_installed(open_kiosk):
    kiosk = open_kiosk()
    kiosk.start_visit()
    spies = add_shortcuts(kiosk.window)
    combinations = [QKeySequence(keys)[0] for keys in spies]
    presses = [(send_by_window_system, one.key(), one.keyboardModifiers()) for one in combinations]
    deliver(presses)
    assert [keys for keys, spy in spies.items() if spy.count()] == []
    kiosk.application.input_filter.remove()
    deliver(presses)
    assert [keys for keys, spy in spies.items() if not spy.count()] == []


@pytest.mark.parametrize("situation", [on_search, on_menu, on_attract])
def test_the_filter_blocks_shortcut_events_for_every_receiver(sweep, situation):
    key_sweep = sweep(situation)
    event = QShortcutEvent(QKeySequence("Ctrl+Q"), 1)
    focus, window = QApplication.focusWidget(), key_sweep.kiosk.window
    receivers = (QShortcut(window), focus, window, window.windowHandle())
    for receiver in receivers:
        QApplication.sendEvent(receiver, event)
    assert key_sweep.recorder.keys == []
    key_sweep.kiosk.application.input_filter.remove()
    for receiver in receivers:
        QApplication.sendEvent(receiver, event)
    assert len(key_sweep.recorder.keys) >= len(receivers)


def few_presses_of(*keys) -> list[list]:
    """These keys with two modifiers on one path, which are quick to bisect."""
    modifiers = (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.MetaModifier)
    presses = [press for press in REFUSED if press[0] in keys and press[1] in modifiers]
    return by_key(presses, [send_by_window_system])


def test_the_sweep_names_a_key_that_a_faulty_filter_lets_through(sweep, monkeypatch):
    def faulty(event) -> bool:
        return event.key() == Qt.Key.Key_F5 or is_allowed_key(event)

    key_sweep = sweep(on_workspace)
    monkeypatch.setattr(input_filter, "is_allowed_key", faulty)
    (found,) = key_sweep.effects_of_refused(few_presses_of(Qt.Key.Key_F4, Qt.Key.Key_F5))
    assert "Key_F5" in found


def test_the_sweep_names_a_shortcut_that_a_faulty_filter_lets_through(sweep, monkeypatch):
    key_sweep = sweep(on_search)
    shortcut = QShortcut(QKeySequence("Ctrl+Q"), key_sweep.kiosk.window, context=ANYWHERE)
    shortcut.activated.connect(key_sweep.kiosk.application.show_keypad)
    batches = few_presses_of(Qt.Key.Key_P, Qt.Key.Key_Q)
    assert key_sweep.effects_of_refused(batches) == []
    blocked = input_filter.BLOCKED_EVENTS - {QEvent.Type.Shortcut}
    monkeypatch.setattr(input_filter, "BLOCKED_EVENTS", blocked)
    (found,) = key_sweep.effects_of_refused(batches)
    assert "ControlModifier Key_Q" in found


def test_the_focus_of_the_next_visitor_does_not_start_where_the_last_one_left_it(kiosk):
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK))
    kiosk.workspace.panel.set_initial_focus()
    kiosk.apply(StartOver())
    assert QApplication.focusWidget() is kiosk.workspace


def test_one_enter_too_many_saves_no_calibration(kiosk):
    kiosk.start_visit()
    on_calibration(kiosk)
    send_by_window_system(
        (QEvent.Type.KeyPress, QEvent.Type.KeyRelease),
        Qt.Key.Key_Return,
        Qt.KeyboardModifier.NoModifier,
    )
    assert kiosk.ended == []
