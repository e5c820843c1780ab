"""Time to the first picture, memory and wake-ups of a process, measured from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.first_picture import ROOT

PROBE = Path(__file__).with_name("first_picture.py")


@dataclass(frozen=True, slots=True)
class ProcessStats:
    """What one process needed.

    `first_picture` is in seconds from the start of the process; `wakeups` counts all threads over
    the idle time.
    """

    first_picture: float
    pss_mb: float
    wakeups: int


def measure_process(
    kind: str, path: Path, idle_s: float, environment: dict[str, str]
) -> ProcessStats:
    """Start a process, measure it, and end it.

    `kind` is "baseline" with a plate as `path`, or "app" with an atlas. Memory and wake-ups are
    measured only if `idle_s` is not 0.
    """
    start = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, PROBE, kind, path],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=_without_python_settings(environment),
    )
    assert process.stdout is not None
    try:
        first_picture = float(process.stdout.readline()) - start
        if not idle_s:
            return ProcessStats(first_picture, 0.0, 0)
        # Preloading after the first picture counts as memory, but not as idle time.
        time.sleep(4)
        before = _switches(process.pid)
        time.sleep(idle_s)
        wakeups = _switches(process.pid) - before
        return ProcessStats(first_picture, _pss(process.pid), wakeups)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()


def _without_python_settings(environment: dict[str, str]) -> dict[str, str]:
    """Let Python cache compiled modules as usual, even if that is switched off here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | environment


def _pss(pid: int) -> float:
    """Memory in MB, with shared pages counted in proportion."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _switches(pid: int) -> int:
    """Voluntary context switches of all threads."""
    key = "voluntary_ctxt_switches:"
    count = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        lines = status.read_text().splitlines()
        count += next(int(line.split()[1]) for line in lines if line.startswith(key))
    return count


@contextmanager
def screen() -> Iterator[tuple[str, dict[str, str]]]:
    """Start Xvfb if installed, else use the offscreen platform; yields name and environment."""
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24"]
    try:
        server = subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        yield "offscreen", {"QT_QPA_PLATFORM": "offscreen"}
        return
    os.close(write_end)
    with os.fdopen(read_end) as output:
        display = f":{output.readline().strip()}"
    try:
        yield f"Xvfb {display}", {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    finally:
        server.terminate()
        server.wait()
