"""The staff menu and its pages, on one screen and on two."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.body.regions import Place, RegionId, Side
from app.kiosk.access.pin_store import PinStore
from app.kiosk.config import read_config
from app.kiosk.idle_timer import IdleState
from app.kiosk.overlays.calibration import CARD_MM, CalibrationPage
from app.kiosk.overlays.status_page import StatusPage
from app.session.actions import SelectRegion
from app.support.exit_codes import ExitCode
from app.widgets.text_label import TextLabel
from tests.kiosk.conftest import PIN, timer_of

FLANK = Place(RegionId("flank"), Side.LEFT)


@pytest.fixture
def menu_kiosk(kiosk):
    """A kiosk with the staff menu open."""
    kiosk.start_visit()
    kiosk.open_staff_menu()
    return kiosk


@pytest.fixture
def calibrating_kiosk(menu_kiosk):
    """A kiosk with the calibration page open."""
    menu_kiosk.touch(menu_kiosk.button("Calibrate screen size"))
    assert isinstance(menu_kiosk.window.overlay, CalibrationPage)
    return menu_kiosk


def save_calibration(kiosk) -> None:
    kiosk.touch(kiosk.button("It fits: save"))


def test_the_status_page_shows_the_status_and_leads_back_to_the_menu(menu_kiosk):
    menu_kiosk.touch(menu_kiosk.button("Kiosk status"))
    assert isinstance(menu_kiosk.window.overlay, StatusPage)
    assert "Staff: Anna" in menu_kiosk.visible_text()
    menu_kiosk.touch(menu_kiosk.button("Back"))
    assert menu_kiosk.window.overlay is menu_kiosk.staff_access.menu


def test_a_calibration_is_saved_and_restarts_the_kiosk(calibrating_kiosk):
    kiosk, outline = calibrating_kiosk, calibrating_kiosk.window.overlay.card_outline
    before = outline.card_width
    for name in ("Much larger", "Larger", "Smaller", "Larger"):
        kiosk.touch(kiosk.button(name))
    assert outline.card_width == before + 11
    save_calibration(kiosk)
    assert kiosk.ended == [ExitCode.RESTART]
    saved = read_config(kiosk.files.config).pixels_per_mm
    assert saved == {kiosk.display.screen: round((before + 11) / CARD_MM[0], 3)}


def raising(error):
    """A function that raises `error`, to replace a function that reads or writes a file."""

    def act(*_args, **_kwargs):
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError(30, "Read-only file system"), "Read-only file system"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (OSError("no number"), "no number"),
    ],
)
def test_the_page_says_why_a_calibration_cannot_be_written(
    calibrating_kiosk, monkeypatch, error, reason
):
    monkeypatch.setattr("app.kiosk.builder.write_atomically", raising(error))
    page = calibrating_kiosk.window.overlay
    save_calibration(calibrating_kiosk)
    assert (calibrating_kiosk.ended, calibrating_kiosk.window.overlay) == ([], page)
    assert f"kiosk.toml cannot be saved ({reason})" in calibrating_kiosk.visible_text()


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b"idle_seconds = 5\n", "kiosk.toml:idle_seconds"),
        (b'theme = "green"\n', "kiosk.toml:theme"),
        (b'opens = "08:00"\n', "kiosk.toml:closes"),
        (b"idle_seconds = \n", "kiosk.toml"),
        (b"[pixels_per_mm]\nx = 99\n", "kiosk.toml:pixels_per_mm"),
    ],
)
def test_the_page_reports_a_mistake_in_the_config_and_nothing_is_written(
    calibrating_kiosk, data, where
):
    kiosk, page = calibrating_kiosk, calibrating_kiosk.window.overlay
    kiosk.files.config.write_bytes(data)
    for _ in range(4):
        save_calibration(kiosk)
    assert (kiosk.ended, kiosk.window.overlay) == ([], page)
    message = f"kiosk.toml has a mistake; correct it, then try again: {where}"
    assert message in kiosk.visible_text()
    assert kiosk.files.config.read_bytes() == data


def link_to_endless_file(file):
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, link_to_endless_file])
def test_the_page_says_what_to_do_if_the_config_is_not_a_plain_file(calibrating_kiosk, make):
    kiosk, page = calibrating_kiosk, calibrating_kiosk.window.overlay
    make(kiosk.files.config)
    save_calibration(kiosk)
    assert (kiosk.ended, kiosk.window.overlay) == ([], page)
    assert "kiosk.toml cannot be used: it is not a plain file" in kiosk.visible_text()
    assert "make room" not in kiosk.visible_text()


def test_the_page_reports_a_config_in_another_encoding(calibrating_kiosk):
    calibrating_kiosk.files.config.write_bytes(b"# \xe4\n")
    save_calibration(calibrating_kiosk)
    assert calibrating_kiosk.ended == []
    assert "UTF-8" in calibrating_kiosk.visible_text()


def test_the_same_page_saves_the_calibration_once_the_config_is_corrected(calibrating_kiosk):
    calibrating_kiosk.files.config.write_bytes(b"idle_seconds = 5\n")
    save_calibration(calibrating_kiosk)
    calibrating_kiosk.files.config.write_bytes(b"idle_seconds = 50\n")
    save_calibration(calibrating_kiosk)
    assert calibrating_kiosk.ended == [ExitCode.RESTART]


def test_an_earlier_error_is_gone_when_the_calibration_page_is_opened_again(
    calibrating_kiosk, monkeypatch
):
    monkeypatch.setattr("app.kiosk.builder.write_atomically", raising(OSError(28, "full")))
    save_calibration(calibrating_kiosk)
    calibrating_kiosk.touch(calibrating_kiosk.button("Cancel"))
    calibrating_kiosk.touch(calibrating_kiosk.button("Calibrate screen size"))
    assert "cannot be saved" not in calibrating_kiosk.visible_text()


@pytest.mark.parametrize("error", [OSError(28, "full"), OSError("no number")])
def test_counts_that_cannot_be_written_do_not_keep_the_kiosk_from_ending(
    open_kiosk, monkeypatch, error
):
    kiosk = open_kiosk(counts=True)
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK))
    monkeypatch.setattr("app.kiosk.metrics.usage_counts.write_atomically", raising(error))
    kiosk.application.stop(ExitCode.OK)
    assert kiosk.ended == [ExitCode.OK]


def test_the_keypad_says_why_a_pin_cannot_be_checked(kiosk, monkeypatch):
    kiosk.application.show_keypad()
    monkeypatch.setattr(PinStore, "verify", raising(OSError(5, "Input/output error")))
    kiosk.enter_pin(PIN)
    assert kiosk.window.overlay is kiosk.staff_access.keypad
    assert "The PIN cannot be checked (Input/output error)" in kiosk.visible_text()


def test_the_menu_says_why_the_status_page_cannot_be_shown(menu_kiosk, monkeypatch):
    failing = raising(OSError(5, "Input/output error"))
    monkeypatch.setattr("app.kiosk.builder.memory_in_use", failing)
    menu_kiosk.touch(menu_kiosk.button("Kiosk status"))
    assert menu_kiosk.window.overlay is menu_kiosk.staff_access.menu
    assert "The page cannot be shown (Input/output error)" in menu_kiosk.visible_text()


def test_an_unexpected_error_closes_the_staff_menu_and_forgets_the_name(menu_kiosk):
    menu_kiosk.application.reset_all()
    assert menu_kiosk.window.overlay is menu_kiosk.display.attract
    assert not menu_kiosk.display.is_used_by_staff
    assert not menu_kiosk.staff_access.is_open
    labels = menu_kiosk.staff_access.menu.findChildren(QLabel)
    assert not any("Anna" in label.text() for label in labels)


def keypad_text(kiosk) -> str:
    labels = kiosk.staff_access.keypad.findChildren(TextLabel)
    return "\n".join(label.text() for label in labels)


def test_an_unexpected_error_deletes_the_digits_on_the_keypad(kiosk):
    kiosk.application.show_keypad()
    kiosk.staff_access.keypad.add_digit("4")
    assert "\u25cf" in keypad_text(kiosk)
    kiosk.application.reset_all()
    assert "\u25cf" not in keypad_text(kiosk)


def test_after_an_unexpected_error_the_idle_prompt_works_for_the_next_visitor(menu_kiosk):
    menu_kiosk.application.reset_all()
    menu_kiosk.start_visit()
    menu_kiosk.pass_time(56)
    assert menu_kiosk.window.overlay is menu_kiosk.display.idle_prompt


@pytest.fixture
def cleaned_kiosk(menu_kiosk):
    """A kiosk whose screen is being cleaned."""
    menu_kiosk.touch(menu_kiosk.button("Clean the screen"))
    assert menu_kiosk.application.input_filter.blocks_all
    return menu_kiosk


def test_an_unexpected_error_ends_cleaning_mode(cleaned_kiosk):
    cleaned_kiosk.application.reset_all()
    cleaned_kiosk.settle()
    assert not timer_of(cleaned_kiosk.application.cleaning).isActive()
    assert not cleaned_kiosk.application.input_filter.blocks_all


def test_cleaning_mode_ends_even_if_its_screen_is_unplugged(cleaned_kiosk):
    cleaned_kiosk.display.show_overlay(None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(30):
        cleaned_kiosk.application.cleaning.tick()
    assert not cleaned_kiosk.application.input_filter.blocks_all


def test_the_countdown_of_cleaning_mode_stops_with_the_kiosk(cleaned_kiosk):
    cleaned_kiosk.application.stop(ExitCode.OK)
    assert not timer_of(cleaned_kiosk.application.cleaning).isActive()


def test_the_idle_prompt_does_not_appear_over_the_staff_menu(menu_kiosk):
    menu_kiosk.pass_time(58)
    assert menu_kiosk.window.overlay is menu_kiosk.staff_access.menu
    menu_kiosk.staff_access.idle_timer.timeout.emit()
    assert menu_kiosk.window.overlay is None
    assert menu_kiosk.display.idle.state is IdleState.ACTIVE


def test_the_keypad_accepts_the_digits_of_a_keyboard(kiosk):
    kiosk.start_visit()
    kiosk.application.show_keypad()
    QTest.keyClicks(kiosk.staff_access.keypad, "48x29")
    assert "\u25cf" * 4 in keypad_text(kiosk).split("\n")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_staff_can_enter_the_pin_with_a_keyboard_alone(kiosk, key):
    kiosk.start_visit()
    kiosk.application.show_keypad()
    QTest.keyClicks(QApplication.focusWidget(), PIN)
    QTest.keyClick(QApplication.focusWidget(), key)
    kiosk.wait_for_pin_check()
    assert kiosk.window.overlay is kiosk.staff_access.menu


def test_each_screen_has_a_visitor_of_its_own(open_kiosk):
    names = [screen.name() for screen in QGuiApplication.screens()]
    kiosk = open_kiosk(screens=tuple(names))
    first, second = kiosk.application.displays
    assert [display.screen for display in (first, second)] == names
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK))
    assert first.session.showing.place == FLANK
    assert second.session.showing.place is None
    assert second.idle.state is IdleState.IDLE
    kiosk.pass_time(80)
    assert first.session.showing.place is None


def test_displays_are_added_and_removed_with_their_screens(open_kiosk, monkeypatch):
    kiosk = open_kiosk(screens=tuple(screen.name() for screen in QGuiApplication.screens()))
    application = kiosk.application
    names = [display.screen for display in application.displays]
    connected = names[:1]
    screens = type(application.screens)
    monkeypatch.setattr(screens, "names", property(lambda _self: tuple(connected)))
    application.update_displays()
    assert [display.screen for display in application.displays] == names[:1]
    connected.append(names[1])
    application.update_displays()
    assert [display.screen for display in application.displays] == names
    connected.clear()
    application.update_displays()
    assert len(application.displays) >= 1


def test_outside_the_opening_hours_the_screen_is_black_until_it_is_touched(open_kiosk):
    kiosk = open_kiosk(opens="00:00", closes="00:01")
    if kiosk.display.opening_hours.is_open:  # the test runs in exactly that minute
        kiosk.display.opening_hours.is_open = False
        kiosk.display.show_idle_overlay()
    assert kiosk.window.overlay is kiosk.display.closed_overlay
    assert kiosk.window.grab().toImage().pixelColor(300, 300).lightness() == 0
    kiosk.touch(kiosk.display.closed_overlay)
    assert kiosk.window.overlay is None
    kiosk.pass_time(80)
    assert kiosk.window.overlay is kiosk.display.closed_overlay


def test_only_regions_and_topics_that_were_opened_are_counted(open_kiosk):
    kiosk = open_kiosk(counts=True)
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK))
    kiosk.pass_time(80)
    kiosk.application.stop(ExitCode.OK)
    text = kiosk.files.counts.read_text()
    assert "flank" in text
    assert "left" not in text
    assert kiosk.files.metrics.exists()


def test_nothing_is_counted_unless_the_config_turns_counting_on(kiosk):
    kiosk.start_visit()
    kiosk.apply(SelectRegion(FLANK))
    kiosk.application.stop(ExitCode.OK)
    assert not kiosk.files.counts.exists()
    assert not kiosk.files.metrics.exists()
