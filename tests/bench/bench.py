"""How fast is it? Run by hand: `python tests/bench/bench.py`; prints a table and asserts nothing.

--rounds N      how often each process is started (5)
--rest SECONDS  how long wake-ups are counted (10)
--only-inside   without processes of its own, and without large atlases
--atlas FOLDER  another good atlas than the one that ships
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

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.qt_app import create_qt_app
from app.support.paths import shipped_atlas
from app.support.version import versions
from tests.atlas.synthetic import write_manifest
from tests.bench.in_process import InProcessBench, p95, synthetic
from tests.bench.processes import ProcessStats, measure_process, screen
from tests.bench.topic_opening import TopicOpener


def row(what: str, found: str, target: str) -> None:
    print(f"{what:<46}{found:>26}   {target}", flush=True)


def outside(atlas: Path, rounds: int, rest: float) -> None:
    """The floor and the program in turn, so that a busy machine slows both."""
    plate = sorted((atlas / "plates").glob("*-back.webp"))[0]
    with screen() as (name, environment):
        environment["BACK_ATLAS_HOME"] = str(atlas.parent / "home")
        environment["PYTHONPYCACHEPREFIX"] = str(atlas.parent / "compiled")
        print(f"on {name}, {rounds} starts each, the middle one counts")
        kinds = {"floor": plate, "app": atlas}
        for kind, what in kinds.items():
            measure_process(kind, what, 0, environment)
        starts: dict[str, list[ProcessStats]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind, what in kinds.items():
                starts[kind].append(measure_process(kind, what, 0, environment))
        lives = {
            kind: measure_process(kind, what, rest, environment) for kind, what in kinds.items()
        }
    first = {kind: statistics.median(one.first_picture for one in starts[kind]) for kind in kinds}
    floor, app = lives["floor"], lives["app"]
    ratio = first["app"] / first["floor"]
    row("first picture", f"{first['app']:.2f} s / {first['floor']:.2f} s = {ratio:.2f} x", "1.25 x")
    ratio = app.pss_mb / floor.pss_mb
    row("memory (PSS)", f"{app.pss_mb:.0f} / {floor.pss_mb:.0f} MB = {ratio:.2f} x", "1.6 x")
    row(f"wake-ups in {rest:.0f} s at rest", f"{app.wakeups} (floor {floor.wakeups})", "0")


def inside(atlas: Path) -> None:
    app, _messages = create_qt_app()
    bench = InProcessBench(app, open_atlas(atlas))
    row("release to changed pixels, p95", f"{p95(bench.releases()):.1f} ms", "16 ms")
    row("which region is at a point, p95", f"{p95(bench.questions()):.4f} ms", "0.2 ms")
    for what, times in bench.changes().items():
        row(f"change of {what}, kept, p95", f"{p95(times):.1f} ms", "50 ms")
    opening(TopicOpener(app, bench.window.workspace))


def opening(topics: TopicOpener) -> None:
    """Every topic of every region; the slowest is named."""
    for what, again, target in (("first", False, "50 ms"), ("again", True, "16 ms")):
        times = topics.openings(again=again)
        worst = max(times, key=lambda one: one.painted)
        row(f"a topic opens, {what}, p95", f"{p95([t.painted for t in times]):.1f} ms", target)
        slowest = f"{worst.painted:.1f} ms ({worst.region}, {worst.topic})"
        row("  the slowest", slowest, target)
        row("  until all of it is there, p95", f"{p95([t.whole for t in times]):.0f} ms", "")


def large(folder: Path) -> None:
    for regions, seconds in ((1_000, "0.5 s"), (10_000, "5 s")):
        found = synthetic(folder / str(regions), regions)
        row(f"an atlas of {regions} regions is read", f"{found.read:.2f} s", seconds)
        row("  it is checked, plates and all", f"{found.checked:.2f} s", "")
        row("  which region is at a point, p95", f"{found.answer:.4f} ms", "1 ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rest", type=float, default=10)
    parser.add_argument("--only-inside", action="store_true")
    parser.add_argument("--atlas", type=Path, default=shipped_atlas())
    asked = parser.parse_args()
    print(versions())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        atlas = Path(shutil.copytree(asked.atlas, folder / "atlas"))
        (folder / "known-good.json").write_text(json.dumps(write_manifest(atlas)))
        row("what", "found", "to be at most")
        if asked.only_inside:
            inside(atlas)
            return
        outside(atlas, asked.rounds, asked.rest)
        inside(atlas)
        large(folder)


if __name__ == "__main__":
    main()
