"""The keypad takes as many digits as a PIN has, forgets them, and opens only while it is shown."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest

from app.kiosk.access.pin_store import MAX_DIGITS
from tests.kiosk.conftest import PIN

DOT, NONE = "\u25cf", "\u2013"


@pytest.fixture
def keypad(kiosk):
    kiosk.house.show_keypad()
    kiosk.settle()
    return kiosk.door.keypad


def shown(keypad) -> str:
    return keypad._shown.text()


def test_no_more_digits_are_taken_than_the_longest_pin_has(keypad):
    entered = []
    keypad.entered.disconnect()
    keypad.entered.connect(entered.append)
    QTest.keyClicks(keypad, "123456789" * 3)
    assert shown(keypad) == DOT * MAX_DIGITS
    keypad._on_enter()
    assert entered == [("123456789" * 3)[:MAX_DIGITS]]


def test_the_digits_are_gone_as_soon_as_they_are_entered(keypad):
    keypad.entered.disconnect()
    QTest.keyClicks(keypad, PIN)
    keypad._on_enter()
    assert shown(keypad) == NONE


def test_while_a_pin_is_compared_no_digit_is_taken_from_the_keyboard(keypad):
    keypad.wait(is_waiting=True)
    QTest.keyClicks(keypad, PIN)
    assert shown(keypad) == NONE


@pytest.mark.parametrize("leave", ["close", "start_over"])
def test_a_right_pin_opens_nothing_when_the_keypad_has_gone_meanwhile(kiosk, keypad, leave):
    {"close": kiosk.door.close, "start_over": kiosk.house.start_over}[leave]()
    before = kiosk.window.scene
    kiosk.door._on_pin_accepted("Anna")
    assert kiosk.window.scene is before
    assert not kiosk.door.is_open


@pytest.mark.parametrize(("wait", "said"), [(0.3, 1), (1.0, 2), (29.6, 30), (1799.2, 1800)])
def test_a_wait_is_never_told_shorter_than_it_is(kiosk, monkeypatch, wait, said):
    monkeypatch.setattr(kiosk.door._book, "lockout_left_s", lambda: wait)
    kiosk.house.show_keypad()
    assert f"Wait {said} seconds." in kiosk.door.keypad._told.text()
