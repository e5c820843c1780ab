"""Compare the speed of this checkout with another one: `python tests/bench/compare.py FOLDER`.

Each round starts the floor (a bare window with one plate), the other checkout and this one in
turn, so that a busy machine slows all three alike. Prints medians and their ratio to the floor.

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
# What `bench.py --only-inside` prints, and the short name of the row.
ROWS = {
    "release to changed pixels, p95": "click, p95",
    "a topic opens, first, p95": "topic, painted, p95",
    "until all of it is there, p95": "topic, whole, p95",
}
# Runs in the other checkout, so that its own probe starts its own program.
_START = """
import json, os, sys
from pathlib import Path
sys.path.insert(0, os.getcwd())
from tests.bench.processes import live
print(live(sys.argv[1], Path(sys.argv[2]), 0, json.loads(os.environ["BENCH"])).first_picture)
"""


def first_picture(checkout: Path, kind: str, what: Path, environment: dict[str, str]) -> float:
    """Seconds from the start of a process until its first picture is on the screen."""
    run = subprocess.run(
        [sys.executable, "-c", _START, kind, str(what)],
        cwd=checkout,
        env=os.environ | {"BENCH": json.dumps(environment)},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(run.stdout)


def inside(checkout: Path) -> dict[str, float]:
    """Milliseconds for a click and for opening a topic, as `bench.py` of that checkout says."""
    run = subprocess.run(
        [sys.executable, "tests/bench/bench.py", "--only-inside"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = {}
    for words, name in ROWS.items():
        line = next(line for line in run.stdout.splitlines() if words in line)
        number = re.search(r"([\d.]+) ms", line.replace(words, ""))
        assert number is not None, line
        found.setdefault(name, float(number[1]))
    return found


def sealed_copy(checkout: Path, folder: Path) -> Path:
    """Copy the atlas of a checkout, with its list of known hashes, to where nothing is edited."""
    assets = checkout / "assets" / "atlases"
    shutil.copytree(assets / "back", folder / "back")
    shutil.copy(assets / "known-good.json", folder)
    return folder / "back"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    checkouts = {"before": asked.other.resolve(), "after": ROOT}
    times: dict[tuple[str, str], list[float]] = {}
    with tempfile.TemporaryDirectory() as name, screen() as (_, environment):
        folder = Path(name)
        environment["BACK_ATLAS_HOME"] = str(folder / "home")
        atlases = {who: sealed_copy(path, folder / who) for who, path in checkouts.items()}
        plate = sorted((atlases["after"] / "plates").glob("*-back.webp"))[0]
        for turn in range(asked.rounds + 1):  # the first one only warms up
            found = {("floor", FIRST_PICTURE): first_picture(ROOT, "floor", plate, environment)}
            for who, path in checkouts.items():
                found[who, FIRST_PICTURE] = first_picture(path, "app", atlases[who], environment)
                found |= {(who, row): time for row, time in inside(path).items()}
            for key, time in found.items() if turn else ():
                times.setdefault(key, []).append(time)
    report(times)


def report(times: dict[tuple[str, str], list[float]]) -> None:
    floor = statistics.median(times["floor", FIRST_PICTURE])
    print(
        f"floor: {floor:.3f} s to its first picture, median of {len(times['floor', FIRST_PICTURE])}"
    )
    for row in (FIRST_PICTURE, *ROWS.values()):
        unit, scale = ("s", 1.0) if row == FIRST_PICTURE else ("ms", 1000.0)
        before, after = (statistics.median(times[who, row]) for who in ("before", "after"))
        print(
            f"{row:<22} before {before:8.3f} {unit} ({before / scale / floor:.4f} x floor)"
            f"   after {after:8.3f} {unit} ({after / scale / floor:.4f} x floor)"
            f"   after/before {after / before:.3f}"
        )


if __name__ == "__main__":
    main()
