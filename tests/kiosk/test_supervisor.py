"""The supervisor restarts its child process when it must, and only then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap.options import UsageError
from app.kiosk.supervision import command
from app.kiosk.supervision.command import supervise
from app.kiosk.supervision.supervisor import Supervisor, SupervisorTimes, child_environ
from tests.architecture.rules import ROOT

# Long enough for a busy machine.
LONG_TIMES = SupervisorTimes(
    heartbeat_timeout_s=60.0, start_timeout_s=60.0, stop_timeout_s=30.0, max_backoff_s=0.1
)
# For a first child that is to be killed; the next one ends before its first heartbeat.
SHORT_TIMES = replace(LONG_TIMES, heartbeat_timeout_s=0.3)
CHILD = """
import os, sys, time
from pathlib import Path
here = Path(sys.argv[1])
starts = here.read_text().splitlines() if here.exists() else []
here.write_text("".join(f"{line}\\n" for line in [*starts, os.environ["BACK_ATLAS_LAST"]]))
script = sys.argv[2:][len(starts)]
for word in script.split():
    if word == "beat":
        os.write(1, b"R.")
    elif word == "chatter":
        os.write(1, b"x")
    elif word == "hang":
        time.sleep(60)
    elif word == "pause":
        time.sleep(0.1)
    elif word.startswith("kill"):
        os.kill(os.getpid(), int(word[4:]))
    else:
        sys.exit(int(word))
"""


class SupervisorRun:
    """A supervisor whose children follow one script each."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def run(self, *scripts: str, times: SupervisorTimes = LONG_TIMES) -> int:
        """Run until the supervisor ends; return its exit code."""
        return Supervisor([sys.executable, "-c", CHILD, str(self._file), *scripts], times).run()

    @property
    def reported_exits(self) -> list[str]:
        """What the supervisor reported to each child about the exit of the one before."""
        return self._file.read_text().splitlines()


@pytest.fixture
def supervisor(tmp_path: Path) -> SupervisorRun:
    return SupervisorRun(tmp_path / "starts")


def test_the_supervisor_ends_when_staff_close_the_kiosk(supervisor) -> None:
    assert supervisor.run("beat 0") == 0
    assert supervisor.reported_exits == [""]


def test_the_supervisor_ends_when_the_machine_is_to_shut_down(supervisor) -> None:
    assert supervisor.run("beat 76") == 76


def test_a_requested_restart_is_not_a_failure(supervisor) -> None:
    assert supervisor.run("beat 75", "beat 75", "beat 75", "beat 0") == 0
    assert supervisor.reported_exits == [""] * 4


def test_a_restart_requested_before_the_first_picture_is_a_failure(supervisor) -> None:
    supervisor.run("75", "beat 0")
    assert supervisor.reported_exits == ["", "code 75"]


@pytest.mark.parametrize("code", [1, 2, 69])
def test_a_startup_error_at_the_first_start_ends_the_supervisor(supervisor, code: int) -> None:
    assert supervisor.run(str(code)) == code


@pytest.mark.parametrize("code", [1, 2, 69])
def test_a_startup_error_at_a_later_start_is_a_failure(supervisor, code: int) -> None:
    assert supervisor.run("beat 70", str(code), "beat 0") == 0
    assert supervisor.reported_exits == ["", "code 70", f"code {code}"]


def test_the_same_exit_code_after_a_picture_is_not_a_startup_error(supervisor) -> None:
    assert supervisor.run("beat 1", "beat 0") == 0


def test_a_killed_child_is_restarted_and_the_next_one_knows_the_signal(supervisor) -> None:
    supervisor.run("beat kill9", "kill6", "beat 0")
    assert supervisor.reported_exits == ["", "signal 9", "signal 6"]


def test_a_child_whose_heartbeat_stops_is_killed_and_the_next_one_knows(supervisor) -> None:
    supervisor.run("beat hang", "0", times=SHORT_TIMES)
    assert supervisor.reported_exits == ["", "hung"]


def test_a_child_that_never_shows_a_picture_is_killed_too(supervisor) -> None:
    supervisor.run("hang", "0", times=replace(LONG_TIMES, start_timeout_s=3.0))
    assert supervisor.reported_exits == ["", "hung"]


def test_other_output_of_a_child_is_not_a_heartbeat(supervisor) -> None:
    supervisor.run("beat " + "pause chatter " * 50 + "0", "0", times=SHORT_TIMES)
    assert supervisor.reported_exits == ["", "hung"]


def test_a_child_lives_as_long_as_its_heartbeat(supervisor) -> None:
    supervisor.run("beat pause " * 25 + "0", times=replace(LONG_TIMES, heartbeat_timeout_s=2.0))
    assert supervisor.reported_exits == [""]


def test_after_many_failures_the_supervisor_still_restarts_its_child(supervisor) -> None:
    assert supervisor.run(*["beat kill9"] * 8, "beat 0") == 0
    assert len(supervisor.reported_exits) == 9


def test_a_signal_ends_the_supervisor_during_a_long_pause() -> None:
    """The pause after the first failure would last a quarter of an hour."""
    program = "import os; os.abort()"
    times = replace(LONG_TIMES, max_backoff_s=3600, failures_before_backoff=-10)
    timer = threading.Timer(2.0, os.kill, (os.getpid(), signal.SIGTERM))
    timer.start()
    start = time.monotonic()
    assert Supervisor([sys.executable, "-c", program], times).run() == 0
    assert 1.5 < time.monotonic() - start < 60
    timer.join()


def test_the_signal_handlers_of_the_process_are_restored(supervisor) -> None:
    before = signal.getsignal(signal.SIGTERM)
    supervisor.run("beat 0")
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_child_inherits_only_variables_known_to_be_needed() -> None:
    needed = {
        "PATH": "/bin",
        "DISPLAY": ":0",
        "XDG_RUNTIME_DIR": "/run/user/1",
        "LC_ALL": "C",
        "BACK_ATLAS_HOME": "/x",
    }
    others = {"LD_PRELOAD": "x.so", "PYTHONPATH": "/x", "QT_PLUGIN_PATH": "/x", "SECRET": "x"}
    assert child_environ(needed | others) == needed


def test_an_unsafe_environment_is_refused_before_anything_is_started(paths, monkeypatch) -> None:
    monkeypatch.setenv("LD_PRELOAD", "x.so")
    with pytest.raises(UsageError, match="LD_PRELOAD"):
        supervise(paths, ["no such program"])


@pytest.mark.parametrize(
    ("config", "is_shut_down"),
    [
        ("may_shut_down = true\n", True),
        ("may_shut_down = false\n", False),
        ("", False),
        ("[", False),
    ],
)
def test_the_machine_is_shut_down_only_if_the_config_allows_it(
    paths, monkeypatch, config: str, is_shut_down: bool
) -> None:
    calls = []
    monkeypatch.setattr(command, "shut_down_machine", lambda: calls.append(True))
    paths.settings.parent.mkdir(parents=True)
    paths.settings.with_name("kiosk.toml").write_text(config)
    assert supervise(paths, [sys.executable, "-c", "import sys; sys.exit(76)"]) == 76
    assert bool(calls) is is_shut_down


WITHOUT_QT = """
import os, sys
from app.cli.main import main
from app.kiosk.supervision import command
command.child_command = lambda: [sys.executable, "-c", "import os; os.write(1, b'R')"]
code = main(["kiosk"])
assert not any(name.startswith(("PySide6", "shiboken6")) for name in sys.modules), "Qt is imported"
assert "socket" not in sys.modules
sys.exit(code)
"""


def test_the_supervisor_imports_neither_qt_nor_socket(tmp_path: Path) -> None:
    home = {"BACK_ATLAS_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT],
        check=False,
        cwd=ROOT,
        env=child_environ(os.environ) | home,
    )
    assert done.returncode == 0
