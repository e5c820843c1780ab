"""Only one process can hold a lock, and the system releases it when that process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.kiosk.supervision.single_instance import acquire_lock, lock_path

HOLDER = """
import sys
from pathlib import Path
from app.kiosk.supervision.single_instance import acquire_lock
lock = acquire_lock(Path(sys.argv[1]))
print("held" if lock else "refused", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path):
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "x.lock")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_lock_that_another_process_holds_is_refused(holder, tmp_path: Path) -> None:
    assert acquire_lock(tmp_path / "x.lock") is None


def test_the_lock_of_a_killed_process_is_free(holder, tmp_path: Path) -> None:
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    lock = acquire_lock(tmp_path / "x.lock")
    assert lock is not None
    lock.close()


def test_a_waiting_process_gets_the_lock_when_the_holder_ends(holder, tmp_path: Path) -> None:
    holder.send_signal(signal.SIGKILL)
    lock = acquire_lock(tmp_path / "x.lock", wait_s=5)
    assert lock is not None
    lock.close()


@pytest.mark.timeout(20)
def test_a_pipe_in_place_of_the_lock_is_refused_without_blocking(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lock")
    with pytest.raises(OSError, match="it is not a plain file"):
        acquire_lock(tmp_path / "lock")


def test_the_lock_is_in_the_runtime_directory_if_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    first, second = (lock_path("kiosk", Path(home) / "settings.json") for home in ("/a", "/b"))
    assert first.parent == second.parent == tmp_path
    assert first != second


def test_without_a_runtime_directory_the_lock_is_beside_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert lock_path("kiosk", tmp_path / "settings.json") == tmp_path / "kiosk.lock"
