"""Measures the speed of the program: `python tests/bench/bench.py` prints a table.

--rounds N      how often each process is started (5)
--rest SECONDS  how long wake-ups are counted (10)
--only-inside   start no other processes and make no large atlases
--atlas FOLDER  a valid atlas to use instead of the shipped one
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from statistics import median

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.qt_app import create_qt_app
from app.support.paths import shipped_atlas
from app.support.version import versions
from tests.atlas.synthetic import write_manifest
from tests.bench.in_process import InProcessBench, measure_large_atlas, p95
from tests.bench.processes import ProcessStats, measure_process, screen
from tests.bench.topic_opening import TopicOpener


def print_row(name: str, result: str, target: str) -> None:
    print(f"{name:<46}{result:>26}   {target}", flush=True)


def outside(atlas: Path, rounds: int, rest: float) -> None:
    """Measure the baseline and the program in turn, so that a busy machine slows both."""
    plate = sorted((atlas / "plates").glob("*-back.webp"))[0]
    with screen() as (name, environment):
        environment["BACK_ATLAS_HOME"] = str(atlas.parent / "home")
        environment["PYTHONPYCACHEPREFIX"] = str(atlas.parent / "compiled")
        print(f"on {name}, median of {rounds} starts each")
        kinds = {"baseline": plate, "app": atlas}
        for kind, path in kinds.items():
            measure_process(kind, path, 0, environment)
        starts: dict[str, list[ProcessStats]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind, path in kinds.items():
                starts[kind].append(measure_process(kind, path, 0, environment))
        idle = {
            kind: measure_process(kind, path, rest, environment) for kind, path in kinds.items()
        }
    first = {kind: statistics.median(one.first_picture for one in starts[kind]) for kind in kinds}
    baseline, app = idle["baseline"], idle["app"]
    ratio = first["app"] / first["baseline"]
    print_row(
        "first picture",
        f"{first['app']:.2f} s / {first['baseline']:.2f} s = {ratio:.2f} x",
        "1.25 x",
    )
    ratio = app.pss_mb / baseline.pss_mb
    print_row(
        "memory (PSS)", f"{app.pss_mb:.0f} / {baseline.pss_mb:.0f} MB = {ratio:.2f} x", "1.6 x"
    )
    print_row(
        f"wake-ups in {rest:.0f} s when idle", f"{app.wakeups} (baseline {baseline.wakeups})", "0"
    )


def inside(atlas: Path) -> None:
    app, _messages = create_qt_app()
    bench = InProcessBench(app, open_atlas(atlas))
    print_row("release to changed pixels, p95", f"{p95(bench.releases()):.1f} ms", "16 ms")
    print_row("hit test, p95", f"{p95(bench.hit_tests()):.4f} ms", "0.2 ms")
    print_row("layout of the labels, p95", f"{p95(bench.label_layouts()):.2f} ms", "3 ms")
    for name, times in bench.changes().items():
        print_row(f"change of {name}, cached, p95", f"{p95(times):.1f} ms", "50 ms")
    topic_openings(TopicOpener(app, bench.window.workspace))


def topic_openings(tabs: TopicOpener) -> None:
    """Open every tab of every region, and name the slowest."""
    ways = (
        ("right after another", {"rests": False}, "25 ms"),
        ("after a rest", {"rests": True}, "25 ms"),
        ("again", {"rests": False, "again": True}, "16 ms"),
    )
    for name, way, target in ways:
        times = tabs.openings(**way)
        worst = max(times, key=lambda one: one.complete)
        painted, complete = [t.painted for t in times], [t.complete for t in times]
        print_row(f"first words, {name}, median", f"{median(painted):.1f} ms", target)
        print_row("  p95", f"{p95(painted):.1f} ms", target)
        print_row("until all of it is there, median", f"{median(complete):.1f} ms", "50 ms")
        print_row("  p95", f"{p95(complete):.1f} ms", "50 ms")
        slowest = f"{worst.complete:.1f} ms ({worst.region}, {worst.topic})"
        print_row("  the slowest", slowest, "50 ms")
    print_row("widgets of the panel after all tabs", str(tabs.widget_count), "500")
    print_row("memory (PSS) added by all tabs", f"{tabs.memory_growth_mb:.1f} MB", "5 MB")


def large_atlases(folder: Path) -> None:
    for regions, seconds in ((1_000, "0.5 s"), (10_000, "5 s")):
        found = measure_large_atlas(folder / str(regions), regions)
        print_row(f"reading an atlas of {regions} regions", f"{found.read_s:.2f} s", seconds)
        print_row("  checking it, with its plates", f"{found.check_s:.2f} s", "")
        print_row("  hit test, p95", f"{found.hit_test_ms:.4f} ms", "1 ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rest", type=float, default=10)
    parser.add_argument("--only-inside", action="store_true")
    parser.add_argument("--atlas", type=Path, default=shipped_atlas())
    options = parser.parse_args()
    print(versions())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        atlas = Path(shutil.copytree(options.atlas, folder / "atlas"))
        (folder / "known-good.json").write_text(json.dumps(write_manifest(atlas)))
        print_row("measurement", "result", "target, at most")
        if options.only_inside:
            inside(atlas)
            return
        outside(atlas, options.rounds, options.rest)
        inside(atlas)
        large_atlases(folder)


if __name__ == "__main__":
    main()
