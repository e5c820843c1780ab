"""The rules of a kiosk come from one file, whole or not at all; idle time from a steady clock."""

from __future__ import annotations

import pytest

from app.content.mistakes import ContentError
from app.kiosk.rules import KioskRules, read_rules, written_rules
from app.session.idle import IdleWatch, Presence


def test_without_a_file_a_new_kiosk_has_rules(tmp_path):
    rules = read_rules(tmp_path / "kiosk.toml")
    assert rules == KioskRules()
    assert rules.warn_seconds >= 20
    assert not rules.may_shut_down
    assert rules.size_of_text == 170


def test_what_is_written_is_read_again(tmp_path):
    rules = KioskRules(idle_seconds=90, theme="dark", pixels_per_mm=3.25, may_shut_down=True)
    (tmp_path / "kiosk.toml").write_bytes(written_rules(rules))
    assert read_rules(tmp_path / "kiosk.toml") == rules


@pytest.mark.parametrize(("per_mm", "percent"), [(2.0, 100), (96 / 25.4, 170), (8.0, 200)])
def test_capitals_are_as_tall_on_every_screen_as_text_can_be(per_mm, percent):
    assert KioskRules(pixels_per_mm=per_mm).size_of_text == percent


def test_all_mistakes_are_told_with_their_place(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text('idle_seconds = 5\ntheme = "pink"\ncolour = 3\nwarn_seconds = 1\n')
    with pytest.raises(ContentError) as caught:
        read_rules(file)
    told = str(caught.value)
    for key in ("idle_seconds", "theme", "colour", "warn_seconds"):
        assert f"kiosk.toml:{key}: " in told


def test_a_warning_longer_than_the_wait_is_a_mistake(tmp_path):
    file = tmp_path / "kiosk.toml"
    file.write_text("idle_seconds = 40\nwarn_seconds = 40\n")
    with pytest.raises(ContentError, match="not longer than warn_seconds"):
        read_rules(file)


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nobody_is_sent_away_without_twenty_seconds_of_warning(qapp):
    clock, told, left = Clock(), [], []
    watch = IdleWatch(75, 20, clock)
    watch.changed.connect(told.append)
    watch.ticked.connect(left.append)
    watch.stir()
    for _ in range(75):
        clock.now += 1
        watch.tick()
    assert told == [Presence.HERE, Presence.MAYBE_GONE, Presence.GONE]
    assert left[0] == 20
    assert left == sorted(left, reverse=True)


def test_one_touch_is_enough_to_stay(qapp):
    clock, told = Clock(), []
    watch = IdleWatch(75, 20, clock)
    watch.changed.connect(told.append)
    watch.stir()
    clock.now += 60
    watch.tick()
    watch.stir()
    clock.now += 54
    watch.tick()
    assert told == [Presence.HERE, Presence.MAYBE_GONE, Presence.HERE]
