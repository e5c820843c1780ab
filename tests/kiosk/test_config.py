"""A config file is used completely or not at all; opening hours and idle time follow clocks."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from app.kiosk.config import KioskConfig, read_config, serialize_config, with_calibration
from app.kiosk.idle_timer import IdleState, IdleTimer
from app.kiosk.opening_hours import is_open_at
from app.support.validation_errors import ContentError


def test_without_a_file_the_config_has_default_values(tmp_path):
    config = read_config(tmp_path / "kiosk.toml")
    assert config == KioskConfig()
    assert config.warn_seconds >= 20
    assert not config.may_shut_down
    assert config.text_size_for() == 170


def test_a_config_that_is_written_and_read_is_unchanged(tmp_path):
    config = KioskConfig(idle_seconds=90, theme="dark", pixels_per_mm={"HDMI-1": 3.25})
    (tmp_path / "kiosk.toml").write_bytes(serialize_config(config))
    assert read_config(tmp_path / "kiosk.toml") == config


@pytest.mark.parametrize(
    ("per_mm", "scale", "percent"),
    [(2.0, 1.0, 100), (96 / 25.4, 1.0, 170), (4.3, 1.0, 190), (8.0, 2.12, 170), (16.0, 4.23, 170)],
)
def test_capitals_are_equally_tall_on_every_calibrated_screen(per_mm, scale, percent):
    config = KioskConfig(pixels_per_mm={"HDMI-1": per_mm})
    assert config.screen_scale("HDMI-1") == scale
    assert config.text_size_for("HDMI-1") == percent
    capitals = percent / 100 * 16 * 0.668 * scale / per_mm
    assert capitals >= 4.7
    assert config.text_size_for("another") == 170


def test_a_calibration_leaves_all_other_text_of_the_file_unchanged():
    text = '# our waiting room\nidle_seconds = 90\n\n[pixels_per_mm]\n"HDMI-1" = 3.0\n'
    changed = with_calibration(text, "HDMI-1", 3.5)
    assert changed == '# our waiting room\nidle_seconds = 90\n\n[pixels_per_mm]\n"HDMI-1" = 3.5\n'
    assert with_calibration("", 'A "B"', 3.5) == '[pixels_per_mm]\n"A \\"B\\"" = 3.5\n'


def test_calibrations_in_an_inline_table_are_kept(tmp_path):
    text = 'theme = "dark"\npixels_per_mm = { "HDMI-1" = 3.0 }\n'
    file = tmp_path / "kiosk.toml"
    file.write_text(with_calibration(text, "HDMI-2", 8.0))
    calibrations = {"HDMI-1": 3.0, "HDMI-2": 8.0}
    assert read_config(file) == KioskConfig(theme="dark", pixels_per_mm=calibrations)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [("07:59", False), ("08:00", True), ("17:59", True), ("18:00", False), ("00:00", False)],
)
def test_a_kiosk_is_open_from_its_first_minute_to_its_last(now, is_open):
    moment = dt.datetime.fromisoformat(f"2026-11-25T{now}")
    assert is_open_at(moment, "08:00", "18:00") == is_open
    assert is_open_at(moment, "18:00", "08:00") != is_open
    assert is_open_at(moment, "", "")


def test_a_kiosk_is_open_if_its_clock_was_never_set():
    assert is_open_at(dt.datetime(1970, 1, 1, 3, 0), "08:00", "18:00")


def test_setting_only_one_of_opens_and_closes_is_a_mistake(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('opens = "08:00"\n')
    with pytest.raises(ContentError, match="only one of opens and closes"):
        read_config(file)
    file.write_text('opens = "8"\ncloses = "25:00"\n')
    with pytest.raises(ContentError, match=r"docs/kiosk\.md") as caught:
        read_config(file)
    assert len(caught.value.errors) == 2


def test_all_mistakes_are_reported_with_their_place(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('idle_seconds = 5\ntheme = "pink"\nwarn_seconds = 1\n')
    with pytest.raises(ContentError) as caught:
        read_config(file)
    message = str(caught.value)
    for key in ("idle_seconds", "theme", "warn_seconds"):
        assert f"kiosk.toml:{key}: " in message


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_an_unknown_key_leads_to_a_warning_and_the_others_are_used(tmp_path, bom):
    file, remarks = tmp_path / "kiosk.toml", []
    file.write_bytes(bom + b"idle_second = 40\nwarn_seconds = 30\n[voice]\nspeed = 3\n")
    assert read_config(file, remarks.append) == KioskConfig(warn_seconds=30)
    misspelled, voice = sorted(str(remark) for remark in remarks)
    assert misspelled == (
        "look at kiosk.toml:idle_second: unknown key 'idle_second', did you mean 'idle_seconds'?"
    )
    assert voice.startswith("look at kiosk.toml:voice: unknown key 'voice', known are idle_seconds")


@pytest.mark.parametrize(
    ("data", "message"),
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
def test_a_file_that_cannot_be_read_is_refused_with_a_reason(tmp_path, data, message):
    file = tmp_path / "kiosk.toml"
    file.write_bytes(data)
    with pytest.raises(ContentError, match=message):
        read_config(file)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("/dev/zero")])
def test_something_that_is_not_a_plain_file_is_refused_without_blocking(tmp_path, make):
    make(tmp_path / "kiosk.toml")
    with pytest.raises(ContentError, match=r"kiosk.toml: it is not a plain file"):
        read_config(tmp_path / "kiosk.toml")


def test_a_broken_link_is_refused_and_does_not_count_as_a_missing_file(tmp_path):
    (tmp_path / "kiosk.toml").symlink_to("/media/share/nowhere")
    with pytest.raises(ContentError, match=r"kiosk.toml: it is a link to a file that is not there"):
        read_config(tmp_path / "kiosk.toml")


def test_the_config_may_be_a_link_to_a_plain_file(tmp_path):
    (tmp_path / "real").write_text('theme = "dark"\n')
    (tmp_path / "kiosk.toml").symlink_to("real")
    assert read_config(tmp_path / "kiosk.toml").theme == "dark"


@pytest.mark.parametrize(
    "before", ['pixels_per_mm = { "HDMI-1" = 3.0 }\n', '[pixels_per_mm]\n"HDMI-1" = 3.0\n']
)
def test_a_calibration_keeps_unknown_keys(before):
    text = f"# ours\nvoice = 1\n{before}[later]\nx = 2\n"
    changed = with_calibration(text, "HDMI-1", 3.5)
    assert changed == '# ours\nvoice = 1\n[later]\nx = 2\n\n[pixels_per_mm]\n"HDMI-1" = 3.5\n'


def test_warnings_about_unknown_keys_have_the_order_of_the_file(tmp_path):
    keys = [f"key{n}" for n in range(20)]
    (tmp_path / "kiosk.toml").write_text("".join(f"{key} = 1\n" for key in keys))
    remarks = []
    read_config(tmp_path / "kiosk.toml", remarks.append)
    assert [remark.place for remark in remarks] == keys


def test_a_warning_as_long_as_the_idle_time_is_a_mistake(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text("idle_seconds = 40\nwarn_seconds = 40\n")
    with pytest.raises(ContentError, match="not longer than warn_seconds"):
        read_config(file)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_idle_timer_warns_for_twenty_seconds_before_it_turns_idle(qapp):
    clock, states, left = Clock(), [], []
    timer = IdleTimer(75, 20, clock)
    timer.changed.connect(states.append)
    timer.countdown.connect(left.append)
    timer.on_activity()
    for _ in range(75):
        clock.now += 1
        timer.update_state()
    assert states == [IdleState.ACTIVE, IdleState.WARNING, IdleState.IDLE]
    assert left[0] == 20
    assert left == sorted(left, reverse=True)


def test_any_input_during_the_warning_restarts_the_idle_timer(qapp):
    clock, states = Clock(), []
    timer = IdleTimer(75, 20, clock)
    timer.changed.connect(states.append)
    timer.on_activity()
    clock.now += 60
    timer.update_state()
    timer.on_activity()
    clock.now += 54
    timer.update_state()
    assert states == [IdleState.ACTIVE, IdleState.WARNING, IdleState.ACTIVE]


@pytest.mark.parametrize("paper", ["", "a4", "letter"])
def test_the_config_names_the_paper_in_the_printer(tmp_path, paper):
    file = tmp_path / "kiosk.toml"
    file.write_text(f'paper = "{paper}"\n')
    assert read_config(file).paper == paper
    file.write_bytes(serialize_config(read_config(file)))
    assert read_config(file).paper == paper


def test_an_unknown_paper_is_reported_as_a_mistake(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('paper = "legal"\n')
    with pytest.raises(ContentError, match=r"kiosk\.toml:paper: "):
        read_config(file)
