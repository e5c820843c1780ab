"""Commands check the file given with --out before any work, and write it completely.

The kinds of files that are written or refused are tested in tests/support/test_output_file.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.support.exit_codes import ExitCode
from tests.cli.command_runner import (
    FULL,
    NULL,
    Done,
    device,
    run_shell,
    save_handout,
    save_picture,
)

PNG, PDF = b"\x89PNG\r\n\x1a\n", b"%PDF-"
COMMANDS = pytest.mark.parametrize(
    ("save", "name", "magic"),
    [(save_picture, "x.png", PNG), (save_handout, "x.pdf", PDF)],
    ids=["picture", "handout"],
)


def _assert_refused(done: Done, code: ExitCode, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert done.stderr.count("\n") == 1
    for word in words:
        assert word in done.stderr


@COMMANDS
def test_a_pipe_with_a_reader_is_written_into_and_stays(
    atlas_folder: Path, tmp_path: Path, save, name, magic
) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    reads = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
    with subprocess.Popen([sys.executable, "-c", reads, pipe], stdout=subprocess.PIPE) as reader:
        try:
            done = save(atlas_folder, pipe)
            received = reader.communicate(timeout=60)[0]
        finally:
            reader.kill()
    assert (done.stderr, done.returncode) == ("", ExitCode.OK)
    assert received.startswith(magic)
    assert pipe.is_fifo()


@COMMANDS
def test_a_pipe_without_a_reader_is_refused_without_waiting(
    atlas_folder: Path, tmp_path: Path, save, name, magic
) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    done = save(atlas_folder, pipe)
    words = ("no program reads from this pipe", "start the program that reads")
    _assert_refused(done, ExitCode.CANNOT_CREATE, str(pipe), *words)
    assert pipe.is_fifo()


@COMMANDS
def test_a_replaced_file_keeps_its_mode(
    atlas_folder: Path, tmp_path: Path, save, name, magic
) -> None:
    out = tmp_path / name
    out.write_bytes(b"old")
    out.chmod(0o640)
    assert save(atlas_folder, out).returncode == ExitCode.OK
    assert out.read_bytes().startswith(magic)
    assert out.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(
    ("save", "name", "endings"),
    [(save_picture, "x.pdf", ".png"), (save_handout, "x.png", ".pdf or .html")],
)
def test_another_ending_is_refused(atlas_folder: Path, tmp_path: Path, save, name, endings) -> None:
    done = save(atlas_folder, tmp_path / name)
    _assert_refused(done, ExitCode.USAGE, f"name a file that ends in {endings}")
    assert not (tmp_path / name).exists()


@COMMANDS
def test_a_missing_folder_is_reported_and_not_created(
    atlas_folder: Path, tmp_path: Path, save, name, magic
) -> None:
    out = tmp_path / "a" / "b" / name
    done = save(atlas_folder, out)
    _assert_refused(done, ExitCode.CANNOT_CREATE, str(out), "create its folder first")
    assert not (tmp_path / "a").exists()


def test_a_device_is_written_into_and_stays(atlas_folder: Path, tmp_path: Path) -> None:
    null = device(tmp_path / "null", NULL)
    assert save_picture(atlas_folder, null).returncode == ExitCode.OK
    assert null.is_char_device()


def test_a_full_device_is_reported_with_the_remedy(atlas_folder: Path, tmp_path: Path) -> None:
    full = device(tmp_path / "full", FULL)
    words = (f"{full} cannot be written", "No space left", "free some space")
    _assert_refused(save_picture(atlas_folder, full), ExitCode.CANNOT_CREATE, *words)


def test_a_picture_can_be_written_to_standard_output(atlas_folder: Path) -> None:
    reads = "(head -c 4; cat > /dev/null)"
    done = run_shell(f'back-atlas picture --atlas "{atlas_folder}" --out /dev/stdout | {reads}')
    assert done.stderr == ""
    assert done.stdout.endswith("PNG")


def test_a_name_that_is_not_utf_8_is_written(atlas_folder: Path, tmp_path: Path) -> None:
    out = os.fsencode(tmp_path) + b"/\xff\xfe.png"
    done = save_picture(atlas_folder, out)
    assert (done.stderr, done.returncode) == ("", ExitCode.OK)
    assert Path(os.fsdecode(out)).read_bytes().startswith(PNG)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_name_with_control_characters_is_printed_on_one_line(
    atlas_folder: Path, tmp_path: Path
) -> None:
    done = save_picture(atlas_folder, tmp_path / "nowhere" / "\x1b[31mred\r\n\u202e.png")
    words = r"/nowhere/\x1b[31mred\r\n\u202e.png cannot be written"
    _assert_refused(done, ExitCode.CANNOT_CREATE, words)
