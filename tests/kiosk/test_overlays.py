"""Everything that covers the page of a kiosk is a modal dialog, and the page is out of reach."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.body.regions import Place, RegionId, Side
from app.kiosk.overlays.status_page import StatusPage
from app.session.actions import AddToList, OpenPage, SelectRegion, ShowQrCodes
from app.session.state import Page
from app.widgets import accessible_role

FLANK = Place(RegionId("flank"), Side.LEFT)
ROLE, NAME = QAccessible.Role, QAccessible.Text.Name


def open_from_menu(text):
    def act(kiosk):
        kiosk.open_staff_menu()
        kiosk.touch(kiosk.button(text))

    return act


DIALOGS = {
    "Staff PIN": lambda kiosk: kiosk.application.show_keypad(),
    "Staff: Anna": lambda kiosk: kiosk.open_staff_menu(),
    "Calibrate screen size": open_from_menu("Calibrate screen size"),
    "Kiosk status": open_from_menu("Kiosk status"),
    "The screen can be cleaned": open_from_menu("Clean the screen"),
    "Are you still there?": lambda kiosk: kiosk.pass_time(56),
    "Scan with your phone": lambda kiosk: kiosk.apply(AddToList("flank:left"), ShowQrCodes()),
}


@pytest.fixture(params=DIALOGS)
def open_dialog(request, kiosk):
    """A kiosk with a visitor and a dialog over the page, and the name that the dialog must have."""
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK))
    DIALOGS[request.param](kiosk)
    kiosk.settle()
    return kiosk, request.param


def press_by_screen_reader(button) -> None:
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction(QAccessibleActionInterface.pressAction())


def test_an_overlay_has_the_role_the_name_and_the_modality_of_a_dialog(open_dialog):
    kiosk, name = open_dialog
    interface = QAccessible.queryAccessibleInterface(kiosk.window.overlay)
    assert (interface.role(), interface.text(NAME)) == (ROLE.Dialog, name)
    assert interface.state().modal


def test_a_screen_reader_finds_the_buttons_of_an_overlay_inside_it(open_dialog):
    kiosk, _ = open_dialog
    overlay = kiosk.window.overlay
    for button in overlay.findChildren(QAbstractButton):
        interface = QAccessible.queryAccessibleInterface(button)
        while interface is not None and interface.object() is not overlay:
            interface = interface.parent()
        assert interface is not None, button.accessibleName()


def test_a_screen_reader_can_press_no_button_behind_an_overlay(open_dialog):
    kiosk, _ = open_dialog
    before, overlay = kiosk.showing, kiosk.window.overlay
    behind = [
        button
        for part in (kiosk.workspace, kiosk.window.bottom_bar)
        for button in part.findChildren(QAbstractButton)
        if button.isVisible()
    ]
    assert len(behind) > 10
    for button in behind:
        assert QAccessible.queryAccessibleInterface(button).state().disabled
        press_by_screen_reader(button)
        button.click()
    kiosk.settle()
    assert (kiosk.showing, kiosk.window.overlay) == (before, overlay)


def test_the_tab_key_never_leaves_an_overlay(open_dialog):
    kiosk, _ = open_dialog
    kiosk.application.input_filter.blocks_all, overlay = False, kiosk.window.overlay
    behind = (kiosk.workspace, kiosk.window.bottom_bar)
    kiosk.display.is_used_by_staff = True  # otherwise a key would dismiss the idle prompt
    for _ in range(30):
        QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert kiosk.window.overlay is overlay
        assert focus is None or not any(part.isAncestorOf(focus) for part in behind)


def test_the_page_can_be_used_again_after_an_overlay_has_closed(open_dialog):
    kiosk, _ = open_dialog
    kiosk.display.start_over()
    kiosk.settle()
    press_by_screen_reader(kiosk.button("Start over"))
    assert kiosk.workspace.isEnabled()
    assert kiosk.window.bottom_bar.isEnabled()
    assert QApplication.focusWidget() is kiosk.workspace


def test_a_screen_reader_can_use_the_page_below_the_attract_loop(kiosk):
    assert kiosk.window.overlay is kiosk.display.attract
    kiosk.window.bottom_bar.action.emit(OpenPage(Page.MY_LIST))
    assert kiosk.showing.page is Page.MY_LIST


def test_the_focus_returns_to_where_it_was_before_the_idle_prompt(kiosk):
    kiosk.start_visit()
    button = kiosk.button("Start over")
    button.setFocus()
    kiosk.pass_time(56)
    assert not button.hasFocus()
    kiosk.touch(kiosk.button("Yes, continue"))
    assert button.hasFocus()


def test_a_status_page_that_was_deleted_leaves_no_accessible_interface(kiosk):
    kiosk.start_visit()
    for _ in range(3):
        open_from_menu("Kiosk status")(kiosk)
        QAccessible.queryAccessibleInterface(kiosk.window.overlay)
        kiosk.touch(kiosk.button("Back"))
        kiosk.staff_access.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    interfaces = accessible_role._live_interfaces
    assert not [one for one in interfaces if isinstance(one.object(), StatusPage)]


def hidden_buttons(overlay):
    return [button for button in overlay.findChildren(QAbstractButton) if not button.isVisible()]


@pytest.mark.parametrize("was_open", [False, True])
def test_a_screen_reader_can_press_no_button_of_a_hidden_staff_page(kiosk, was_open):
    if was_open:
        kiosk.open_staff_menu()
        kiosk.staff_access.close()
        kiosk.settle()
    else:
        kiosk.start_visit()
    before = kiosk.window.overlay
    hidden = [
        *hidden_buttons(kiosk.staff_access.menu),
        *hidden_buttons(kiosk.staff_access.keypad),
    ]
    assert len(hidden) > 15
    for button in hidden:
        assert QAccessible.queryAccessibleInterface(button).state().disabled
        press_by_screen_reader(button)
        button.click()
    kiosk.settle()
    assert (kiosk.ended, kiosk.window.overlay) == ([], before)
    assert not kiosk.staff_access.is_open


def test_before_the_first_visitor_every_staff_page_is_disabled(open_kiosk):
    kiosk = open_kiosk()
    pages = (kiosk.staff_access.menu, kiosk.staff_access.keypad, kiosk.display.idle_prompt)
    assert [one for page in pages for one in hidden_buttons(page) if one.isEnabled()] == []


def test_an_action_of_the_staff_menu_is_ignored_while_the_menu_is_hidden(kiosk):
    kiosk.start_visit()
    kiosk.staff_access.menu.action_selected.emit("leave")
    assert kiosk.ended == []


def test_a_screen_reader_cannot_answer_a_hidden_idle_prompt(kiosk):
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK))
    for button in kiosk.display.idle_prompt.findChildren(QAbstractButton):
        press_by_screen_reader(button)
        button.click()
    assert kiosk.showing.place == FLANK
