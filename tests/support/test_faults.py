"""Is a process that was killed from below noticed at the next start?"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app.support.faults import end_watch, watch_faults

KILLED = """
import ctypes, pathlib, sys
from app.support.faults import watch_faults
stream = watch_faults(pathlib.Path(sys.argv[1]))
ctypes.string_at(0)
"""


def test_what_the_last_run_left_is_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    subprocess.run([sys.executable, "-c", KILLED, tmp_path], check=False, capture_output=True)
    end_watch(watch_faults(tmp_path))
    assert "Segmentation fault" in caplog.text
    caplog.clear()
    end_watch(watch_faults(tmp_path))
    assert caplog.text == ""


def test_a_folder_that_cannot_be_made_is_only_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    end_watch(watch_faults(tmp_path / "file" / "logs"))
    assert "faults are not watched" in caplog.text
