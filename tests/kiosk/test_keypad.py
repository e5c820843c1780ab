"""The keypad accepts as many digits as a PIN may have, and forgets them as soon as possible."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from app.kiosk.access.pin_store import MAX_DIGITS, PinStore
from app.widgets.text_label import TextLabel
from tests.kiosk.conftest import PIN

DOT, NO_DIGITS = "\u25cf", "\u2013"


@pytest.fixture
def keypad(kiosk):
    kiosk.application.show_keypad()
    kiosk.settle()
    return kiosk.staff_access.keypad


def shown_digits(keypad) -> str:
    """The dots, or the dash, that the keypad shows for the digits."""
    texts = [label.text() for label in keypad.findChildren(TextLabel)]
    return next(text for text in texts if text == NO_DIGITS or set(text) == {DOT})


def test_no_more_digits_are_accepted_than_the_longest_pin_has(kiosk, keypad, monkeypatch):
    entered = []
    monkeypatch.setattr(PinStore, "verify", lambda _self, digits: entered.append(digits))
    QTest.keyClicks(keypad, "123456789" * 3)
    assert shown_digits(keypad) == DOT * MAX_DIGITS
    kiosk.touch(kiosk.button("Enter"))
    kiosk.wait_for_pin_check()
    assert entered == [("123456789" * 3)[:MAX_DIGITS]]


def test_the_digits_disappear_as_soon_as_they_are_entered(kiosk, keypad, monkeypatch):
    monkeypatch.setattr(PinStore, "verify", lambda _self, _digits: None)
    QTest.keyClicks(keypad, PIN)
    kiosk.touch(kiosk.button("Enter"))
    assert shown_digits(keypad) == NO_DIGITS
    kiosk.wait_for_pin_check()


def test_no_digit_is_accepted_from_the_keyboard_while_a_pin_is_checked(keypad):
    keypad.set_busy(is_waiting=True)
    QTest.keyClicks(keypad, PIN)
    assert shown_digits(keypad) == NO_DIGITS


@pytest.mark.parametrize("closed_by", ["timeout", "error"])
def test_a_valid_pin_opens_nothing_if_the_keypad_was_closed_meanwhile(kiosk, keypad, closed_by):
    close = kiosk.staff_access.close if closed_by == "timeout" else kiosk.application.reset_all
    close()
    before = kiosk.window.overlay
    kiosk.staff_access.unlock("Anna")
    assert kiosk.window.overlay is before
    assert not kiosk.staff_access.is_open


@pytest.mark.parametrize(("left_s", "shown"), [(0.3, 1), (1.0, 2), (29.6, 30), (1799.2, 1800)])
def test_the_lockout_shown_is_never_shorter_than_the_real_one(kiosk, monkeypatch, left_s, shown):
    monkeypatch.setattr(PinStore, "lockout_left_s", lambda _self: left_s)
    kiosk.application.show_keypad()
    unit = "second" if shown == 1 else "seconds"
    assert f"Wait {shown} {unit}." in kiosk.visible_text()
