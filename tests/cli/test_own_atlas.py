"""An atlas of one's own, also an edited copy of the one that ships, works in every command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.body.regions import Place, RegionId, TopicId, View
from app.bootstrap.open_atlas import open_atlas, open_known_good
from app.bootstrap.options import Options
from app.cli.main import main
from app.desktop.application import DesktopApplication, open_first_atlas
from app.support.paths import Paths, assets, shipped_atlas
from app.theme.theme import load_fonts
from tests.architecture.rules import ROOT
from tests.atlas.synthetic import make_atlas

SOON = 20_000
FLANK = "texts/en/regions/flank.toml"
OLD = "The fat here lies in two layers."


def words_of(blocks: object) -> str:
    return "".join(run.text for block in blocks for run in getattr(block, "runs", ()))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The atlas that ships, with one word changed in the text of a region, and its old seal."""
    folder = shutil.copytree(shipped_atlas(), tmp_path / "mine")
    path = folder / FLANK
    text = path.read_text("utf-8")
    assert OLD in text
    path.write_text(text.replace(OLD, f"Zebra. {OLD}", 1), "utf-8")
    return folder


def zeros(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "main.py", *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
    )


def test_an_untouched_copy_is_known_good_and_an_edited_one_is_not(copy: Path) -> None:
    assert open_known_good(copy) is None
    shutil.copy(shipped_atlas() / FLANK, copy / FLANK)
    assert open_known_good(copy) is not None


def test_an_edited_copy_is_opened_with_what_was_edited(copy: Path) -> None:
    topic = open_atlas(copy).region_text(RegionId("flank"), "en").topics[TopicId("procedure")]
    assert words_of(topic.short.blocks).startswith("Zebra. ")


def test_a_picture_of_an_edited_copy_is_made(copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.png"
    run = _run("picture", "--atlas", copy, "--region", "flank", "--out", out)
    assert (run.stderr, run.returncode) == ("", 0)
    assert not QImage(str(out)).isNull()


def test_a_handout_of_an_edited_copy_says_what_was_edited(
    copy: Path, tmp_path: Path, paths: Paths
) -> None:
    out = tmp_path / "x.html"
    words = ["handout", "--atlas", str(copy), "--regions", "flank", "--out", str(out)]
    assert main(words, paths) == 0
    assert "Zebra. " in out.read_text("utf-8")


def test_an_edited_copy_that_is_wrong_is_refused_with_its_mistakes(
    copy: Path, tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    (copy / FLANK).write_text("broken", "utf-8")
    words = ["picture", "--atlas", str(copy), "--region", "flank", "--out", str(tmp_path / "x.png")]
    assert main(words, paths) == 1
    assert f"{FLANK}:1: " in capsys.readouterr().err


@pytest.mark.parametrize("change", [zeros, pipe])
def test_a_manifest_that_is_no_plain_file_is_refused_by_every_command(
    tmp_path: Path, change: Callable[[Path], None], paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_atlas(tmp_path / "made", 2)
    (folder / "manifest.json").touch()
    change(folder / "manifest.json")
    at, out = ["--atlas", str(folder)], str(tmp_path / "x.pdf")
    for words in (
        ["check", str(folder)],
        ["picture", *at, "--out", str(tmp_path / "x.png")],
        ["handout", *at, "--regions", "region-1", "--out", out],
        ["explore", *at, "--region", "region-1"],
    ):
        assert main(words, paths) == 1
        told = capsys.readouterr()
        assert "manifest.json: it is not a plain file" in told.out + told.err


class OpenApplication:
    """One application over an atlas of one's own."""

    def __init__(self, application: DesktopApplication) -> None:
        self.application = application

    @property
    def stage(self):
        return self.application.window.workspace

    def banner(self) -> str:
        labels = self.workspace.banner.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def desk(qtbot: QtBot, paths: Paths) -> Iterator[Callable[[Path], OpenApplication]]:
    load_fonts(assets() / "fonts")
    opened: list[DesktopApplication] = []

    def open_(folder: Path) -> OpenApplication:
        options = Options(atlas=folder)
        atlas, is_asked = open_first_atlas(options)
        application = DesktopApplication(atlas, options, paths)
        opened.append(application)
        application.window.show()
        if not is_asked:
            first = application.window
            application.wait_for_atlas()
            qtbot.waitUntil(lambda: application.window is not first, timeout=SOON)
        qtbot.waitUntil(lambda: application.window.workspace.is_ready, timeout=SOON)
        return OpenApplication(application)

    yield open_
    for application in opened:
        application.shut_down()
        application.close()
        application.window.deleteLater()


def test_the_window_shows_what_was_edited(
    qtbot: QtBot, copy: Path, desk: Callable[[Path], OpenApplication]
) -> None:
    found = desk(copy)
    found.workspace.session.select_place(Place(RegionId("flank")))
    qtbot.waitUntil(lambda: found.workspace.is_ready, timeout=SOON)
    labels = found.workspace.panel.findChildren(QLabel)
    assert any("Zebra. " in label.text() for label in labels)


def test_everything_can_be_opened_after_the_folder_has_gone(
    qtbot: QtBot, copy: Path, desk: Callable[[Path], OpenApplication]
) -> None:
    found = desk(copy)
    shutil.rmtree(copy)
    session = found.workspace.session
    for region in ("flank", "lumbar"):
        session.select_place(Place(RegionId(region)))
        for topic in ("procedure", "risks", "options"):
            session.open_topic(TopicId(topic))
            qtbot.waitUntil(lambda: found.workspace.is_ready, timeout=SOON)
    for view in View:
        session.set_view(view)
        found.workspace.grab()
    session.set_figure("man")
    found.workspace.grab()
    assert found.workspace.panel.is_complete


def test_one_sentence_says_that_the_folder_has_gone(
    qtbot: QtBot, tmp_path: Path, desk: Callable[[Path], OpenApplication]
) -> None:
    folder = make_atlas(tmp_path / "made", 3)
    found = desk(folder)
    shutil.rmtree(folder)
    found.workspace.session.select_place(Place(RegionId("region-1")))
    words = f"The folder {folder} is gone. What was read of it stays on the screen until the end."
    qtbot.waitUntil(lambda: found.banner() == words, timeout=SOON)
    found.workspace.banner.show_message("Something else.")
    found.workspace.session.select_place(Place(RegionId("region-2")))
    found.application.watch.wait()
    qtbot.wait(0)
    assert found.banner() == "Something else."


def test_settings_that_cannot_be_read_are_told_in_the_window(
    paths: Paths, tmp_path: Path, desk: Callable[[Path], OpenApplication]
) -> None:
    paths.settings.parent.mkdir()
    paths.settings.write_text('{"theme": "dark"}', "utf-16")
    told = desk(make_atlas(tmp_path / "made", 3)).banner()
    assert told == (
        f"{paths.settings}: it cannot be read (it is UTF-16, not UTF-8: save it as UTF-8):"
        " the defaults are used"
    )
