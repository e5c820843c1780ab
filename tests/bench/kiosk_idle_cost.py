"""What a kiosk at rest costs: processor and wake-ups while it attracts, and once it is dimmed.

    python -m tests.bench.kiosk_idle_cost [SECONDS]

Shown by Xvfb at 1080x1920, the processor against one core, wake-ups as every thread's own going to
sleep, each over SECONDS (60). Goals: attracting at most 15 %; dimmed at most 1 % and 5 a second.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from app.kiosk.access.pin_store import PinStore
from tests.bench.first_picture import ROOT

SCREEN = "1080x1920x24"
SETTLED_S, SHORTEST_DIM_S = 10, 60
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class IdleCost:
    """What one process needed while nobody was there."""

    percent: float
    wakeups: float
    server: float

    def __str__(self) -> str:
        return (
            f"{self.percent:.2f} % of a core, {self.wakeups:.1f} wake-ups a second"
            f" (X server beside it: {self.server:.2f} %)"
        )


def processor(pid: int) -> float:
    """Seconds of processor that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def voluntary_switches(pid: int) -> dict[str, int]:
    """How often each thread went to sleep of its own will."""
    words, found = "voluntary_ctxt_switches:", {}
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        with suppress(OSError):  # it ended just now
            lines = status.read_text().splitlines()
            line = next(line for line in lines if line.startswith(words))
            found[status.parent.name] = int(line.split()[1])
    return found


def watch(pid: int, server: int, seconds: float) -> IdleCost:
    """Looks every second: threads end while nothing is to do, and take their counts along."""
    began, slept, before = time.monotonic(), 0, voluntary_switches(pid)
    had, served = processor(pid), processor(server)
    while time.monotonic() - began < seconds:
        time.sleep(1)
        now = voluntary_switches(pid)
        slept += sum(count - before.get(thread, 0) for thread, count in now.items())
        before = now
    took = time.monotonic() - began
    had, served = processor(pid) - had, processor(server) - served
    return IdleCost(had / took * 100, slept / took, served / took * 100)


@contextmanager
def screen() -> Iterator[tuple[int, str]]:
    """A tall screen of X without a monitor: its process, and its name."""
    read_end, write_end = os.pipe()
    words = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(words, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        display = f":{said.readline().strip()}"
    try:
        yield server.pid, display
    finally:
        server.terminate()
        server.wait()


def main(seconds: float) -> int:
    dim_after = max(SHORTEST_DIM_S, int(SETTLED_S + seconds + 10))
    with tempfile.TemporaryDirectory() as home, screen() as (server, display):
        PinStore(Path(home) / "kiosk-pins.json").set_pin("Anna", "482913")
        (Path(home) / "kiosk.toml").write_text(f"dim_after_seconds = {dim_after}\n")
        around = os.environ | {"BACK_ATLAS_HOME": home, "DISPLAY": display}
        around["QT_QPA_PLATFORM"] = "xcb"
        words = [sys.executable, "main.py", "kiosk", "--alone"]
        kiosk = subprocess.Popen(words, cwd=ROOT, env=around)
        try:
            time.sleep(SETTLED_S)
            attract = watch(kiosk.pid, server, seconds)
            time.sleep(dim_after - seconds)
            dimmed = watch(kiosk.pid, server, seconds)
        finally:
            kiosk.send_signal(signal.SIGTERM)
            code = kiosk.wait(20)
    print(f"attracting: {attract}")
    print(f"dimmed:     {dimmed}")
    print(f"ended with {code}")
    was_there = code == 0 and attract.wakeups > 0  # what does nothing at all was never shown
    kept = was_there and attract.percent <= 15 and dimmed.percent <= 1 and dimmed.wakeups <= 5
    print("goals kept" if kept else "goals NOT kept")
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60))
