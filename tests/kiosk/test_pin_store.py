"""PINs withstand guessing, restarts, clocks that are set and broken files, and stay secret."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest

from app.kiosk.access import pin_store
from app.kiosk.access.pin_store import PinError, PinStore

DAY = 24 * 3600


class Clock:
    """A wall clock, which can be set, and a monotonic clock, which cannot."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.set_by = 0.0

    def __call__(self) -> float:
        return self.now + self.set_by

    def monotonic(self) -> float:
        return self.now

    def open(self, file) -> PinStore:
        """The PIN store as after a start of the program."""
        return PinStore(file, self, self.monotonic)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    return tmp_path / "kiosk" / "pins.json"


@pytest.fixture
def pins(file, clock):
    pins = clock.open(file)
    pins.set_pin("Anna", "482913")
    return pins


def test_there_is_no_pin_before_one_is_set(file, clock):
    assert clock.open(file).names == ()
    assert clock.open(file).verify("000000") is None


def test_each_member_of_staff_has_a_pin_of_their_own(pins, file, clock):
    pins.set_pin("Ben", "730164")
    again = clock.open(file)
    assert again.names == ("Anna", "Ben")
    assert (again.verify("730164"), again.verify("482913")) == ("Ben", "Anna")
    again.set_pin("Ben", "905172")
    assert again.verify("730164") is None


def test_a_pin_cannot_be_read_from_the_file(pins, file):
    text = file.read_text()
    assert "482913" not in text
    assert file.stat().st_mode & 0o077 == 0, "readable for its owner alone"
    pins.set_pin("Ben", "482913")
    first, second = json.loads(file.read_text())["pins"]
    assert first["key"] != second["key"]


@pytest.mark.parametrize("digits", ["", "12345", "1234567890123", "12a456", "٣٤٥٦٧٨", " 482913"])
def test_anything_but_six_to_twelve_digits_is_refused(pins, digits):
    with pytest.raises(PinError, match="6 to 12 digits"):
        pins.set_pin("Anna", digits)
    assert pins.verify("482913") == "Anna"


@pytest.mark.parametrize("digits", ["000000", "123456", "987654", "890123"])
def test_a_pin_that_is_easy_to_guess_is_refused(pins, digits):
    with pytest.raises(PinError, match="too easy"):
        pins.set_pin("Anna", digits)


def test_ten_thousand_guesses_get_fewer_than_sixty_tries_a_day(pins, file, clock):
    start = clock.now
    for guess in range(10_000):
        assert clock.open(file).verify(f"{guess:06d}") is None
        clock.now = min(clock.now + DAY / 10_000, start + DAY)
    assert 0 < clock.open(file).total_failures < 60


def test_the_lockout_outlasts_a_restart_and_grows(pins, file, clock):
    lockouts = []
    for _ in range(12):
        clock.now += clock.open(file).lockout_left_s()
        clock.open(file).verify("111112")
        lockouts.append(round(clock.open(file).lockout_left_s()))
    assert lockouts == [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1800, 1800]
    assert clock.open(file).verify("482913") is None
    clock.now += 1800
    assert clock.open(file).verify("482913") == "Anna"
    assert clock.open(file).lockout_left_s() == 0


@pytest.mark.parametrize("jump", [-DAY, -1_800_000_000.0, -1.0, 1.0, DAY, 400_000_000.0])
def test_setting_the_clock_does_not_shorten_the_lockout(pins, clock, jump):
    for _ in range(7):
        clock.now += pins.lockout_left_s()
        pins.verify("111112")
    lockout = pins.lockout_left_s()
    clock.set_by = jump
    assert pins.lockout_left_s() >= lockout
    clock.now += lockout / 2
    assert pins.lockout_left_s() > 0
    clock.now += lockout / 2
    assert pins.verify("482913") == "Anna"


@pytest.mark.parametrize("jump", [-DAY, -1_800_000_000.0, -1.0])
def test_the_lockout_starts_again_if_the_clock_is_behind_at_a_start(pins, file, clock, jump):
    for _ in range(7):
        clock.now += pins.lockout_left_s()
        pins.verify("111112")
    lockout = pins.lockout_left_s()
    clock.set_by = jump
    again = clock.open(file)
    assert again.lockout_left_s() == lockout
    clock.set_by = 0  # corrected once there is a network
    assert again.lockout_left_s() == lockout
    clock.now += lockout
    assert again.verify("482913") == "Anna"


@pytest.mark.parametrize("jump", [-1.0, -1_800_000_000.0])
def test_a_clock_that_is_behind_at_a_start_causes_no_lockout(pins, file, clock, jump):
    pins.verify("111112")
    clock.set_by = jump
    again = clock.open(file)
    assert again.lockout_left_s() == 0
    assert again.verify("482913") == "Anna"


def test_wrong_pins_are_counted_across_valid_ones(pins, file, clock):
    for digits in ("111112", "111113", "482913", "111114", "482913"):
        pins.verify(digits)
    assert clock.open(file).total_failures == 3


def test_a_file_without_the_count_of_all_wrong_pins_can_be_read(pins, file, clock):
    raw = json.loads(file.read_text())
    del raw["tries"]["ever"]
    file.write_text(json.dumps(raw))
    assert clock.open(file).verify("482913") == "Anna"


@pytest.fixture
def full_disk(monkeypatch):
    """Nothing can be written any more."""

    def fails(_file, _data, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pin_store, "write_atomically", fails)


def test_a_pin_is_not_checked_at_first_if_the_attempt_cannot_be_recorded(pins, clock, full_disk):
    clock.now += 1_799
    with pytest.raises(PinError, match="in 1 min"):
        pins.verify("482913")
    assert pins.total_failures == 0


def test_staff_get_in_with_a_full_disk_after_half_an_hour(pins, clock, full_disk):
    clock.now += 1_800
    assert pins.verify("482913") == "Anna"
    with pytest.raises(PinError, match="in 30 min"):
        pins.verify("482913")


@pytest.mark.parametrize("restarts", [False, True])
def test_ten_thousand_guesses_with_a_full_disk_get_at_most_48_tries_a_day(
    pins, file, clock, full_disk, restarts, monkeypatch
):
    checked = []
    monkeypatch.setattr(pin_store, "_matches", lambda digits, _pin: bool(checked.append(digits)))
    for guess in range(10_000):
        if restarts and guess % 1_000 == 0:
            pins = clock.open(file)
        with suppress(PinError):
            assert pins.verify(f"{guess:06d}") is None
        clock.now += DAY / 10_000
    assert 0 < len(checked) <= 48


def test_the_lockout_is_known_with_a_full_disk_and_a_clock_that_is_behind(
    pins, file, clock, request
):
    for _ in range(6):
        clock.now += pins.lockout_left_s()
        pins.verify("111112")
    request.getfixturevalue("full_disk")
    clock.set_by = -DAY
    assert clock.open(file).lockout_left_s() == 60


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"wrong": 0', '"wrong": 1e999'),
        ('"ever": 0', '"ever": -1e999'),
        ('"last": 0.0', '"last": NaN'),
        ('"last": 0.0', '"last": 1e999'),
        ('"key": "', '"key": "\u00e9'),
        ('"key": "', '"key": "xyz'),
        ('"salt": "', '"salt": "0'),
    ],
)
def test_a_file_with_an_impossible_value_is_refused(pins, file, clock, old, new):
    pins.set_pin("Ann", "482915")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(PinError, match="remove it, then set the PINs again"):
        clock.open(file)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"pins": 3}', '{"pins": [{"name": "A"}]}', '{"pins": []}', "\ud800"]
)
def test_a_broken_file_gives_no_access(file, clock, text):
    file.parent.mkdir()
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(PinError, match="remove it, then set the PINs again"):
        clock.open(file)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("/dev/zero")])
def test_something_that_is_not_a_plain_file_is_refused_without_blocking(file, clock, make):
    file.parent.mkdir()
    make(file)
    with pytest.raises(
        PinError, match=r"it is not a plain file.*: remove it, then set the PINs again"
    ):
        clock.open(file)


def test_a_file_that_an_editor_saved_with_a_byte_order_mark_can_be_read(pins, file, clock):
    pins.set_pin("Ben", "730164")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert clock.open(file).verify("730164") == "Ben"


def test_removing_a_pin_leaves_the_others(pins, file, clock):
    pins.set_pin("Ben", "730164")
    pins.remove_pin("Anna")
    again = clock.open(file)
    assert again.names == ("Ben",)
    assert again.verify("482913") is None
    assert again.verify("730164") == "Ben"


def test_the_last_pin_can_be_removed(pins, file, clock):
    pins.remove_pin("Anna")
    assert clock.open(file).names == ()


def test_removing_a_pin_by_an_unknown_name_changes_nothing(pins, file):
    before = file.read_bytes()
    with pytest.raises(PinError, match="no staff member 'Zoe' has a PIN: Anna"):
        pins.remove_pin("Zoe")
    assert file.read_bytes() == before


def test_removing_a_pin_does_not_shorten_the_lockout(pins, clock):
    pins.set_pin("Ben", "730164")
    for _ in range(7):
        clock.now += pins.lockout_left_s()
        pins.verify("111112")
    lockout = pins.lockout_left_s()
    pins.remove_pin("Ben")
    assert pins.lockout_left_s() == lockout > 0


def test_a_running_kiosk_follows_changes_by_another_process_at_once(pins, file, clock):
    other = clock.open(file)
    other.set_pin("Ben", "730164")
    assert pins.verify("730164") == "Ben"
    other.remove_pin("Anna")
    assert pins.verify("482913") is None
    assert clock.open(file).names == ("Ben",), "the attempt has brought the removed PIN back"
