"""The goals of the start and of the program at rest, measured against the floor and Chromium."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from app.session.settings import Settings, write_settings
from app.support.paths import Paths
from tests.bench import chromium
from tests.bench.display import Box, Screen, display, set_niceness
from tests.bench.starts import Rest, Start, StartedProgram, measure_rest, measure_start
from tests.bench.table import Row, spread

ROOT = Path(__file__).resolve().parents[2]
PLATE = ROOT / "assets" / "atlases" / "back" / "plates" / "woman-average-back.webp"
FLOOR, CHROMIUM, OURS = "floor", "Chromium", "ours"
_SETTLED_S = 6.0
"""Then what is read ahead is there, and the memory has been trimmed."""
_PAUSE_S = 0.3
_PROBE = 48


def measure_starts(rounds: int, rest_s: float) -> list[Row]:
    """Start floor, Chromium and program in turn, so that a busy machine slows all alike."""
    set_niceness(0, -15)
    with tempfile.TemporaryDirectory() as name, display() as (screen, environment):
        folder = Path(name)
        home = folder / "home"
        environment["BACK_ATLAS_HOME"] = str(home)
        # With settings it is not the very first start, which lights each region for two seconds.
        write_settings(Paths.under(home).settings, Settings())
        commands, probe = _commands(folder)
        starts: dict[str, list[Start]] = {kind: [] for kind in commands}
        for number in range(rounds + 1):  # the first round warms up
            kinds = list(commands) if number % 2 else list(reversed(commands))
            for kind in kinds:
                found = _start(commands[kind], environment, screen, probe)
                starts[kind] += [found] if number else []
        rests = {kind: _rest(command, environment, rest_s) for kind, command in commands.items()}
    return [*start_rows(starts), *rest_rows(rests)]


def _commands(folder: Path) -> tuple[dict[str, list[str]], Box]:
    """What is started, and a box on the body that all of them show."""
    page, rect = chromium.write_page(folder)
    found = {FLOOR: [sys.executable, str(ROOT / "tests/bench/baseline.py"), str(PLATE)]}
    browser = chromium.command(page, folder / "profile")
    if browser is None:
        print(chromium.NEEDED)
    else:
        found[CHROMIUM] = browser
    found[OURS] = [sys.executable, str(ROOT / "main.py")]
    left, top, width, height = rect
    x, y = round(left + width * 0.46), round(top + height / 2)
    return found, Box(x, y, _PROBE, _PROBE)


def _start(
    command: Sequence[str], environment: dict[str, str], screen: Screen, probe: Box
) -> Start:
    with StartedProgram(command, environment, ROOT) as program:
        found = measure_start(program, screen, probe)
    time.sleep(_PAUSE_S)
    return found


def _rest(command: Sequence[str], environment: dict[str, str], seconds: float) -> Rest:
    with StartedProgram(command, environment, ROOT) as program:
        time.sleep(_SETTLED_S)
        return measure_rest(program, seconds)


def start_rows(starts: dict[str, list[Start]]) -> list[Row]:
    """The rows of the starts; without Chromium those that need it have no ratio."""
    times = {
        field: {kind: [getattr(one, field) for one in found] for kind, found in starts.items()}
        for field in Start._fields
    }
    ours = starts[OURS]
    after = [one.sharp_s - one.picture_s for one in ours]
    return [
        _compared("first picture", times["picture_s"], FLOOR, 1.0),
        _compared("first picture, processor time", times["picture_cpu_s"], FLOOR, 1.0),
        Row(
            "sharp picture after the first",
            "150 ms",
            ours=_ms(after),
            spread=spread(after),
            is_met=statistics.median(after) <= 0.150,
        ),
        _compared("nothing changes any more", times["stable_s"], CHROMIUM, 0.7),
        _compared("the same, processor time", times["stable_cpu_s"], CHROMIUM, None),
    ]


def _compared(name: str, times: dict[str, list[float]], other: str, goal: float | None) -> Row:
    medians = {kind: statistics.median(found) for kind, found in times.items()}
    ratio = medians[OURS] / medians[other] if other in medians else None
    return Row(
        name,
        "" if goal is None else f"{goal} x {other}",
        floor=_ms(times[FLOOR]),
        chromium=_ms(times[CHROMIUM]) if CHROMIUM in times else "",
        ours=_ms(times[OURS]),
        ratio=ratio,
        spread=spread(times[OURS]),
        is_met=None if goal is None or ratio is None else ratio <= goal,
    )


def _ms(times: Sequence[float]) -> str:
    return f"{statistics.median(times) * 1000:.0f} ms"


def rest_rows(rests: dict[str, Rest]) -> list[Row]:
    """Memory and wake-ups at rest."""
    memory = {kind: f"{one.pss_mb:.0f} MB" for kind, one in rests.items()}
    wakeups = {kind: f"{one.wakeups_per_s:.1f} /s" for kind, one in rests.items()}
    ratio = rests[OURS].pss_mb / rests[FLOOR].pss_mb
    return [
        Row(
            "memory at rest (PSS)",
            f"1.35 x {FLOOR}",
            memory[FLOOR],
            memory.get(CHROMIUM, ""),
            memory[OURS],
            ratio,
            is_met=ratio <= 1.35,
        ),
        Row(
            "wake-ups at rest",
            "0 /s",
            wakeups[FLOOR],
            wakeups.get(CHROMIUM, ""),
            wakeups[OURS],
            is_met=rests[OURS].wakeups_per_s < 0.5,
        ),
    ]
