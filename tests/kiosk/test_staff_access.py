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
from app.kiosk.config import read_rules
from app.kiosk.idle_timer import Presence
from app.kiosk.overlays.calibration import CARD_MM, MeasureScene
from app.kiosk.overlays.status_page import HealthScene
from app.kiosk.supervision.protocol import Exit
from tests.kiosk.conftest import PIN

FLANK = Place(RegionId("flank"), Side.LEFT)


@pytest.fixture
def inside(kiosk):
    """A kiosk whose keeper has come in."""
    kiosk.come()
    kiosk.house.ask_pin()
    kiosk.enter(PIN)
    return kiosk


def test_the_page_of_health_says_how_it_is_and_leads_back(inside):
    inside.touch(inside.pill("How this kiosk is"))
    page = inside.window.scene
    assert isinstance(page, HealthScene)
    assert "Keepers: Anna" in page.reads()
    inside.touch(inside.pill("Back"))
    assert inside.window.scene is inside.door.menu


def test_a_card_held_to_the_screen_is_kept_and_the_kiosk_starts_again(inside):
    inside.touch(inside.pill("Measure the screen"))
    page = inside.window.scene
    assert isinstance(page, MeasureScene)
    before = page.drawn.wide
    for name in ("Much larger", "Larger", "Smaller", "Larger"):
        inside.touch(inside.pill(name))
    assert page.drawn.wide == before + 11
    inside.touch(inside.pill("It fits: keep it"))
    assert inside.ended == [Exit.RESTART]
    kept = read_rules(inside.files.rules).pixels_per_mm
    assert kept == {inside.station.screen: round((before + 11) / CARD_MM[0], 3)}


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
def test_a_measure_that_cannot_be_written_is_told_on_the_page(inside, monkeypatch, error, said):
    monkeypatch.setattr("app.kiosk.builder.write_atomically", raising(error))
    inside.touch(inside.pill("Measure the screen"))
    page = inside.window.scene
    inside.touch(inside.pill("It fits: keep it"))
    assert (inside.ended, inside.window.scene) == ([], page)
    assert f"kiosk.toml cannot be saved ({said})" in inside.reads()


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
def test_a_mistake_in_the_rules_is_told_on_the_page_and_nothing_is_written(inside, data, where):
    inside.files.rules.write_bytes(data)
    inside.touch(inside.pill("Measure the screen"))
    page = inside.window.scene
    for _ in range(4):
        inside.touch(inside.pill("It fits: keep it"))
    assert (inside.ended, inside.window.scene) == ([], page)
    assert f"kiosk.toml has a mistake; correct it, then try again: {where}" in inside.reads()
    assert inside.files.rules.read_bytes() == data


def link_to_endless(file):
    file.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, link_to_endless])
def test_what_is_no_plain_file_of_rules_is_told_with_what_to_do(inside, make):
    make(inside.files.rules)
    inside.touch(inside.pill("Measure the screen"))
    page = inside.window.scene
    inside.touch(inside.pill("It fits: keep it"))
    assert (inside.ended, inside.window.scene) == ([], page)
    assert "kiosk.toml cannot be used: it is not a plain file" in inside.reads()
    assert "make room" not in inside.reads()


def test_rules_in_another_encoding_are_told_on_the_page(inside):
    inside.files.rules.write_bytes(b"# \xe4\n")
    inside.touch(inside.pill("Measure the screen"))
    inside.touch(inside.pill("It fits: keep it"))
    assert inside.ended == []
    assert "UTF-8" in inside.reads()


def test_after_the_rules_are_mended_the_same_page_keeps_the_measure(inside):
    inside.files.rules.write_bytes(b"idle_seconds = 5\n")
    inside.touch(inside.pill("Measure the screen"))
    inside.touch(inside.pill("It fits: keep it"))
    inside.files.rules.write_bytes(b"idle_seconds = 50\n")
    inside.touch(inside.pill("It fits: keep it"))
    assert inside.ended == [Exit.RESTART]


def test_what_could_not_be_saved_is_no_longer_told_when_the_page_opens_anew(inside, monkeypatch):
    monkeypatch.setattr("app.kiosk.builder.write_atomically", raising(OSError(28, "full")))
    inside.touch(inside.pill("Measure the screen"))
    inside.touch(inside.pill("It fits: keep it"))
    inside.touch(inside.pill("Cancel"))
    inside.touch(inside.pill("Measure the screen"))
    assert "cannot be saved" not in inside.reads()


@pytest.mark.parametrize("error", [OSError(28, "full"), OSError("no number")])
def test_counts_that_cannot_be_written_do_not_end_the_kiosk(opened, monkeypatch, error):
    kiosk = opened(counts=True)
    kiosk.come()
    kiosk.station.session.select(FLANK)
    monkeypatch.setattr("app.kiosk.metrics.usage_counts.write_atomically", raising(error))
    kiosk.house.stop(Exit.LEFT)
    assert kiosk.ended == [Exit.LEFT]


def test_a_pin_that_cannot_be_compared_is_told_on_the_keypad(kiosk, monkeypatch):
    kiosk.house.ask_pin()
    monkeypatch.setattr(type(kiosk.door._book), "keeper", raising(OSError(5, "Input/output error")))
    kiosk.enter(PIN)
    assert kiosk.window.scene is kiosk.door.keypad
    assert "The PIN cannot be checked (Input/output error)" in kiosk.reads()


def test_a_status_page_that_cannot_be_made_leads_to_a_sentence_in_the_menu(inside, monkeypatch):
    failing = raising(OSError(5, "Input/output error"))
    monkeypatch.setattr("app.kiosk.builder.memory_in_use", failing)
    inside.touch(inside.pill("How this kiosk is"))
    assert inside.window.scene is inside.door.menu
    assert "The page cannot be shown (Input/output error)" in inside.reads()


def test_after_an_error_the_staff_menu_is_closed_and_visitors_are_watched_again(inside):
    inside.house.start_over()
    assert inside.window.scene is inside.station.attract
    assert not inside.station.is_kept
    assert not inside.door.is_in_use
    assert "Anna" not in inside.door.menu.findChild(QLabel).text()


def test_after_an_error_the_digits_of_a_pin_are_forgotten(kiosk):
    kiosk.house.ask_pin()
    kiosk.door.keypad.press("4")
    kiosk.house.start_over()
    assert kiosk.door.keypad._digits == ""


def test_after_an_error_the_next_visitor_is_asked_whether_they_are_still_there(inside):
    inside.house.start_over()
    inside.come()
    inside.pass_time(56)
    assert inside.window.scene is inside.station.stay


@pytest.fixture
def cleaned(inside):
    """A kiosk whose screen is being cleaned."""
    inside.touch(inside.pill("Clean the screen"))
    assert inside.house.guard.is_deaf
    return inside


def test_after_an_error_while_it_is_cleaned_the_screen_hears_touches_again(cleaned):
    cleaned.house.start_over()
    cleaned.settle()
    assert not cleaned.house.cleaning._second.isActive()
    assert not cleaned.house.guard.is_deaf


def test_a_screen_that_is_unplugged_while_it_is_cleaned_does_not_stop_the_count(cleaned):
    cleaned.station.show_scene(None)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(30):
        cleaned.house.cleaning.tick()
    assert not cleaned.house.guard.is_deaf


def test_a_kiosk_that_has_ended_counts_no_more_seconds(cleaned):
    cleaned.house.stop(Exit.LEFT)
    assert not cleaned.house.cleaning._second.isActive()


def test_a_keeper_who_is_in_is_not_asked_whether_anybody_is_there(inside):
    inside.pass_time(58)
    assert inside.window.scene is inside.door.menu
    inside.door.away.timeout.emit()
    assert inside.window.scene is None
    assert inside.station.idle.presence is Presence.HERE


def test_digits_of_a_keyboard_count_on_the_keypad(kiosk):
    kiosk.come()
    kiosk.house.ask_pin()
    QTest.keyClicks(kiosk.door.keypad, "48x29")
    assert kiosk.door.keypad._digits == "4829"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_keyboard_alone_gets_a_keeper_in(kiosk, key):
    kiosk.come()
    kiosk.house.ask_pin()
    QTest.keyClicks(QApplication.focusWidget(), PIN)
    QTest.keyClick(QApplication.focusWidget(), key)
    kiosk.wait_until_told()
    assert kiosk.window.scene is kiosk.door.menu


def test_every_screen_has_a_visitor_of_its_own(opened):
    names = [screen.name() for screen in QGuiApplication.screens()]
    kiosk = opened(screens=tuple(names))
    first, second = kiosk.house.stations
    assert [station.screen for station in (first, second)] == names
    kiosk.come()
    first.session.select(FLANK)
    assert second.session.showing.place is None
    assert second.idle.presence is Presence.GONE
    kiosk.pass_time(80)
    assert first.session.showing.place is None


def test_a_screen_that_goes_takes_its_window_and_one_that_comes_gets_one(opened, monkeypatch):
    kiosk = opened(screens=tuple(screen.name() for screen in QGuiApplication.screens()))
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


def test_out_of_hours_it_is_dark_until_somebody_touches_it(opened):
    kiosk = opened(opens="00:00", closes="00:01")
    if kiosk.station.hours.is_open:  # the test ran in that very minute
        kiosk.station.hours.is_open = False
        kiosk.station.rest()
    assert kiosk.window.scene is kiosk.station.night
    assert kiosk.window.grab().toImage().pixelColor(300, 300).lightness() == 0
    kiosk.touch(kiosk.station.night)
    assert kiosk.window.scene is None
    kiosk.pass_time(80)
    assert kiosk.window.scene is kiosk.station.night


def test_what_is_counted_is_only_what_was_opened(opened):
    kiosk = opened(counts=True)
    kiosk.come()
    kiosk.station.session.select(FLANK)
    kiosk.pass_time(80)
    kiosk.house.stop(Exit.LEFT)
    text = kiosk.files.counts.read_text()
    assert "flank" in text
    assert "left" not in text
    assert kiosk.files.metrics.exists()


def test_nothing_is_counted_unless_a_keeper_wants_it(kiosk):
    kiosk.come()
    kiosk.station.session.select(FLANK)
    kiosk.house.stop(Exit.LEFT)
    assert not kiosk.files.counts.exists()
    assert not kiosk.files.metrics.exists()
