"""Files survive a power cut at any point, and a kiosk works with a bad disk or a wrong clock."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.kiosk.access.pin_store import PinStore
from app.support.paths import HOME_VARIABLE

ROOT = Path(__file__).resolve().parents[2]
DST = "CET-1CEST,M3.5.0,M10.5.0/3"
"""Central European time, without a database of time zones."""
PROBLEMS = ("Traceback", "ERROR", "CRITICAL", "Exception")

pytestmark = pytest.mark.slow


def cut(*options: str) -> dict:
    command = [sys.executable, "-m", "tests.kiosk.write_interruption", "calls", *options]
    run = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, timeout=300)
    return json.loads(run.stdout)


def test_after_two_hundred_cuts_every_file_is_the_old_or_the_new_one():
    result = cut("4")
    assert result["wrong"] == []
    assert result["cuts"] >= 200


def test_temporary_files_left_by_a_cut_are_removed_later():
    result = cut("9")
    assert result["left over"] > 0
    assert result["left after cleanup"] == []


def test_the_check_finds_files_that_are_written_in_place():
    assert len(cut("4", "naive")["wrong"]) >= 3


class KioskHome:
    """A folder with a PIN, and the kiosk processes that are started with it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.pins = folder, folder / "kiosk-pins.json"
        self.output = ""

    def run(self, *restriction: str, **environment: str) -> int:
        """Start a kiosk, let a scripted visitor use it, and end it; return its exit code."""
        variables = os.environ | {HOME_VARIABLE: str(self.folder), "QT_QPA_PLATFORM": "offscreen"}
        run = subprocess.run(
            [sys.executable, "-m", "tests.kiosk.restricted_process", *restriction],
            check=False,
            cwd=ROOT,
            env=variables | environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        self.output = run.stdout + run.stderr
        return run.returncode

    @property
    def problem_lines(self) -> list[str]:
        """Lines with errors, from the output and the log."""
        files = (self.folder / "logs").glob("*") if (self.folder / "logs").is_dir() else ()
        text = "\n".join([self.output, *(file.read_text() for file in files)])
        return [line for line in text.splitlines() if any(word in line for word in PROBLEMS)]


@pytest.fixture
def kiosk_home(tmp_path):
    home = KioskHome(tmp_path / "home")
    PinStore(home.pins).set_pin("Anna", "482913")
    (home.folder / "kiosk.toml").write_text("counts = true\n")
    return home


def test_a_kiosk_works_without_any_restriction(kiosk_home):
    assert (kiosk_home.run("plain"), kiosk_home.problem_lines) == (0, [])
    assert "Wrong PIN." in kiosk_home.output
    assert kiosk_home.output.endswith("worked\n")
    assert PinStore(kiosk_home.pins).total_failures == 1
    days = json.loads((kiosk_home.folder / "kiosk-counts.json").read_text())["days"]
    assert [day["visitors"] for day in days.values()] == [1]
    metrics = (kiosk_home.folder / "back-atlas.prom").read_text()
    assert "back_atlas_up 0\n" in metrics
    assert "back_atlas_pin_failures_total 1\n" in metrics


def test_a_kiosk_works_with_a_full_disk(kiosk_home):
    before = kiosk_home.pins.read_bytes()
    assert (kiosk_home.run("full"), kiosk_home.problem_lines) == (0, [])
    assert "Nothing can be written to the disk." in kiosk_home.output
    assert kiosk_home.output.endswith("worked\n")
    assert kiosk_home.pins.read_bytes() == before


@pytest.fixture
def read_only_home(kiosk_home):
    """A folder that is read-only, with the log of an earlier run."""
    logs = kiosk_home.folder / "logs"
    logs.mkdir()
    (logs / "back-atlas.log").write_text("of an earlier run\n")
    (logs / "back-atlas.log").chmod(0o444)
    for folder in (logs, kiosk_home.folder):
        folder.chmod(0o555)
    yield kiosk_home
    for folder in (kiosk_home.folder, logs):
        folder.chmod(0o755)


def test_a_kiosk_works_in_a_read_only_folder(read_only_home):
    assert (read_only_home.run("read-only"), read_only_home.problem_lines) == (0, [])
    assert "Nothing can be written to the disk." in read_only_home.output
    assert read_only_home.output.endswith("worked\n")
    names = sorted(file.name for file in read_only_home.folder.iterdir())
    assert names == ["kiosk-pins.json", "kiosk.toml", "logs"]
    assert [file.read_text() for file in (read_only_home.folder / "logs").iterdir()] == [
        "of an earlier run\n"
    ]


def test_a_kiosk_works_without_a_home_directory(kiosk_home, tmp_path):
    assert (kiosk_home.run("plain", HOME=str(tmp_path / "nowhere")), kiosk_home.problem_lines) == (
        0,
        [],
    )
    assert kiosk_home.output.endswith("worked\n")
    assert not (tmp_path / "nowhere").exists()


def test_without_any_folder_the_kiosk_says_that_no_pin_is_set(kiosk_home, tmp_path):
    nowhere = str(tmp_path / "nowhere")
    assert kiosk_home.run("plain", HOME=nowhere, **{HOME_VARIABLE: nowhere}) != 0
    assert "no staff PIN is set" in kiosk_home.output
    assert kiosk_home.problem_lines == []


@pytest.mark.parametrize("year", [1970, 2038])
@pytest.mark.parametrize("wrong", [1, 6])
def test_a_kiosk_works_whatever_year_the_clock_shows(kiosk_home, year, wrong):
    pins = PinStore(kiosk_home.pins, monotonic=iter(range(0, 10**9, 10**4)).__next__)
    for _ in range(wrong):
        pins.verify("111112")
    start = dt.datetime(year, 1, 19, 3, 14, tzinfo=dt.UTC).timestamp()
    assert (kiosk_home.run("clock", str(start)), kiosk_home.problem_lines) == (0, [])
    assert kiosk_home.output.endswith("worked\n")
    assert ("Too many tries." if wrong == 6 else "Wrong PIN.") in kiosk_home.output
    is_locked_out = wrong == 6 and year == 1970
    assert PinStore(kiosk_home.pins).total_failures == (wrong if is_locked_out else wrong + 1)


@pytest.mark.parametrize("month", [3, 10])
def test_a_kiosk_works_while_summer_time_begins_or_ends(kiosk_home, month):
    last_sunday = {3: 29, 10: 25}[month]
    step = dt.datetime(2026, month, last_sunday, 1, tzinfo=dt.UTC).timestamp()
    assert (kiosk_home.run("clock", str(step - 4), TZ=DST), kiosk_home.problem_lines) == (0, [])
    assert kiosk_home.output.endswith("worked\n")


def test_a_kiosk_works_when_the_time_no_longer_fits_into_32_bits(kiosk_home):
    assert (kiosk_home.run("clock", str(2**31 - 2)), kiosk_home.problem_lines) == (0, [])
    assert kiosk_home.output.endswith("worked\n")
