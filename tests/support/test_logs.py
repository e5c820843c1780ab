"""The log contains what happened, and stays small."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from app.support.logs import (
    BACKUP_COUNT,
    MAX_LINES,
    MAX_REPEATS,
    PERIOD_S,
    RateLimitFilter,
    RotatingLog,
    close_log,
    open_log,
)

LIMIT = 400


def _fill(folder: Path, lines: int) -> None:
    handler = RotatingLog(folder / "back-atlas.log", LIMIT)
    for number in range(lines):
        words = f"line {number} " + "x" * 60
        handler.handle(logging.LogRecord("test", logging.INFO, "", 0, words, None, None))
    handler.close()


def test_a_warning_is_written_to_the_file(tmp_path: Path) -> None:
    handler = open_log(tmp_path / "logs")
    logging.getLogger("test").warning("the %s is full", "disk")
    close_log(handler)
    assert "WARNING test: the disk is full" in (tmp_path / "logs" / "back-atlas.log").read_text()


def test_a_run_without_warnings_creates_no_file(tmp_path: Path) -> None:
    close_log(open_log(tmp_path / "logs"))
    assert list(tmp_path.iterdir()) == []


def test_a_pipe_instead_of_the_log_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "back-atlas.log")
    handler = open_log(tmp_path)
    logging.getLogger("test").warning("the %s is full", "disk")
    close_log(handler)
    assert (tmp_path / "back-atlas.log").is_fifo()


def test_a_full_log_is_rotated_and_only_the_last_are_kept(tmp_path: Path) -> None:
    _fill(tmp_path, 100)
    files = sorted(file.name for file in tmp_path.iterdir())
    assert files == ["back-atlas.log", *(f"back-atlas.log.{n}" for n in range(1, BACKUP_COUNT + 1))]
    assert all(file.stat().st_size < 2 * LIMIT for file in tmp_path.iterdir())


def test_the_newest_line_is_in_the_log_and_older_ones_in_numbered_files(tmp_path: Path) -> None:
    _fill(tmp_path, 100)
    assert "line 99 " in (tmp_path / "back-atlas.log").read_text()
    assert "line 99 " not in (tmp_path / "back-atlas.log.1").read_text()


def test_a_log_that_cannot_be_written_is_not_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("a file where a folder should be")
    handler = open_log(tmp_path / "logs")
    logging.getLogger("test").warning("lost")
    close_log(handler)
    assert "Traceback" not in capsys.readouterr().err


def test_an_existing_log_that_cannot_be_opened_is_not_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "back-atlas.log").write_text("from before the disk failed")
    handler = open_log(tmp_path)

    def fails(*_arguments: object, **_options: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("logging.FileHandler._open", fails)
    logging.getLogger("test").warning("lost")
    close_log(handler)
    assert (tmp_path / "back-atlas.log").read_text() == "from before the disk failed"
    assert "Traceback" not in capsys.readouterr().err


def test_a_full_disk_is_not_an_error_when_the_log_is_closed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "back-atlas.log").symlink_to("/dev/full")
    handler = open_log(tmp_path)
    for _ in range(3):
        logging.getLogger("test").warning("lost")
    close_log(handler)
    assert "Traceback" not in capsys.readouterr().err


def test_a_record_that_cannot_be_formatted_is_not_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = RotatingLog(tmp_path / "back-atlas.log", LIMIT)
    handler.handle(logging.LogRecord("test", logging.INFO, "", 0, "%d", ("x",), None))
    handler.close()
    assert "Traceback" not in capsys.readouterr().err


def _log(handler: RotatingLog, words: str) -> None:
    handler.handle(logging.LogRecord("qt", logging.WARNING, "", 0, words, None, None))


def test_a_repeated_record_is_written_a_few_times_a_minute(tmp_path: Path) -> None:
    now = [0.0]
    handler = RotatingLog(tmp_path / "back-atlas.log", rate_limit=RateLimitFilter(lambda: now[0]))
    for _ in range(10_000):
        _log(handler, "a bad pen")
    now[0] = PERIOD_S
    _log(handler, "a bad pen")
    handler.close()
    lines = (tmp_path / "back-atlas.log").read_text().splitlines()
    assert len([line for line in lines if line.endswith("a bad pen")]) == MAX_REPEATS + 1
    assert f" {10_000 - MAX_REPEATS} records were dropped" in lines[-2]


def test_a_limited_number_of_records_is_written_a_minute(tmp_path: Path) -> None:
    handler = RotatingLog(tmp_path / "back-atlas.log", rate_limit=RateLimitFilter(lambda: 0.0))
    for number in range(10_000):
        _log(handler, f"pen {number} is bad")
    handler.close()
    assert len((tmp_path / "back-atlas.log").read_text().splitlines()) == MAX_LINES
