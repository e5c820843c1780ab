"""How long until the first picture, how much memory, how many wake-ups: asked from outside."""

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

PROBE = Path(__file__).with_name("probe.py")


@dataclass(frozen=True, slots=True)
class ProcessStats:
    """What one process was seen to need; wakeups counts all threads over `rest` seconds."""

    first_picture: float
    pss_mb: float
    wakeups: int


def measure_process(
    kind: str, what: Path, rest: float, environment: dict[str, str]
) -> ProcessStats:
    """Starts one process, watches it, and ends it."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, PROBE, kind, what],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=_as_installed(environment),
    )
    assert process.stdout is not None
    try:
        shown = float(process.stdout.readline()) - began
        if not rest:
            return ProcessStats(shown, 0.0, 0)
        # What is fetched ahead after the first picture belongs to the memory, not to the rest.
        time.sleep(4)
        before = _switches(process.pid)
        time.sleep(rest)
        return ProcessStats(shown, _pss(process.pid), _switches(process.pid) - before)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()


def _as_installed(environment: dict[str, str]) -> dict[str, str]:
    """Python keeps what it has compiled, as it does for everybody, even if told not to here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | environment


def _pss(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _switches(pid: int) -> int:
    """How often any thread went to sleep of its own will."""
    words = "voluntary_ctxt_switches:"
    count = 0
    for status in Path(f"/proc/{pid}/task").glob("*/status"):
        lines = status.read_text().splitlines()
        count += next(int(line.split()[1]) for line in lines if line.startswith(words))
    return count


@contextmanager
def screen() -> Iterator[tuple[str, dict[str, str]]]:
    """A screen of X without a monitor if there is one, else Qt's offscreen platform."""
    read_end, write_end = os.pipe()
    words = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "1600x1000x24"]
    try:
        server = subprocess.Popen(words, pass_fds=[write_end], stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        yield "offscreen", {"QT_QPA_PLATFORM": "offscreen"}
        return
    os.close(write_end)
    with os.fdopen(read_end) as said:
        display = f":{said.readline().strip()}"
    try:
        yield f"Xvfb {display}", {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    finally:
        server.terminate()
        server.wait()
