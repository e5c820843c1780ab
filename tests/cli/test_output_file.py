"""Is the file that --out names written whole, into what it is, or refused in one sentence?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_runner import FULL, NULL, device, handout, in_shell, picture

PNG, PDF = b"\x89PNG\r\n\x1a\n", b"%PDF-"
COMMANDS = [(picture, "x.png", PNG), (handout, "x.pdf", PDF)]


def _is_refused(done: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    assert done.returncode == code, done.stderr
    assert done.stderr.count("\n") == 1
    for word in words:
        assert word in done.stderr


@pytest.mark.parametrize(("command", "name", "head"), COMMANDS)
def test_a_pipe_that_is_read_from_is_written_into_and_stays(
    atlas_folder: Path, tmp_path: Path, command, name, head
) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    reads = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
    with subprocess.Popen([sys.executable, "-c", reads, pipe], stdout=subprocess.PIPE) as reader:
        try:
            done = command(atlas_folder, pipe)
            got = reader.communicate(timeout=60)[0]
        finally:
            reader.kill()
    assert (done.stderr, done.returncode) == ("", 0)
    assert got.startswith(head)
    assert pipe.is_fifo()


@pytest.mark.parametrize(("command", "name", "head"), COMMANDS)
def test_a_pipe_without_a_reader_is_refused_and_not_waited_for(
    atlas_folder: Path, tmp_path: Path, command, name, head
) -> None:
    pipe = tmp_path / name
    os.mkfifo(pipe)
    _is_refused(
        command(atlas_folder, pipe),
        73,
        str(pipe),
        "nothing reads from this pipe",
        "start the program that reads",
    )
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["x.png", "null"])
def test_a_device_is_written_into_and_stays(atlas_folder: Path, tmp_path: Path, name: str) -> None:
    out = device(tmp_path / name, NULL)
    before = out.stat()
    assert picture(atlas_folder, out).returncode == 0
    assert (out.stat().st_mode, out.stat().st_rdev) == (before.st_mode, before.st_rdev)


def test_a_link_to_a_device_is_written_through_and_both_stay(
    atlas_folder: Path, tmp_path: Path
) -> None:
    null = device(tmp_path / "null", NULL)
    link = tmp_path / "x.pdf"
    link.symlink_to(null)
    assert handout(atlas_folder, link).returncode == 0
    assert null.is_char_device()
    assert link.is_symlink()


def test_the_standard_output_takes_a_picture_into_a_pipe(atlas_folder: Path) -> None:
    reads = "(head -c 4; cat > /dev/null)"
    done = in_shell(f'back-atlas picture --atlas "{atlas_folder}" --out /dev/stdout | {reads}')
    assert done.stderr == ""
    assert done.stdout.endswith("PNG")


def test_a_full_device_is_named_with_what_to_do(atlas_folder: Path, tmp_path: Path) -> None:
    full = device(tmp_path / "full", FULL)
    done = picture(atlas_folder, full)
    _is_refused(done, 73, f"{full} cannot be written", "No space left", "free some space")


@pytest.mark.parametrize("mode", [0o600, 0o664])
@pytest.mark.parametrize(("command", "name", "head"), COMMANDS)
def test_a_file_that_is_replaced_keeps_its_mode(
    atlas_folder: Path, tmp_path: Path, command, name, head, mode: int
) -> None:
    out = tmp_path / name
    out.write_bytes(b"old")
    out.chmod(mode)
    assert command(atlas_folder, out).returncode == 0
    assert out.read_bytes().startswith(head)
    assert out.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.PNG.txt", ".png", "x.", "x.pdf", "x\nx.gif"])
def test_an_ending_that_a_picture_does_not_have_is_refused(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    _is_refused(picture(atlas_folder, tmp_path / name), 2, "name a file that ends in .png")
    assert not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.htm", "x.png", ".pdf"])
def test_an_ending_that_a_handout_does_not_have_is_refused(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    _is_refused(handout(atlas_folder, tmp_path / name), 2, "ends in .pdf or .html")
    assert not (tmp_path / name).exists()


def test_the_size_of_the_letters_of_an_ending_does_not_matter(
    atlas_folder: Path, tmp_path: Path
) -> None:
    assert picture(atlas_folder, tmp_path / "X.PNG").returncode == 0
    assert (tmp_path / "X.PNG").read_bytes().startswith(PNG)


@pytest.mark.parametrize(("command", "name", "head"), COMMANDS)
def test_a_folder_that_is_missing_is_named_and_not_made(
    atlas_folder: Path, tmp_path: Path, command, name, head
) -> None:
    out = tmp_path / "a" / "b" / name
    _is_refused(command(atlas_folder, out), 73, str(out), "make its folder first")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(("command", "name", "head"), COMMANDS)
def test_a_link_to_what_is_not_there_is_refused_and_nothing_is_made(
    atlas_folder: Path, tmp_path: Path, command, name, head
) -> None:
    link = tmp_path / name
    link.symlink_to(tmp_path / "stick" / "of" / name)
    _is_refused(command(atlas_folder, link), 73, str(link), "a link to a file that is not there")
    assert not (tmp_path / "stick").exists()
    assert link.is_symlink()


def test_a_link_in_a_circle_is_refused(atlas_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to(tmp_path / "b.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")
    _is_refused(picture(atlas_folder, tmp_path / "a.png"), 73, "a.png", "name the file itself")


def test_a_link_to_a_file_is_written_through_and_stays(atlas_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "there.png").write_bytes(b"old")
    link = tmp_path / "x.png"
    link.symlink_to("there.png")
    assert picture(atlas_folder, link).returncode == 0
    assert link.is_symlink()
    assert (tmp_path / "there.png").read_bytes().startswith(PNG)


@pytest.mark.parametrize(("command", "name", "head"), COMMANDS)
def test_a_folder_is_refused(atlas_folder: Path, tmp_path: Path, command, name, head) -> None:
    (tmp_path / name).mkdir()
    done = command(atlas_folder, tmp_path / name)
    _is_refused(done, 73, str(tmp_path / name), "it is a folder: name a file in it")


def test_a_file_below_a_file_is_refused(atlas_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "x.png"
    _is_refused(picture(atlas_folder, out), 73, str(out))


def test_a_name_that_is_too_long_is_refused(atlas_folder: Path, tmp_path: Path) -> None:
    done = picture(atlas_folder, tmp_path / ("x" * 252 + ".png"))
    _is_refused(done, 73, "name a shorter one")


@pytest.mark.parametrize(
    "name", ["x" * 251 + ".png", "é" * 125 + ".png", "new\nline.png", "a b.png"]
)
def test_any_name_that_the_disk_takes_is_written(
    atlas_folder: Path, tmp_path: Path, name: str
) -> None:
    assert picture(atlas_folder, tmp_path / name).returncode == 0
    assert (tmp_path / name).read_bytes().startswith(PNG)
    assert {one.name for one in tmp_path.iterdir()} == {name, "atlas"}


def test_a_name_of_bytes_that_are_no_letters_is_written(atlas_folder: Path, tmp_path: Path) -> None:
    out = os.fsencode(tmp_path) + b"/\xff\xfe.png"
    done = picture(atlas_folder, out)
    assert (done.stderr, done.returncode) == ("", 0)
    assert Path(os.fsdecode(out)).read_bytes().startswith(PNG)


def test_a_name_with_control_characters_is_told_on_one_line(
    atlas_folder: Path, tmp_path: Path
) -> None:
    done = picture(atlas_folder, tmp_path / "nowhere" / "\x1b[31mred\r\n\u202e.png")
    _is_refused(done, 73, r"/nowhere/\x1b[31mred\r\n\u202e.png cannot be written")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can stop being root")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555)])
def test_what_may_not_be_written_is_refused_and_stays(
    atlas_folder: Path, tmp_path: Path, file_mode: int, folder_mode: int
) -> None:
    from app.support.write_file import OutputError, write_output_file

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
