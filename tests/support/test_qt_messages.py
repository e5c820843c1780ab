"""Do Qt's words reach the log, and does Qt's abort become one sentence?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from app.support.qt_messages import QtMessages, no_start_sentence

CONTEXT = QMessageLogContext()


class Left:
    """Remembers with what a process would have ended."""

    def __init__(self) -> None:
        self.words: list[tuple[str, int]] = []
        self.messages = QtMessages(self.leave)

    def leave(self, sentence: str, code: int) -> None:
        self.words.append((sentence, code))

    def say(self, kind: QtMsgType, words: str) -> None:
        self.messages.take(kind, CONTEXT, words)


def test_a_warning_of_qt_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    Left().say(QtMsgType.QtWarningMsg, "a bad pen")
    assert caplog.record_tuples == [("qt", 30, "a bad pen")]


def test_before_there_is_an_application_a_fatal_word_is_a_missing_thing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    left = Left()
    left.say(QtMsgType.QtWarningMsg, "xcb-cursor0 or libxcb-cursor0 is needed")
    left.say(QtMsgType.QtFatalMsg, "no Qt platform plugin could be initialized")
    assert left.words[0][1] == 69
    assert "apt-get install libxcb-cursor0" in left.words[0][0]


def test_later_a_fatal_word_is_something_broken() -> None:
    left = Left()
    left.messages.end_start()
    left.say(QtMsgType.QtFatalMsg, "out of memory")
    assert left.words == [("Back Atlas had to stop: out of memory", 70)]


@pytest.mark.parametrize(
    ("said", "display", "answer"),
    [
        ("could not connect to display :99. xcb-cursor0 is needed", ":99", "there is no display"),
        ("no Qt platform plugin could be initialized", "", "there is no display"),
        ("no Qt platform plugin could be initialized", ":0", "apt-get install libegl1"),
        ("From 6.5.0, xcb-cursor0 is needed", ":0", "apt-get install libxcb-cursor0"),
    ],
)
def test_the_sentence_tells_what_hinders(
    monkeypatch: pytest.MonkeyPatch, said: str, display: str, answer: str
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert answer in no_start_sentence(said)


def test_other_systems_always_have_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert "there is no display" not in no_start_sentence("no plugin")
