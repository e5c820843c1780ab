"""Does a power cut leave the old file or the new one?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.support import write_file
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


def test_the_new_words_stand_in_the_file(file: Path) -> None:
    write_atomically(file, NEW)
    assert file.read_bytes() == NEW
    assert list(file.parent.iterdir()) == [file]


def test_folders_that_are_missing_are_made(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b" / "c.json", NEW)
    assert (tmp_path / "a" / "b" / "c.json").read_bytes() == NEW


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.with_name("link.json")
    link.symlink_to(file)
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


@pytest.mark.parametrize("step", ["pathlib.Path.open", "os.fsync", "pathlib.Path.replace"])
def test_a_failure_at_any_step_before_the_last_leaves_the_old_file(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(step, _failing)
        with pytest.raises(OSError, match="No space left"):
            write_atomically(file, NEW)
    assert file.read_bytes() == OLD
    assert list(file.parent.iterdir()) == [file]


def test_a_failure_while_the_folder_settles_leaves_the_new_file(
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


def test_the_bytes_reach_the_disk_before_the_name_does(
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


def test_a_process_killed_before_the_renaming_leaves_the_old_file(file: Path) -> None:
    run = subprocess.run([sys.executable, "-c", KILLED, file], check=False)
    assert run.returncode == 9
    assert file.read_bytes() == OLD


def test_what_a_killed_process_left_is_removed_by_the_next_writing(file: Path) -> None:
    left = file.with_name(f".{file.name}.99.new")
    others = [file.with_name(name) for name in (".other.json.99.new", f"{file.name}.new")]
    for stale in (left, *others):
        stale.write_bytes(b"half")
        os.utime(stale, (1.0, 1.0))
    write_atomically(file, NEW)
    assert not left.exists()
    assert all(other.exists() for other in others)


def test_what_another_process_is_writing_just_now_stays(file: Path) -> None:
    busy = file.with_name(f".{file.name}.99.new")
    busy.write_bytes(b"half")
    write_atomically(file, NEW)
    assert busy.exists()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o777])
def test_a_file_that_is_replaced_keeps_its_mode(file: Path, mode: int) -> None:
    file.chmod(mode)
    write_atomically(file, NEW)
    assert (file.stat().st_mode & 0o7777, file.read_bytes()) == (mode, NEW)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_that_is_replaced_keeps_its_owner(file: Path) -> None:
    os.chown(file, 1234, 4321)
    write_atomically(file, NEW)
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 4321)


def test_the_new_file_was_never_open_to_more_people_than_the_old_one(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.chmod(0o600)
    modes: list[int] = []
    true_write = write_file._write_through

    def write(fresh: Path, *rest: object) -> None:
        modes.append(fresh.stat().st_mode & 0o777)
        true_write(fresh, *rest)

    monkeypatch.setattr(write_file, "_write_through", write)
    write_atomically(file, NEW)
    assert modes == [0o600]


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


def test_no_folder_is_made_through_a_link_to_what_is_not_there(tmp_path: Path) -> None:
    link = tmp_path / "settings.json"
    link.symlink_to(tmp_path / "stick" / "settings.json")
    with pytest.raises(FileNotFoundError):
        write_atomically(link, NEW)
    assert [one.name for one in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("name", ["x" * 255, "\u00e9" * 127, "new\nline", "[glob]*?"])
def test_any_name_that_the_disk_takes_is_written_and_nothing_is_left_over(
    tmp_path: Path, name: str
) -> None:
    left = tmp_path / f".{write_file._short(name)}.99.new"
    left.write_bytes(b"half")
    os.utime(left, (1.0, 1.0))
    write_atomically(tmp_path / name, NEW)
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("step", ["pathlib.Path.open", "os.fsync", "pathlib.Path.replace"])
def test_a_failure_names_the_file_that_was_given_and_not_the_one_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(step, _failing)
    with pytest.raises(OSError, match="No space left") as failed:
        write_atomically(file, NEW)
    assert failed.value.filename == str(file)


def test_a_private_file_was_never_open_to_others(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    modes: list[int] = []
    true_fsync = os.fsync

    def fsync(handle: int) -> None:
        modes.append(os.fstat(handle).st_mode & 0o777)
        true_fsync(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    file.with_name(f".{file.name}.{os.getpid()}.new").write_bytes(b"left by one of our number")
    write_atomically(file, NEW, private=True)
    assert (modes[0], file.stat().st_mode & 0o777, file.read_bytes()) == (0o600, 0o600, NEW)


def test_systems_that_cannot_open_a_folder_are_spared_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.support.write_file._has_folders_to_open", lambda: False)
    write_atomically(file, NEW)
    assert file.read_bytes() == NEW
