"""Do hostile variables and arguments open a door, and does anything listen afterwards?"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.main import main
from app.kiosk.preflight.environment import (
    BUS_VARIABLES,
    UNSAFE_VARIABLES,
    disable_bus_autolaunch,
    unsafe_variables,
)
from app.support.exit_codes import ExitCode
from app.support.paths import Paths
from tests.breakout.harness import BreakoutRun
from tests.breakout.program import KIOSK, ROOT, kiosk_home
from tests.breakout.x_display import XDisplay

PLATFORMS = ("vnc", "vnc:port=5901", "webgl:port=8080", "minimal", "directfb", "xcb-not")
ADDRESSES = ("tcp:host=127.0.0.1,port=9", "unixexec:path=/bin/true", "autolaunch:", "launchd:env=X")
FOREIGN = [
    *((name, "/nowhere/of-ours") for name in UNSAFE_VARIABLES),
    *(("QT_QPA_PLATFORM", platform) for platform in PLATFORMS),
    *((name, address) for name in BUS_VARIABLES for address in ADDRESSES),
]
ARGUMENTS = (
    ("-platform", "vnc"),
    ("--platform=vnc:port=5902",),
    ("-plugin", "evdevkeyboard"),
    ("-style", "windows"),
    ("-stylesheet", "/etc/passwd"),
    ("-qmljsdebugger=port:5903",),
    ("-qwindowgeometry", "100x100+0+0"),
    ("-geometry", "100x100"),
    ("-display", ":99"),
    ("-session", "1_1"),
    ("-reverse",),
    ("-platformpluginpath", "/nowhere"),
    ("-platformtheme", "gtk3"),
    ("-qwindowicon", "/etc/passwd"),
    ("-graphicssystem", "raster"),
    ("file:///etc/passwd",),
)


@pytest.mark.parametrize(("name", "value"), FOREIGN)
def test_a_variable_that_loads_code_or_opens_a_door_is_refused_by_name(name, value, tmp_path):
    paths = Paths.under(tmp_path)
    with pytest.MonkeyPatch.context() as patch, pytest.MonkeyPatch.context() as said:
        told = []
        said.setattr(sys.stderr, "write", told.append)
        patch.setenv(name, value)
        assert main(["kiosk", "--alone"], paths) == ExitCode.UNSAFE_ENVIRONMENT
    assert told == [f"back-atlas: a kiosk does not start with {name} set: unset it\n"]


def test_the_parent_refuses_as_well_and_starts_no_child(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    monkeypatch.setenv("QT_PLUGIN_PATH", "/nowhere")
    assert main(["kiosk"], Paths.under(tmp_path)) == ExitCode.UNSAFE_ENVIRONMENT
    assert "QT_PLUGIN_PATH set" in capsys.readouterr().err


@pytest.mark.parametrize("words", ARGUMENTS)
def test_what_qt_would_take_as_an_argument_is_refused_in_one_sentence(words, tmp_path, capsys):
    assert main(["kiosk", "--alone", *words], Paths.under(tmp_path)) == 2
    told = capsys.readouterr().err
    assert told.startswith("back-atlas: ")
    assert told.count("\n") == 1


def test_a_bus_of_this_machine_is_let_through_and_none_is_started_where_there_is_none():
    there = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}
    assert unsafe_variables(there) == ()
    kept = dict(there)
    disable_bus_autolaunch(kept)
    assert kept == there
    empty: dict[str, str] = {}
    disable_bus_autolaunch(empty)
    assert empty == {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"),
    [("QT_QPA_PLATFORM", "vnc:port=5931"), ("QT_PLUGIN_PATH", "/tmp"), ("QT_STYLE_OVERRIDE", "x")],
)
def test_a_process_in_hostile_surroundings_ends_with_one_sentence(name, value, tmp_path):
    home = kiosk_home(tmp_path)
    environment = {"PATH": os.environ["PATH"], "BACK_ATLAS_HOME": str(home), name: value}
    done = subprocess.run(
        [sys.executable, "main.py", "kiosk", "--alone"],
        env=environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == ExitCode.UNSAFE_ENVIRONMENT
    assert done.stderr == f"back-atlas: a kiosk does not start with {name} set: unset it\n"


def listening(process: int) -> list[str]:
    """The sockets of a process that are not of the machine's own kind (Unix)."""
    held = set()
    for link in Path(f"/proc/{process}/fd").iterdir():
        target = str(link.readlink())
        if target.startswith("socket:["):
            held.add(target[8:-1])
    found = []
    for table in ("tcp", "tcp6", "udp", "udp6", "raw", "raw6", "netlink", "packet"):
        file = Path(f"/proc/{process}/net/{table}")
        for line in file.read_text().splitlines()[1:] if file.exists() else ():
            found += [f"{table} {line}" for word in line.split() if word in held]
    return found


@pytest.mark.slow
@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"QT_DEBUG_PLUGINS": "0", "QT_SCALE_FACTOR": "1", "QML_IMPORT_TRACE": "1"},
        {"QT_XCB_GL_INTEGRATION": "none", "XMODIFIERS": "@im=ibus", "BROWSER": "xterm"},
    ],
)
def test_a_running_kiosk_listens_nowhere_and_starts_nothing(variables, tmp_path):
    display = XDisplay(tmp_path, (1280, 800))
    display.environment.update(variables)
    try:
        trial = BreakoutRun(KIOSK, display, kiosk_home(tmp_path))
        try:
            assert listening(trial.program.process.pid) == []
            assert trial.program.children() == []
            assert json.dumps(trial.program.ask("notes")["notes"]) == "[]"
        finally:
            trial.close()
    finally:
        display.close()


def test_a_listener_would_be_seen(tmp_path):
    words = (
        "import socket, sys; s = socket.create_server(('127.0.0.1', 0)); print(); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", words], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout.readline() == b"\n"
    seen = listening(child.pid)
    child.communicate(timeout=20)
    assert len(seen) == 1
    assert seen[0].startswith("tcp ")
