"""The window over an atlas of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.body.regions import FigureId, Place, RegionId, TopicId, View
from app.bootstrap.options import Options
from app.desktop.application import DesktopApplication, open_first_atlas
from app.panels.pages.appointment import AreaRow
from app.session.actions import AddToList, OpenPage, OpenTopic, SelectRegion, SetFigure, SetView
from app.session.state import Page
from app.support.paths import Paths, assets
from app.theme.theme import load_fonts
from app.workspace.workspace import Workspace
from tests.atlas.synthetic import make_atlas
from tests.desktop.edited_atlas import NEW_WORD, make_edited_copy
from tests.visible_words import visible_words

TIMEOUT_MS = 20_000


class OpenedApplication:
    """An application that has opened an atlas, as the command does it."""

    def __init__(self, qtbot: QtBot, folder: Path, paths: Paths) -> None:
        load_fonts(assets() / "fonts")
        options = Options(atlas=folder)
        atlas, is_requested = open_first_atlas(options)
        self._qtbot = qtbot
        self.application = DesktopApplication(atlas, options, paths)
        self.application.window.show()
        if not is_requested:
            first = self.application.window
            self.application.wait_for_atlas()
            qtbot.waitUntil(lambda: self.application.window is not first, timeout=TIMEOUT_MS)
        self.wait_until_ready()

    @property
    def workspace(self) -> Workspace:
        return self.application.window.workspace

    def select_region(self, region: str) -> None:
        self.workspace.apply(SelectRegion(Place(RegionId(region))))

    def wait_until_ready(self) -> None:
        self._qtbot.waitUntil(lambda: self.workspace.is_ready, timeout=TIMEOUT_MS)

    def message_text(self) -> str:
        return self.workspace.messages.text

    def close(self) -> None:
        self.application.shut_down()
        self.application.close()
        self.application.window.deleteLater()


@pytest.fixture
def open_application(qtbot: QtBot, paths: Paths):
    opened = []

    def open_(folder: Path) -> OpenedApplication:
        opened.append(OpenedApplication(qtbot, folder, paths))
        return opened[-1]

    yield open_
    for application in opened:
        application.close()


def test_an_edited_copy_is_shown_completely_even_if_its_folder_is_removed(
    tmp_path: Path, open_application
) -> None:
    folder = make_edited_copy(tmp_path / "mine")
    opened = open_application(folder)
    opened.select_region("flank")
    opened.wait_until_ready()
    assert NEW_WORD in visible_words(opened.workspace.panel)

    shutil.rmtree(folder)
    for region, topic in (("flank", "options"), ("flank", "procedure"), ("lumbar", "risks")):
        opened.select_region(region)
        opened.workspace.apply(OpenTopic(TopicId(topic)))
        opened.wait_until_ready()
    for view in View:
        opened.workspace.apply(SetView(view))
        opened.workspace.grab()
    opened.workspace.apply(SetFigure(FigureId("man")))
    opened.workspace.grab()
    assert opened.workspace.panel.is_complete


def test_a_message_says_once_that_the_folder_was_removed(
    qtbot: QtBot, tmp_path: Path, open_application
) -> None:
    folder = make_atlas(tmp_path / "made", 3)
    opened = open_application(folder)
    shutil.rmtree(folder)
    opened.select_region("region-1")
    words = f"The folder {folder} was removed."
    qtbot.waitUntil(lambda: opened.message_text().startswith(words), timeout=TIMEOUT_MS)
    opened.workspace.messages.show_message("Something else.")
    opened.select_region("region-2")
    opened.application.folder_monitor.wait()
    qtbot.wait(0)
    assert opened.message_text() == "Something else."


def test_settings_that_cannot_be_read_are_reported(
    paths: Paths, tmp_path: Path, open_application
) -> None:
    paths.settings.parent.mkdir()
    paths.settings.write_text('{"theme": "dark"}', "utf-16")
    assert open_application(make_atlas(tmp_path / "made", 3)).message_text() == (
        f"{paths.settings}: it cannot be read (it is UTF-16, not UTF-8: save it as UTF-8):"
        " the defaults are used"
    )


@pytest.mark.parametrize(
    ("regions", "words"),
    [
        (1, ("for one area of the back.", "The area as a list")),
        (3, ("for three areas of the back.", "All three areas as a list")),
        (13, ("for 13 areas of the back.", "All 13 areas as a list")),
    ],
)
def test_the_first_page_counts_the_areas_of_the_atlas(
    tmp_path: Path, open_application, regions: int, words: tuple[str, ...]
) -> None:
    opened = open_application(make_atlas(tmp_path / "made", regions))
    said = visible_words(opened.workspace.panel)
    assert [one for one in words if one not in said] == []


@pytest.mark.parametrize("regions", [1, 13, 61])
def test_the_page_for_an_appointment_has_a_row_for_each_of_few_areas(
    tmp_path: Path, open_application, regions: int
) -> None:
    opened = open_application(make_atlas(tmp_path / "made", regions))
    opened.workspace.apply(AddToList("region-0"))
    opened.workspace.apply(OpenPage(Page.APPOINTMENT))
    opened.wait_until_ready()
    rows = opened.workspace.panel.findChildren(AreaRow)
    assert len(rows) == (regions if regions <= 60 else 1)
    assert [row.region for row in rows if row.check.isChecked()] == ["region-0"]
    has_list = "All areas as a list" in visible_words(opened.workspace.panel)
    assert has_list is (regions > 60)
