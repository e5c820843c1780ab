"""An output file is written completely, whatever kind of file it is, or refused with a remedy."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from app.support.exit_codes import ExitCode
from app.support.write_file import OutputError, check_output_file, write_output_file
from tests.cli.command_runner import FULL, NULL, device

DATA = b"\x89PNG and more"


def _save(file: Path, *endings: str) -> None:
    """Check a file and write it, as the commands do."""
    check_output_file(file, endings or (".png",))
    write_output_file(file, DATA)


def _refusal(file: Path, code: ExitCode = ExitCode.CANNOT_CREATE) -> str:
    """The message of the error that the check finds before any work is done."""
    with pytest.raises(OutputError) as refused:
        check_output_file(file, (".png",))
    assert refused.value.code == code
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize("name", ["x.png", "null"])
def test_a_device_is_written_into_and_stays(tmp_path: Path, name: str) -> None:
    out = device(tmp_path / name, NULL)
    before = out.stat()
    _save(out)
    assert (out.stat().st_mode, out.stat().st_rdev) == (before.st_mode, before.st_rdev)


def test_a_link_to_a_device_is_followed_and_both_stay(tmp_path: Path) -> None:
    null = device(tmp_path / "null", NULL)
    link = tmp_path / "x.png"
    link.symlink_to(null)
    _save(link)
    assert null.is_char_device()
    assert link.is_symlink()


def test_a_full_device_is_reported_with_the_remedy(tmp_path: Path) -> None:
    full = device(tmp_path / "full", FULL)
    with pytest.raises(OutputError, match="No space left on device: free some space") as refused:
        _save(full)
    assert str(refused.value).startswith(f"{full} cannot be written")


@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_a_replaced_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    out = tmp_path / "x.png"
    out.write_bytes(b"old")
    out.chmod(mode)
    _save(out)
    assert (out.read_bytes(), out.stat().st_mode & 0o777) == (DATA, mode)


@pytest.mark.parametrize("name", ["x.jpg", "x", "x.PNG.txt", ".png", "x.", "x.pdf", "x\nx.gif"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    message = _refusal(tmp_path / name, ExitCode.USAGE)
    assert message.endswith("name a file that ends in .png")


def test_the_message_for_another_ending_lists_all_endings(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"name a file that ends in \.pdf or \.html"):
        check_output_file(tmp_path / "x.htm", (".pdf", ".html"))


def test_endings_may_be_in_upper_case(tmp_path: Path) -> None:
    _save(tmp_path / "X.PNG")
    assert (tmp_path / "X.PNG").read_bytes() == DATA


def test_a_link_to_nothing_is_refused_and_nothing_is_created(tmp_path: Path) -> None:
    link = tmp_path / "x.png"
    link.symlink_to(tmp_path / "stick" / "x.png")
    assert f"{link} cannot be written: it is a link to a file that is not there" in _refusal(link)
    assert not (tmp_path / "stick").exists()
    assert link.is_symlink()


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").symlink_to(tmp_path / "b.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")
    assert "name the file itself" in _refusal(tmp_path / "a.png")


def test_a_link_to_a_file_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "there.png").write_bytes(b"old")
    link = tmp_path / "x.png"
    link.symlink_to("there.png")
    _save(link)
    assert link.is_symlink()
    assert (tmp_path / "there.png").read_bytes() == DATA


def test_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.png").mkdir()
    assert "it is a folder: name a file in it" in _refusal(tmp_path / "x.png")


def test_a_file_in_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "x.png"
    assert str(out) in _refusal(out)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    assert "choose a shorter name" in _refusal(tmp_path / ("x" * 252 + ".png"))


@pytest.mark.parametrize(
    "name", ["x" * 251 + ".png", "é" * 125 + ".png", "new\nline.png", "a b.png", "\udcff\udcfe.png"]
)
def test_any_name_that_the_file_system_accepts_is_written(tmp_path: Path, name: str) -> None:
    _save(tmp_path / name)
    assert (tmp_path / name).read_bytes() == DATA
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_pipe_whose_reader_ends_early_is_reported(tmp_path: Path) -> None:
    pipe = tmp_path / "x.png"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    threading.Timer(0.1, os.close, [reader]).start()
    with pytest.raises(OutputError, match="has ended, so start it again"):
        write_output_file(pipe, bytes(10_000_000))  # more than a pipe holds


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


def test_an_error_without_a_remedy_of_its_own_gets_the_usual_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OutputError, match="Input/output error: name a file in a folder where"):
        _save(tmp_path / "x.png")
    assert list(tmp_path.iterdir()) == []
