"""Unsafe variables and arguments are refused, and a running kiosk listens on no port."""

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
    paint_in_one_thread,
    unsafe_variables,
)
from app.support.exit_codes import ExitCode
from app.support.paths import Paths
from tests.breakout.harness import BreakoutRun
from tests.breakout.program import KIOSK, ROOT, kiosk_home
from tests.breakout.x_display import XDisplay

PLATFORMS = ("vnc", "vnc:port=5901", "webgl:port=8080", "minimal", "directfb", "xcb-not")
ADDRESSES = ("tcp:host=127.0.0.1,port=9", "unixexec:path=/bin/true", "autolaunch:", "launchd:env=X")
UNSAFE = [
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


def test_every_unsafe_variable_is_refused_by_name(tmp_path, capsys):
    wrong = []
    for name, value in UNSAFE:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(name, value)
            code = main(["kiosk", "--alone"], Paths.under(tmp_path))
        error = capsys.readouterr().err
        sentence = f"back-atlas: a kiosk does not start with {name} set: unset it\n"
        if (code, error) != (ExitCode.UNSAFE_ENVIRONMENT, sentence):
            wrong.append((name, value, code, error))
    assert wrong == []


def test_the_supervisor_refuses_as_well_and_starts_no_kiosk(tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    monkeypatch.setenv("QT_PLUGIN_PATH", "/nowhere")
    assert main(["kiosk"], Paths.under(tmp_path)) == ExitCode.UNSAFE_ENVIRONMENT
    assert "QT_PLUGIN_PATH set" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", ARGUMENTS)
def test_arguments_of_qt_are_refused_with_one_sentence(arguments, tmp_path, capsys):
    assert main(["kiosk", "--alone", *arguments], Paths.under(tmp_path)) == 2
    error = capsys.readouterr().err
    assert error.startswith("back-atlas: ")
    assert error.count("\n") == 1


def test_a_session_bus_of_this_machine_is_used_and_none_is_started():
    local = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}
    assert unsafe_variables(local) == ()
    unchanged = dict(local)
    disable_bus_autolaunch(unchanged)
    assert unchanged == local
    empty: dict[str, str] = {}
    disable_bus_autolaunch(empty)
    assert empty == {"DBUS_SESSION_BUS_ADDRESS": "disabled:"}


def test_a_kiosk_paints_in_one_thread():
    environment: dict[str, str] = {}
    paint_in_one_thread(environment)
    assert environment == {"QT_NO_GUI_THREADPOOL": "1"}
    assert unsafe_variables(environment) == ()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value"),
    [("QT_QPA_PLATFORM", "vnc:port=5931"), ("QT_PLUGIN_PATH", "/tmp"), ("QT_STYLE_OVERRIDE", "x")],
)
def test_a_process_with_an_unsafe_variable_ends_with_one_sentence(name, value, tmp_path):
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


def network_sockets(process: int) -> list[str]:
    """The sockets of a process other than Unix sockets."""
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
def test_a_running_kiosk_has_no_network_socket_and_starts_no_process(variables, tmp_path):
    display = XDisplay(tmp_path, (1280, 800))
    display.environment.update(variables)
    try:
        run = BreakoutRun(KIOSK, display, kiosk_home(tmp_path))
        try:
            assert network_sockets(run.program.process.pid) == []
            assert run.program.children() == []
            assert json.dumps(run.program.ask("notes")["notes"]) == "[]"
        finally:
            run.close()
    finally:
        display.close()


def test_a_network_socket_would_be_noticed():
    program = (
        "import socket, sys; s = socket.create_server(('127.0.0.1', 0)); print(); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout.readline() == b"\n"
    sockets = network_sockets(child.pid)
    child.communicate(timeout=20)
    assert len(sockets) == 1
    assert sockets[0].startswith("tcp ")
