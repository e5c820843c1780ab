"""Is there never a second one, and does a lock open when its holder is killed?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.kiosk.supervision.single_instance import acquire_lock, lock_path

HOLDS = """
import sys
from pathlib import Path
from app.kiosk.supervision.single_instance import hold
held = hold(Path(sys.argv[1]))
print("held" if held else "refused", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path):
    """Another process that holds the lock."""
    words = [sys.executable, "-c", HOLDS, str(tmp_path / "x.lock")]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_what_another_process_holds_is_refused(other, tmp_path: Path) -> None:
    assert acquire_lock(tmp_path / "x.lock") is None


def test_the_lock_of_a_killed_process_is_free(other, tmp_path: Path) -> None:
    other.send_signal(signal.SIGKILL)
    other.wait()
    held = acquire_lock(tmp_path / "x.lock")
    assert held is not None
    held.close()


def test_whoever_waits_gets_it_when_the_other_ends(other, tmp_path: Path) -> None:
    other.send_signal(signal.SIGKILL)
    held = acquire_lock(tmp_path / "x.lock", wait_s=5)
    assert held is not None
    held.close()


@pytest.mark.timeout(20)
def test_a_pipe_in_place_of_the_lock_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "lock")
    with pytest.raises(OSError, match="it is not a plain file"):
        acquire_lock(tmp_path / "lock")


def test_the_lock_lies_in_memory_where_the_system_has_a_folder_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    first, second = (lock_path("kiosk", Path(home) / "settings.json") for home in ("/a", "/b"))
    assert first.parent == second.parent == tmp_path
    assert first != second


def test_else_it_lies_beside_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert lock_path("kiosk", tmp_path / "settings.json") == tmp_path / "kiosk.lock"
