"""Does the built program show, keep, and survive what it should?"""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.body.regions import Place, RegionId
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.desktop import window
from app.desktop.application import DesktopApplication
from app.desktop.handout_actions import HandoutActions
from app.desktop.presentation_mode import PresentationMode
from app.support.crash_reports import Crash
from app.support.paths import Paths, assets
from app.theme.theme import load_fonts
from app.widgets.window_size import WINDOW_FRAME
from tests.atlas.synthetic import make_atlas

SOON = 10_000


class ApplicationFactory:
    """Opens applications over a small atlas and closes them again."""

    def __init__(self, tmp_path: Path, paths: Paths) -> None:
        self.folder, self.paths = make_atlas(tmp_path / "first", 2), paths
        self.applications: list[DesktopApplication] = []

    def __call__(self, options: Options | None = None) -> DesktopApplication:
        atlas = open_atlas(self.folder)
        application = DesktopApplication(atlas, options or Options(), self.paths)
        self.applications.append(application)
        application.window.show()
        return application

    def kept(self) -> dict[str, object]:
        kept: dict[str, object] = json.loads(self.paths.settings.read_text("utf-8"))
        return kept


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, paths: Paths) -> Iterator[ApplicationFactory]:
    load_fonts(assets() / "fonts")
    opened = ApplicationFactory(tmp_path, paths)
    yield opened
    for application in opened.applications:
        application.shut_down()
        application.close()
        application.window.deleteLater()


def _banner(application: DesktopApplication) -> str:
    banner = application.window.workspace.banner
    return "\n".join(label.text() for label in banner.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("room", [(1280, 800), (1366, 768), (1024, 600), (3840, 2160)])
def test_the_window_and_its_frame_are_on_the_screen_unless_a_size_is_asked_for(
    opened: ApplicationFactory, monkeypatch: pytest.MonkeyPatch, room: tuple[int, int]
) -> None:
    monkeypatch.setattr(window, "_room", lambda: QSize(*room) - WINDOW_FRAME)
    size = opened().window.size()
    assert size.width() <= min(1280, room[0])
    assert size.height() <= min(800, room[1] - 40)
    assert opened(Options(size=(1280, 800))).window.size() == QSize(1280, 800)


def test_closing_keeps_how_it_looked(opened: ApplicationFactory) -> None:
    application = opened()
    application.window.workspace.session.set_theme("dark")
    application.close()
    assert opened.kept()["theme"] == "dark"


def test_closing_never_keeps_a_search(opened: ApplicationFactory) -> None:
    application = opened()
    application.window.workspace.session.set_search("lump")
    application.close()
    assert "lump" not in opened.paths.settings.read_text("utf-8")


def test_a_flag_counts_for_its_run_only(opened: ApplicationFactory) -> None:
    application = opened(Options(theme="contrast"))
    assert application.window.workspace.session.showing.theme == "contrast"
    application.close()
    assert opened.kept()["theme"] == "light"


def test_settings_that_cannot_be_kept_do_not_hinder_the_end(
    opened: ApplicationFactory, caplog: pytest.LogCaptureFixture
) -> None:
    opened.paths.settings.parent.write_text("a file where a folder should be")
    application = opened()
    application.close()
    assert "cannot be kept" in caplog.text
    assert not application.window.isVisible()


def _unsaved_window(application: DesktopApplication) -> list[Callable[[], None]]:
    """A window with something that is not saved; what it does once that is answered."""
    answers: list[Callable[[], None]] = []

    def holds(then: Callable[[], None]) -> bool:
        answers.append(then)
        return True

    application.window.confirm_discard = holds
    return answers


def test_a_terminal_that_goes_away_is_asked_about_like_a_closed_window(
    opened: ApplicationFactory,
) -> None:
    application = opened()
    answers = _unsaved_window(application)
    application.on_end_signal(signal.SIGHUP)
    assert application.window.isVisible()
    answers[0]()
    assert not application.window.isVisible()


def test_a_terminal_that_goes_away_closes_a_window_in_which_nothing_can_be_lost(
    opened: ApplicationFactory,
) -> None:
    application = opened()
    application.on_end_signal(signal.SIGHUP)
    assert not application.window.isVisible()
    assert opened.kept()["theme"] == "light"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_system_that_ends_everything_is_asked_nothing(
    opened: ApplicationFactory, number: signal.Signals
) -> None:
    application = opened()
    answers = _unsaved_window(application)
    application.on_end_signal(number)
    assert answers == []
    assert not application.window.isVisible()


def test_closing_lets_a_handout_get_ready(opened: ApplicationFactory, tmp_path: Path) -> None:
    application = opened()
    workspace = application.window.workspace
    workspace.session.select_place(Place(RegionId("region-0")))
    desk = workspace.findChild(HandoutActions)
    assert isinstance(desk, HandoutActions)
    desk.make_file(tmp_path / "sheet.pdf", workspace.session.showing)
    application.close()
    application.shut_down()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")


def test_a_crash_is_told_above_the_figure(opened: ApplicationFactory) -> None:
    application = opened()
    application.show_crash(Crash("Something unexpected happened (ValueError).", "report"))
    assert "Something unexpected happened" in _banner(application)
    assert str(opened.paths.logs) in _banner(application)


def test_another_atlas_takes_the_place_when_it_is_found_good(
    opened: ApplicationFactory, qtbot: QtBot, tmp_path: Path
) -> None:
    other = make_atlas(tmp_path / "other", 5)
    application = opened(Options(atlas=other))
    first = application.window
    first.workspace.session.set_theme("dark")
    application.wait_for_atlas()
    with qtbot.waitSignal(first.destroyed, timeout=SOON):
        pass
    assert application.window.isVisible()
    assert application.window.workspace.session.showing.theme == "dark"


@pytest.mark.parametrize("presents", [True, False])
def test_whoever_presents_goes_on_presenting_when_the_atlas_is_found_good(
    opened: ApplicationFactory, qtbot: QtBot, tmp_path: Path, presents: bool
) -> None:
    application = opened(Options(atlas=make_atlas(tmp_path / "other", 5)))
    if presents:
        application.present()
    first = application.window
    application.wait_for_atlas()
    with qtbot.waitSignal(first.destroyed, timeout=SOON):
        pass
    presenting = application.window.workspace.findChild(PresentationMode)
    assert (presenting.controller is not None) == presents


def test_a_mistaken_atlas_leaves_the_first_on_show_and_tells_why(
    opened: ApplicationFactory, qtbot: QtBot, mistaken_folder: Path
) -> None:
    application = opened(Options(atlas=mistaken_folder))
    first = application.window
    application.wait_for_atlas()
    qtbot.waitUntil(lambda: "references.toml" in _banner(application), timeout=SOON)
    assert application.window is first


def test_the_end_does_not_wait_for_a_check(opened: ApplicationFactory, atlas_folder: Path) -> None:
    application = opened(Options(atlas=atlas_folder))
    application.wait_for_atlas()
    application.shut_down()
    application.close()
    assert not application.window.isVisible()
