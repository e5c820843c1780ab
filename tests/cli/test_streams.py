"""Commands work with any standard streams and with any bytes on the command line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.cli.main import main
from app.support.exit_codes import ExitCode
from app.support.paths import Paths
from tests.cli.command_runner import run, run_new, run_shell


@pytest.fixture
def foreign_folder(mistaken_folder: Path) -> Path:
    """An atlas with mistakes, in a folder whose name is not ASCII."""
    return mistaken_folder.rename(mistaken_folder.with_name("Rücken \u0419 \u202e"))


def test_characters_that_the_encoding_lacks_are_escaped(foreign_folder: Path) -> None:
    done = run_shell(f'back-atlas check "{foreign_folder}"', PYTHONIOENCODING="ascii:strict")
    assert done.returncode == ExitCode.INVALID_ATLAS
    assert done.stderr == ""
    assert r"R\xfccken \u0419" in done.stdout


def test_a_folder_name_that_is_not_utf_8_is_reported_as_missing(tmp_path: Path) -> None:
    done = run("check", str(tmp_path).encode() + b"/\xff\xfe")
    assert (done.returncode, done.stderr) == (ExitCode.INVALID_ATLAS, "")
    assert done.stdout.endswith(r"\udcff\udcfe is no atlas: there is no such folder" + "\n")


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&- <&-"])
def test_closed_streams_do_not_change_the_exit_code(mistaken_folder: Path, closing: str) -> None:
    done = run_shell(f"back-atlas --version {closing}")
    assert done.returncode == ExitCode.OK
    assert "unexpected" not in done.stderr
    done = run_shell(f'back-atlas check "{mistaken_folder}" {closing}')
    assert done.returncode == ExitCode.INVALID_ATLAS
    assert "unexpected" not in done.stderr


def test_output_for_a_closed_stream_does_not_go_into_another_file(
    atlas_folder: Path, tmp_path: Path
) -> None:
    line = f'back-atlas picture --atlas "{atlas_folder}" --out "{tmp_path}/x.png" <&- >&- 2>&-'
    assert run_shell(line).returncode == ExitCode.OK
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")


def test_a_reader_that_stops_early_is_not_an_error(mistaken_folder: Path) -> None:
    line = f'back-atlas check "{mistaken_folder}" | head -1; exit "${{PIPESTATUS[0]}}"'
    done = run_shell(line)
    assert (done.returncode, done.stderr) == (ExitCode.INVALID_ATLAS, "")


def test_output_to_a_full_disk_is_an_error(atlas_folder: Path) -> None:
    done = run_shell(f'back-atlas check "{atlas_folder}" > /dev/full')
    assert done.returncode == ExitCode.IO_ERROR
    assert done.stderr == "back-atlas: the output: No space left on device: free some space\n"


def test_errors_to_a_full_disk_do_not_change_the_exit_code() -> None:
    assert run_shell("back-atlas nonsense 2> /dev/full").returncode == ExitCode.USAGE


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        (b"\x1b[31mred", r"\x1b[31mred"),
        (b"two\nlines", r"two\nlines"),
        (b"\xff", r"\udcff"),
        ("\u202eturned".encode(), r"\u202eturned"),
        ("\u2028line".encode(), r"\u2028line"),
    ],
)
@pytest.mark.parametrize("before", [[], ["picture", "--theme"], ["picture", "--size"], ["picture"]])
def test_an_argument_is_repeated_on_one_line_without_controlling_the_terminal(
    word: bytes, printed: str, before: list[str], paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*before, os.fsdecode(word), "--out", "x.png"]
    assert main(arguments, paths) == ExitCode.USAGE
    message = capsys.readouterr().err
    assert printed in message
    assert message.count("\n") == 1
    assert message.rstrip("\n").isprintable()


def test_bytes_that_are_not_utf_8_are_printed_escaped() -> None:
    done = run_new(b"\x1b[31m\xff\n")
    assert done.returncode == ExitCode.USAGE
    assert done.stderr.startswith(r"back-atlas: unknown command '\x1b[31m\udcff\n': choose from")


def test_an_atlas_name_with_control_characters_is_printed_on_one_line(tmp_path: Path) -> None:
    done = run("picture", "--atlas", tmp_path / "\x1b[2J\n", "--out", tmp_path / "x.png")
    assert done.returncode == ExitCode.INVALID_ATLAS
    assert done.stderr.rstrip("\n").isprintable()


def test_printed_mistakes_do_not_control_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[2J\n"
    folder.mkdir()
    (folder / "atlas.toml").write_text('"\\u001b[2J" = [', encoding="utf-8")
    (folder / "\x1b[2K.toml").touch()
    done = run("check", folder)
    assert done.returncode == ExitCode.INVALID_ATLAS
    assert all(line.isprintable() for line in done.stdout.splitlines())
    assert len(done.stdout.splitlines()) >= 3
