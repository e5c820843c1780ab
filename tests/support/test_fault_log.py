"""A fatal fault is found and logged at the next start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.support.crash_reports import HUNG, disable_fault_log, enable_fault_log, last_fault

KILLED = """
import ctypes, pathlib, sys
from app.support.crash_reports import enable_fault_log
stream = enable_fault_log(pathlib.Path(sys.argv[1]))
ctypes.string_at(0)
"""


def test_the_fault_of_the_last_run_is_logged_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    subprocess.run([sys.executable, "-c", KILLED, tmp_path], check=False, capture_output=True)
    disable_fault_log(enable_fault_log(tmp_path))
    assert "Segmentation fault" in caplog.text
    caplog.clear()
    disable_fault_log(enable_fault_log(tmp_path))
    assert caplog.text == ""


def test_a_folder_that_cannot_be_created_is_only_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    disable_fault_log(enable_fault_log(tmp_path / "file" / "logs"))
    assert "fatal faults are not logged" in caplog.text


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ""),
        ("some words", ""),
        ("Fatal Python error: Segmentation fault\n\nThread 1", "Segmentation fault"),
        ("Fatal Python error: Aborted\n", "Aborted"),
        ("Timeout (0:00:15)!\nThread 1\n", HUNG),
        ("Timeout (0:00:15)!\nThread 1\nFatal Python error: Aborted\nThread 1", HUNG),
        ("Timeout (0:00:15)!\nFatal Python error: Bus error\n", "Bus error"),
    ],
)
def test_the_fault_that_ended_the_last_run_is_read_from_the_log(
    tmp_path: Path, text: str, fault: str
) -> None:
    (tmp_path / "faults.txt").write_text(text)
    assert last_fault(tmp_path) == fault


def test_a_pipe_instead_of_the_log_is_ignored_without_waiting(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    os.mkfifo(tmp_path / "faults.txt")
    assert last_fault(tmp_path) == ""
    assert enable_fault_log(tmp_path) is None
    assert "it is not a plain file" in caplog.text


def test_without_a_log_there_was_no_fault(tmp_path: Path) -> None:
    assert last_fault(tmp_path) == ""
