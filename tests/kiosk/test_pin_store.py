"""PINs hold against guessing, restarts, clocks and broken files; nobody can read them."""

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
    """The one on the wall, which can be set, and a steady one, which cannot."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.set_by = 0.0

    def __call__(self) -> float:
        return self.now + self.set_by

    def steady(self) -> float:
        return self.now

    def book(self, file) -> PinStore:
        """As after a start of the program."""
        return PinStore(file, self, self.steady)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    return tmp_path / "kiosk" / "pins.json"


@pytest.fixture
def book(file, clock):
    book = clock.book(file)
    book.set("Anna", "482913")
    return book


def test_there_is_no_pin_until_one_is_set(file, clock):
    assert clock.book(file).names == ()
    assert clock.book(file).keeper("000000") is None


def test_each_keeper_has_a_pin_of_their_own(book, file, clock):
    book.set("Ben", "730164")
    again = clock.book(file)
    assert again.names == ("Anna", "Ben")
    assert (again.keeper("730164"), again.keeper("482913")) == ("Ben", "Anna")
    again.set("Ben", "905172")
    assert again.keeper("730164") is None


def test_it_is_kept_as_nobody_can_read_it(book, file):
    text = file.read_text()
    assert "482913" not in text
    assert file.stat().st_mode & 0o077 == 0, "to its owner alone"
    book.set("Ben", "482913")
    first, second = json.loads(file.read_text())["pins"]
    assert first["key"] != second["key"]


@pytest.mark.parametrize("digits", ["", "12345", "1234567890123", "12a456", "٣٤٥٦٧٨", " 482913"])
def test_what_is_no_pin_is_refused(book, digits):
    with pytest.raises(PinError, match="6 to 12 digits"):
        book.set("Anna", digits)
    assert book.keeper("482913") == "Anna"


@pytest.mark.parametrize("digits", ["000000", "123456", "987654", "890123"])
def test_what_everybody_tries_first_is_refused(book, digits):
    with pytest.raises(PinError, match="too easy"):
        book.set("Anna", digits)


def test_ten_thousand_guesses_get_fewer_than_sixty_tries_a_day(book, file, clock):
    tried, began = 0, clock.now
    for guess in range(10_000):
        again = clock.book(file)
        before = again._tries.wrong
        assert again.keeper(f"{guess:06d}") is None
        tried += again._tries.wrong != before
        clock.now = min(clock.now + DAY / 10_000, began + DAY)
    assert 0 < tried < 60


def test_the_wait_outlives_a_restart_and_grows(book, file, clock):
    waits = []
    for _ in range(12):
        clock.now += clock.book(file).wait()
        clock.book(file).keeper("111112")
        waits.append(round(clock.book(file).wait()))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1800, 1800]
    assert clock.book(file).keeper("482913") is None
    clock.now += 1800
    assert clock.book(file).keeper("482913") == "Anna"
    assert clock.book(file).wait() == 0


@pytest.mark.parametrize("jump", [-DAY, -1_800_000_000.0, -1.0, 1.0, DAY, 400_000_000.0])
def test_a_clock_that_is_set_shortens_nothing(book, clock, jump):
    for _ in range(7):
        clock.now += book.wait()
        book.keeper("111112")
    wait = book.wait()
    clock.set_by = jump
    assert book.wait() >= wait
    clock.now += wait / 2
    assert book.wait() > 0
    clock.now += wait / 2
    assert book.keeper("482913") == "Anna"


@pytest.mark.parametrize("jump", [-DAY, -1_800_000_000.0, -1.0])
def test_a_start_with_a_clock_behind_begins_the_wait_anew(book, file, clock, jump):
    for _ in range(7):
        clock.now += book.wait()
        book.keeper("111112")
    wait = book.wait()
    clock.set_by = jump
    again = clock.book(file)
    assert again.wait() == wait
    clock.set_by = 0  # the clock is set right once the network is there
    assert again.wait() == wait
    clock.now += wait
    assert again.keeper("482913") == "Anna"


@pytest.mark.parametrize("jump", [-1.0, -1_800_000_000.0])
def test_a_start_with_a_clock_behind_makes_nobody_wait_who_need_not(book, file, clock, jump):
    book.keeper("111112")
    clock.set_by = jump
    again = clock.book(file)
    assert again.wait() == 0
    assert again.keeper("482913") == "Anna"


def test_wrong_tries_are_counted_for_ever(book, file, clock):
    for digits in ("111112", "111113", "482913", "111114", "482913"):
        book.keeper(digits)
    assert clock.book(file).total_failures == 3


def test_a_file_without_that_count_still_opens(book, file, clock):
    raw = json.loads(file.read_text())
    del raw["tries"]["ever"]
    file.write_text(json.dumps(raw))
    assert clock.book(file).keeper("482913") == "Anna"


@pytest.fixture
def full(monkeypatch):
    """Nothing can be written any more."""

    def fails(_file, _data, **_how):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pin_store, "write_atomically", fails)


def test_a_try_that_cannot_be_written_is_not_looked_at_early(book, clock, full):
    clock.now += 1_799
    with pytest.raises(PinError, match="in 1 min"):
        book.keeper("482913")
    assert book.total_failures == 0


def test_a_keeper_gets_in_on_a_full_disk_once_it_has_run_for_half_an_hour(book, clock, full):
    clock.now += 1_800
    assert book.keeper("482913") == "Anna"
    with pytest.raises(PinError, match="in 30 min"):
        book.keeper("482913")


@pytest.mark.parametrize("restarts", [False, True])
def test_ten_thousand_guesses_on_a_full_disk_get_at_most_forty_eight_tries_a_day(
    book, file, clock, full, restarts, monkeypatch
):
    looked = []
    monkeypatch.setattr(pin_store, "_matches", lambda digits, _pin: bool(looked.append(digits)))
    for guess in range(10_000):
        if restarts and guess % 1_000 == 0:
            book = clock.book(file)
        with suppress(PinError):
            assert book.keeper(f"{guess:06d}") is None
        clock.now += DAY / 10_000
    assert 0 < len(looked) <= 48


def test_a_wait_can_be_asked_for_on_a_full_disk_with_a_clock_set_back(book, file, clock, request):
    for _ in range(6):
        clock.now += book.wait()
        book.keeper("111112")
    request.getfixturevalue("full")
    clock.set_by = -DAY
    assert clock.book(file).wait() == 60


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
def test_a_file_of_pins_with_a_value_that_is_none_of_ours_is_refused(book, file, clock, old, new):
    book.set("Ann", "482915")
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(PinError, match="remove it, then set a PIN anew"):
        clock.book(file)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"pins": 3}', '{"pins": [{"name": "A"}]}', '{"pins": []}', "\ud800"]
)
def test_a_broken_file_opens_no_door(file, clock, text):
    file.parent.mkdir()
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(PinError, match="remove it, then set a PIN anew"):
        clock.book(file)


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda file: file.symlink_to("/dev/zero")])
def test_what_is_no_plain_file_opens_no_door_and_makes_nobody_wait(file, clock, make):
    file.parent.mkdir()
    make(file)
    with pytest.raises(PinError, match=r"it is not a plain file.*: remove it, then set a PIN anew"):
        clock.book(file)


def test_a_file_of_pins_that_an_editor_saved_with_a_mark_still_opens(book, file, clock):
    book.set("Ben", "730164")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert clock.book(file).keeper("730164") == "Ben"


def test_a_keeper_who_leaves_loses_the_pin_and_nobody_else_does(book, file, clock):
    book.set("Ben", "730164")
    book.remove("Anna")
    again = clock.book(file)
    assert again.names == ("Ben",)
    assert again.keeper("482913") is None
    assert again.keeper("730164") == "Ben"


def test_the_last_pin_can_be_taken_away(book, file, clock):
    book.remove("Anna")
    assert clock.book(file).names == ()


def test_nobody_loses_a_pin_by_a_name_that_is_not_there(book, file):
    before = file.read_bytes()
    with pytest.raises(PinError, match="no keeper 'Zoe' has a PIN: Anna"):
        book.remove("Zoe")
    assert file.read_bytes() == before


def test_a_wait_is_not_shortened_by_taking_a_pin_away(book, clock):
    book.set("Ben", "730164")
    for _ in range(7):
        clock.now += book.wait()
        book.keeper("111112")
    wait = book.wait()
    book.remove("Ben")
    assert book.wait() == wait > 0


def test_a_running_kiosk_knows_at_once_what_another_process_changes(book, file, clock):
    other = clock.book(file)
    other.set("Ben", "730164")
    assert book.keeper("730164") == "Ben"
    other.remove("Anna")
    assert book.keeper("482913") is None
    assert clock.book(file).names == ("Ben",), "a try has brought back what was taken away"
