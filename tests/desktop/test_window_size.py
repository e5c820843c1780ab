"""The size of the window, and whether it is maximized, are remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize

from app.bootstrap.options import Options
from app.desktop.application import build_window
from app.session.settings import Settings, read_settings, write_settings


@pytest.fixture
def open_with(shipped, qtbot):
    made = []

    def open_one(settings, options=None):
        saved = []
        window = build_window(
            shipped, options or Options(), settings, save=saved.append, motion_ms=0
        )
        window.saved = saved
        window.show_at_start()
        made.append(window)
        return window

    yield open_one
    for window in made:
        window.close_now()
        window.deleteLater()


def closed(window) -> Settings:
    window.close()
    return window.saved[-1]


SMALL = replace(Settings(), width=700, height=500)


def test_a_maximized_window_is_maximized_again_and_keeps_its_smaller_size(open_with):
    window = open_with(SMALL)
    assert not window.isMaximized()
    window.showMaximized()
    saved = closed(window)
    assert saved.is_maximized
    assert (saved.width, saved.height) == (700, 500)
    again = open_with(saved)
    assert again.isMaximized()
    again.showNormal()
    assert again.size() == QSize(700, 500)
    assert not closed(again).is_maximized


def test_a_size_on_the_command_line_opens_a_window_of_that_size(open_with):
    window = open_with(replace(SMALL, is_maximized=True), Options(size=(640, 480)))
    assert not window.isMaximized()
    assert window.size() == QSize(640, 480)


def test_leaving_the_full_screen_makes_the_window_maximized_again(open_with):
    window = open_with(SMALL)
    window.showMaximized()
    window.commands.toggle_full_screen()
    assert window.isFullScreen()
    window.commands.toggle_full_screen()
    assert window.isMaximized()
    window.showNormal()
    window.commands.toggle_full_screen()
    saved = closed(window)
    assert (saved.width, saved.height, saved.is_maximized) == (700, 500, False)


def test_older_and_newer_settings_files_are_read(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text('{"width": 900, "height": 700, "theme": "dark"}', "utf-8")
    warnings: list[str] = []
    settings = read_settings(file, warnings.append)
    assert (settings.width, settings.theme, settings.is_maximized) == (900, "dark", False)
    write_settings(file, replace(settings, is_maximized=True, theme=""))
    assert read_settings(file, warnings.append) == replace(settings, is_maximized=True, theme="")
    assert warnings == []


def test_a_number_is_no_valid_answer_whether_it_is_maximized(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text('{"is_maximized": 1, "width": true}', "utf-8")
    warnings: list[str] = []
    assert read_settings(file, warnings.append) == Settings()
    assert len(warnings) == 2


def test_full_screen_says_how_to_leave_it(open_with):
    window = open_with(SMALL)
    window.commands.toggle_full_screen()
    assert "F11" in window.workspace.messages.text
