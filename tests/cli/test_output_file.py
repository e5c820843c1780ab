"""The file given with --out is written completely, whatever it is, or refused in one sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.support.exit_codes import ExitCode
from app.support.write_file import OutputError, write_output_file
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


def _assert_refused(done: Done, code: int, *words: str) -> None:
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


@pytest.mark.parametrize("name", ["x.png", "null"])
def test_a_device_is_written_into_and_stays(atlas_folder: Path, tmp_path: Path, name: str) -> None:
    out = device(tmp_path / name, NULL)
    before = out.stat()
    assert save_picture(atlas_folder, out).returncode == ExitCode.OK
    assert (out.stat().st_mode, out.stat().st_rdev) == (before.st_mode, before.st_rdev)


def test_a_link_to_a_device_is_followed_and_both_stay(atlas_folder: Path, tmp_path: Path) -> None:
    null = device(tmp_path / "null", NULL)
    link = tmp_path / "x.pdf"
    link.symlink_to(null)
    assert save_handout(atlas_folder, link).returncode == ExitCode.OK
    assert null.is_char_device()
    assert link.is_symlink()


def test_a_picture_can_be_written_to_standard_output(atlas_folder: Path) -> None:
    reads = "(head -c 4; cat > /dev/null)"
    done = run_shell(f'back-atlas picture --atlas "{atlas_folder}" --out /dev/stdout | {reads}')
    assert done.stderr == ""
    assert done.stdout.endswith("PNG")


def test_a_full_device_is_reported_with_the_remedy(atlas_folder: Path, tmp_path: Path) -> None:
    full = device(tmp_path / "full", FULL)
    words = (f"{full} cannot be written", "No space left", "free some space")
    _assert_refused(save_picture(atlas_folder, full), ExitCode.CANNOT_CREATE, *words)


@pytest.mark.parametrize("mode", [0o600, 0o664])
@COMMANDS
def test_a_replaced_file_keeps_its_mode(
    atlas_folder: Path, tmp_path: Path, save, name, magic, mode: int
) -> None:
    out = tmp_path / name
    out.write_bytes(b"old")
    out.chmod(mode)
    assert save(atlas_folder, out).returncode == ExitCode.OK
    assert out.read_bytes().startswith(magic)
    assert out.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.PNG.txt", ".png", "x.", "x.pdf", "x\nx.gif"])
def test_a_picture_with_another_ending_is_refused(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    done = save_picture(atlas_folder, tmp_path / name)
    _assert_refused(done, ExitCode.USAGE, "name a file that ends in .png")
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.htm", "x.png", ".pdf"])
def test_a_handout_with_another_ending_is_refused(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    done = save_handout(atlas_folder, tmp_path / name)
    _assert_refused(done, ExitCode.USAGE, "ends in .pdf or .html")
    assert not (tmp_path / name).exists()


def test_endings_may_be_in_upper_case(atlas_folder: Path, tmp_path: Path) -> None:
    assert save_picture(atlas_folder, tmp_path / "X.PNG").returncode == ExitCode.OK
    assert (tmp_path / "X.PNG").read_bytes().startswith(PNG)


@COMMANDS
def test_a_missing_folder_is_reported_and_not_created(
    atlas_folder: Path, tmp_path: Path, save, name, magic
) -> None:
    out = tmp_path / "a" / "b" / name
    done = save(atlas_folder, out)
    _assert_refused(done, ExitCode.CANNOT_CREATE, str(out), "create its folder first")
    assert not (tmp_path / "a").exists()


@COMMANDS
def test_a_link_to_nothing_is_refused_and_nothing_is_created(
    atlas_folder: Path, tmp_path: Path, save, name, magic
) -> None:
    link = tmp_path / name
    link.symlink_to(tmp_path / "stick" / "of" / name)
    done = save(atlas_folder, link)
    words = (str(link), "a link to a file that is not there")
    _assert_refused(done, ExitCode.CANNOT_CREATE, *words)
    assert not (tmp_path / "stick").exists()
    assert link.is_symlink()


def test_links_in_a_circle_are_refused(atlas_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to(tmp_path / "b.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")
    done = save_picture(atlas_folder, tmp_path / "a.png")
    _assert_refused(done, ExitCode.CANNOT_CREATE, "a.png", "name the file itself")


def test_a_link_to_a_file_is_followed_and_stays(atlas_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "there.png").write_bytes(b"old")
    link = tmp_path / "x.png"
    link.symlink_to("there.png")
    assert save_picture(atlas_folder, link).returncode == ExitCode.OK
    assert link.is_symlink()
    assert (tmp_path / "there.png").read_bytes().startswith(PNG)


@COMMANDS
def test_a_folder_is_refused(atlas_folder: Path, tmp_path: Path, save, name, magic) -> None:
    (tmp_path / name).mkdir()
    words = (str(tmp_path / name), "it is a folder: name a file in it")
    _assert_refused(save(atlas_folder, tmp_path / name), ExitCode.CANNOT_CREATE, *words)


def test_a_file_in_a_file_is_refused(atlas_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "x.png"
    _assert_refused(save_picture(atlas_folder, out), ExitCode.CANNOT_CREATE, str(out))


def test_a_name_that_is_too_long_is_refused(atlas_folder: Path, tmp_path: Path) -> None:
    done = save_picture(atlas_folder, tmp_path / ("x" * 252 + ".png"))
    _assert_refused(done, ExitCode.CANNOT_CREATE, "choose a shorter name")


@pytest.mark.parametrize(
    "name", ["x" * 251 + ".png", "é" * 125 + ".png", "new\nline.png", "a b.png"]
)
def test_any_name_that_the_file_system_accepts_is_written(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    assert save_picture(atlas_folder, tmp_path / name).returncode == ExitCode.OK
    assert (tmp_path / name).read_bytes().startswith(PNG)
    assert {file.name for file in tmp_path.iterdir()} == {name, "atlas"}


def test_a_name_that_is_not_utf_8_is_written(atlas_folder: Path, tmp_path: Path) -> None:
    out = os.fsencode(tmp_path) + b"/\xff\xfe.png"
    done = save_picture(atlas_folder, out)
    assert (done.stderr, done.returncode) == ("", ExitCode.OK)
    assert Path(os.fsdecode(out)).read_bytes().startswith(PNG)


def test_a_name_with_control_characters_is_printed_on_one_line(
    atlas_folder: Path, tmp_path: Path
) -> None:
    done = save_picture(atlas_folder, tmp_path / "nowhere" / "\x1b[31mred\r\n\u202e.png")
    words = r"/nowhere/\x1b[31mred\r\n\u202e.png cannot be written"
    _assert_refused(done, ExitCode.CANNOT_CREATE, words)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can stop being root")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
def test_a_file_that_the_user_may_not_write_is_refused_and_unchanged(
    tmp_path: Path, file_mode: int, folder_mode: int
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    out = folder / "x.png"
    out.write_bytes(b"old")
    out.chmod(file_mode)
    folder.chmod(folder_mode)
    for parent in (tmp_path, *tmp_path.parents):
        if parent.owner() == "root" and str(parent).startswith("/tmp/"):
            parent.chmod(0o755)
    os.seteuid(65534)
    try:
        with pytest.raises(OutputError, match="you may not write to it") as refused:
            write_output_file(out, b"new")
    finally:
        os.seteuid(0)
    assert str(out) in str(refused.value)
    assert out.read_bytes() == b"old"
