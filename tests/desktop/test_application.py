"""The desktop application: its window, its settings, crashes, signals, and loading an atlas."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.atlas.loader import Atlas
from app.body.regions import Place, RegionId
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop import window
from app.desktop.application import DesktopApplication
from app.desktop.handout_actions import HandoutActions
from app.desktop.presentation_mode import PresentationMode
from app.session.actions import SelectRegion, SetTheme
from app.support.crash_reports import Crash
from app.support.paths import Paths, assets
from app.theme.theme import load_fonts
from app.widgets.window_size import WINDOW_FRAME
from tests.atlas.synthetic import make_atlas

TIMEOUT_MS = 10_000


class ApplicationFactory:
    """Opens applications over a small atlas and closes them again."""

    def __init__(self, atlas: Atlas, paths: Paths) -> None:
        self.atlas, self.paths = atlas, paths
        self.applications: list[DesktopApplication] = []

    def __call__(self, options: Options | None = None) -> DesktopApplication:
        application = DesktopApplication(self.atlas, options or Options(), self.paths)
        self.applications.append(application)
        application.window.show()
        return application

    def saved_settings(self) -> dict[str, object]:
        saved: dict[str, object] = json.loads(self.paths.settings.read_text("utf-8"))
        return saved


@pytest.fixture(scope="module")
def small_atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    return open_atlas(make_atlas(tmp_path_factory.mktemp("first") / "atlas", 2))


@pytest.fixture(scope="module")
def other_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_atlas(tmp_path_factory.mktemp("other") / "atlas", 5)


@pytest.fixture
def open_application(
    qtbot: QtBot, small_atlas: Atlas, paths: Paths
) -> Iterator[ApplicationFactory]:
    load_fonts(assets() / "fonts")
    factory = ApplicationFactory(small_atlas, paths)
    yield factory
    for application in factory.applications:
        application.shut_down()
        application.close()
        application.window.deleteLater()


def _message(application: DesktopApplication) -> str:
    return application.window.workspace.messages.text


@pytest.mark.parametrize("screen", [(1280, 800), (1366, 768), (1024, 600), (3840, 2160)])
def test_the_window_with_its_frame_fits_on_the_screen_unless_a_size_is_given(
    open_application: ApplicationFactory, monkeypatch: pytest.MonkeyPatch, screen: tuple[int, int]
) -> None:
    monkeypatch.setattr(window.QGuiApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(window, "available_size", lambda _: QSize(*screen) - WINDOW_FRAME)
    size = open_application().window.size()
    assert size.width() <= min(1280, screen[0])
    assert size.height() <= min(800, screen[1] - 40)
    assert open_application(Options(size=(1280, 800))).window.size() == QSize(1280, 800)


def test_closing_saves_the_appearance_and_never_a_search(
    open_application: ApplicationFactory,
) -> None:
    application = open_application()
    application.window.workspace.apply(SetTheme("dark"))
    QTest.keyClicks(application.window.workspace.search_field, "lump")
    application.close()
    assert open_application.saved_settings()["theme"] == "dark"
    assert "lump" not in open_application.paths.settings.read_text("utf-8")


def test_an_option_applies_to_one_run_only(open_application: ApplicationFactory) -> None:
    application = open_application(Options(theme="contrast"))
    assert application.window.workspace.session.showing.theme == "contrast"
    application.close()
    assert open_application.saved_settings()["theme"] == ""


def test_the_window_closes_even_if_the_settings_cannot_be_saved(
    open_application: ApplicationFactory, caplog: pytest.LogCaptureFixture
) -> None:
    open_application.paths.settings.parent.write_text("a file where a folder should be")
    application = open_application()
    application.close()
    assert "the settings cannot be saved" in caplog.text
    assert not application.window.isVisible()


def _make_unsaved(application: DesktopApplication) -> list[Callable[[], None]]:
    """Let the window ask before it closes; returns what it does when the user agrees."""
    questions: list[Callable[[], None]] = []

    def confirm_discard(then: Callable[[], None]) -> bool:
        questions.append(then)
        return True

    application.window.confirm_discard = confirm_discard
    return questions


def test_closing_the_terminal_asks_about_unsaved_work(
    open_application: ApplicationFactory,
) -> None:
    application = open_application()
    questions = _make_unsaved(application)
    application.on_shutdown_signal(signal.SIGHUP)
    assert application.window.isVisible()
    questions[0]()
    assert not application.window.isVisible()


def test_closing_the_terminal_closes_a_window_without_unsaved_work(
    open_application: ApplicationFactory,
) -> None:
    application = open_application()
    application.on_shutdown_signal(signal.SIGHUP)
    assert not application.window.isVisible()
    assert open_application.saved_settings()["width"] == application.window.width()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_other_signals_close_the_window_without_asking(
    open_application: ApplicationFactory, number: signal.Signals
) -> None:
    application = open_application()
    questions = _make_unsaved(application)
    application.on_shutdown_signal(number)
    assert questions == []
    assert not application.window.isVisible()


def test_the_end_waits_until_a_handout_is_written(
    open_application: ApplicationFactory, tmp_path: Path
) -> None:
    application = open_application()
    workspace = application.window.workspace
    workspace.apply(SelectRegion(Place(RegionId("region-0"))))
    handouts = workspace.findChild(HandoutActions)
    assert isinstance(handouts, HandoutActions)
    handouts.make_file(tmp_path / "sheet.pdf", workspace.session.showing)
    application.close()
    application.shut_down()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")


def test_a_crash_is_shown_in_a_message(open_application: ApplicationFactory) -> None:
    application = open_application()
    application.show_crash(Crash("Something unexpected happened (ValueError).", "report"))
    assert "Something unexpected happened" in _message(application)
    assert str(open_application.paths.logs) in _message(application)


@pytest.mark.parametrize("is_presenting", [True, False])
def test_a_good_atlas_replaces_the_window_and_keeps_appearance_and_presenting(
    open_application: ApplicationFactory, qtbot: QtBot, other_folder: Path, is_presenting: bool
) -> None:
    application = open_application(Options(atlas=other_folder))
    if is_presenting:
        application.present()
    first = application.window
    first.workspace.apply(SetTheme("dark"))
    application.wait_for_atlas()
    with qtbot.waitSignal(first.destroyed, timeout=TIMEOUT_MS):
        pass
    assert application.window.isVisible()
    assert application.window.workspace.session.showing.theme == "dark"
    presenting = application.window.workspace.findChild(PresentationMode)
    assert (presenting.controller is not None) == is_presenting


def test_an_atlas_with_mistakes_is_not_shown_and_its_mistakes_are(
    open_application: ApplicationFactory, qtbot: QtBot, mistaken_folder: Path
) -> None:
    application = open_application(Options(atlas=mistaken_folder))
    first = application.window
    application.wait_for_atlas()
    qtbot.waitUntil(lambda: "references.toml" in _message(application), timeout=TIMEOUT_MS)
    assert application.window is first


def test_the_end_does_not_wait_for_the_check_of_an_atlas(
    open_application: ApplicationFactory, other_folder: Path
) -> None:
    application = open_application(Options(atlas=other_folder))
    application.wait_for_atlas()
    application.shut_down()
    application.close()
    assert not application.window.isVisible()
