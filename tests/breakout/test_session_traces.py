"""A whole session as the system sees it: no network, no other process, no text on the disk."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest

from app.kiosk.debounce import DEBOUNCE_S
from tests.breakout.harness import BreakoutRun
from tests.breakout.program import KIOSK, PIN, kiosk_home, wait_until
from tests.breakout.x_display import XDisplay, require_tools

pytestmark = pytest.mark.slow

CANARY = "qzxcanaryvkw"
TRACED = "network,execve,openat,creat"
TAPS, HOLD_S = 5, "1.9"
_SOCKET = re.compile(r"\bsocket\((\w+)")
_RUN = re.compile(r"\bexecve\(\"([^\"]+)\"")
_WRITTEN = re.compile(
    r"\bopenat\([^\"]*\"([^\"]+)\", ([A-Z_|]*(?:O_WRONLY|O_RDWR|O_CREAT)[A-Z_|]*)"
)


class TracedVisit:
    """A kiosk under strace, with a visitor and staff."""

    def __init__(self, folder: Path) -> None:
        require_tools("strace")
        self.folder, self.trace = folder / "all", folder / "trace"
        self.folder.mkdir()
        self.display = XDisplay(self.folder, (1280, 800))
        self.display.environment["TMPDIR"] = str(self.folder)
        tracer = ("strace", "-f", "--seccomp-bpf", "-o", str(self.trace), "-e", f"trace={TRACED}")
        self.home = kiosk_home(self.folder)
        try:
            self.run = BreakoutRun(KIOSK, self.display, self.home, tracer)
        except BaseException:
            self.display.close()
            raise

    def close(self) -> None:
        self.run.close()
        self.display.close()

    @property
    def lines(self) -> list[str]:
        return self.trace.read_text("utf-8", "replace").splitlines()

    def press(self, name: str) -> None:
        position = self.run.program.where(name)
        assert position is not None, name
        time.sleep(DEBOUNCE_S + 0.2)  # presses right after a change of page are ignored
        self.run.touch(position)

    def shows(self, name: str) -> bool:
        return wait_until(lambda: self.run.program.where(name) is not None, 20)

    def visit(self) -> None:
        """Search for something, copy it, open a region and start over."""
        self.press("Search")
        assert self.shows("TextField")
        self.display.run_tool("xdotool", "type", "--delay", "5", CANARY)
        assert wait_until(lambda: self.run.program.ask("text", "TextField") == CANARY, 10)
        self.display.run_tool("xdotool", "key", "ctrl+a", "ctrl+c", "shift+Home")
        self.display.run_tool("xdotool", "key", "ctrl+a", "BackSpace")
        self.press("FigureCanvas")
        self.press("Start over")
        assert wait_until(lambda: self.run.program.ask("text", "TextField") == "", 10)

    def visit_as_staff(self) -> None:
        """Open the staff menu with the tap gesture and the PIN."""
        arguments = [
            "mousemove",
            "4",
            "4",
            "click",
            "--repeat",
            str(TAPS - 1),
            "--delay",
            "80",
            "1",
        ]
        self.display.run_tool(
            "xdotool", *arguments, "mousedown", "1", "sleep", HOLD_S, "mouseup", "1"
        )
        assert self.shows("Enter")
        for digit in PIN:
            self.press(digit)
        self.press("Enter")
        assert self.shows("Exit the kiosk")

    def end(self) -> int:
        os.kill(self.run.program.pid, signal.SIGTERM)
        return self.run.program.process.wait(30)

    def clipboard(self, selection: str) -> str:
        """The text that a paste would insert."""
        return self.display.run_tool("xclip", "-o", "-selection", selection)


@pytest.fixture
def visit(tmp_path):
    traced = TracedVisit(tmp_path)
    yield traced
    traced.close()


def test_a_session_opens_only_local_sockets_and_starts_no_process(visit):
    visit.visit()
    visit.visit_as_staff()
    assert visit.end() == 0
    families = {name for line in visit.lines for name in _SOCKET.findall(line)}
    assert families == {"AF_UNIX"}
    assert len([line for line in visit.lines if _RUN.search(line)]) == 1
    written = {file for line in visit.lines for file, _ in _WRITTEN.findall(line)}
    home = str(visit.folder)
    outside = {file for file in written if not file.startswith((home, "/dev/", "/proc/self/"))}
    assert outside == set()


def test_text_that_was_typed_is_neither_on_the_clipboard_nor_on_the_disk(visit):
    visit.visit()
    for selection in ("clipboard", "primary"):
        assert CANARY not in visit.clipboard(selection)
    assert visit.end() == 0
    files = [file for file in visit.folder.rglob("*") if file.is_file()]
    assert visit.home / "kiosk-pins.json" in files
    assert [file.name for file in files if CANARY.encode() in file.read_bytes()] == []
    assert [file.name for file in files if CANARY in file.name] == []


def test_a_network_socket_a_program_and_a_file_elsewhere_would_be_noticed():
    lines = (
        "77 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 5",
        '77 execve("/usr/bin/xterm", ["xterm"], 0x7ffc /* 9 vars */) = 0',
        '77 openat(AT_FDCWD, "/etc/x", O_WRONLY|O_CREAT|O_CLOEXEC, 0666) = 3',
    )
    assert _SOCKET.findall(lines[0]) == ["AF_INET"]
    assert _RUN.findall(lines[1]) == ["/usr/bin/xterm"]
    assert _WRITTEN.findall(lines[2])[0][0] == "/etc/x"
