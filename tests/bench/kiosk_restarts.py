"""How long is a kiosk away from its screen when it is killed, crashes or hangs? Run by hand.

    python -m tests.bench.kiosk_restarts [KILLS [HANGS]]

Measured from the kill until the new window is mapped and painted, by the pixels of a screen of X
without a monitor and without a window manager; for a hang from its beginning. The record of
failures is cleared each time, so that every start is a usual one and not safe mode.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import PySide6

from app.kiosk.access.pin_store import PinStore
from app.kiosk.supervision.supervisor import child_environ
from tests.bench.first_picture import ROOT

KILLS, HANGS, LONGEST_S, LOOK_S = 20, 3, 60.0, 0.005
PARENT = """
import sys
from app.kiosk.supervision.supervisor import Times
from app.cli.main import Paths
from app.kiosk.supervision.command import supervise
sys.exit(supervise(Paths.of_person(), [sys.executable, "-c", *sys.argv[1:]], Times(within_s=0.0)))
"""
CHILD = """
import signal, sys, time
from app.cli.main import main
def hang(number, frame):
    while True:
        time.sleep(1)
signal.signal(signal.SIGUSR1, hang)
sys.exit(main(sys.argv[1:]))
"""


class Screen:
    """The pixels of a screen, as the server keeps them in a file."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as stream:
            head = struct.unpack(">25I", stream.read(100))
        self._file, self._begin = file, head[0] + head[19] * 12
        self._width, self._height, self._line = head[4], head[5], head[12]

    def is_painted(self) -> bool:
        """Whether next to no pixel of a grid is as black as a screen without a window."""
        points = [
            self._begin + y * self._line + x * 4
            for y in range(10, self._height, 80)
            for x in range(10, self._width, 80)
        ]
        with self._file.open("rb", buffering=0) as stream:
            black = sum(os.pread(stream.fileno(), 3, at) == b"\0\0\0" for at in points)
        return black < len(points) / 20


@contextmanager
def screen(folder: Path) -> Iterator[tuple[Screen, str]]:
    """A screen, and the name of its display."""
    read_end, write_end = os.pipe()
    words = ["Xvfb", "-displayfd", str(write_end), "-fbdir", str(folder)]
    words += ["-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        display = f":{said.readline().strip()}"
    try:
        yield Screen(folder / "Xvfb_screen0"), display
    finally:
        server.terminate()
        server.wait()


class Kiosk:
    """A parent with its child on a screen."""

    def __init__(self, seen: Screen, home: Path, display: str) -> None:
        self._seen, self._record = seen, home / "kiosk-runs.json"
        ours = {"BACK_ATLAS_HOME": str(home), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, CHILD, "kiosk", "--alone"],
            cwd=ROOT,
            env=child_environ(os.environ) | ours,
        )

    def first(self) -> float:
        """Seconds until the first picture."""
        return self._until_painted(time.monotonic())

    def away(self, number: signal.Signals) -> float:
        """Seconds from a signal to its child until the next one's picture."""
        self._settle()
        child = self._child()
        began = time.monotonic()
        os.kill(child, number)
        _until(lambda: not self._seen.is_painted())
        return self._until_painted(began)

    def leave(self) -> tuple[float, int]:
        """Seconds from the wish to end until the parent has, and its code."""
        began = time.monotonic()
        self._parent.terminate()
        code = self._parent.wait(LONGEST_S)
        return time.monotonic() - began, code

    def _settle(self) -> None:
        """Past its start, as a kiosk is when something happens to it; nothing held against it."""
        time.sleep(2)
        self._record.unlink(missing_ok=True)

    def _child(self) -> int:
        pid = self._parent.pid
        (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(child)

    def _until_painted(self, began: float) -> float:
        _until(self._seen.is_painted)
        return time.monotonic() - began


def _until(claim: Callable[[], bool]) -> None:
    last = time.monotonic() + LONGEST_S
    while not claim():
        if time.monotonic() > last:
            raise TimeoutError("it never happened")
        time.sleep(LOOK_S)


def _told(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    high = ordered[min(round(len(ordered) * 0.95), len(ordered) - 1)]
    return {
        "n": len(ordered),
        "p50_s": round(median(ordered), 2),
        "p95_s": round(high, 2),
        "max_s": round(ordered[-1], 2),
    }


def main(kills: int = KILLS, hangs: int = HANGS) -> None:
    """Prints the figures as JSON."""
    found: dict[str, object] = {
        "python": platform.python_version(),
        "pyside": PySide6.__version__,
        "load_before": os.getloadavg()[0],
    }
    with tempfile.TemporaryDirectory() as folder, screen(Path(folder)) as (seen, display):
        home = Path(folder) / "home"
        PinStore(home / "kiosk-pins.json").set_pin("Anna", "482913")
        kiosk = Kiosk(seen, home, display)
        found["first_s"] = round(kiosk.first(), 2)
        for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT):
            found[number.name] = _told([kiosk.idle_timer(number) for _ in range(kills)])
        if hangs:
            found["hang"] = _told([kiosk.idle_timer(signal.SIGUSR1) for _ in range(hangs)])
        log = (home / "logs" / "back-atlas.log").read_text()
        found["stacks_of_hangs_in_log"] = log.count("in hang")
        stops = [kiosk.leave()]
        for _ in range(kills - 1):
            kiosk = Kiosk(seen, home, display)
            kiosk.first()
            stops.append(kiosk.leave())
        found["stop"] = _told([seconds for seconds, _ in stops])
        found["stop_codes"] = sorted({code for _, code in stops})
    found["load_after"] = os.getloadavg()[0]
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
