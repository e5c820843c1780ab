"""The list of keys: it is made from the tables that the program itself uses."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from app.body.regions import Place, RegionId, View
from app.canvas.key_list import figure_keys
from app.desktop.key_groups import reading_keys, window_keys
from app.desktop.keys_dialog import KeysDialog
from app.desktop.presentation_mode import PresentationMode
from app.present.key_list import presenting_keys
from app.present.mark_shortcuts import PRESENT_SHORTCUTS
from app.present.remote import RemoteAction, keys_of
from app.session.actions import MakeHandout, SaveHandout, SelectRegion, SetFrame, SetView
from app.session.shortcuts import SHORTCUTS, WindowCommand, command_name
from app.session.state import ZoomFrame
from app.widgets.focus_frame import DISTANCE, FocusFrame
from app.widgets.input_kind import uses_keyboard
from app.widgets.key_names import key_text, keys_text
from tests.desktop.conftest import wait_until_ready


@pytest.fixture
def shown(window, qtbot):
    """The open list of keys."""
    wait_until_ready(qtbot, window)
    window.commands.show_keys()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, KeysDialog)
    yield dialog
    if isValid(dialog):
        dialog.close()


def words(dialog) -> str:
    return "\n".join(text.text() for text in dialog.texts)


def test_the_window_has_exactly_the_shortcuts_of_the_table(window):
    made = [one.key().toString() for one in window.findChildren(QShortcut)]
    table = [QKeySequence(key).toString() for keys in SHORTCUTS.values() for key in keys]
    assert sorted(made) == sorted(table)
    assert len(set(table)) == len(table)
    assert set(SHORTCUTS) == set(WindowCommand)


def test_the_list_has_every_shortcut_with_what_it_does(shown):
    for command, keys in SHORTCUTS.items():
        assert f"{keys_text(keys)}\t{command_name(command)}" in words(shown)
    for group in (window_keys(), figure_keys(), reading_keys()):
        for row in group.rows:
            assert f"{keys_text(row.keys)}\t{row.meaning}" in words(shown)


def test_it_is_a_dialog_with_text_under_headings_and_escape_closes_it(shown):
    interface = QAccessible.queryAccessibleInterface(shown)
    assert interface.role() == QAccessible.Role.Dialog
    assert shown.texts[0].hasFocus()
    assert [text.accessibleName() for text in shown.texts] == [
        "Everywhere",
        "On the figure",
        "Reading",
    ]
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert not shown.isVisible()


def test_the_focus_frame_waits_for_a_key_and_covers_no_letter(window, qtbot):
    wait_until_ready(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert uses_keyboard()
    window.commands.show_keys()
    dialog = QApplication.activeModalWidget()
    QTest.qWaitForWindowActive(dialog)
    assert dialog.texts[0].hasFocus()
    assert [one for one in dialog.findChildren(FocusFrame) if one.isVisible()] == []
    QTest.keyClick(dialog.texts[0], Qt.Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert dialog.texts[0].hasFocus()
    (frame,) = [one for one in dialog.findChildren(FocusFrame) if one.isVisible()]
    text = dialog.texts[0]
    left = text.mapTo(frame.parentWidget(), text.rect().topLeft()).x()
    assert left - frame.geometry().left() == DISTANCE
    dialog.close()


def test_while_presenting_its_keys_come_first(window, qtbot):
    presenting = window.workspace.findChild(PresentationMode)
    presenting.start()
    window.commands.show_keys()
    dialog = QApplication.activeModalWidget()
    assert dialog.texts[0].accessibleName() == "While presenting"
    for action in RemoteAction:
        assert keys_text(keys_of(action)) in dialog.texts[0].text()
    dialog.close()
    presenting.controller.end()
    assert not presenting.is_on()


def test_every_action_of_a_remote_and_every_shortcut_for_marks_is_listed():
    rows = [row.keys for row in presenting_keys().rows]
    assert set(rows) == {*map(keys_of, RemoteAction), *PRESENT_SHORTCUTS.values()}
    assert all(rows)


def _press(widget, key: str) -> None:
    combination = QKeySequence(key)[0]
    QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())


@pytest.mark.parametrize("key", [key for row in figure_keys().rows for key in row.keys])
def test_every_key_that_is_listed_for_the_figure_does_something(window, qtbot, key):
    wait_until_ready(qtbot, window)
    session, canvas = window.workspace.session, window.workspace.canvas
    session.reset()
    session.apply(SetFrame(ZoomFrame(2.0, 0.5, 0.5)))
    if key == "Ctrl+Home":
        session.apply(SetView(View.BACK_LEFT))
    wait_until_ready(qtbot, window)
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    assert canvas.focus_region(Place(RegionId("lumbar")))
    assert QApplication.focusWidget() is not None
    focus, before = QApplication.focusWidget(), session.showing
    _press(focus, key)
    assert session.showing != before or QApplication.focusWidget() is not focus
    session.reset()


@pytest.mark.parametrize(
    ("command", "action"),
    [(WindowCommand.PRINT, MakeHandout()), (WindowCommand.SAVE, SaveHandout())],
)
def test_the_keys_to_print_and_save_ask_for_the_handout(
    window, qtbot, monkeypatch, command, action
):
    asked = []
    monkeypatch.setattr(window.workspace, "apply", asked.append)
    (found,) = [
        one
        for one in window.findChildren(QShortcut)
        if one.key() == QKeySequence(SHORTCUTS[command][0])
    ]
    found.activated.emit()
    assert asked == [action]


def test_ctrl_p_opens_the_dialog_of_the_handout(window, qtbot):
    window.workspace.apply(SelectRegion(Place(RegionId("lumbar"))))
    wait_until_ready(qtbot, window)
    window.activateWindow()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    assert dialog.windowTitle() == "Your handout"
    dialog.reject()


@pytest.mark.parametrize(
    ("key", "text"),
    [("Ctrl++", "Ctrl++"), ("PgDown", "Page Down"), ("Shift+Return", "Shift+Enter"), ("?", "?")],
)
def test_keys_have_the_names_that_are_written_on_them(qapp, key, text):
    assert key_text(key) == text


def test_four_arrows_are_named_together(qapp):
    arrows = ("Left", "Right", "Up", "Down")
    assert keys_text(arrows) == "Arrow keys"
    assert keys_text([f"Shift+{arrow}" for arrow in arrows]) == "Shift+arrow keys"
    assert keys_text(("F1", "?")) == "F1, ?"
