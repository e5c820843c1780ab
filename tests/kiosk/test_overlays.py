"""What covers the page of a kiosk is a dialog; what lies behind it is out of reach."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.body.regions import Place, RegionId, Side
from app.kiosk.overlays.status_page import StatusPage
from app.session.state import Page
from app.widgets import dialog_role

FLANK = Place(RegionId("flank"), Side.LEFT)
ROLE, NAME = QAccessible.Role, QAccessible.Text.Name


def menu(kiosk):
    kiosk.house.show_keypad()
    kiosk.door._on_pin_accepted("Anna")


def from_menu(words):
    def act(kiosk):
        menu(kiosk)
        kiosk.touch(kiosk.pill(words))

    return act


def codes(kiosk):
    kiosk.workspace.session.keep("flank:left")
    kiosk.station._on_codes()


DIALOGS = {
    "Keeper's PIN": lambda kiosk: kiosk.house.show_keypad(),
    "Keeper: Anna": menu,
    "Measure the screen": from_menu("Measure the screen"),
    "How this kiosk is": from_menu("How this kiosk is"),
    "The screen can be cleaned": from_menu("Clean the screen"),
    "Are you still there?": lambda kiosk: kiosk.pass_time(56),
    "Take it with your phone": codes,
}


@pytest.fixture(params=DIALOGS)
def open_dialog(request, kiosk):
    """A kiosk with a visitor and one dialog over the page, and the name it is to have."""
    kiosk.come()
    kiosk.workspace.session.select(FLANK)
    kiosk.settle()
    DIALOGS[request.param](kiosk)
    kiosk.settle()
    yield kiosk, request.param
    kiosk.house.start_over()


def pressed_from_outside(button) -> None:
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    actions.doAction(QAccessibleActionInterface.pressAction())


def test_it_has_the_role_the_name_and_the_modality_of_a_dialog(open_dialog):
    kiosk, name = open_dialog
    met = QAccessible.queryAccessibleInterface(kiosk.window.scene)
    assert (met.role(), met.text(NAME), bool(met.state().modal)) == (ROLE.Dialog, name, True)


def test_what_it_holds_is_found_within_it(open_dialog):
    kiosk, _ = open_dialog
    scene = kiosk.window.scene
    for button in scene.findChildren(QAbstractButton):
        one = QAccessible.queryAccessibleInterface(button)
        while one is not None and one.object() is not scene:
            one = one.parent()
        assert one is not None, button.accessibleName()


def test_no_button_behind_it_can_be_pressed_by_a_screen_reader(open_dialog):
    kiosk, _ = open_dialog
    before, scene = kiosk.showing, kiosk.window.scene
    behind = [
        one
        for part in (kiosk.workspace, kiosk.window.foot)
        for one in part.findChildren(QAbstractButton)
        if one.isVisible()
    ]
    assert len(behind) > 10
    for button in behind:
        assert QAccessible.queryAccessibleInterface(button).state().disabled
        pressed_from_outside(button)
        button.click()
    kiosk.settle()
    assert (kiosk.showing, kiosk.window.scene) == (before, scene)


def test_the_tab_key_never_leads_out_of_it(open_dialog):
    kiosk, _ = open_dialog
    kiosk.house.guard.is_deaf, scene = False, kiosk.window.scene
    behind = (kiosk.workspace, kiosk.window.foot)
    kiosk.station.is_kept = True  # a key would answer the question whether anyone is there
    for _ in range(30):
        QTest.keyClick(kiosk.window.windowHandle(), Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        assert kiosk.window.scene is scene
        assert focus is None or not any(part.isAncestorOf(focus) for part in behind)


def test_the_page_is_within_reach_when_it_has_gone(open_dialog):
    kiosk, _ = open_dialog
    kiosk.station.start_over()
    kiosk.settle()
    pressed_from_outside(kiosk.pill("Start over"))
    assert kiosk.workspace.isEnabled()
    assert kiosk.window.foot.isEnabled()
    assert QApplication.focusWidget() is kiosk.workspace


def test_what_the_invitation_covers_stays_within_reach_of_a_screen_reader(kiosk):
    assert kiosk.window.scene is kiosk.station.attract
    kiosk.window.foot.list_requested.emit()
    assert kiosk.showing.page is Page.MY_LIST


def test_after_the_question_the_focus_is_where_it_was(kiosk):
    kiosk.come()
    over = kiosk.pill("Start over")
    over.setFocus()
    kiosk.pass_time(56)
    assert not over.hasFocus()
    kiosk.touch(kiosk.pill("Yes, go on"))
    assert over.hasFocus()


def test_a_dialog_that_was_taken_down_leaves_nothing_behind(kiosk):
    kiosk.come()
    for _ in range(3):
        from_menu("How this kiosk is")(kiosk)
        QAccessible.queryAccessibleInterface(kiosk.window.scene)
        kiosk.touch(kiosk.pill("Back"))
        kiosk.door.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    assert not [one for one in dialog_role._live_interfaces if isinstance(one.object(), StatusPage)]


def hidden_buttons(kiosk, scene):
    return [one for one in scene.findChildren(QAbstractButton) if not one.isVisible()]


@pytest.mark.parametrize("entered", [False, True])
def test_no_hidden_staff_page_can_be_pressed_by_a_screen_reader(kiosk, entered):
    if entered:
        menu(kiosk)
        kiosk.door.close()
        kiosk.settle()
    kiosk.come()
    before = kiosk.window.scene
    hidden = [*hidden_buttons(kiosk, kiosk.door.menu), *hidden_buttons(kiosk, kiosk.door.keypad)]
    assert len(hidden) > 15
    for button in hidden:
        assert QAccessible.queryAccessibleInterface(button).state().disabled
        pressed_from_outside(button)
        button.click()
    kiosk.settle()
    assert (kiosk.ended, kiosk.window.scene) == ([], before)
    assert not kiosk.door.is_open


def test_before_the_first_visitor_no_staff_page_can_be_pressed(kiosk):
    pages = (kiosk.door.menu, kiosk.door.keypad, kiosk.station.stay)
    assert [one for page in pages for one in hidden_buttons(kiosk, page) if one.isEnabled()] == []


def test_what_a_staff_menu_asks_for_while_it_is_not_shown_is_not_done(kiosk):
    kiosk.come()
    kiosk.door.menu.picked.emit("leave")
    assert kiosk.ended == []


def test_no_hidden_question_can_be_answered_by_a_screen_reader(kiosk):
    kiosk.come()
    kiosk.workspace.session.select(FLANK)
    for button in kiosk.station.stay.findChildren(QAbstractButton):
        pressed_from_outside(button)
        button.click()
    assert kiosk.showing.place == FLANK
