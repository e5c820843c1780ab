"""The rules of a kiosk come from one file, whole or not at all; idle time from a steady clock."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from app.kiosk.config import KioskConfig, read_config, serialize_config, with_calibration
from app.kiosk.idle_timer import IdleState, IdleTimer
from app.kiosk.opening_hours import is_open_at
from app.support.validation_errors import ContentError


def test_without_a_file_a_new_kiosk_has_rules(tmp_path):
    config = read_config(tmp_path / "kiosk.toml")
    assert config == KioskConfig()
    assert config.warn_seconds >= 20
    assert not config.may_shut_down
    assert config.text_size_for() == 170


def test_what_is_written_is_read_again(tmp_path):
    config = KioskConfig(idle_seconds=90, theme="dark", pixels_per_mm={"HDMI-1": 3.25})
    (tmp_path / "kiosk.toml").write_bytes(serialize_config(config))
    assert read_config(tmp_path / "kiosk.toml") == config


@pytest.mark.parametrize(
    ("per_mm", "scale", "percent"),
    [(2.0, 1.0, 100), (96 / 25.4, 1.0, 170), (4.3, 1.0, 190), (8.0, 2.12, 170), (16.0, 4.23, 170)],
)
def test_capitals_are_as_tall_on_every_screen_that_was_measured(per_mm, scale, percent):
    config = KioskConfig(pixels_per_mm={"HDMI-1": per_mm})
    assert config.screen_scale("HDMI-1") == scale
    assert config.text_size_for("HDMI-1") == percent
    capitals = percent / 100 * 16 * 0.668 * scale / per_mm
    assert capitals >= 4.7
    assert config.text_size_for("another") == 170


def test_a_measure_leaves_what_a_keeper_wrote_as_it_is():
    text = '# our waiting room\nidle_seconds = 90\n\n[pixels_per_mm]\n"HDMI-1" = 3.0\n'
    found = with_calibration(text, "HDMI-1", 3.5)
    assert found == '# our waiting room\nidle_seconds = 90\n\n[pixels_per_mm]\n"HDMI-1" = 3.5\n'
    assert with_calibration("", 'A "B"', 3.5) == '[pixels_per_mm]\n"A \\"B\\"" = 3.5\n'


def test_a_measure_in_a_table_written_otherwise_is_kept_too(tmp_path):
    text = 'theme = "dark"\npixels_per_mm = { "HDMI-1" = 3.0 }\n'
    file = tmp_path / "kiosk.toml"
    file.write_text(with_calibration(text, "HDMI-2", 8.0))
    measured = {"HDMI-1": 3.0, "HDMI-2": 8.0}
    assert read_config(file) == KioskConfig(theme="dark", pixels_per_mm=measured)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [("07:59", False), ("08:00", True), ("17:59", True), ("18:00", False), ("00:00", False)],
)
def test_the_place_is_open_from_its_first_minute_to_its_last(now, is_open):
    moment = dt.datetime.fromisoformat(f"2026-11-25T{now}")
    assert is_open_at(moment, "08:00", "18:00") == is_open
    assert is_open_at(moment, "18:00", "08:00") != is_open
    assert is_open_at(moment, "", "")


def test_a_clock_that_was_never_set_closes_nothing():
    assert is_open_at(dt.datetime(1970, 1, 1, 3, 0), "08:00", "18:00")


def test_only_one_of_two_hours_is_a_mistake(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('opens = "08:00"\n')
    with pytest.raises(ContentError, match="only one of opens and closes"):
        read_config(file)
    file.write_text('opens = "8"\ncloses = "25:00"\n')
    with pytest.raises(ContentError, match=r"docs/kiosk\.md") as caught:
        read_config(file)
    assert len(caught.value.errors) == 2


def test_all_mistakes_are_told_with_their_place(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('idle_seconds = 5\ntheme = "pink"\nwarn_seconds = 1\n')
    with pytest.raises(ContentError) as caught:
        read_config(file)
    told = str(caught.value)
    for key in ("idle_seconds", "theme", "warn_seconds"):
        assert f"kiosk.toml:{key}: " in told


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_key_of_a_newer_version_is_remarked_and_the_others_count(tmp_path, mark):
    file, remarks = tmp_path / "kiosk.toml", []
    file.write_bytes(mark + b"idle_second = 40\nwarn_seconds = 30\n[voice]\nspeed = 3\n")
    assert read_config(file, remarks.append) == KioskConfig(warn_seconds=30)
    meant, voice = sorted(str(remark) for remark in remarks)
    assert meant == (
        "look at kiosk.toml:idle_second: unknown key 'idle_second', did you mean 'idle_seconds'?"
    )
    assert voice.startswith("look at kiosk.toml:voice: unknown key 'voice', known are idle_seconds")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            '# Ä\ntheme = "dark"\n'.encode("cp1252"),
            "kiosk.toml:1: it is not UTF-8, perhaps",
        ),
        ('theme = "dark"\n'.encode("utf-16"), "kiosk.toml:1: it is UTF-16"),
        (b"[pixels_per_mm]\nx = nan\n", "kiosk.toml:2: nan is not a number"),
        (b"a" + b".a" * 20_000 + b" = 1", "more than 7 dots"),
        (b" " * 1_000_001, "kiosk.toml: it is larger than 1000000 bytes"),
    ],
)
def test_rules_that_cannot_be_read_are_refused_in_a_sentence(tmp_path, data, words):
    file = tmp_path / "kiosk.toml"
    file.write_bytes(data)
    with pytest.raises(ContentError, match=words):
        read_config(file)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("/dev/zero")])
def test_rules_in_no_plain_file_are_refused_without_waiting(tmp_path, make):
    make(tmp_path / "kiosk.toml")
    with pytest.raises(ContentError, match=r"kiosk.toml: it is not a plain file"):
        read_config(tmp_path / "kiosk.toml")


def test_rules_behind_a_link_that_leads_nowhere_are_refused_and_not_passed_over(tmp_path):
    (tmp_path / "kiosk.toml").symlink_to("/media/share/nowhere")
    with pytest.raises(ContentError, match=r"kiosk.toml: it is a link to a file that is not there"):
        read_config(tmp_path / "kiosk.toml")


def test_rules_may_be_a_link_to_a_plain_file(tmp_path):
    (tmp_path / "real").write_text('theme = "dark"\n')
    (tmp_path / "kiosk.toml").symlink_to("real")
    assert read_config(tmp_path / "kiosk.toml").theme == "dark"


@pytest.mark.parametrize(
    "before", ['pixels_per_mm = { "HDMI-1" = 3.0 }\n', '[pixels_per_mm]\n"HDMI-1" = 3.0\n']
)
def test_a_measure_leaves_the_keys_of_a_newer_version(before):
    text = f"# ours\nvoice = 1\n{before}[later]\nx = 2\n"
    found = with_calibration(text, "HDMI-1", 3.5)
    assert found == '# ours\nvoice = 1\n[later]\nx = 2\n\n[pixels_per_mm]\n"HDMI-1" = 3.5\n'


def test_unknown_keys_are_remarked_in_the_order_of_the_file(tmp_path):
    keys = [f"key{n}" for n in range(20)]
    (tmp_path / "kiosk.toml").write_text("".join(f"{key} = 1\n" for key in keys))
    remarks = []
    read_config(tmp_path / "kiosk.toml", remarks.append)
    assert [remark.place for remark in remarks] == keys


def test_a_warning_longer_than_the_wait_is_a_mistake(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text("idle_seconds = 40\nwarn_seconds = 40\n")
    with pytest.raises(ContentError, match="not longer than warn_seconds"):
        read_config(file)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nobody_is_sent_away_without_twenty_seconds_of_warning(qapp):
    clock, told, left = Clock(), [], []
    watch = IdleTimer(75, 20, clock)
    watch.changed.connect(told.append)
    watch.countdown.connect(left.append)
    watch.on_activity()
    for _ in range(75):
        clock.now += 1
        watch.update_state()
    assert told == [IdleState.ACTIVE, IdleState.WARNING, IdleState.IDLE]
    assert left[0] == 20
    assert left == sorted(left, reverse=True)


def test_one_touch_is_enough_to_stay(qapp):
    clock, told = Clock(), []
    watch = IdleTimer(75, 20, clock)
    watch.changed.connect(told.append)
    watch.on_activity()
    clock.now += 60
    watch.update_state()
    watch.on_activity()
    clock.now += 54
    watch.update_state()
    assert told == [IdleState.ACTIVE, IdleState.WARNING, IdleState.ACTIVE]


@pytest.mark.parametrize("paper", ["", "a4", "letter"])
def test_a_keeper_says_which_paper_is_in_the_printer(tmp_path, paper):
    file = tmp_path / "kiosk.toml"
    file.write_text(f'paper = "{paper}"\n')
    assert read_config(file).paper == paper
    file.write_bytes(serialize_config(read_config(file)))
    assert read_config(file).paper == paper


def test_another_paper_is_a_mistake_that_is_named(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('paper = "legal"\n')
    with pytest.raises(ContentError, match=r"kiosk\.toml:paper: "):
        read_config(file)
