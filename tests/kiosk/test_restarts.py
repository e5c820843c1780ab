"""A real kiosk process returns to its screen after every failure, and ends when it is asked to."""

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

from app.kiosk.access.pin_store import PinStore
from app.kiosk.supervision import run_history
from app.support.exit_codes import ExitCode
from tests.architecture.rules import ROOT

pytestmark = pytest.mark.slow
TIMEOUT_S = 60.0


def wait_until(condition) -> None:
    end = time.monotonic() + TIMEOUT_S
    while not condition():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.02)


class Machine:
    """A folder for the files of kiosks, and the kiosks that are started with it as processes."""

    def __init__(self, home: Path) -> None:
        self.home = home
        home.mkdir()
        self.pins = home / "kiosk-pins.json"
        PinStore(self.pins).set_pin("Anna", "482913")
        self._processes: list[subprocess.Popen[str]] = []

    def plan_failures(self, *names: str) -> None:
        """Let the next runs fail in these ways, in turn; see tests/kiosk/launcher.py."""
        (self.home / "failures").write_text(" ".join(names))

    def start(self, *options: str, **environment: str) -> subprocess.Popen[str]:
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        ours = {"QT_QPA_PLATFORM": "offscreen", "BACK_ATLAS_HOME": str(self.home)}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.kiosk.launcher", "kiosk", *options],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=inherited | ours | environment,
        )
        self._processes.append(process)
        return process

    def paint_log(self) -> str:
        """A letter for the first picture of each run so far."""
        file = self.home / "paint_log"
        return file.read_text() if file.exists() else ""

    def wait_for_paints(self, expected: str) -> None:
        """Wait for as many first pictures as `expected` has letters, and compare them."""
        wait_until(lambda: len(self.paint_log()) >= len(expected))
        assert self.paint_log() == expected

    def child_of(self, supervisor: subprocess.Popen[str]) -> int:
        """The process id of the kiosk that runs under a supervisor."""
        (pid,) = children_of(supervisor).split()
        return int(pid)

    def ends(self) -> list[tuple[str, str]]:
        """Outcome and detail of the runs that have ended, as stored."""
        runs = json.loads((self.home / "kiosk-runs.json").read_text())["runs"]
        return [(run["how"], run["detail"]) for run in runs if run["how"] != "going"]

    def log(self) -> str:
        return (self.home / "logs" / "back-atlas.log").read_text()

    def stop_all(self) -> None:
        for process in self._processes:
            if process.poll() is None:
                process.terminate()
            process.communicate(timeout=TIMEOUT_S)


@pytest.fixture
def machine(tmp_path: Path):
    machine = Machine(tmp_path / "home")
    yield machine
    machine.stop_all()


def children_of(process: subprocess.Popen[str]) -> str:
    return Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()


def is_running(pid: int) -> bool:
    """Whether the process still runs, which an ended process that was not reaped does not."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return "\nState:\tZ" not in status


def test_a_killed_kiosk_is_started_again(machine) -> None:
    supervisor = machine.start()
    machine.wait_for_paints("n")
    os.kill(machine.child_of(supervisor), signal.SIGKILL)
    machine.wait_for_paints("nn")
    assert machine.ends() == [("killed", "signal 9")]


@pytest.mark.parametrize(
    ("failure", "how", "detail", "stack"),
    [
        ("segfault", "fault", "Segmentation fault", "in segfault"),
        ("abort", "fault", "Aborted", "launcher.py"),
        ("hang", "hung", "", "in hang"),
    ],
)
def test_after_a_native_crash_or_a_hang_the_kiosk_is_restarted_and_the_stack_is_in_the_log(
    machine, failure: str, how: str, detail: str, stack: str
) -> None:
    machine.plan_failures(failure)
    machine.start()
    machine.wait_for_paints("nn")
    assert machine.ends() == [(how, detail)]
    assert stack in machine.log()


def test_three_exceptions_restart_the_kiosk_and_their_text_is_not_stored(machine) -> None:
    machine.plan_failures("raise")
    machine.start()
    machine.wait_for_paints("nn")
    ((how, detail),) = machine.ends()
    assert how == "broke"
    assert detail.startswith("LookupError, launcher.py ")
    assert "visitor" not in (machine.home / "kiosk-runs.json").read_text()


def test_after_three_failed_starts_the_fourth_is_in_safe_mode(machine) -> None:
    machine.plan_failures("start", "start", "start")
    machine.start()
    machine.wait_for_paints("s")
    assert [how for how, _ in machine.ends()] == ["broke"] * 3


def test_after_three_failures_of_any_kind_the_fourth_run_is_in_safe_mode(machine) -> None:
    machine.plan_failures("segfault", "hang", "start")
    machine.start()
    machine.wait_for_paints("nns")
    assert [how for how, _ in machine.ends()] == ["fault", "hung", "broke"]


def test_the_supervisor_counts_failures_if_they_cannot_be_stored(machine) -> None:
    (machine.home / "kiosk-runs.json").mkdir()
    machine.plan_failures("segfault", "segfault", "segfault")
    machine.start()
    machine.wait_for_paints("nnns")
    assert (machine.home / "kiosk-runs.json.broken").is_dir()


def test_safe_mode_ends_by_itself(machine) -> None:
    now = run_history.current_boot_time()
    ended = {"wall": now.wall - 595, "since_boot": now.since_boot - 595, "boot": now.boot}
    run = {"began": ended, "ended": ended, "how": "broke", "detail": ""}
    (machine.home / "kiosk-runs.json").write_text(json.dumps({"schema": 1, "runs": [run] * 3}))
    machine.start()
    wait_until(lambda: machine.paint_log().endswith("n"))
    assert machine.paint_log()[0] == "s"


def test_a_config_that_is_broken_later_leads_to_safe_mode(machine) -> None:
    supervisor = machine.start()
    machine.wait_for_paints("n")
    (machine.home / "kiosk.toml").write_text("idle_seconds = [")
    os.kill(machine.child_of(supervisor), signal.SIGKILL)
    machine.wait_for_paints("ns")
    assert [how for how, _ in machine.ends()] == ["killed", "refused", "refused"]


def test_pins_that_are_lost_later_lead_to_the_fault_window(machine) -> None:
    supervisor = machine.start()
    machine.wait_for_paints("n")
    machine.pins.unlink()
    os.kill(machine.child_of(supervisor), signal.SIGKILL)
    wait_until(lambda: len(machine.paint_log()) >= 2)
    assert machine.paint_log()[:2] == "nf"


def test_a_supervisor_that_is_terminated_ends_its_kiosk_cleanly(machine) -> None:
    supervisor = machine.start()
    machine.wait_for_paints("n")
    child = machine.child_of(supervisor)
    supervisor.terminate()
    assert supervisor.wait(TIMEOUT_S) == 0
    assert not is_running(child)
    assert machine.ends() == [("done", "0")]


def test_a_supervisor_that_is_terminated_during_a_start_leaves_no_process(machine) -> None:
    supervisor = machine.start()
    wait_until(lambda: children_of(supervisor).strip())
    child = machine.child_of(supervisor)
    supervisor.terminate()
    assert supervisor.wait(TIMEOUT_S) == 0
    assert not is_running(child)


def test_a_kiosk_without_a_supervisor_ends_cleanly_when_it_is_terminated(machine) -> None:
    kiosk = machine.start("--alone")
    machine.wait_for_paints("n")
    kiosk.terminate()
    assert kiosk.wait(TIMEOUT_S) == 0
    assert machine.ends() == [("done", "0")]


def test_a_kiosk_ends_when_its_supervisor_is_killed_so_that_another_can_start(machine) -> None:
    supervisor = machine.start()
    machine.wait_for_paints("n")
    child = machine.child_of(supervisor)
    supervisor.kill()
    wait_until(lambda: not is_running(child))
    machine.start()
    machine.wait_for_paints("nn")


def test_a_new_supervisor_waits_for_the_kiosk_of_a_killed_one_to_end(machine) -> None:
    supervisor = machine.start()
    machine.wait_for_paints("n")
    child = machine.child_of(supervisor)
    supervisor.kill()
    machine.start()
    machine.wait_for_paints("nn")
    assert not is_running(child)


@pytest.mark.parametrize("options", [(), ("--alone",)])
def test_a_second_kiosk_is_refused_with_one_sentence(machine, options) -> None:
    machine.start()
    machine.wait_for_paints("n")
    second = machine.start(*options)
    _, errors = second.communicate(timeout=TIMEOUT_S)
    assert second.returncode == 2
    assert errors == "back-atlas: a kiosk is already running here: leave that one first\n"
    assert machine.paint_log() == "n"


@pytest.mark.parametrize(
    ("unsafe", "code"), [({}, 2), ({"LD_AUDIT": "x.so"}, ExitCode.UNSAFE_ENVIRONMENT)]
)
def test_a_refusal_at_the_first_start_is_printed_once_and_ends(machine, unsafe, code) -> None:
    machine.pins.unlink()
    kiosk = machine.start(**unsafe)
    _, errors = kiosk.communicate(timeout=TIMEOUT_S)
    assert kiosk.returncode == code
    assert errors.count("back-atlas: ") == 1
    assert ("LD_AUDIT" if unsafe else "--set-pin") in errors


def test_refusals_at_a_terminal_do_not_lead_to_safe_mode(machine) -> None:
    pins = machine.pins.read_bytes()
    machine.pins.unlink()
    for _ in range(3):
        machine.start().communicate(timeout=TIMEOUT_S)
    machine.pins.write_bytes(pins)
    machine.start()
    machine.wait_for_paints("n")
    assert "s" not in machine.paint_log()


class NotifySocket:
    """Receives the notifications of a unit of Type=notify in place of systemd."""

    def __init__(self, file: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(file))
        self._socket.settimeout(TIMEOUT_S)
        self.messages = []

    def wait_for(self, message: bytes) -> None:
        while message not in self.messages:
            self.messages.append(self._socket.recv(64))

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def systemd(tmp_path: Path):
    notify_socket = NotifySocket(tmp_path / "notify")
    yield notify_socket
    notify_socket.close()


def test_under_systemd_the_heartbeat_goes_to_systemd_and_there_is_no_supervisor(
    machine, systemd, tmp_path
) -> None:
    kiosk = machine.start(NOTIFY_SOCKET=str(tmp_path / "notify"))
    systemd.wait_for(b"WATCHDOG=1")
    assert systemd.messages == [b"READY=1", b"WATCHDOG=1"]
    assert not children_of(kiosk)
    kiosk.terminate()
    systemd.wait_for(b"STOPPING=1")
    assert kiosk.wait(TIMEOUT_S) == 0


def test_under_systemd_a_hang_is_known_at_the_next_start(machine, systemd, tmp_path) -> None:
    machine.plan_failures("hang")
    kiosk = machine.start(NOTIFY_SOCKET=str(tmp_path / "notify"))
    machine.wait_for_paints("n")
    faults = machine.home / "logs" / "faults.txt"
    wait_until(lambda: b"in hang" in faults.read_bytes())
    kiosk.send_signal(signal.SIGABRT)  # as systemd does when the heartbeat stops
    kiosk.wait()
    machine.start(NOTIFY_SOCKET=str(tmp_path / "notify"))
    machine.wait_for_paints("nn")
    assert machine.ends() == [("hung", "")]
