"""The cost of an idle kiosk: processor time and wake-ups in the attract loop and once dimmed.

    python -m tests.bench.kiosk_idle_cost [SECONDS]

It runs under Xvfb at 1080x1920. Processor time is a share of one core; wake-ups are the voluntary
context switches of all threads; both are measured over SECONDS (60). Goals: at most 15 % in the
attract loop, 1 % once dimmed, and 5 wake-ups a second in both.
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
    """What one process needed while it was idle."""

    percent: float
    wakeups: float
    server: float

    def __str__(self) -> str:
        return (
            f"{self.percent:.2f} % of a core, {self.wakeups:.1f} wake-ups a second"
            f" (the X server: {self.server:.2f} %)"
        )


def processor_time(pid: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def voluntary_switches(pid: int) -> dict[str, int]:
    """The voluntary context switches of each thread so far."""
    key, found = "voluntary_ctxt_switches:", {}
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        with suppress(OSError):  # the thread has just ended
            lines = status.read_text().splitlines()
            line = next(line for line in lines if line.startswith(key))
            found[status.parent.name] = int(line.split()[1])
    return found


def measure(pid: int, server: int, seconds: float) -> IdleCost:
    """Measure for so many seconds, every second, because a thread that ends loses its counts."""
    start, wakeups, before = time.monotonic(), 0, voluntary_switches(pid)
    used, used_by_server = processor_time(pid), processor_time(server)
    while time.monotonic() - start < seconds:
        time.sleep(1)
        now = voluntary_switches(pid)
        wakeups += sum(count - before.get(thread, 0) for thread, count in now.items())
        before = now
    elapsed = time.monotonic() - start
    used = processor_time(pid) - used
    used_by_server = processor_time(server) - used_by_server
    return IdleCost(used / elapsed * 100, wakeups / elapsed, used_by_server / elapsed * 100)


@contextmanager
def virtual_display() -> Iterator[tuple[int, str]]:
    """A portrait X display without a monitor: the process of its server and its name."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    os.close(write_end)
    with os.fdopen(read_end) as stream:
        display = f":{stream.readline().strip()}"
    try:
        yield server.pid, display
    finally:
        server.terminate()
        server.wait()


def main(seconds: float) -> int:
    dim_after = max(SHORTEST_DIM_S, int(SETTLED_S + seconds + 10))
    with tempfile.TemporaryDirectory() as home, virtual_display() as (server, display):
        PinStore(Path(home) / "kiosk-pins.json").set_pin("Anna", "482913")
        (Path(home) / "kiosk.toml").write_text(f"dim_after_seconds = {dim_after}\n")
        environment = os.environ | {"BACK_ATLAS_HOME": home, "DISPLAY": display}
        environment["QT_QPA_PLATFORM"] = "xcb"
        environment.pop("PYTHONPATH", None)  # with it, a kiosk does not start
        command = [sys.executable, "main.py", "kiosk", "--alone"]
        kiosk = subprocess.Popen(command, cwd=ROOT, env=environment)
        try:
            time.sleep(SETTLED_S)
            attract = measure(kiosk.pid, server, seconds)
            time.sleep(dim_after - seconds)
            dimmed = measure(kiosk.pid, server, seconds)
        finally:
            kiosk.send_signal(signal.SIGTERM)
            code = kiosk.wait(20)
    print(f"attract loop: {attract}")
    print(f"dimmed:       {dimmed}")
    print(f"ended with {code}")
    was_shown = code == 0 and attract.wakeups > 0
    is_met = was_shown and attract.percent <= 15 and dimmed.percent <= 1
    is_met = is_met and max(attract.wakeups, dimmed.wakeups) <= 5
    print("goals met" if is_met else "goals NOT met")
    return int(not is_met)


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60))
