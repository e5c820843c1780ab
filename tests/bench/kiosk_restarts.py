"""How long a kiosk is away from its screen after it is killed, crashes or hangs. Run by hand.

    python -m tests.bench.kiosk_restarts [KILLS [HANGS]]

The time is measured from the signal until the new window is painted, by the pixels of an X display
without a monitor or window manager. For a hang it includes the time until the hang is noticed. The
run history is deleted each time, so that no start is in safe mode.
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

KILLS, HANGS, TIMEOUT_S, POLL_S = 20, 3, 60.0, 0.005
SUPERVISOR = """
import sys
from app.kiosk.supervision.command import supervise
from app.kiosk.supervision.supervisor import SupervisorTimes
from app.support.paths import Paths
times = SupervisorTimes(failure_window_s=0.0)
sys.exit(supervise(Paths.for_user(), [sys.executable, "-c", *sys.argv[1:]], times))
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


class ScreenPixels:
    """The pixels of an X display, read from the file in which the server keeps them."""

    def __init__(self, file: Path) -> None:
        with file.open("rb") as stream:
            header = struct.unpack(">25I", stream.read(100))
        self._file, self._start = file, header[0] + header[19] * 12
        self._width, self._height, self._bytes_per_line = header[4], header[5], header[12]

    def is_painted(self) -> bool:
        """Whether hardly any pixel of a grid is black, as the screen is without a window."""
        offsets = [
            self._start + y * self._bytes_per_line + x * 4
            for y in range(10, self._height, 80)
            for x in range(10, self._width, 80)
        ]
        with self._file.open("rb", buffering=0) as stream:
            pixels = [os.pread(stream.fileno(), 3, offset) for offset in offsets]
        return pixels.count(b"\0\0\0") < len(pixels) / 20


@contextmanager
def virtual_display(folder: Path) -> Iterator[tuple[ScreenPixels, str]]:
    """The pixels and the name of an X display without a monitor."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-fbdir", str(folder)]
    command += ["-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as stream:
        name = f":{stream.readline().strip()}"
    try:
        yield ScreenPixels(folder / "Xvfb_screen0"), name
    finally:
        server.terminate()
        server.wait()


class SupervisedKiosk:
    """A supervisor and its kiosk on an X display."""

    def __init__(self, pixels: ScreenPixels, home: Path, display: str) -> None:
        self._pixels, self._history = pixels, home / "kiosk-runs.json"
        ours = {"BACK_ATLAS_HOME": str(home), "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._supervisor = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, CHILD, "kiosk", "--alone"],
            cwd=ROOT,
            env=child_environ(os.environ) | ours,
        )

    def first_picture(self) -> float:
        """Seconds until the first picture."""
        return self._seconds_until_painted(time.monotonic())

    def downtime(self, number: signal.Signals) -> float:
        """Seconds from a signal to the kiosk until the picture of the next one."""
        time.sleep(2)  # let it finish its start
        self._history.unlink(missing_ok=True)
        start = time.monotonic()
        os.kill(self._child(), number)
        _wait_until(lambda: not self._pixels.is_painted())
        return self._seconds_until_painted(start)

    def stop(self) -> tuple[float, int]:
        """Seconds from SIGTERM until the supervisor has ended, and its exit code."""
        start = time.monotonic()
        self._supervisor.terminate()
        code = self._supervisor.wait(TIMEOUT_S)
        return time.monotonic() - start, code

    def _child(self) -> int:
        pid = self._supervisor.pid
        (child,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return int(child)

    def _seconds_until_painted(self, start: float) -> float:
        _wait_until(self._pixels.is_painted)
        return time.monotonic() - start


def _wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + TIMEOUT_S
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("it never happened")
        time.sleep(POLL_S)


def _percentiles(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    p95 = ordered[min(round(len(ordered) * 0.95), len(ordered) - 1)]
    return {
        "n": len(ordered),
        "p50_s": round(median(ordered), 2),
        "p95_s": round(p95, 2),
        "max_s": round(ordered[-1], 2),
    }


def main(kills: int = KILLS, hangs: int = HANGS) -> None:
    """Print the figures as JSON."""
    figures: dict[str, object] = {
        "python": platform.python_version(),
        "pyside": PySide6.__version__,
        "load_before": os.getloadavg()[0],
    }
    with tempfile.TemporaryDirectory() as folder, virtual_display(Path(folder)) as (pixels, name):
        home = Path(folder) / "home"
        PinStore(home / "kiosk-pins.json").set_pin("Anna", "482913")
        kiosk = SupervisedKiosk(pixels, home, name)
        figures["first_s"] = round(kiosk.first_picture(), 2)
        for number in (signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT):
            figures[number.name] = _percentiles([kiosk.downtime(number) for _ in range(kills)])
        if hangs:
            times = [kiosk.downtime(signal.SIGUSR1) for _ in range(hangs)]
            figures["hang"] = _percentiles(times)
        log = (home / "logs" / "back-atlas.log").read_text()
        figures["stacks_of_hangs_in_log"] = log.count("in hang")
        stops = [kiosk.stop()]
        for _ in range(kills - 1):
            kiosk = SupervisedKiosk(pixels, home, name)
            kiosk.first_picture()
            stops.append(kiosk.stop())
        figures["stop"] = _percentiles([seconds for seconds, _ in stops])
        figures["stop_codes"] = sorted({code for _, code in stops})
    figures["load_after"] = os.getloadavg()[0]
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
