"""The windows of presenting fit a low screen, keep their buttons in sight, scroll by one finger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.body.regions import Side
from app.widgets import window_size
from tests.touch_input import scrolling, scrolls_by_finger

LOW = [(667, 336), (784, 432), (1264, 752)]


@pytest.fixture(params=LOW, ids=str)
def screen(request, monkeypatch):
    size = QSize(*request.param)
    monkeypatch.setattr(window_size, "available_size", lambda _parent: size)
    return size


def steps_window(clinician):
    clinician.start_presenting()
    clinician.controller.step_files.open_window()
    clinician.controller.step_files.replace_sequence(clinician.workspace._atlas.sequences("en")[0])
    clinician.settle()
    return clinician.controller.step_files.window


def button_of(window, words):
    named = (one for one in window.findChildren(QWidget) if getattr(one, "text", str)() == words)
    return next(named)


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_steps_window_keeps_add_and_save_in_sight(clinician, screen, text_size):
    clinician.workspace.session.set_text_size(text_size)
    clinician.settle()
    window = steps_window(clinician)
    assert window.size().boundedTo(screen) == window.size()
    clinician.controller.step_player.remove(0)
    clinician.settle()
    for words in ("Add this view", "Save as a file", "Put the step back"):
        button = button_of(window, words)
        assert button.visibleRegion().boundingRect().size() == button.size()


def test_the_steps_window_stays_within_the_screen_when_the_text_grows(clinician, screen):
    window = steps_window(clinician)
    clinician.workspace.session.set_text_size(200)
    clinician.settle()
    assert window.size().boundedTo(screen) == window.size()


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_steps_window_scrolls_by_one_finger(clinician, screen, text_size):
    clinician.workspace.session.set_text_size(text_size)
    clinician.settle()
    window = steps_window(clinician)
    assert [scrolls_by_finger(area) for area in scrolling(window)] == [True]


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_question_fits_the_screen_and_each_answer_can_be_reached(clinician, screen, text_size):
    clinician.workspace.session.set_text_size(text_size)
    clinician.settle()
    clinician.start_presenting()
    clinician.controller.summary.start()
    clinician.settle()
    ask = clinician.controller.summary.dialog
    assert ask.size().boundedTo(screen) == ask.size()
    assert all(scrolls_by_finger(area) for area in scrolling(ask))
    assert ask.cancel_button.isVisibleTo(ask)


def test_the_words_of_the_audience_scroll_by_one_finger(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.audience.resize(500, 300)
    presenting.settle()
    found = scrolling(presenting.audience)
    assert found
    assert all(scrolls_by_finger(area) for area in found)
