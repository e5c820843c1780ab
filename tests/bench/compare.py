"""Compare the speed of this checkout with another one: `python tests/bench/compare.py FOLDER`.

Each round starts the baseline (a bare window with one plate), the other checkout and this one in
turn, so that a busy machine slows all three alike. Prints medians and their ratio to the baseline.

--rounds N   how many rounds (9)
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.first_picture import ROOT
from tests.bench.processes import screen

FIRST_PICTURE = "first picture"
ROWS = {
    "click, p95": ("release to changed pixels, p95",),
    "topic, painted, p95": ("a topic opens, first, p95",),
    "topic, complete, p95": ("until it is complete, p95", "until all of it is there, p95"),
}
"""Rows of the report, and what `bench.py --only-inside` prints, also in older checkouts."""
# Runs in the other checkout, so that its own bench starts its own program. In older checkouts
# `measure_process` is called `live`.
_MEASURE = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, os.getcwd())
from tests.bench import processes
measure = getattr(processes, "measure_process", None) or processes.live
print(measure(sys.argv[1], Path(sys.argv[2]), 0, json.loads(os.environ["BENCH"])).first_picture)
"""


def first_picture(checkout: Path, kind: str, path: Path, environment: dict[str, str]) -> float:
    """Seconds from the start of a process until its first picture is on the screen."""
    run = subprocess.run(
        [sys.executable, "-c", _MEASURE, kind, str(path)],
        cwd=checkout,
        env=os.environ | {"BENCH": json.dumps(environment)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(run.stdout)


def inside(checkout: Path) -> dict[str, float]:
    """Milliseconds for a click and for opening a topic, as printed by `bench.py` of a checkout."""
    run = subprocess.run(
        [sys.executable, "tests/bench/bench.py", "--only-inside"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = {}
    for name, texts in ROWS.items():
        line = next(line for line in run.stdout.splitlines() if any(text in line for text in texts))
        number = re.search(r"p95 +([\d.]+) ms", line)
        assert number is not None, line
        found[name] = float(number[1])
    return found


def sealed_copy(checkout: Path, folder: Path) -> Path:
    """Copy the atlas of a checkout with its list of known hashes, so that nothing edits it."""
    assets = checkout / "assets" / "atlases"
    shutil.copytree(assets / "back", folder / "back")
    shutil.copy(assets / "known-good.json", folder)
    return folder / "back"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    checkouts = {"before": options.other.resolve(), "after": ROOT}
    times: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as temporary, screen() as (_, environment):
        folder = Path(temporary)
        environment["BACK_ATLAS_HOME"] = str(folder / "home")
        atlases = {name: sealed_copy(path, folder / name) for name, path in checkouts.items()}
        plate = sorted((atlases["after"] / "plates").glob("*-back.webp"))[0]
        for number in range(options.rounds + 1):  # the first round only warms up
            seconds = first_picture(ROOT, "baseline", plate, environment)
            found = {("baseline", FIRST_PICTURE): seconds}
            for name, path in checkouts.items():
                found[name, FIRST_PICTURE] = first_picture(path, "app", atlases[name], environment)
                found |= {(name, row): time for row, time in inside(path).items()}
            for key, time in found.items() if number else ():
                times.setdefault(key, []).append(time)
    report(times)


def report(times: dict[tuple[str, str], list[float]]) -> None:
    baseline = statistics.median(times["baseline", FIRST_PICTURE])
    count = len(times["baseline", FIRST_PICTURE])
    print(f"baseline: {baseline:.3f} s to its first picture, median of {count}")
    for row in (FIRST_PICTURE, *ROWS):
        unit, scale = ("s", 1.0) if row == FIRST_PICTURE else ("ms", 1000.0)
        before, after = (statistics.median(times[name, row]) for name in ("before", "after"))
        print(
            f"{row:<22} before {before:8.3f} {unit} ({before / scale / baseline:.4f} x baseline)"
            f"   after {after:8.3f} {unit} ({after / scale / baseline:.4f} x baseline)"
            f"   after/before {after / before:.3f}"
        )


if __name__ == "__main__":
    main()
