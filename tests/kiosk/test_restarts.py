"""Is a kiosk back on its screen whatever happens to it, and does it end when it is told to?"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.architecture.config import ROOT

from app.kiosk.access.pin_store import PinStore
from app.kiosk.supervision import run_history
from app.support.exit_codes import ExitCode

pytestmark = pytest.mark.slow
LONGEST_S = 60.0


def until(claim) -> None:
    """Waits for a condition; the bound is only for what never comes."""
    last = time.monotonic() + LONGEST_S
    while not claim():
        assert time.monotonic() < last, "it never happened"
        time.sleep(0.02)


class Machine:
    """A machine with a home, on which kiosks are started as real processes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.mkdir()
        self.pins = home / "kiosk-pins.json"
        PinStore(self.pins).set_pin("Anna", "482913")
        self.started: list[subprocess.Popen[str]] = []

    def plan_failures(self, *mishaps: str) -> None:
        """What goes wrong in the next runs, in turn."""
        (self.home / "mishap").write_text(" ".join(mishaps))

    def start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        ours = {"QT_QPA_PLATFORM": "offscreen", "BACK_ATLAS_HOME": str(self.home)}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.kiosk.launcher", "kiosk", *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=kept | ours | environment,
        )
        self.started.append(process)
        return process

    def paint_log(self) -> str:
        """What was painted first in each run that came so far."""
        file = self.home / "ups"
        return file.read_text() if file.exists() else ""

    def wait_for_paints(self, *kinds: str) -> None:
        """Waits until runs have shown this, one after the other; else an assertion fails."""
        assert self.paints_exactly(*kinds)

    def paints_exactly(self, *kinds: str) -> bool:
        """Whether runs show this and nothing else, one after the other."""
        until(lambda: len(self.paint_log()) >= len(kinds))
        return self.paint_log() == "".join(kinds)

    def child(self, parent: subprocess.Popen[str]) -> int:
        """The process of the run that is on the screen."""
        (pid,) = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        return int(pid)

    def ends(self) -> list[tuple[str, str]]:
        """How the runs that are over ended."""
        runs = json.loads((self.home / "kiosk-runs.json").read_text())["runs"]
        return [(run["how"], run["detail"]) for run in runs if run["how"] != "going"]

    def log(self) -> str:
        return (self.home / "logs" / "back-atlas.log").read_text()

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=LONGEST_S)


@pytest.fixture
def machine(tmp_path: Path):
    found = Machine(tmp_path / "home")
    yield found
    found.end()


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_a_killed_kiosk_is_started_again(machine) -> None:
    parent = machine.start()
    machine.wait_for_paints("u")
    os.kill(machine.child(parent), signal.SIGKILL)
    machine.wait_for_paints("u", "u")
    assert machine.ends() == [("killed", "signal 9")]


@pytest.mark.parametrize(
    ("mishap", "how", "detail", "stack"),
    [
        ("segfault", "fault", "Segmentation fault", "in segfault"),
        ("abort", "fault", "Aborted", "launcher.py"),
        ("hang", "hung", "", "in hang"),
    ],
)
def test_a_kiosk_that_fails_below_python_is_back_and_its_stack_is_in_the_log(
    machine, mishap: str, how: str, detail: str, stack: str
) -> None:
    machine.plan(mishap)
    machine.start()
    machine.wait_for_paints("u", "u")
    assert machine.ends() == [(how, detail)]
    assert stack in machine.log()


def test_three_errors_in_a_row_start_it_again_and_its_record_has_no_word_of_a_visitor(
    machine,
) -> None:
    machine.plan("raise")
    machine.start()
    machine.wait_for_paints("u", "u")
    (end,) = machine.ends()
    assert end[0] == "broke"
    assert end[1].startswith("LookupError, launcher.py ")
    assert "visitor" not in (machine.home / "kiosk-runs.json").read_text()


def test_after_three_failed_starts_the_fourth_is_safe_mode(machine) -> None:
    machine.plan("start", "start", "start")
    machine.start()
    machine.wait_for_paints("s")
    assert [how for how, _ in machine.ends()] == ["broke"] * 3


def test_after_three_failures_of_any_kind_the_fourth_run_is_safe_mode(machine) -> None:
    machine.plan("segfault", "hang", "start")
    machine.start()
    machine.wait_for_paints("u", "u", "s")
    assert [how for how, _ in machine.ends()] == ["fault", "hung", "broke"]


def test_where_the_record_cannot_be_written_the_parent_counts(machine) -> None:
    (machine.home / "kiosk-runs.json").mkdir()
    machine.plan("segfault", "segfault", "segfault")
    machine.start()
    assert machine.paints_exactly("u", "u", "u", "s")


def test_safe_mode_ends_by_itself(machine) -> None:
    at = run_history.current_boot_time()
    last = {"wall": at.wall - 595, "since_boot": at.since_boot - 595, "boot": at.boot}
    run = {"began": last, "ended": last, "how": "broke", "detail": ""}
    (machine.home / "kiosk-runs.json").write_text(json.dumps({"schema": 1, "runs": [run] * 3}))
    machine.start()
    until(lambda: machine.ups().endswith("u"))
    assert machine.ups()[0] == "s"


def test_rules_that_break_later_lead_to_safe_mode(machine) -> None:
    parent = machine.start()
    machine.wait_for_paints("u")
    (machine.home / "kiosk.toml").write_text("idle_seconds = [")
    os.kill(machine.child(parent), signal.SIGKILL)
    machine.wait_for_paints("u", "s")
    assert [how for how, _ in machine.ends()] == ["killed", "refused", "refused"]


def test_pins_that_are_lost_later_lead_to_a_diagnosis_without_any_atlas(machine) -> None:
    parent = machine.start()
    machine.wait_for_paints("u")
    machine.pins.unlink()
    os.kill(machine.child(parent), signal.SIGKILL)
    until(lambda: len(machine.ups()) >= 2)
    assert machine.ups()[:2] == "ud"


def test_told_to_end_a_parent_takes_its_kiosk_with_it(machine) -> None:
    parent = machine.start()
    machine.wait_for_paints("u")
    child = machine.child(parent)
    parent.terminate()
    assert parent.wait(LONGEST_S) == 0
    assert not is_there(child)
    assert machine.ends() == [("done", "0")]


def test_told_to_end_while_it_starts_a_parent_leaves_nothing_behind(machine) -> None:
    parent = machine.start()
    until(lambda: Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().strip())
    child = machine.child(parent)
    parent.terminate()
    assert parent.wait(LONGEST_S) == 0
    assert not is_there(child)


def test_told_to_end_a_kiosk_alone_ends_in_order(machine) -> None:
    kiosk = machine.start("--alone")
    machine.wait_for_paints("u")
    kiosk.terminate()
    assert kiosk.wait(LONGEST_S) == 0
    assert machine.ends() == [("done", "0")]


def test_a_kiosk_whose_parent_was_killed_ends_so_that_another_can_start(machine) -> None:
    parent = machine.start()
    machine.wait_for_paints("u")
    child = machine.child(parent)
    parent.kill()
    until(lambda: not is_there(child))
    machine.start()
    assert machine.paints_exactly("u", "u")


def test_another_parent_that_starts_at_once_waits_for_the_orphan_to_end(machine) -> None:
    parent = machine.start()
    machine.wait_for_paints("u")
    parent.kill()
    machine.start()
    assert machine.paints_exactly("u", "u")


@pytest.mark.parametrize("words", [(), ("--alone",)])
def test_a_second_kiosk_is_refused_in_one_sentence(machine, words) -> None:
    machine.start()
    machine.wait_for_paints("u")
    second = machine.start(*words)
    _, said = second.communicate(timeout=LONGEST_S)
    assert second.returncode == 2
    assert said == "back-atlas: a kiosk is already running here: leave that one first\n"
    assert machine.ups() == "u"


@pytest.mark.parametrize(
    ("hostile", "code"), [({}, 2), ({"LD_AUDIT": "x.so"}, ExitCode.UNSAFE_ENVIRONMENT)]
)
def test_what_is_refused_at_the_first_start_is_told_once_and_ends(machine, hostile, code) -> None:
    machine.pins.unlink()
    kiosk = machine.start(**hostile)
    _, said = kiosk.communicate(timeout=LONGEST_S)
    assert kiosk.returncode == code
    assert said.count("back-atlas: ") == 1
    assert ("LD_AUDIT" if hostile else "--set-pin") in said


def test_refusals_at_a_terminal_make_no_kiosk_careful(machine) -> None:
    pins = machine.pins.read_bytes()
    machine.pins.unlink()
    for _ in range(3):
        machine.start().communicate(timeout=LONGEST_S)
    machine.pins.write_bytes(pins)
    machine.start()
    assert machine.paints_exactly("u")


class Systemd:
    """Hears what a unit of Type=notify says."""

    def __init__(self, file: Path) -> None:
        self._heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._heard.bind(str(file))
        self._heard.settimeout(LONGEST_S)
        self.words = []

    def hear(self, word: bytes) -> None:
        """Waits for a word."""
        while word not in self.words:
            self.words.append(self._heard.recv(64))

    def close(self) -> None:
        self._heard.close()


@pytest.fixture
def systemd(tmp_path: Path):
    found = Systemd(tmp_path / "notify")
    yield found
    found.close()


def test_under_systemd_there_is_no_parent_and_systemd_hears_the_heart(
    machine, systemd, tmp_path
) -> None:
    kiosk = machine.start(NOTIFY_SOCKET=str(tmp_path / "notify"))
    systemd.hear(b"WATCHDOG=1")
    assert systemd.words == [b"READY=1", b"WATCHDOG=1"]
    assert not Path(f"/proc/{kiosk.pid}/task/{kiosk.pid}/children").read_text()
    kiosk.terminate()
    systemd.hear(b"STOPPING=1")
    assert kiosk.wait(LONGEST_S) == 0


def test_under_systemd_a_hang_is_known_at_the_next_start(machine, systemd, tmp_path) -> None:
    machine.plan("hang")
    kiosk = machine.start(NOTIFY_SOCKET=str(tmp_path / "notify"))
    machine.wait_for_paints("u")
    faults = machine.home / "logs" / "faults.txt"
    until(lambda: b"in hang" in faults.read_bytes())
    kiosk.send_signal(signal.SIGABRT)  # as systemd does when it hears nothing
    kiosk.wait()
    machine.start(NOTIFY_SOCKET=str(tmp_path / "notify"))
    machine.wait_for_paints("u", "u")
    assert machine.ends() == [("hung", "")]
