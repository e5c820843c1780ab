"""What a keeper finds behind the door, on one screen and on two."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.body.regions import Place, RegionId, Side
from app.kiosk.config import read_config
from app.kiosk.idle_timer import IdleState
from app.kiosk.overlays.calibration import CARD_MM, CalibrationPage
from app.kiosk.overlays.status_page import StatusPage
from app.support.exit_codes import ExitCode
from tests.kiosk.conftest import PIN

FLANK = Place(RegionId("flank"), Side.LEFT)


@pytest.fixture
def in_staff_menu(kiosk):
    """A kiosk whose keeper has come in."""
    kiosk.come()
    kiosk.house.show_keypad()
    kiosk.enter(PIN)
    return kiosk


def test_the_page_of_health_says_how_it_is_and_leads_back(in_staff_menu):
    in_staff_menu.touch(in_staff_menu.pill("How this kiosk is"))
    page = in_staff_menu.window.scene
    assert isinstance(page, StatusPage)
    assert "Keepers: Anna" in page.all_text()
    in_staff_menu.touch(in_staff_menu.pill("Back"))
    assert in_staff_menu.window.scene is in_staff_menu.door.menu


def test_a_card_held_to_the_screen_is_kept_and_the_kiosk_starts_again(in_staff_menu):
    in_staff_menu.touch(in_staff_menu.pill("Measure the screen"))
    page = in_staff_menu.window.scene
    assert isinstance(page, CalibrationPage)
    before = page.card_outline.card_width
    for name in ("Much larger", "Larger", "Smaller", "Larger"):
        in_staff_menu.touch(in_staff_menu.pill(name))
    assert page.card_outline.card_width == before + 11
    in_staff_menu.touch(in_staff_menu.pill("It fits: keep it"))
    assert in_staff_menu.ended == [ExitCode.RESTART]
    kept = read_config(in_staff_menu.files.config).pixels_per_mm
    assert kept == {in_staff_menu.station.screen: round((before + 11) / CARD_MM[0], 3)}


def raising(error):
    """Stands in for what reads or writes a file."""

    def act(*_given, **_named):
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError(30, "Read-only file system"), "Read-only file system"),
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (OSError("no number"), "no number"),
    ],
)
def test_a_measure_that_cannot_be_written_is_told_on_the_page(
    in_staff_menu, monkeypatch, error, said
):
    monkeypatch.setattr("app.kiosk.builder.write_atomically", raising(error))
    in_staff_menu.touch(in_staff_menu.pill("Measure the screen"))
    page = in_staff_menu.window.scene
    in_staff_menu.touch(in_staff_menu.pill("It fits: keep it"))
    assert (in_staff_menu.ended, in_staff_menu.window.scene) == ([], page)
    assert f"kiosk.toml cannot be saved ({said})" in in_staff_menu.reads()


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
def test_a_mistake_in_the_rules_is_told_on_the_page_and_nothing_is_written(
    in_staff_menu, data, where
):
    in_staff_menu.files.config.write_bytes(data)
    in_staff_menu.touch(in_staff_menu.pill("Measure the screen"))
    page = in_staff_menu.window.scene
    for _ in range(4):
        in_staff_menu.touch(in_staff_menu.pill("It fits: keep it"))
    assert (in_staff_menu.ended, in_staff_menu.window.scene) == ([], page)
    assert f"kiosk.toml has a mistake; correct it, then try again: {where}" in in_staff_menu.reads()
    assert in_staff_menu.files.config.read_bytes() == data


def link_to_endless(file):
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, link_to_endless])
def test_what_is_no_plain_file_of_rules_is_told_with_what_to_do(in_staff_menu, make):
    make(in_staff_menu.files.config)
    in_staff_menu.touch(in_staff_menu.pill("Measure the screen"))
    page = in_staff_menu.window.scene
    in_staff_menu.touch(in_staff_menu.pill("It fits: keep it"))
    assert (in_staff_menu.ended, in_staff_menu.window.scene) == ([], page)
    assert "kiosk.toml cannot be used: it is not a plain file" in in_staff_menu.reads()
    assert "make room" not in in_staff_menu.reads()


def test_rules_in_another_encoding_are_told_on_the_page(in_staff_menu):
    in_staff_menu.files.config.write_bytes(b"# \xe4\n")
    in_staff_menu.touch(in_staff_menu.pill("Measure the screen"))
    in_staff_menu.touch(in_staff_menu.pill("It fits: keep it"))
    assert in_staff_menu.ended == []
    assert "UTF-8" in in_staff_menu.reads()


def test_after_the_rules_are_mended_the_same_page_keeps_the_measure(in_staff_menu):
    in_staff_menu.files.config.write_bytes(b"idle_seconds = 5\n")
    in_staff_menu.touch(in_staff_menu.pill("Measure the screen"))
    in_staff_menu.touch(in_staff_menu.pill("It fits: keep it"))
    in_staff_menu.files.config.write_bytes(b"idle_seconds = 50\n")
    in_staff_menu.touch(in_staff_menu.pill("It fits: keep it"))
    assert in_staff_menu.ended == [ExitCode.RESTART]


def test_what_could_not_be_saved_is_no_longer_told_when_the_page_opens_anew(
    in_staff_menu, monkeypatch
):
    monkeypatch.setattr("app.kiosk.builder.write_atomically", raising(OSError(28, "full")))
    in_staff_menu.touch(in_staff_menu.pill("Measure the screen"))
    in_staff_menu.touch(in_staff_menu.pill("It fits: keep it"))
    in_staff_menu.touch(in_staff_menu.pill("Cancel"))
    in_staff_menu.touch(in_staff_menu.pill("Measure the screen"))
    assert "cannot be saved" not in in_staff_menu.reads()


@pytest.mark.parametrize("error", [OSError(28, "full"), OSError("no number")])
def test_counts_that_cannot_be_written_do_not_end_the_kiosk(open_kiosk, monkeypatch, error):
    kiosk = open_kiosk(counts=True)
    kiosk.come()
    kiosk.station.session.select(FLANK)
    monkeypatch.setattr("app.kiosk.metrics.usage_counts.write_atomically", raising(error))
    kiosk.house.stop(ExitCode.OK)
    assert kiosk.ended == [ExitCode.OK]


def test_a_pin_that_cannot_be_compared_is_told_on_the_keypad(kiosk, monkeypatch):
    kiosk.house.show_keypad()
    monkeypatch.setattr(type(kiosk.door._book), "verify", raising(OSError(5, "Input/output error")))
    kiosk.enter(PIN)
    assert kiosk.window.scene is kiosk.door.keypad
    assert "The PIN cannot be checked (Input/output error)" in kiosk.reads()


def test_a_status_page_that_cannot_be_made_leads_to_a_sentence_in_the_menu(
    in_staff_menu, monkeypatch
):
    failing = raising(OSError(5, "Input/output error"))
    monkeypatch.setattr("app.kiosk.builder.memory_in_use", failing)
    in_staff_menu.touch(in_staff_menu.pill("How this kiosk is"))
    assert in_staff_menu.window.scene is in_staff_menu.door.menu
    assert "The page cannot be shown (Input/output error)" in in_staff_menu.reads()


def test_after_an_error_the_staff_menu_is_closed_and_visitors_are_watched_again(in_staff_menu):
    in_staff_menu.house.start_over()
    assert in_staff_menu.window.scene is in_staff_menu.station.attract
    assert not in_staff_menu.station.is_kept
    assert not in_staff_menu.door.is_open
    assert "Anna" not in in_staff_menu.door.menu.findChild(QLabel).text()


def test_after_an_error_the_digits_of_a_pin_are_forgotten(kiosk):
    kiosk.house.show_keypad()
    kiosk.door.keypad.press("4")
    kiosk.house.start_over()
    assert kiosk.door.keypad._digits == ""


def test_after_an_error_the_next_visitor_is_asked_whether_they_are_still_there(in_staff_menu):
    in_staff_menu.house.start_over()
    in_staff_menu.come()
    in_staff_menu.pass_time(56)
    assert in_staff_menu.window.scene is in_staff_menu.station.stay


@pytest.fixture
def cleaned(in_staff_menu):
    """A kiosk whose screen is being cleaned."""
    in_staff_menu.touch(in_staff_menu.pill("Clean the screen"))
    assert in_staff_menu.house.guard.is_deaf
    return in_staff_menu


def test_after_an_error_while_it_is_cleaned_the_screen_hears_touches_again(cleaned):
    cleaned.house.start_over()
    cleaned.settle()
    assert not cleaned.house.cleaning._timer.isActive()
    assert not cleaned.house.guard.is_deaf


def test_a_screen_that_is_unplugged_while_it_is_cleaned_does_not_stop_the_count(cleaned):
    cleaned.station.show_scene(None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(30):
        cleaned.house.cleaning.tick()
    assert not cleaned.house.guard.is_deaf


def test_a_kiosk_that_has_ended_counts_no_more_seconds(cleaned):
    cleaned.house.stop(ExitCode.OK)
    assert not cleaned.house.cleaning._timer.isActive()


def test_a_keeper_who_is_in_is_not_asked_whether_anybody_is_there(in_staff_menu):
    in_staff_menu.pass_time(58)
    assert in_staff_menu.window.scene is in_staff_menu.door.menu
    in_staff_menu.door.away.timeout.emit()
    assert in_staff_menu.window.scene is None
    assert in_staff_menu.station.idle.presence is IdleState.ACTIVE


def test_digits_of_a_keyboard_count_on_the_keypad(kiosk):
    kiosk.come()
    kiosk.house.show_keypad()
    QTest.keyClicks(kiosk.door.keypad, "48x29")
    assert kiosk.door.keypad._digits == "4829"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_keyboard_alone_gets_a_keeper_in(kiosk, key):
    kiosk.come()
    kiosk.house.show_keypad()
    QTest.keyClicks(QApplication.focusWidget(), PIN)
    QTest.keyClick(QApplication.focusWidget(), key)
    kiosk.wait_for_pin_check()
    assert kiosk.window.scene is kiosk.door.menu


def test_every_screen_has_a_visitor_of_its_own(open_kiosk):
    names = [screen.name() for screen in QGuiApplication.screens()]
    kiosk = open_kiosk(screens=tuple(names))
    first, second = kiosk.house.stations
    assert [station.screen for station in (first, second)] == names
    kiosk.come()
    first.session.select(FLANK)
    assert second.session.showing.place is None
    assert second.idle.presence is IdleState.IDLE
    kiosk.pass_time(80)
    assert first.session.showing.place is None


def test_a_screen_that_goes_takes_its_window_and_one_that_comes_gets_one(open_kiosk, monkeypatch):
    kiosk = open_kiosk(screens=tuple(screen.name() for screen in QGuiApplication.screens()))
    house = kiosk.house
    names = [station.screen for station in house.stations]
    there = names[:1]
    monkeypatch.setattr(type(house.screens), "names", property(lambda _self: tuple(there)))
    house.fit()
    assert [station.screen for station in house.stations] == names[:1]
    there.append(names[1])
    house.fit()
    assert [station.screen for station in house.stations] == names
    there.clear()
    house.fit()
    assert len(house.stations) >= 1


def test_out_of_hours_it_is_dark_until_somebody_touches_it(open_kiosk):
    kiosk = open_kiosk(opens="00:00", closes="00:01")
    if kiosk.station.hours.is_open:  # the test ran in that very minute
        kiosk.station.hours.is_open = False
        kiosk.station.rest()
    assert kiosk.window.scene is kiosk.station.night
    assert kiosk.window.grab().toImage().pixelColor(300, 300).lightness() == 0
    kiosk.touch(kiosk.station.night)
    assert kiosk.window.scene is None
    kiosk.pass_time(80)
    assert kiosk.window.scene is kiosk.station.night


def test_what_is_counted_is_only_what_was_opened(open_kiosk):
    kiosk = open_kiosk(counts=True)
    kiosk.come()
    kiosk.station.session.select(FLANK)
    kiosk.pass_time(80)
    kiosk.house.stop(ExitCode.OK)
    text = kiosk.files.counts.read_text()
    assert "flank" in text
    assert "left" not in text
    assert kiosk.files.metrics.exists()


def test_nothing_is_counted_unless_a_keeper_wants_it(kiosk):
    kiosk.come()
    kiosk.station.session.select(FLANK)
    kiosk.house.stop(ExitCode.OK)
    assert not kiosk.files.counts.exists()
    assert not kiosk.files.metrics.exists()
