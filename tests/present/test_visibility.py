"""Hiding works at once and from every window, and nothing appears again before it is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.atlas.topics import RISKS_TOPIC
from app.body.regions import Side
from app.present.actions import AudienceMode
from app.present.audience.controller import ORDINARY_WINDOW
from app.present.audience.screens import AudienceScreens
from app.session.actions import OpenTopic
from tests.present.conftest import AUDIENCE_SCREEN


def visible_dialogs(clinician) -> list[QDialog]:
    return [one for one in clinician.workspace.findChildren(QDialog) if one.isVisible()]


def open_dialog(clinician, opener: str) -> QDialog:
    clinician.click(clinician.button(opener))
    (dialog,) = visible_dialogs(clinician)
    QTest.qWaitForWindowActive(dialog)
    return dialog


@pytest.mark.parametrize("opener", ["Steps", "Side by side", "End"])
def test_the_privacy_screen_works_from_every_dialog_and_closes_it(presenting, opener):
    presenting.press("flank", Side.LEFT)
    dialog = open_dialog(presenting, opener)
    QTest.keyClick(dialog, Qt.Key.Key_F9)
    presenting.settle()
    assert presenting.controller.visibility.is_covered
    assert presenting.audience.mode is AudienceMode.BLANK
    assert visible_dialogs(presenting) == []


def test_a_remote_changes_the_step_while_the_steps_window_is_open(presenting):
    presenting.load_shipped_sequence()
    dialog = open_dialog(presenting, "Steps")
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    QTest.keyClick(dialog, Qt.Key.Key_PageDown)
    assert presenting.player.index == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_F5, Qt.Key.Key_F7, Qt.Key.Key_Period])
def test_no_key_shows_anything_while_the_privacy_screen_is_on(presenting, key):
    presenting.key(Qt.Key.Key_F9)
    presenting.key(key)
    assert presenting.audience.mode is AudienceMode.BLANK


def test_pressing_the_blank_key_of_a_remote_again_mirrors(presenting):
    presenting.key(Qt.Key.Key_Period)
    assert presenting.audience.mode is AudienceMode.BLANK
    presenting.key(Qt.Key.Key_Period)
    assert presenting.audience.mode is AudienceMode.MIRROR


def test_the_privacy_key_does_nothing_after_presenting_has_ended(presenting):
    presenting.open_steps_window()
    presenting.controller.end()
    presenting.settle()
    QTest.keyClick(presenting.workspace, Qt.Key.Key_F9)
    assert presenting.workspace.isVisible()


def test_the_audience_window_never_fills_the_clinicians_own_screen(presenting):
    own_screen = AudienceScreens.screen_of(presenting.workspace).name()
    presenting.controller.show_on_picked_screen(own_screen)
    presenting.settle()
    assert not presenting.audience.isFullScreen()
    presenting.audience.close()
    assert presenting.controller.audience_controller.preferred_screen() == AUDIENCE_SCREEN


def test_an_ordinary_audience_window_does_not_cover_the_toolbar(annotating):
    annotating.controller.show_on_picked_screen(ORDINARY_WINDOW)
    annotating.settle()
    toolbar = annotating.controller.control_panel.toolbar
    corner = toolbar.mapToGlobal(toolbar.rect().bottomRight())
    assert annotating.audience.geometry().top() > corner.y()


def test_after_a_freeze_the_text_is_scrolled_to_the_clinicians_position(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.apply(OpenTopic(RISKS_TOPIC))
    presenting.wait_for_text_layout()
    presenting.click(presenting.button("Freeze"))
    presenting.text_scroll_bar.setValue(presenting.text_scroll_bar.maximum())
    presenting.settle()
    bar = presenting.audience.panes[0].text.page.verticalScrollBar()
    assert bar.value() == 0
    presenting.click(presenting.button("Mirror"))
    assert bar.value() == bar.maximum() > 0


def test_the_mode_buttons_keep_their_place_in_every_mode(presenting):
    tops = set()
    for name in ("Mirror", "Freeze", "Blank"):
        button = presenting.button(name)
        presenting.click(button)
        tops.add(button.mapToGlobal(button.rect().topLeft()).y())
    assert len(tops) == 1
