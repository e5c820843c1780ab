"""Messages of Qt are logged, and a fatal one ends the process with one sentence."""

from __future__ import annotations

import ctypes
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType

from app.support.exit_codes import ExitCode
from app.support.qt_messages import QtMessageHandler, start_failure_message

CONTEXT = QMessageLogContext()


class ExitRecorder:
    """Records with which sentence and code the process would have ended."""

    def __init__(self) -> None:
        self.exits: list[tuple[str, int]] = []
        self.messages = QtMessageHandler(self.leave)

    def leave(self, sentence: str, code: int) -> None:
        self.exits.append((sentence, code))

    def send(self, kind: QtMsgType, words: str) -> None:
        self.messages.handle_message(kind, CONTEXT, words)


def test_a_warning_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    ExitRecorder().send(QtMsgType.QtWarningMsg, "a bad pen")
    assert caplog.record_tuples == [("qt", 30, "a bad pen")]


def test_a_fatal_message_during_the_start_means_that_something_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    recorder = ExitRecorder()
    recorder.send(QtMsgType.QtWarningMsg, "xcb-cursor0 or libxcb-cursor0 is needed")
    recorder.send(QtMsgType.QtFatalMsg, "no Qt platform plugin could be initialized")
    assert recorder.exits[0][1] == ExitCode.UNAVAILABLE
    assert "apt-get install libxcb-cursor0" in recorder.exits[0][0]


def test_a_fatal_message_later_is_an_internal_error() -> None:
    recorder = ExitRecorder()
    recorder.messages.on_started()
    recorder.send(QtMsgType.QtFatalMsg, "out of memory")
    assert recorder.exits == [("Back Atlas had to stop: out of memory", ExitCode.INTERNAL_ERROR)]


@pytest.mark.parametrize(
    ("messages", "display", "expected"),
    [
        ("could not connect to display :99. xcb-cursor0 is needed", ":99", "there is no display"),
        ("Failed to create wl_display (No such file)", ":99", "there is no display"),
        ("no Qt platform plugin could be initialized", "", "there is no display"),
        ("no Qt platform plugin could be initialized", ":0", "apt-get install libegl1"),
        ("From 6.5.0, xcb-cursor0 is needed", ":0", "apt-get install libxcb-cursor0"),
    ],
)
def test_the_sentence_says_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, messages: str, display: str, expected: str
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert expected in start_failure_message(messages)


@pytest.mark.parametrize(
    ("plugin", "library", "package"),
    [
        ("wayland", "libwayland-cursor.so.0", "libwayland-cursor0"),
        ("xcb", "libxcb-cursor.so.0", "libxcb-cursor0"),
        ("xcb", "libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ],
)
def test_the_sentence_names_the_library_that_a_plugin_needs_though_qt_does_not(
    monkeypatch: pytest.MonkeyPatch, plugin: str, library: str, package: str
) -> None:
    loaded = []

    def load(file: str) -> None:
        loaded.append(Path(file))
        raise OSError(f"{library}: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setenv("DISPLAY", ":0")
    messages = f'Could not load the Qt platform plugin "{plugin}" in "" even though it was found.'
    assert start_failure_message(messages).endswith(f" Install it: apt-get install {package}")
    assert [file.is_file() for file in loaded] == [True]


def test_other_systems_always_have_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert "there is no display" not in start_failure_message("no plugin")
