"""A whole session as the system sees it: no network, no process, and nothing of it on disk."""

from __future__ import annotations

import os
import re
import signal
import time
from pathlib import Path

import pytest

from app.kiosk.debounce import DEBOUNCE_S
from tests.breakout.harness import BreakoutRun
from tests.breakout.program import KIOSK, PIN, kiosk_home, until
from tests.breakout.x_display import XDisplay, require_tools

pytestmark = pytest.mark.slow

CANARY = "qzxcanaryvkw"
TRACED = "network,execve,openat,creat"
TAPS, HELD_S = 5, "1.9"
_SOCKET = re.compile(r"\bsocket\((\w+)")
_RUN = re.compile(r"\bexecve\(\"([^\"]+)\"")
_WRITTEN = re.compile(
    r"\bopenat\([^\"]*\"([^\"]+)\", ([A-Z_|]*(?:O_WRONLY|O_RDWR|O_CREAT)[A-Z_|]*)"
)


class TracedVisit:
    """What a visitor and then a keeper do, in a kiosk that strace watches."""

    def __init__(self, folder: Path) -> None:
        require_tools("strace")
        self.folder, self.trace = folder / "all", folder / "trace"
        self.folder.mkdir()
        self.display = XDisplay(self.folder, (1280, 800))
        self.display.environment["TMPDIR"] = str(self.folder)
        tracer = ("strace", "-f", "--seccomp-bpf", "-o", str(self.trace), "-e", f"trace={TRACED}")
        self.home = kiosk_home(self.folder)
        try:
            self.trial = BreakoutRun(KIOSK, self.display, self.home, tracer)
        except BaseException:
            self.display.close()
            raise

    def close(self) -> None:
        self.trial.close()
        self.display.close()

    @property
    def lines(self) -> list[str]:
        return self.trace.read_text("utf-8", "replace").splitlines()

    def press(self, name: str) -> None:
        spot = self.trial.program.where(name)
        assert spot is not None, name
        time.sleep(DEBOUNCE_S + 0.2)  # touches so soon after a change of the page are ignored
        self.trial.touch(spot)

    def shows(self, name: str) -> bool:
        return until(lambda: self.trial.program.where(name) is not None, 20)

    def visit(self) -> None:
        """Looks for something, copies it, opens a region, and starts over."""
        self.press("Field")
        self.display.run_tool("xdotool", "type", "--delay", "5", CANARY)
        assert until(lambda: self.trial.program.ask("text", "Field") == CANARY, 10)
        self.display.run_tool("xdotool", "key", "ctrl+a", "ctrl+c", "shift+Home")
        self.press("Canvas")
        self.press("Start over")
        assert until(lambda: self.trial.program.ask("text", "Field") == "", 10)

    def visit_as_staff(self) -> None:
        """Comes in by the corner and the PIN, and looks at the keeper's menu."""
        words = ["mousemove", "4", "4", "click", "--repeat", str(TAPS - 1), "--delay", "80", "1"]
        self.display.run_tool("xdotool", *words, "mousedown", "1", "sleep", HELD_S, "mouseup", "1")
        assert self.shows("Enter")
        for digit in PIN:
            self.press(digit)
        self.press("Enter")
        assert self.shows("Leave the kiosk")

    def end(self) -> int:
        os.kill(self.trial.program.pid, signal.SIGTERM)
        return self.trial.program.process.wait(30)

    def offered(self, where: str) -> str:
        """What a paste would give."""
        return self.display.run_tool("xclip", "-o", "-selection", where)


@pytest.fixture
def visit(tmp_path):
    found = TracedVisit(tmp_path)
    yield found
    found.close()


def test_a_whole_session_opens_no_socket_but_of_the_machine_itself_and_starts_nothing(visit):
    visit.visit()
    visit.keep()
    assert visit.end() == 0
    families = {name for line in visit.lines for name in _SOCKET.findall(line)}
    assert families == {"AF_UNIX"}
    assert len([line for line in visit.lines if _RUN.search(line)]) == 1
    written = {file for line in visit.lines for file, _ in _WRITTEN.findall(line)}
    home = str(visit.folder)
    outside = {file for file in written if not file.startswith((home, "/dev/", "/proc/self/"))}
    assert outside == set()


def test_what_is_typed_is_nowhere_afterwards(visit):
    visit.visit()
    for where in ("clipboard", "primary"):
        assert CANARY not in visit.offered(where)
    assert visit.end() == 0
    files = [file for file in visit.folder.rglob("*") if file.is_file()]
    assert visit.home / "kiosk-pins.json" in files
    told = [file.name for file in files if CANARY.encode() in file.read_bytes()]
    assert told == []
    assert [file.name for file in files if CANARY in file.name] == []


def test_a_socket_a_program_and_a_file_elsewhere_would_be_seen():
    lines = (
        "77 socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC, IPPROTO_IP) = 5",
        '77 execve("/usr/bin/xterm", ["xterm"], 0x7ffc /* 9 vars */) = 0',
        '77 openat(AT_FDCWD, "/etc/x", O_WRONLY|O_CREAT|O_CLOEXEC, 0666) = 3',
    )
    assert _SOCKET.findall(lines[0]) == ["AF_INET"]
    assert _RUN.findall(lines[1]) == ["/usr/bin/xterm"]
    assert _WRITTEN.findall(lines[2])[0][0] == "/etc/x"
