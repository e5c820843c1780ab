"""Measures the speed of the program: `python tests/bench/bench.py` writes docs/performance.md.

--rounds N      how often each program is started (9)
--rest SECONDS  how long wake-ups are counted (10)
--print         print the table and leave the document as it is
--starts        measure only starts, memory and wake-ups
--only-inside   measure only clicks, changes and topics, inside the process, and print them
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from pathlib import Path
from statistics import median

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.qt_app import create_qt_app
from app.support.paths import shipped_atlas
from app.support.version import versions
from tests.bench.in_process import InProcessBench, p95
from tests.bench.start_rows import measure_starts
from tests.bench.table import Row, markdown, write
from tests.bench.topic_opening import TopicOpener


def print_row(name: str, result: str, target: str) -> None:
    print(f"{name:<46}{result:>26}   {target}", flush=True)


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


def growth_rows(rounds: int) -> list[Row]:
    """Clicks and starts with many regions, a PDF, and wake-ups of the attract loop."""
    if importlib.util.find_spec("tests.bench.growth") is None:
        return []
    growth = importlib.import_module("tests.bench.growth")
    return [
        Row(
            row.name,
            f"{row.goal:g} {row.unit}",
            ours=f"{row.ours:.3g} {row.unit}",
            is_met=row.ours <= row.goal,
        )
        for row in growth.measure(rounds)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--rest", type=float, default=10)
    parser.add_argument("--print", action="store_true", dest="prints")
    parser.add_argument("--starts", action="store_true")
    parser.add_argument("--only-inside", action="store_true")
    options = parser.parse_args()
    if options.only_inside:
        print(versions())
        print_row("measurement", "result", "target, at most")
        inside(shipped_atlas())
        return
    rows = measure_starts(options.rounds, options.rest)
    if not options.starts:
        rows += growth_rows(min(options.rounds, 3))
    text = markdown(rows, options.rounds)
    print(text)
    if not options.prints:
        write(text)


if __name__ == "__main__":
    main()
