"""After a crash or a power cut there is the old file or the new one."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from app.support.write_file import write_atomically
from tests.cli.command_runner import NULL, device

OLD, NEW = b"old", b"new and longer"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "settings.json"
    file.write_bytes(OLD)
    return file


def _failing(*_args: object, **_kwargs: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_new_data_is_in_the_file(file: Path) -> None:
    write_atomically(file, NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_missing_folders_are_created(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b" / "c.json", NEW)
    assert (tmp_path / "a" / "b" / "c.json").read_bytes() == NEW


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.with_name("link.json")
    link.symlink_to(file)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("step", ["pathlib.Path.open", "os.fsync", "pathlib.Path.replace"])
def test_an_error_at_any_step_before_the_last_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(step, _failing)
        with pytest.raises(OSError, match="No space left"):
            write_atomically(file, NEW)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_an_error_while_the_folder_is_flushed_leaves_the_new_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handles = []
    true_fsync = os.fsync

    def fails_second(handle: int) -> None:
        handles.append(handle)
        (true_fsync if len(handles) == 1 else _failing)(handle)

    monkeypatch.setattr(os, "fsync", fails_second)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(file, NEW)
    assert file.read_bytes() == NEW


def test_the_data_is_flushed_to_the_disk_before_the_file_is_renamed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    true_fsync, true_replace = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        steps.append("fsync")
        true_fsync(handle)

    def replace(path: Path, target: Path) -> Path:
        steps.append("replace")
        return true_replace(path, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    write_atomically(file, NEW)
    assert steps == ["fsync", "replace", "fsync"]


KILLED = """
import os, pathlib, sys
from app.support import write_file
setattr(pathlib.Path, "replace", lambda *_: os._exit(9))
write_file.write_atomically(pathlib.Path(sys.argv[1]), b"new and longer")
"""


def test_a_process_killed_before_renaming_leaves_the_old_file(file: Path) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, file], check=False)
    assert run.returncode == 9
    assert file.read_bytes() == OLD


def test_the_next_write_deletes_the_temporary_file_of_a_killed_process(file: Path) -> None:
    left = file.with_name(f".{file.name}.99.new")
    others = [file.with_name(name) for name in (".other.json.99.new", f"{file.name}.new")]
    for stale in (left, *others):
        stale.write_bytes(b"half")
        os.utime(stale, (1.0, 1.0))
    write_atomically(file, NEW)
    assert not left.exists()
    assert all(other.exists() for other in others)


def test_the_temporary_file_of_a_running_process_stays(file: Path) -> None:
    busy = file.with_name(f".{file.name}.99.new")
    busy.write_bytes(b"half")
    write_atomically(file, NEW)
    assert busy.exists()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o777])
def test_a_replaced_file_keeps_its_mode(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_atomically(file, NEW)
    assert (file.stat().st_mode & 0o7777, file.read_bytes()) == (mode, NEW)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may change the owner")
def test_a_replaced_file_keeps_its_owner(file: Path) -> None:
    os.chown(file, 1234, 4321)
    write_atomically(file, NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 4321)


def _record_modes(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The modes of files when they are opened for writing, and again when they are flushed."""
    modes: list[int] = []
    true_open, true_fsync = Path.open, os.fsync

    def open_(path: Path, *arguments: str, **options: str) -> object:
        modes.append(path.stat().st_mode & 0o777)
        return true_open(path, *arguments, **options)

    def fsync(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            modes.append(os.fstat(handle).st_mode & 0o777)
        true_fsync(handle)

    monkeypatch.setattr(Path, "open", open_)
    monkeypatch.setattr(os, "fsync", fsync)
    return modes


def test_more_users_can_never_read_the_new_file_than_the_old_one(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o600)
    modes = _record_modes(monkeypatch)
    write_atomically(file, NEW)
    assert modes == [0o600, 0o600]


@pytest.mark.parametrize("through_link", [False, True])
def test_a_pipe_is_refused_and_stays_a_pipe(tmp_path: Path, through_link: bool) -> None:
    pipe = tmp_path / "settings.json"
    os.mkfifo(pipe)
    named = tmp_path / "link.json" if through_link else pipe
    if through_link:
        named.symlink_to(pipe)
    with pytest.raises(OSError, match="not a plain file") as refused:
        write_atomically(named, NEW)
    assert refused.value.filename == str(named)
    assert pipe.is_fifo()
    assert {one.name for one in tmp_path.iterdir()} == {pipe.name, named.name}


def test_a_device_is_refused_and_stays(tmp_path: Path) -> None:
    null = device(tmp_path / "null", NULL)
    link = tmp_path / "settings.json"
    link.symlink_to(null)
    with pytest.raises(OSError, match="not a plain file"):
        write_atomically(link, NEW)
    assert null.is_char_device()


def test_no_folder_is_created_through_a_link_to_nothing(tmp_path: Path) -> None:
    link = tmp_path / "settings.json"
    link.symlink_to(tmp_path / "stick" / "settings.json")
    with pytest.raises(FileNotFoundError):
        write_atomically(link, NEW)
    assert [one.name for one in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("name", ["x" * 255, "\u00e9" * 127, "new\nline", "[glob]*?"])
def test_any_name_that_the_file_system_accepts_is_written_and_no_other_file_stays(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    renamed: list[Path] = []
    true_replace = Path.replace

    def replace(path: Path, target: Path) -> Path:
        renamed.append(path)
        return true_replace(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    write_atomically(tmp_path / name, OLD)
    left = renamed[0].with_name(renamed[0].name.replace(f"{os.getpid()}.new", "99.new"))
    left.write_bytes(b"half")
    os.utime(left, (1.0, 1.0))
    write_atomically(tmp_path / name, NEW)
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("step", ["pathlib.Path.open", "os.fsync", "pathlib.Path.replace"])
def test_an_error_names_the_given_file_and_not_the_temporary_one(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(step, _failing)
    with pytest.raises(OSError, match="No space left") as failed:
        write_atomically(file, NEW)
    assert failed.value.filename == str(file)


def test_others_can_never_read_a_private_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.with_name(f".{file.name}.{os.getpid()}.new").write_bytes(
        b"left by a process with the same id"
    )
    modes = _record_modes(monkeypatch)
    write_atomically(file, NEW, private=True)
    assert modes == [0o600, 0o600]
    assert (file.stat().st_mode & 0o777, file.read_bytes()) == (0o600, NEW)


def test_no_folder_is_opened_on_windows(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_open = os.open

    def open_(path: Path, *arguments: int) -> int:
        assert not path.is_dir()
        return true_open(path, *arguments)

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "open", open_)
    write_atomically(file, NEW)
    assert file.read_bytes() == NEW
