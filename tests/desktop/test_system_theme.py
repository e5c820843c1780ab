"""The theme follows the system until a person chooses one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtTest import QTest

from app.bootstrap.options import Options
from app.desktop import system_theme as module
from app.desktop.application import build_window
from app.desktop.system_theme import system_theme
from app.session.actions import SetTheme, StartOver
from app.session.session import Session
from app.session.settings import Settings
from app.session.state import Showing
from app.support.paths import assets
from app.widgets.button_group import GroupButton
from app.workspace.workspace import ThemeLoader, Workspace

FOLLOWS = "Same as this computer"


class System:
    """A system whose mode a test changes; the signal is that of Qt."""

    def __init__(self):
        self.scheme = Qt.ColorScheme.Unknown

    def set_scheme(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)


@pytest.fixture
def system(qapp, monkeypatch):
    """The mode of the system; the platform of the tests has none."""
    system = System()
    monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints: system.scheme)
    return system


@pytest.fixture
def open_with(shipped, qtbot, system):
    """Opens a window with settings and options; its `saved` are what it has saved."""
    made = []

    def open_one(settings=None, options=None):
        saved = []
        window = build_window(
            shipped, options or Options(), settings or Settings(), save=saved.append, motion_ms=0
        )
        window.saved = saved
        window.show()
        made.append(window)
        return window

    yield open_one
    for window in made:
        window.close_now()
        window.deleteLater()


def theme_of(window) -> str:
    return window.workspace.theme.name


def saved_theme(window) -> str:
    window.close()
    return window.saved[-1].theme


def test_the_first_start_uses_the_mode_of_the_system(open_with, system):
    system.set_scheme(Qt.ColorScheme.Dark)
    window = open_with()
    assert theme_of(window) == "dark"
    assert saved_theme(window) == ""


def test_a_change_of_the_system_is_followed_at_once(open_with, system):
    system.set_scheme(Qt.ColorScheme.Light)
    window = open_with()
    assert theme_of(window) == "light"
    system.set_scheme(Qt.ColorScheme.Dark)
    assert theme_of(window) == "dark"
    system.set_scheme(Qt.ColorScheme.Light)
    assert theme_of(window) == "light"


def test_what_a_person_chooses_stays_and_is_saved(open_with, system):
    system.set_scheme(Qt.ColorScheme.Light)
    window = open_with()
    window.workspace.apply(SetTheme("contrast"))
    system.set_scheme(Qt.ColorScheme.Dark)
    assert theme_of(window) == "contrast"
    assert saved_theme(window) == "contrast"


def test_a_saved_theme_is_not_changed_by_the_system(open_with, system):
    system.set_scheme(Qt.ColorScheme.Dark)
    window = open_with(Settings(theme="light"))
    assert theme_of(window) == "light"
    system.set_scheme(Qt.ColorScheme.Light)
    system.set_scheme(Qt.ColorScheme.Dark)
    assert theme_of(window) == "light"
    assert saved_theme(window) == "light"


def test_an_option_is_not_changed_by_the_system(open_with, system):
    window = open_with(options=Options(theme="dark"))
    system.set_scheme(Qt.ColorScheme.Dark)
    system.set_scheme(Qt.ColorScheme.Light)
    assert theme_of(window) == "dark"


def hints_with(**answers) -> SimpleNamespace:
    """The hints of a system, each as a function that gives an answer."""
    return SimpleNamespace(**{name: lambda value=value: value for name, value in answers.items()})


@pytest.mark.skipif(not hasattr(Qt, "ContrastPreference"), reason="Qt before 6.10 does not know it")
def test_high_contrast_of_the_system_is_used(monkeypatch):
    preferences, dark = Qt.ContrastPreference, Qt.ColorScheme.Dark
    for preference, expected in (
        (preferences.HighContrast, "contrast"),
        (preferences.NoPreference, "dark"),
    ):
        contrast = hints_with(contrastPreference=preference)
        hints = hints_with(accessibility=contrast, colorScheme=dark)
        monkeypatch.setattr(module.QGuiApplication, "styleHints", lambda hints=hints: hints)
        assert system_theme() == expected


def test_without_a_known_mode_the_theme_is_light(monkeypatch):
    hints = hints_with(colorScheme=Qt.ColorScheme.Unknown)
    monkeypatch.setattr(module.QGuiApplication, "styleHints", lambda: hints)
    assert system_theme() == "light"


def theme_choice(window, text: str) -> GroupButton:
    """Open the choice of a theme in the top bar; its button with this text."""
    button = window.workspace.toolbar.appearance
    if not button.is_expanded:
        button.click()
    found = window.workspace.findChildren(GroupButton)
    return next(one for one in found if one.text() == text and one.isVisible())


def choose_theme(window, text: str) -> None:
    QTest.mouseClick(theme_choice(window, text), Qt.MouseButton.LeftButton)


def test_until_a_theme_is_chosen_the_first_choice_is_checked(open_with):
    window = open_with()
    assert theme_choice(window, FOLLOWS).isChecked()
    names = [button.text() for button in theme_choice(window, FOLLOWS).parent().buttons]
    assert names == [FOLLOWS, "Light", "Dark", "High contrast"]


def test_a_chosen_theme_can_be_given_up_for_that_of_the_system(open_with, system):
    system.set_scheme(Qt.ColorScheme.Dark)
    window = open_with(Settings(theme="light"))
    choose_theme(window, FOLLOWS)
    assert theme_of(window) == "dark"
    assert theme_choice(window, FOLLOWS).isChecked()
    system.set_scheme(Qt.ColorScheme.Light)
    assert theme_of(window) == "light"
    assert saved_theme(window) == ""


def test_the_theme_that_the_system_has_now_can_be_chosen_to_stay(open_with, system):
    system.set_scheme(Qt.ColorScheme.Light)
    window = open_with()
    choose_theme(window, "Light")
    assert theme_choice(window, "Light").isChecked()
    system.set_scheme(Qt.ColorScheme.Dark)
    assert theme_of(window) == "light"
    assert saved_theme(window) == "light"


def test_start_over_keeps_following_the_system(open_with, system):
    window = open_with(Settings(theme="light"))
    choose_theme(window, FOLLOWS)
    window.workspace.apply(StartOver())
    system.set_scheme(Qt.ColorScheme.Dark)
    assert theme_of(window) == "dark"


def test_a_kiosk_offers_only_themes(shipped, qtbot):
    workspace = Workspace(
        shipped, Session(Showing()), ThemeLoader.from_assets(assets(), 0), "", is_desktop=False
    )
    qtbot.addWidget(workspace)
    workspace.show()
    workspace.toolbar.appearance.click()
    texts = [button.text() for button in workspace.findChildren(GroupButton)]
    assert FOLLOWS not in texts
    assert "High contrast" in texts
