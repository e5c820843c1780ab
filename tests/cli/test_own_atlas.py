"""Commands work with an atlas of one's own, also with an edited copy of the shipped one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.atlas.text_markup import TextRun
from app.body.regions import RegionId, TopicId
from app.bootstrap.open_atlas import open_atlas, open_known_good
from app.cli.main import main
from app.support.exit_codes import ExitCode
from app.support.paths import Paths, shipped_atlas
from tests.atlas.synthetic import make_atlas
from tests.cli.command_runner import run
from tests.desktop.edited_atlas import EDITED_FILE, NEW_WORD, make_edited_copy


@pytest.fixture(scope="module")
def edited_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_edited_copy(tmp_path_factory.mktemp("own") / "mine")


def test_an_untouched_copy_is_trusted_and_an_edited_one_is_not(
    edited_copy: Path, tmp_path: Path
) -> None:
    assert open_known_good(edited_copy) is None
    assert open_known_good(shutil.copytree(shipped_atlas(), tmp_path / "copy")) is not None


def test_an_edited_copy_contains_the_edit(edited_copy: Path) -> None:
    atlas = open_atlas(edited_copy)
    topic = atlas.region_text(RegionId("flank"), "en").topics[TopicId("overview")]
    blocks = [block for statement in topic.statements for block in statement.blocks]
    runs = [run for block in blocks for run in getattr(block, "runs", ())]
    texts = [run.text for run in runs if isinstance(run, TextRun)]
    assert [text for text in texts if text.startswith(NEW_WORD)] != []


def test_a_picture_of_an_edited_copy_is_saved(edited_copy: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.png"
    done = run("picture", "--atlas", edited_copy, "--region", "flank", "--out", out)
    assert (done.stderr, done.returncode) == ("", ExitCode.OK)
    assert not QImage(str(out)).isNull()


def test_a_handout_of_an_edited_copy_contains_the_edit(
    edited_copy: Path, tmp_path: Path, paths: Paths
) -> None:
    out = tmp_path / "x.html"
    arguments = ["--atlas", str(edited_copy), "--regions", "flank", "--out", str(out)]
    assert main(["handout", *arguments], paths) == ExitCode.OK
    assert NEW_WORD in out.read_text("utf-8")


def test_an_edited_copy_with_a_mistake_is_refused_with_the_mistake(
    tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = make_edited_copy(tmp_path / "mine")
    (copy / EDITED_FILE).write_text("broken", "utf-8")
    arguments = ["--atlas", str(copy), "--region", "flank", "--out", str(tmp_path / "x.png")]
    assert main(["picture", *arguments], paths) == ExitCode.INVALID_ATLAS
    assert f"{EDITED_FILE}:1: " in capsys.readouterr().err


def _link_to_zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [_link_to_zeros, os.mkfifo])
def test_every_command_refuses_a_manifest_that_is_not_a_plain_file(
    tmp_path: Path, make: Callable[[Path], None], paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_atlas(tmp_path / "made", 2)
    make(folder / "manifest.json")
    atlas = ["--atlas", str(folder)]
    for arguments in (
        ["check", str(folder)],
        ["picture", *atlas, "--out", str(tmp_path / "x.png")],
        ["handout", *atlas, "--regions", "region-1", "--out", str(tmp_path / "x.pdf")],
        ["explore", *atlas, "--region", "region-1"],
    ):
        assert main(arguments, paths) == ExitCode.INVALID_ATLAS
        printed = capsys.readouterr()
        assert "manifest.json: it is not a plain file" in printed.out + printed.err
