"""Does each command do what it says, and does every failure end in a sentence and its code?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.cli.main import main
from app.support.paths import Paths
from tests.architecture.rules import ROOT

WITHOUT_QT = """
import sys
from app.cli.main import main
code = main(sys.argv[1:])
assert not any(name.startswith(("PySide6", "shiboken6")) for name in sys.modules), "Qt came in"
sys.exit(code)
"""


def _run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, words)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        timeout=60,
    )


@pytest.mark.parametrize("word", ["--help", "--version", "--theme=pink", "nonsense"])
def test_a_plain_answer_needs_no_qt(word: str) -> None:
    run = _run("-c", WITHOUT_QT, word)
    assert "Traceback" not in run.stderr
    assert run.returncode == (0 if word in ("--help", "--version") else 2)


def test_checking_needs_no_qt(atlas_folder: Path) -> None:
    run = _run("-c", WITHOUT_QT, "check", atlas_folder)
    assert run.stderr == ""
    assert run.returncode == 0


def test_a_good_atlas_is_said_to_be_good(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(atlas_folder)], paths) == 0
    assert "no mistake in 3 regions, 1 plates" in capsys.readouterr().out


def test_all_mistakes_of_an_atlas_are_printed_at_once(
    mistaken_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(mistaken_folder)], paths) == 1
    out = capsys.readouterr().out
    assert "references.toml" in out
    assert "names.toml" in out


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/", "it has no atlas.toml"),
        ("nowhere", "there is no such folder"),
        ("/etc/passwd", "it is no folder"),
    ],
)
def test_what_is_no_atlas_is_told_in_one_sentence(
    name: str, why: str, tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / name)
    assert main(["check", folder], paths) == 1
    assert capsys.readouterr().out == f"{folder} is no atlas: {why}\n"
    assert main(["picture", "--atlas", folder, "--out", "x.png"], paths) == 1
    assert capsys.readouterr().err == f"back-atlas: {folder} is no atlas: {why}\n"


@pytest.mark.parametrize(
    "words", [["--atlas", ""], ["check", ""], ["picture", "--out", "x.png", "--atlas", " "]]
)
def test_an_empty_name_of_a_folder_is_not_the_working_folder(
    words: list[str], paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words, paths) == 2
    assert "is no atlas: name the folder of one" in capsys.readouterr().err


def test_what_is_only_to_be_looked_at_ends_with_nought(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    head = atlas_folder / "atlas.toml"
    head.write_text(f"voice = 1\n{head.read_text('utf-8')}", "utf-8")
    assert main(["check", str(atlas_folder)], paths) == 0
    remark, summary = capsys.readouterr().out.splitlines()
    assert remark.startswith("look at atlas.toml:voice: unknown key 'voice'")
    assert "no mistake" in summary


def test_what_is_to_be_looked_at_does_not_stand_in_the_json(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    head = atlas_folder / "atlas.toml"
    head.write_text(f"voice = 1\n{head.read_text('utf-8')}", "utf-8")
    main(["check", "--standards", "--json", str(atlas_folder)], paths)
    told = capsys.readouterr()
    assert json.loads(told.out)["counts"]
    assert "look at atlas.toml:voice" in told.err


def test_a_handout_is_not_made_without_the_clinic_that_was_wanted_on_it(
    tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.clinic_file.parent.mkdir()
    paths.clinic_file.write_text('phone = "01 234"', "utf-16")
    out = tmp_path / "x.html"
    assert main(["handout", "--regions", "flank", "--out", str(out)], paths) == 1
    assert "clinic.toml:1: it is UTF-16, not UTF-8: save it as UTF-8" in capsys.readouterr().err
    assert not out.exists()


def test_a_picture_is_a_png_of_the_size_asked_for(atlas_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.png"
    run = _run("main.py", "picture", "--atlas", atlas_folder, "--size", "700x500", "--out", out)
    assert (run.stderr, run.returncode) == ("", 0)
    image = QImage(str(out), "PNG")
    assert (image.width(), image.height()) == (700, 500)


def test_a_picture_leaves_nothing_but_its_file(atlas_folder: Path, tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "x.png"
    words = ("picture", "--atlas", atlas_folder, "--out", out)
    _run("main.py", *words, BACK_ATLAS_HOME=str(home))
    assert out.exists()
    assert not home.exists()


def test_a_picture_of_a_mistaken_atlas_is_refused_with_its_mistakes(
    mistaken_folder: Path, tmp_path: Path
) -> None:
    run = _run("main.py", "picture", "--atlas", mistaken_folder, "--out", tmp_path / "x.png")
    assert run.returncode == 1
    assert "references.toml" in run.stderr
    assert not (tmp_path / "x.png").exists()


def test_a_picture_that_cannot_be_written_is_told_in_a_sentence(
    atlas_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "x.png"
    run = _run("main.py", "picture", "--atlas", atlas_folder, "--out", out)
    assert run.returncode == 73
    assert "Traceback" not in run.stderr
    assert run.stderr.count("\n") == 1


def test_an_unknown_region_ends_with_two_and_the_list(atlas_folder: Path) -> None:
    run = _run("main.py", "--atlas", atlas_folder, "--region", "knee")
    assert run.returncode == 2
    assert run.stderr.endswith("choose from region-0, region-1, region-2\n")


def test_a_missing_display_ends_with_a_sentence_instead_of_an_abort(atlas_folder: Path) -> None:
    nothing = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
    run = _run("main.py", "--atlas", atlas_folder, "--region", "region-0", **nothing)
    assert run.returncode == 69
    assert run.stderr.startswith("Back Atlas cannot start:")
    assert run.stderr.count("\n") == 1


NO_QT = "import sys; sys.modules['PySide6'] = None; from app.cli.main import main; "


def test_a_missing_qt_ends_with_a_sentence_and_the_command(atlas_folder: Path) -> None:
    words = ["picture", "--out", "x.png", "--atlas", str(atlas_folder)]
    run = _run("-c", f"{NO_QT} sys.exit(main({words!r}))")
    assert run.returncode == 69
    assert 'pip install "PySide6-Essentials' in run.stderr
    assert "Traceback" not in run.stderr


def test_whoever_reads_may_stop_reading(mistaken_folder: Path) -> None:
    line = f'"{sys.executable}" main.py check "{mistaken_folder}" | true'
    run = subprocess.run(line, shell=True, check=False, capture_output=True, text=True, cwd=ROOT)
    assert run.stderr == ""


def test_an_unexpected_error_is_told_in_a_sentence_and_logged(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_folder: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("app.cli.check.run_check", fails)
    assert main(["check"], paths) == 70
    said = capsys.readouterr().err
    assert said.startswith("back-atlas: something unexpected happened (ZeroDivisionError)")
    assert "Traceback" not in said
    assert "Traceback" in (paths.logs / "back-atlas.log").read_text()


def test_stopping_by_the_keyboard_is_no_error(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_folder: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.check.run_check", stopped)
    assert main(["check"], paths) == 130
    assert capsys.readouterr().err == ""


def test_scoring_prints_every_standard_and_needs_no_qt() -> None:
    run = _run("-c", WITHOUT_QT, "check", "--standards")
    assert run.stderr == ""
    assert run.returncode == 0
    assert "IPDAS qualifying: 6 of 6" in run.stdout
    assert "need people, which has not been done." in run.stdout


def test_scores_are_given_as_json(paths: Paths, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--standards", "--json"], paths) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["counts"]["IPDAS certification"]["passed"] == 6


def test_json_without_the_standards_is_answered_in_one_sentence(paths: Paths) -> None:
    assert main(["check", "--json"], paths) == 2


def test_an_atlas_that_fails_an_item_exits_with_one(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--standards", str(atlas_folder)], paths) == 1
    assert "FAIL  IP-2" in capsys.readouterr().out


def test_a_mistaken_atlas_is_told_and_not_scored(
    mistaken_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--standards", str(mistaken_folder)], paths) == 1
    assert "IPDAS" not in capsys.readouterr().out


def test_an_expired_atlas_is_good_but_warned_of(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    head = atlas_folder / "atlas.toml"
    head.write_text(head.read_text("utf-8").replace("2026-01-31", "2020-01-31", 1), "utf-8")
    assert main(["check", str(atlas_folder)], paths) == 0
    told = capsys.readouterr().out
    assert "atlas.toml: expires: warning: it was to be renewed by 2021-02-28" in told
