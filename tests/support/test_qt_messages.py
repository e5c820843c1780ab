"""Do Qt's words reach the log, and does Qt's abort become one sentence?"""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from app.support.qt_messages import QtMessageHandler, start_failure_message

CONTEXT = QMessageLogContext()


class ExitRecorder:
    """Remembers with what a process would have ended."""

    def __init__(self) -> None:
        self.words: list[tuple[str, int]] = []
        self.messages = QtMessageHandler(self.leave)

    def leave(self, sentence: str, code: int) -> None:
        self.words.append((sentence, code))

    def say(self, kind: QtMsgType, words: str) -> None:
        self.messages.handle_message(kind, CONTEXT, words)


def test_a_warning_of_qt_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    ExitRecorder().say(QtMsgType.QtWarningMsg, "a bad pen")
    assert caplog.record_tuples == [("qt", 30, "a bad pen")]


def test_before_there_is_an_application_a_fatal_word_is_a_missing_thing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    left = ExitRecorder()
    left.say(QtMsgType.QtWarningMsg, "xcb-cursor0 or libxcb-cursor0 is needed")
    left.say(QtMsgType.QtFatalMsg, "no Qt platform plugin could be initialized")
    assert left.words[0][1] == 69
    assert "apt-get install libxcb-cursor0" in left.words[0][0]


def test_later_a_fatal_word_is_something_broken() -> None:
    left = ExitRecorder()
    left.messages.on_started()
    left.say(QtMsgType.QtFatalMsg, "out of memory")
    assert left.words == [("Back Atlas had to stop: out of memory", 70)]


@pytest.mark.parametrize(
    ("said", "display", "answer"),
    [
        ("could not connect to display :99. xcb-cursor0 is needed", ":99", "there is no display"),
        ("Failed to create wl_display (No such file)", ":99", "there is no display"),
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
    assert answer in start_failure_message(said)


@pytest.mark.parametrize(
    ("plugin", "library", "package"),
    [
        ("wayland", "libwayland-cursor.so.0", "libwayland-cursor0"),
        ("xcb", "libxcb-cursor.so.0", "libxcb-cursor0"),
        ("xcb", "libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ],
)
def test_the_library_a_plugin_misses_is_named_which_qt_does_not(
    monkeypatch: pytest.MonkeyPatch, plugin: str, library: str, package: str
) -> None:
    asked = []

    def load(file: str) -> None:
        asked.append(Path(file))
        raise OSError(f"{library}: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setenv("DISPLAY", ":0")
    said = f'Could not load the Qt platform plugin "{plugin}" in "" even though it was found.'
    assert start_failure_message(said).endswith(f" Get it: apt-get install {package}")
    assert [file.is_file() for file in asked] == [True]


def test_other_systems_always_have_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert "there is no display" not in start_failure_message("no plugin")
