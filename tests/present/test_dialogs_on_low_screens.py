"""The windows of presenting fit a low screen, show their buttons, and scroll by one finger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.atlas.loader import open_trusted
from app.body.regions import Side
from app.present.choice_dialog import ChoiceDialog
from app.present.steps.player import StepPlayer
from app.present.steps.window import StepsWindow
from app.session.session import Session
from app.session.state import Showing
from app.support.paths import assets, shipped_atlas
from app.theme.icons import Icons
from app.theme.theme import load_fonts, read_theme
from app.widgets import window_size
from tests.present.conftest import button_named
from tests.touch_input import scrolling, scrolls_by_finger

LOW_SCREENS = [(667, 336), (784, 432), (1264, 752)]
SEQUENCES = open_trusted(shipped_atlas()).sequences("en")


@pytest.fixture(params=LOW_SCREENS, ids=str)
def screen(request, monkeypatch):
    size = QSize(*request.param)
    monkeypatch.setattr(window_size, "available_size", lambda _parent: size)
    return size


def make_theme(text_size: int):
    return read_theme(assets() / "themes", "light", text_size)


@pytest.fixture
def parent(qtbot):
    load_fonts(assets() / "fonts")
    parent = QWidget()
    qtbot.addWidget(parent)
    return parent


@pytest.fixture
def player(parent):
    session = Session(Showing(), parent)
    player = StepPlayer(session)
    player.load(SEQUENCES[0])
    return player


def open_steps_window(player, parent, text_size: int) -> StepsWindow:
    icons = Icons(assets() / "icons")
    window = StepsWindow(player, SEQUENCES, make_theme(text_size), icons, parent)
    window.show()
    QTest.qWaitForWindowExposed(window)
    return window


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_steps_window_fits_and_shows_its_buttons(player, parent, screen, text_size):
    window = open_steps_window(player, parent, text_size)
    assert window.size().boundedTo(screen) == window.size()
    player.remove(0)
    QTest.qWait(1)
    for name in ("Add this view", "Save as a file", "Restore the step"):
        button = button_named(window, name)
        assert button.visibleRegion().boundingRect().size() == button.size()


def test_the_steps_window_stays_within_the_screen_when_the_text_grows(player, parent, screen):
    window = open_steps_window(player, parent, 100)
    window.apply_theme(make_theme(200))
    assert window.size().boundedTo(screen) == window.size()


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_steps_window_scrolls_by_one_finger(player, parent, screen, text_size):
    window = open_steps_window(player, parent, text_size)
    assert [scrolls_by_finger(area) for area in scrolling(window)] == [True]


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_choice_dialog_fits_and_each_answer_can_be_reached(parent, screen, text_size):
    regions = "; ".join(["Love handles, left", "Small of the back"] * 4)
    text = f"Talked about: {regions}. Marks: none. Nothing of it is stored."
    options = [("keep", "Open My list to make or print a handout"), ("discard", "Discard")]
    dialog = ChoiceDialog("The end", text, options, make_theme(text_size), parent)
    dialog.open()
    QTest.qWaitForWindowExposed(dialog)
    assert dialog.size().boundedTo(screen) == dialog.size()
    assert all(scrolls_by_finger(area) for area in scrolling(dialog))
    assert dialog.cancel_button.isVisibleTo(dialog)


def test_the_text_of_the_audience_window_scrolls_by_one_finger(presenting):
    presenting.press("flank", Side.LEFT)
    presenting.audience.resize(500, 300)
    presenting.settle()
    areas = scrolling(presenting.audience)
    assert areas
    assert all(scrolls_by_finger(area) for area in areas)
    presenting.audience.close()
