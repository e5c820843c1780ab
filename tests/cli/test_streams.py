"""Does a command answer in order on any standard streams, and to any bytes on its command line?"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.cli.main import main
from app.support.paths import Paths
from tests.cli.command_runner import in_shell, run


@pytest.fixture
def foreign_atlas(mistaken_folder: Path) -> Path:
    """An atlas with mistakes in a folder whose name has letters beyond ASCII."""
    return mistaken_folder.rename(mistaken_folder.with_name("Rücken \u0419 \u202e"))


def test_an_encoding_without_the_letters_gets_them_escaped(foreign_atlas: Path) -> None:
    done = in_shell(f'back-atlas check "{foreign_atlas}"', PYTHONIOENCODING="ascii:strict")
    assert done.returncode == 1
    assert done.stderr == ""
    assert r"R\xfccken \u0419" in done.stdout


def test_a_folder_of_bytes_that_are_no_letters_is_told_as_not_there(tmp_path: Path) -> None:
    done = run("check", str(tmp_path).encode() + b"/\xff\xfe")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.endswith(r"\udcff\udcfe is no atlas: there is no such folder" + "\n")


@pytest.mark.parametrize("closing", [">&-", "2>&-", ">&- 2>&- <&-"])
@pytest.mark.parametrize(("kind", "code"), [("good", 0), ("mistaken", 1)])
def test_closed_streams_leave_the_exit_code_as_it_is(
    atlas_folder: Path, closing: str, kind: str, code: int
) -> None:
    if kind == "mistaken":
        (atlas_folder / "references.toml").write_text("[", encoding="utf-8")
    done = in_shell(f'back-atlas check "{atlas_folder}" {closing}')
    assert done.returncode == code
    assert "unexpected" not in done.stderr


def test_a_closed_stream_does_not_send_the_answer_into_another_file(
    atlas_folder: Path, tmp_path: Path
) -> None:
    line = f'back-atlas picture --atlas "{atlas_folder}" --out "{tmp_path}/x.png" <&- >&- 2>&-'
    assert in_shell(line).returncode == 0
    assert (tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")


def test_a_reader_that_has_gone_is_no_error(mistaken_folder: Path) -> None:
    done = in_shell(f'back-atlas check "{mistaken_folder}" | head -1; exit "${{PIPESTATUS[0]}}"')
    assert (done.returncode, done.stderr) == (1, "")


def test_a_full_disk_takes_no_answer_and_the_command_says_so(atlas_folder: Path) -> None:
    done = in_shell(f'back-atlas check "{atlas_folder}" > /dev/full')
    assert done.returncode == 74
    assert done.stderr == "back-atlas: the output: No space left on device: free some space\n"


def test_a_full_disk_for_errors_leaves_the_exit_code_as_it_is() -> None:
    assert in_shell("back-atlas nonsense 2> /dev/full").returncode == 2


@pytest.mark.parametrize(
    ("word", "told"),
    [
        (b"\x1b[31mred", r"\x1b[31mred"),
        (b"two\nlines", r"two\nlines"),
        (b"\xff", r"\udcff"),
        ("\u202eturned".encode(), r"\u202eturned"),
        ("\u2028line".encode(), r"\u2028line"),
    ],
)
@pytest.mark.parametrize("before", [[], ["picture", "--theme"], ["picture", "--size"], ["picture"]])
def test_what_was_typed_is_told_again_on_one_line_without_steering_the_terminal(
    word: bytes, told: str, before: list[str], paths: Paths, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*before, os.fsdecode(word), "--out", "x.png"], paths) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
    assert said.rstrip("\n").isprintable()


def test_bytes_of_the_command_line_that_are_no_letters_are_told_escaped() -> None:
    done = run(b"\x1b[31m\xff\n")
    assert done.returncode == 2
    assert done.stderr.startswith(r"back-atlas: unknown command '\x1b[31m\udcff\n': choose from")


def test_an_atlas_named_with_control_characters_is_told_on_one_line(tmp_path: Path) -> None:
    done = run("picture", "--atlas", tmp_path / "\x1b[2J\n", "--out", tmp_path / "x.png")
    assert done.returncode == 1
    assert done.stderr.rstrip("\n").isprintable()


def test_the_printed_mistakes_do_not_steer_the_terminal(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b[2J\n"
    folder.mkdir()
    (folder / "atlas.toml").write_text('"\\u001b[2J" = [', encoding="utf-8")
    (folder / "\x1b[2K.toml").touch()
    done = run("check", folder)
    assert done.returncode == 1
    assert all(line.isprintable() for line in done.stdout.splitlines())
    assert len(done.stdout.splitlines()) >= 3
