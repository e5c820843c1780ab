"""Measures a start from outside: when the picture is there, when nothing changes, memory, wake-ups.

The program is not changed and does not depend on it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.display import Box, Screen, set_niceness

COLORS_OF_A_BODY = 24
"""So many colours in the probe mean that the body is painted there."""
_POLL_S = 0.001
_QUIET_S = 1.0
"""Nothing has changed for so long: the screen is stable."""
_LONGEST_S = 60.0


class Start(NamedTuple):
    """One start: seconds on the clock and of the processors, all processes of it together.

    The picture is there, then it changes for the first time in the probe, then nothing changes any
    more.
    """

    picture_s: float
    picture_cpu_s: float
    sharp_s: float
    stable_s: float
    stable_cpu_s: float


class Rest(NamedTuple):
    """A program at rest: memory in MB (PSS), and how often a second it wakes up."""

    pss_mb: float
    wakeups_per_s: float


class StartedProgram:
    """A program that runs on a display, in a session of its own; ends with its `with` block."""

    def __init__(self, command: Sequence[str], environment: dict[str, str], cwd: Path) -> None:
        self._command, self._environment, self._cwd = command, environment, cwd

    def __enter__(self) -> StartedProgram:
        self.began = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            cwd=self._cwd,
            env=_without_python_settings(self._environment),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        set_niceness(self._process.pid, 0)
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pid in self.pids():  # those that have left the group, such as Chromium's zygotes
            os.kill(pid, signal.SIGKILL)

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    @property
    def elapsed_s(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.began

    def pids(self) -> list[int]:
        """All processes of the session."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            if int(fields[3]) == self._process.pid and fields[0] != "Z":
                found.append(int(folder.name))
        return found

    def cpu_s(self) -> float:
        """Seconds of the processors that all threads have used, to the microsecond."""
        total = 0
        for pid in self.pids():
            for file in Path(f"/proc/{pid}/task").glob("*/schedstat"):
                try:
                    total += int(file.read_text().split()[0])
                except OSError:
                    continue
        return total / 1e9

    def pss_mb(self) -> float:
        """Memory, with shared pages counted in proportion."""
        total = 0
        for pid in self.pids():
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            total += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
        return total / 1024

    def wakeups(self) -> int:
        """How often any thread has gone to sleep so far."""
        key, count = "voluntary_ctxt_switches:", 0
        for pid in self.pids():
            for status in Path(f"/proc/{pid}/task").glob("*/status"):
                lines = status.read_text().splitlines()
                count += next(int(line.split()[1]) for line in lines if line.startswith(key))
        return count


def _without_python_settings(environment: dict[str, str]) -> dict[str, str]:
    """Let Python keep compiled modules as usual, even if that is switched off here."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | environment


def measure_start(program: StartedProgram, screen: Screen, probe: Box) -> Start:
    """Watch the screen from the start of a program until nothing changes any more.

    The picture is there when the probe, a box in the middle of the body, has many colours.

    Raises:
        TimeoutError: no picture has appeared.
    """
    while screen.colors(probe) < COLORS_OF_A_BODY:
        if program.elapsed_s > _LONGEST_S or not program.is_running:
            raise TimeoutError(f"no picture after {program.elapsed_s:.1f} s")
        time.sleep(_POLL_S)
    picture = program.elapsed_s, program.cpu_s()
    body = screen.pixels(probe)
    sharp, stable, last = None, picture, screen.sample()
    while program.elapsed_s - stable[0] < _QUIET_S:
        time.sleep(_POLL_S)
        now = screen.sample()
        if now != last:
            stable, last = (program.elapsed_s, program.cpu_s()), now
        if sharp is None and screen.pixels(probe) != body:
            sharp = program.elapsed_s
    return Start(*picture, picture[0] if sharp is None else sharp, *stable)


def measure_rest(program: StartedProgram, seconds: float) -> Rest:
    """Count the wake-ups for some seconds; call it when what follows a start is over."""
    before = program.wakeups()
    time.sleep(seconds)
    return Rest(program.pss_mb(), (program.wakeups() - before) / seconds)
