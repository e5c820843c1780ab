"""Files outlive a cut at any point, and a kiosk lives with a bad disk and a bad clock."""

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
"""Central Europe without a data base of time zones."""
TROUBLE = ("Traceback", "ERROR", "CRITICAL", "Exception")

pytestmark = pytest.mark.slow


def _cut(*how: str) -> dict:
    words = [sys.executable, "-m", "tests.kiosk.write_interruption", "calls", *how]
    run = subprocess.run(words, check=True, cwd=ROOT, capture_output=True, timeout=300)
    return json.loads(run.stdout)


def test_two_hundred_cuts_leave_every_file_as_it_was_or_as_it_was_to_be():
    seen = _cut("4")
    assert seen["wrong"] == []
    assert seen["cuts"] >= 200


def test_what_the_cuts_leave_is_swept_away_later():
    seen = _cut("9")
    assert seen["left over"] > 0
    assert seen["left for ever"] == []


def test_a_program_that_writes_in_place_would_be_caught():
    assert len(_cut("4", "naive")["wrong"]) >= 3


class KioskHome:
    """A folder with a keeper's PIN, and kiosks that are started over it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.pins = folder, folder / "kiosk-pins.json"
        self.said = ""

    def run(self, *how: str, **environment: str) -> int:
        """Starts a kiosk, calls at it, and ends it."""
        around = os.environ | {HOME_VARIABLE: str(self.folder), "QT_QPA_PLATFORM": "offscreen"}
        run = subprocess.run(
            [sys.executable, "-m", "tests.kiosk.restricted_process", *how],
            check=False,
            cwd=ROOT,
            env=around | environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        self.said = run.stdout + run.stderr
        return run.returncode

    @property
    def problem_lines(self) -> list[str]:
        """Lines of trouble, from what it said and from its log."""
        files = (self.folder / "logs").glob("*") if (self.folder / "logs").is_dir() else ()
        told = "\n".join([self.said, *(file.read_text() for file in files)])
        return [line for line in told.splitlines() if any(word in line for word in TROUBLE)]


@pytest.fixture
def kiosk_home(tmp_path):
    house = KioskHome(tmp_path / "home")
    PinStore(house.pins).set_pin("Anna", "482913")
    (house.folder / "kiosk.toml").write_text("counts = true\n")
    return house


def test_it_works_where_nothing_is_wrong(kiosk_home):
    assert (kiosk_home.live("plain"), kiosk_home.trouble) == (0, [])
    assert "That is no keeper's PIN." in kiosk_home.said
    assert kiosk_home.said.endswith("worked\n")
    assert PinStore(kiosk_home.pins).total_failures == 1
    days = json.loads((kiosk_home.folder / "kiosk-counts.json").read_text())["days"]
    assert [day["visitors"] for day in days.values()] == [1]
    told = (kiosk_home.folder / "back-atlas.prom").read_text()
    assert "back_atlas_up 0\n" in told
    assert "back_atlas_pin_failures_total 1\n" in told


def test_it_works_on_a_full_disk(kiosk_home):
    before = kiosk_home.pins.read_bytes()
    assert (kiosk_home.live("full"), kiosk_home.trouble) == (0, [])
    assert "Nothing can be written to the disk." in kiosk_home.said
    assert kiosk_home.said.endswith("worked\n")
    assert kiosk_home.pins.read_bytes() == before


@pytest.fixture
def locked(kiosk_home):
    """What may no longer be written, after a run that wrote its log."""
    logs = kiosk_home.folder / "logs"
    logs.mkdir()
    (logs / "back-atlas.log").write_text("of an earlier run\n")
    (logs / "back-atlas.log").chmod(0o444)
    for folder in (logs, kiosk_home.folder):
        folder.chmod(0o555)
    yield kiosk_home
    for folder in (kiosk_home.folder, logs):
        folder.chmod(0o755)


def test_it_works_where_it_may_not_write(locked):
    assert (locked.live("read-only"), locked.trouble) == (0, [])
    assert "Nothing can be written to the disk." in locked.said
    assert locked.said.endswith("worked\n")
    names = sorted(file.name for file in locked.folder.iterdir())
    assert names == ["kiosk-pins.json", "kiosk.toml", "logs"]
    assert [file.read_text() for file in (locked.folder / "logs").iterdir()] == [
        "of an earlier run\n"
    ]


def test_it_works_for_somebody_without_a_home(kiosk_home, tmp_path):
    assert (kiosk_home.live("plain", HOME=str(tmp_path / "nowhere")), kiosk_home.trouble) == (0, [])
    assert kiosk_home.said.endswith("worked\n")
    assert not (tmp_path / "nowhere").exists()


def test_without_any_folder_it_says_what_is_missing(kiosk_home, tmp_path):
    nowhere = str(tmp_path / "nowhere")
    assert kiosk_home.live("plain", HOME=nowhere, **{HOME_VARIABLE: nowhere}) != 0
    assert "no keeper has a PIN" in kiosk_home.said
    assert kiosk_home.trouble == []


@pytest.mark.parametrize("year", [1970, 2038])
@pytest.mark.parametrize("wrong", [1, 6])
def test_it_works_whatever_year_the_clock_says(kiosk_home, year, wrong):
    book = PinStore(kiosk_home.pins, steady=iter(range(0, 10**9, 10**4)).__next__)
    for _ in range(wrong):
        book.verify("111112")
    start = dt.datetime(year, 1, 19, 3, 14, tzinfo=dt.UTC).timestamp()
    assert (kiosk_home.live("clock", str(start)), kiosk_home.trouble) == (0, [])
    assert kiosk_home.said.endswith("worked\n")
    assert ("Too many tries." if wrong == 6 else "That is no keeper's PIN.") in kiosk_home.said
    must_wait = wrong == 6 and year == 1970
    assert PinStore(kiosk_home.pins).total_failures == (wrong if must_wait else wrong + 1)


@pytest.mark.parametrize("month", [3, 10])
def test_it_works_while_the_clock_is_put_forward_or_back(kiosk_home, month):
    last_sunday = {3: 29, 10: 25}[month]
    step = dt.datetime(2026, month, last_sunday, 1, tzinfo=dt.UTC).timestamp()
    assert (kiosk_home.live("clock", str(step - 4), TZ=DST), kiosk_home.trouble) == (0, [])
    assert kiosk_home.said.endswith("worked\n")


def test_it_works_when_the_seconds_no_longer_fit_into_thirty_two_bits(kiosk_home):
    assert (kiosk_home.live("clock", str(2**31 - 2)), kiosk_home.trouble) == (0, [])
    assert kiosk_home.said.endswith("worked\n")
