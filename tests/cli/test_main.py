"""Each command does what it says, and each failure ends with a sentence and its exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from app.bootstrap.options import Command
from app.cli.main import main
from app.support.exit_codes import ExitCode
from app.support.paths import Paths
from tests.architecture.rules import ROOT
from tests.cli.command_runner import Done, run, run_code, run_new, run_shell

WITHOUT_QT = """
import sys
from app.cli.main import main
codes = [main(words.split("|")) for words in sys.argv[1:]]
assert not any(name.startswith(("PySide6", "shiboken6")) for name in sys.modules), "Qt was imported"
sys.exit(max(codes))
"""


def _run_without_qt(*command_lines: tuple[object, ...]) -> Done:
    """Run command lines one after the other in one new process, which must not import Qt."""
    done = run_code(WITHOUT_QT, *("|".join(map(str, words)) for words in command_lines))
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_help_version_and_usage_errors_need_no_qt() -> None:
    helps = [(command.value, "--help") for command in Command]
    done = _run_without_qt(("--help",), ("--version",), *helps)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    done = _run_without_qt(("--theme=pink",), ("nonsense",))
    assert (done.returncode, done.stderr.count("\n")) == (ExitCode.USAGE, 2)


def test_help_and_the_readme_list_the_same_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    _, _, listed = capsys.readouterr().out.partition("exit codes:\n")
    entries = re.split(r"^ {2}(?=\d)", listed, flags=re.MULTILINE)[1:]
    in_help = {int(code): words for code, *words in (entry.split() for entry in entries)}
    assert in_help == {int(code): code.meaning.split() for code in ExitCode}
    rows = re.findall(r"^\| (\d+) \| (.*) \|$", (ROOT / "README.md").read_text("utf-8"), re.M)
    assert {int(code): words.replace("`", "") for code, words in rows} == {
        int(code): code.meaning for code in ExitCode
    }


def test_check_needs_no_qt(atlas_folder: Path) -> None:
    done = _run_without_qt(("check", atlas_folder))
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")


def test_check_says_that_a_good_atlas_has_no_mistake(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(atlas_folder)], paths) == ExitCode.OK
    assert "no mistake in 3 regions, 1 plates" in capsys.readouterr().out


def test_check_prints_all_mistakes_of_an_atlas(
    mistaken_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(mistaken_folder)], paths) == ExitCode.INVALID_ATLAS
    out = capsys.readouterr().out
    assert "references.toml" in out
    assert "names.toml" in out


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("/", "it has no atlas.toml"),
        ("nowhere", "there is no such folder"),
        ("/etc/passwd", "it is not a folder"),
    ],
)
def test_a_folder_that_is_not_an_atlas_is_reported_in_one_sentence(
    name: str, why: str, tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / name)
    assert main(["check", folder], paths) == ExitCode.INVALID_ATLAS
    assert capsys.readouterr().out == f"{folder} is no atlas: {why}\n"
    picture = ["picture", "--atlas", folder, "--out", "x.png"]
    assert main(picture, paths) == ExitCode.INVALID_ATLAS
    assert capsys.readouterr().err == f"back-atlas: {folder} is no atlas: {why}\n"


@pytest.mark.parametrize(
    "arguments", [["--atlas", ""], ["check", ""], ["picture", "--out", "x.png", "--atlas", " "]]
)
def test_an_empty_folder_name_does_not_mean_the_working_folder(
    arguments: list[str], paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments, paths) == ExitCode.USAGE
    assert "is not an atlas: give the folder of one" in capsys.readouterr().err


def test_an_atlas_with_warnings_only_is_good(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    header = atlas_folder / "atlas.toml"
    header.write_text(f"voice = 1\n{header.read_text('utf-8')}", "utf-8")
    assert main(["check", str(atlas_folder)], paths) == ExitCode.OK
    warning, summary = capsys.readouterr().out.splitlines()
    assert warning.startswith("look at atlas.toml:voice: unknown key 'voice'")
    assert "no mistake" in summary


def test_scores_are_printed_as_json_and_warnings_elsewhere(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    header = atlas_folder / "atlas.toml"
    header.write_text(f"voice = 1\n{header.read_text('utf-8')}", "utf-8")
    main(["check", "--standards", "--json", str(atlas_folder)], paths)
    printed = capsys.readouterr()
    counts = json.loads(printed.out)["counts"]
    assert sum(counts["IPDAS qualifying"].values()) == 6
    assert "look at atlas.toml:voice" in printed.err


def test_no_handout_is_made_if_the_clinic_file_cannot_be_read(
    tmp_path: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    paths.clinic_file.parent.mkdir()
    paths.clinic_file.write_text('phone = "01 234"', "utf-16")
    out = tmp_path / "x.html"
    arguments = ["handout", "--regions", "flank", "--out", str(out)]
    assert main(arguments, paths) == ExitCode.INVALID_ATLAS
    assert "clinic.toml:1: it is UTF-16, not UTF-8: save it as UTF-8" in capsys.readouterr().err
    assert not out.exists()


def test_a_picture_has_the_requested_size_and_is_the_only_file_written(
    atlas_folder: Path, tmp_path: Path
) -> None:
    home, out = tmp_path / "home", tmp_path / "x.png"
    words = ("picture", "--atlas", atlas_folder, "--size", "700x500", "--out", out)
    done = run_new(*words, BACK_ATLAS_HOME=str(home))
    assert (done.stderr, done.returncode) == ("", ExitCode.OK)
    image = QImage(str(out), "PNG")
    assert (image.width(), image.height()) == (700, 500)
    assert not home.exists()


def test_a_picture_shows_the_page_of_a_topic(atlas_folder: Path, tmp_path: Path) -> None:
    pictures = []
    for number, options in enumerate(((), ("--topic", "glossary"), ("--topic", "about"))):
        out = tmp_path / f"{number}.png"
        done = run("picture", "--atlas", atlas_folder, *options, "--out", out)
        assert (done.stderr, done.returncode) == ("", ExitCode.OK)
        pictures.append(out.read_bytes())
    assert len(set(pictures)) == 3


def test_a_handout_is_the_only_file_written(atlas_folder: Path, tmp_path: Path) -> None:
    home, out = tmp_path / "home", tmp_path / "x.pdf"
    words = ("handout", "--atlas", atlas_folder, "--regions", "region-0", "--out", out)
    done = run_new(*words, BACK_ATLAS_HOME=str(home))
    assert (done.stderr, done.returncode) == ("", ExitCode.OK)
    assert out.read_bytes().startswith(b"%PDF-")
    assert not home.exists()


def test_no_picture_is_made_of_an_atlas_with_mistakes(
    mistaken_folder: Path, tmp_path: Path
) -> None:
    done = run("picture", "--atlas", mistaken_folder, "--out", tmp_path / "x.png")
    assert done.returncode == ExitCode.INVALID_ATLAS
    assert "references.toml" in done.stderr
    assert not (tmp_path / "x.png").exists()


def test_an_unknown_region_exits_with_two_and_the_known_ones(atlas_folder: Path) -> None:
    done = run("--atlas", atlas_folder, "--region", "knee")
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.endswith("choose from region-0, region-1, region-2\n")


def test_a_missing_display_ends_with_a_sentence_instead_of_an_abort(atlas_folder: Path) -> None:
    none = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
    done = run_new("--atlas", atlas_folder, "--region", "region-0", **none)
    assert done.returncode == ExitCode.UNAVAILABLE
    assert done.stderr.startswith("Back Atlas cannot start:")
    assert done.stderr.count("\n") == 1


def test_a_missing_pyside_ends_with_a_sentence_and_the_command_that_installs_it(
    atlas_folder: Path,
) -> None:
    words = ["picture", "--out", "x.png", "--atlas", str(atlas_folder)]
    no_qt = "import sys; sys.modules['PySide6'] = None; from app.cli.main import main; "
    done = run_code(f"{no_qt} sys.exit(main({words!r}))")
    assert done.returncode == ExitCode.UNAVAILABLE
    assert 'pip install "PySide6-Essentials' in done.stderr
    assert "Traceback" not in done.stderr


def test_output_that_is_not_read_is_not_an_error(mistaken_folder: Path) -> None:
    assert run_shell(f'back-atlas check "{mistaken_folder}" | true').stderr == ""


def test_an_unexpected_error_is_printed_in_one_sentence_and_logged(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_folder: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr("app.cli.check.run_check", fails)
    assert main(["check"], paths) == ExitCode.INTERNAL_ERROR
    printed = capsys.readouterr().err
    assert printed.startswith("back-atlas: something unexpected happened (ZeroDivisionError)")
    assert "Traceback" not in printed
    assert "Traceback" in (paths.logs / "back-atlas.log").read_text()


def test_a_keyboard_interrupt_prints_nothing(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def is_interrupted(_folder: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.cli.check.run_check", is_interrupted)
    assert main(["check"], paths) == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == ""


def test_scores_are_printed_without_qt() -> None:
    done = _run_without_qt(("check", "--standards"))
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    assert "IPDAS qualifying: 1 of 1 that can be checked here; 5 present" in done.stdout
    assert "IPDAS certification: 3 of 3 that can be checked here; 3 present" in done.stdout
    assert "need people, which has not been done." in done.stdout


def test_json_without_standards_is_a_usage_error(paths: Paths) -> None:
    assert main(["check", "--json"], paths) == ExitCode.USAGE


def test_an_atlas_that_fails_an_item_exits_with_one(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--standards", str(atlas_folder)], paths) == ExitCode.CHECK_FAILED
    assert "FAIL  IP-2" in capsys.readouterr().out


def test_an_atlas_with_mistakes_is_not_scored(
    mistaken_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--standards", str(mistaken_folder)], paths) == ExitCode.INVALID_ATLAS
    assert "IPDAS" not in capsys.readouterr().out


def test_an_expired_atlas_is_good_with_a_warning(
    atlas_folder: Path, paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    header = atlas_folder / "atlas.toml"
    header.write_text(header.read_text("utf-8").replace("2026-01-31", "2020-01-31", 1), "utf-8")
    assert main(["check", str(atlas_folder)], paths) == ExitCode.OK
    assert "atlas.toml: expires: warning: " in (out := capsys.readouterr().out)
    assert "2021-02-28" in out
