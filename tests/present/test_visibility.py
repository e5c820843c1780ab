"""What hides works at once, from every window, and nothing shows itself again unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.body.regions import Side, TopicId
from app.present.audience.controller import ORDINARY_WINDOW
from app.present.audience.screens import AudienceScreens
from app.present.audience.window import AudienceMode


def visible_dialogs(clinician) -> list[QDialog]:
    return [one for one in clinician.workspace.findChildren(QDialog) if one.isVisible()]


@pytest.mark.parametrize("opener", ["Steps", "Side by side", "End"])
def test_the_curtain_falls_from_every_dialog_and_closes_it(presenting, opener):
    presenting.press("flank", Side.LEFT)
    presenting.click(presenting.button(opener))
    (dialog,) = visible_dialogs(presenting)
    QTest.qWaitForWindowActive(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    presenting.settle()
    assert presenting.controller.visibility.privacy_screen.isVisible()
    assert presenting.audience.mode is AudienceMode.BLANK
    assert visible_dialogs(presenting) == []


def test_a_remote_goes_on_while_the_steps_are_open(presenting):
    presenting.controller.step_player.load(presenting.controller._atlas.sequences("en")[0])
    presenting.click(presenting.button("Steps"))
    (dialog,) = visible_dialogs(presenting)
    QTest.qWaitForWindowActive(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert presenting.controller.step_player.index == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_Period])
def test_no_key_shows_anything_while_the_curtain_is_drawn(presenting, key):
    presenting.key(Qt.Key.Key_F9)
    presenting.key(key)
    assert presenting.audience.mode is AudienceMode.BLANK


def test_the_black_screen_key_of_a_remote_is_pressed_again_to_go_on(presenting):
    presenting.key(Qt.Key.Key_Period)
    assert presenting.audience.mode is AudienceMode.BLANK
    presenting.key(Qt.Key.Key_Period)
    assert presenting.audience.mode is AudienceMode.MIRROR


def test_no_key_is_heard_once_presenting_has_ended(presenting):
    presenting.click(presenting.button("Steps"))
    hiding = presenting.controller.visibility
    presenting.controller.end()
    presenting.settle()
    QTest.keyClick(presenting.workspace, Qt.Key.Key_F9)
    assert hiding.privacy_screen is None


def test_the_clinicians_own_screen_is_never_filled(presenting):
    here = AudienceScreens.screen_of(presenting.workspace).name()
    presenting.controller._on_screen_picked(here)
    presenting.settle()
    assert not presenting.audience.isFullScreen()
    presenting.audience.close()
    assert presenting.controller.audience_controller.preferred_screen() == "wall"


def test_a_window_stays_clear_of_the_tools(clinician):
    clinician.start_presenting()
    clinician.controller._on_screen_picked(ORDINARY_WINDOW)
    clinician.settle()
    tools = clinician.controller.control_panel.toolbar
    corner = tools.mapToGlobal(tools.rect().bottomRight())
    assert clinician.audience.geometry().top() > corner.y()


def test_after_a_freeze_the_words_are_where_the_clinicians_are(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.workspace.session.open_topic(TopicId("risks"))
    presenting.settle()
    presenting.wait_for_text_layout()
    presenting.click(presenting.button("Freeze"))
    own = presenting.workspace.panel._scroll.verticalScrollBar()
    own.setValue(own.maximum())
    presenting.settle()
    bar = presenting.audience.panes[0].text._page.verticalScrollBar()
    assert bar.value() == 0
    presenting.click(presenting.button("Mirror"))
    assert bar.value() == bar.maximum() > 0


def test_the_sign_keeps_its_place_in_every_mode(presenting):
    modes = [presenting.button(name) for name in ("Mirror", "Freeze", "Blank")]
    tops = set()
    for mode in modes:
        presenting.click(mode)
        tops.add(mode.mapToGlobal(mode.rect().topLeft()).y())
    assert len(tops) == 1
