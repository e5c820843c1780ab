"""PINs hold against guessing, restarts, clocks and broken files; nobody can read them."""

from __future__ import annotations

import json

import pytest

from app.kiosk import pins
from app.kiosk.pins import PinBook, PinError

DAY = 24 * 3600


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(pins, "_COST", 2**4)  # what a guess costs is not what is tried here
    return tmp_path / "kiosk" / "pins.json"


@pytest.fixture
def book(file, clock):
    book = PinBook(file, clock)
    book.set("Anna", "482913")
    return book


def test_there_is_no_pin_until_one_is_set(file, clock):
    assert PinBook(file, clock).names == ()
    assert PinBook(file, clock).keeper("000000") is None


def test_each_keeper_has_a_pin_of_their_own(book, file, clock):
    book.set("Ben", "730164")
    again = PinBook(file, clock)
    assert again.names == ("Anna", "Ben")
    assert (again.keeper("730164"), again.keeper("482913")) == ("Ben", "Anna")
    again.set("Ben", "905172")
    assert again.keeper("730164") is None


def test_it_is_kept_as_nobody_can_read_it(book, file):
    text = file.read_text()
    assert "482913" not in text
    assert file.stat().st_mode & 0o077 == 0
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
        again = PinBook(file, clock)
        before = again._tries.wrong
        assert again.keeper(f"{guess:06d}") is None
        tried += again._tries.wrong != before
        clock.now = min(clock.now + DAY / 10_000, began + DAY)
    assert 0 < tried < 60


def test_the_wait_outlives_a_restart_and_grows(book, file, clock):
    waits = []
    for _ in range(12):
        clock.now += PinBook(file, clock).wait()
        PinBook(file, clock).keeper("111112")
        waits.append(round(PinBook(file, clock).wait()))
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1800, 1800]
    assert PinBook(file, clock).keeper("482913") is None
    clock.now += 1800
    assert PinBook(file, clock).keeper("482913") == "Anna"
    assert PinBook(file, clock).wait() == 0


@pytest.mark.parametrize("jump", [-DAY, -1_800_000_000.0, -1.0])
def test_a_clock_that_is_set_back_shortens_nothing(book, clock, jump):
    for _ in range(7):
        clock.now += book.wait()
        book.keeper("111112")
    wait = book.wait()
    clock.now += jump
    assert book.wait() >= wait
    clock.now += wait / 2
    assert book.wait() > 0


def test_a_try_that_cannot_be_written_is_not_looked_at(book, monkeypatch):
    def full(_file, _data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pins, "write_atomically", full)
    with pytest.raises(OSError, match="No space"):
        book.keeper("482913")


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"pins": 3}', '{"pins": [{"name": "A"}]}', '{"pins": []}', "\ud800"]
)
def test_a_broken_file_opens_no_door(file, clock, text):
    file.parent.mkdir()
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(PinError, match="remove it, then set a PIN anew"):
        PinBook(file, clock)
