"""Does a parent start its child again when it must, and only then? The children are a few lines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap.options import UsageError
from app.kiosk.supervision import command
from app.kiosk.supervision.command import supervise
from app.kiosk.supervision.supervisor import Supervisor, SupervisorTimes, child_environ
from tests.architecture.rules import ROOT

# Long enough for a machine that is busy with other things.
PATIENT = SupervisorTimes(
    heartbeat_timeout_s=60.0, start_timeout_s=60.0, stop_timeout_s=30.0, max_backoff_s=0.1
)
# Only for a first child that is meant to be taken for hung; the next one ends without a beat.
QUICK = replace(PATIENT, heartbeat_timeout_s=0.3)
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
    """A parent, and for each start of its child what that does."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def run(self, *scripts: str, times: SupervisorTimes = PATIENT) -> int:
        """Until the parent ends; returns its code."""
        return Supervisor([sys.executable, "-c", CHILD, str(self.file), *scripts], times).run()

    @property
    def reported_exits(self) -> list[str]:
        """What each child was told of the end of the one before it."""
        return self.file.read_text().splitlines()


@pytest.fixture
def supervisor_run(tmp_path: Path) -> SupervisorRun:
    return SupervisorRun(tmp_path / "starts")


def test_when_a_keeper_leaves_it_is_over(supervisor_run: SupervisorRun) -> None:
    assert supervisor_run.run("beat 0") == 0
    assert supervisor_run.reported_exits == [""]


def test_to_shut_the_machine_down_ends_the_parent_too(supervisor_run: SupervisorRun) -> None:
    assert supervisor_run.run("beat 76") == 76


def test_a_wish_to_start_again_is_no_failure(supervisor_run: SupervisorRun) -> None:
    assert supervisor_run.run("beat 75", "beat 75", "beat 75", "beat 0") == 0
    assert supervisor_run.reported_exits == [""] * 4


def test_a_wish_to_start_again_without_any_picture_is_a_failure(
    supervisor_run: SupervisorRun,
) -> None:
    supervisor_run.run("75", "beat 0")
    assert supervisor_run.reported_exits == ["", "code 75"]


@pytest.mark.parametrize("code", [1, 2, 69])
def test_a_refusal_at_the_first_start_ends_it(supervisor_run: SupervisorRun, code: int) -> None:
    assert supervisor_run.run(str(code)) == code


@pytest.mark.parametrize("code", [1, 2, 69])
def test_a_refusal_later_is_a_failure(supervisor_run: SupervisorRun, code: int) -> None:
    assert supervisor_run.run("beat 70", str(code), "beat 0") == 0
    assert supervisor_run.reported_exits == ["", "code 70", f"code {code}"]


def test_the_end_of_the_display_is_no_refusal_once_there_was_a_picture(
    supervisor_run: SupervisorRun,
) -> None:
    assert supervisor_run.run("beat 1", "beat 0") == 0


def test_a_killed_child_is_started_again_and_told_by_what(supervisor_run: SupervisorRun) -> None:
    supervisor_run.run("beat kill9", "kill6", "beat 0")
    assert supervisor_run.reported_exits == ["", "signal 9", "signal 6"]


def test_a_child_that_is_silent_is_killed_and_the_next_is_told(
    supervisor_run: SupervisorRun,
) -> None:
    supervisor_run.run("beat hang", "0", times=QUICK)
    assert supervisor_run.reported_exits == ["", "hung"]


def test_a_child_that_never_shows_a_picture_is_killed_too(supervisor_run: SupervisorRun) -> None:
    supervisor_run.run("hang", "0", times=replace(PATIENT, start_timeout_s=3.0))
    assert supervisor_run.reported_exits == ["", "hung"]


def test_whatever_else_a_child_prints_is_no_beat(supervisor_run: SupervisorRun) -> None:
    supervisor_run.run("beat " + "pause chatter " * 50 + "0", "0", times=QUICK)
    assert supervisor_run.reported_exits == ["", "hung"]


def test_beats_keep_a_child_alive_as_long_as_it_likes(supervisor_run: SupervisorRun) -> None:
    supervisor_run.run("beat pause " * 25 + "0", times=replace(PATIENT, heartbeat_timeout_s=2.0))
    assert supervisor_run.reported_exits == [""]


def test_many_failures_are_taken_slower_and_slower_but_never_given_up(
    supervisor_run: SupervisorRun,
) -> None:
    assert supervisor_run.run(*["beat kill9"] * 8, "beat 0") == 0
    assert len(supervisor_run.reported_exits) == 9


def test_a_wish_to_end_is_heard_while_it_rests(supervisor_run: SupervisorRun, monkeypatch) -> None:
    """The rest would last half a minute; the wish comes in its middle."""
    parent = Supervisor(
        [sys.executable, "-c", "import os; os.abort()"], SupervisorTimes(max_backoff_s=3600)
    )
    rest = parent._back_off

    def wish() -> None:
        if len(parent._recent_failures()) > 4:
            signal.raise_signal(signal.SIGTERM)
        rest()

    monkeypatch.setattr(parent, "_back_off", wish)
    assert parent.run() == 0


def test_the_parents_own_handlers_are_put_back(supervisor_run: SupervisorRun) -> None:
    before = signal.getsignal(signal.SIGTERM)
    supervisor_run.run("beat 0")
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_child_gets_only_what_is_known_to_be_needed() -> None:
    given = {
        "PATH": "/bin",
        "DISPLAY": ":0",
        "XDG_RUNTIME_DIR": "/run/user/1",
        "LC_ALL": "C",
        "BACK_ATLAS_HOME": "/x",
    }
    harmful = {"LD_PRELOAD": "x.so", "PYTHONPATH": "/x", "QT_PLUGIN_PATH": "/x", "SECRET": "x"}
    assert child_environ(given | harmful) == given


def test_hostile_surroundings_are_refused_before_anything_is_started(paths, monkeypatch) -> None:
    monkeypatch.setenv("LD_PRELOAD", "x.so")
    with pytest.raises(UsageError, match="LD_PRELOAD"):
        supervise(paths, ["no such program"])


@pytest.mark.parametrize(
    ("config", "is_off"),
    [
        ("may_shut_down = true\n", True),
        ("may_shut_down = false\n", False),
        ("", False),
        ("[", False),
    ],
)
def test_the_machine_is_switched_off_only_where_the_rules_allow_it(
    paths, monkeypatch, config: str, is_off: bool
) -> None:
    found = []
    monkeypatch.setattr(command, "shut_down_machine", lambda: found.append(True))
    paths.settings.parent.mkdir(parents=True)
    paths.settings.with_name("kiosk.toml").write_text(config)
    assert supervise(paths, [sys.executable, "-c", "import sys; sys.exit(76)"]) == 76
    assert bool(found) is is_off


WITHOUT_QT = """
import os, sys
from app.cli.main import main
from app.kiosk.supervision import command
command.child_command = lambda: [sys.executable, "-c", "import os; os.write(1, b'R')"]
code = main(["kiosk"])
assert not any(name.startswith(("PySide6", "shiboken6")) for name in sys.modules), "Qt came in"
assert "socket" not in sys.modules
sys.exit(code)
"""


def test_the_parent_needs_no_qt_and_no_socket(tmp_path: Path) -> None:
    home = {"BACK_ATLAS_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT],
        check=False,
        cwd=ROOT,
        env=child_environ(os.environ) | home,
    )
    assert done.returncode == 0
