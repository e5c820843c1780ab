"""How the costs grow: a click and the start with many regions, a PDF, wake-ups of the attract loop.

    python -m tests.bench.growth [REPEATS]

Each measurement runs in a process of its own, REPEATS times (3); the median is shown. Times are
those of the processor, because the machine may be busy with something else.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench.first_picture import ROOT

CLICK_GOALS_MS = {1_000: 30.0, 10_000: 100.0}
READY_GOAL_S, PDF_GOAL_S, WAKEUP_GOAL = 3.0, 0.8, 5.0
_ATTRACT_S, _SETTLED_S = 20.0, 12.0


class GoalRow(NamedTuple):
    """A goal with what was measured; less is better."""

    name: str
    goal: float
    ours: float
    unit: str


def measure(repeats: int = 3) -> list[GoalRow]:
    """Measure everything; it takes some two minutes."""
    rows = []
    with tempfile.TemporaryDirectory() as name:
        for regions, goal in CLICK_GOALS_MS.items():
            runs = [_measured("window", name, str(regions)) for _ in range(repeats)]
            click = statistics.median(run["click_ms"] for run in runs)
            ready = statistics.median(run["ready_s"] for run in runs)
            rows.append(GoalRow(f"click at {regions:,} regions", goal, click, "ms"))
            rows.append(GoalRow(f"ready at {regions:,} regions", READY_GOAL_S, ready, "s"))
    runs = [_measured("pdf") for _ in range(repeats)]
    pdf = statistics.median(run["pdf_s"] for run in runs)
    rows.append(GoalRow("PDF of three regions", PDF_GOAL_S, pdf, "s"))
    rows.append(GoalRow("wake-ups in the attract loop", WAKEUP_GOAL, attract_wakeups(), "/s"))
    return rows


def _measured(what: str, *arguments: str) -> dict[str, float]:
    """The result of one measurement in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.growth", f"--only={what}", *arguments]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    output = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    found: dict[str, float] = json.loads(output.splitlines()[-1])
    return found


def measure_window(parent: Path, regions: int) -> dict[str, float]:
    """Seconds until a window is ready, from reading the atlas on, and milliseconds for a click."""
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from app.atlas.loader import open_trusted
    from app.bootstrap.options import Options
    from app.bootstrap.qt_app import create_qt_app
    from app.desktop.application import build_window
    from app.session.settings import Settings

    folder, hashes = _large_atlas(parent, regions)
    app, _messages = create_qt_app()
    start = time.process_time()
    atlas = open_trusted(folder, hashes)
    window = build_window(atlas, Options(), Settings(), save=_discard, motion_ms=0)
    window.resize(1280, 800)
    window.show()
    workspace = window.workspace

    def finish() -> None:
        while not workspace.is_ready:
            app.processEvents()
        for _ in range(4):
            app.processEvents()

    finish()
    ready = time.process_time() - start
    canvas, times = workspace.canvas, []
    anchors = list(canvas.scene_builder.outline_index(workspace.session.showing).anchors.items())
    for place, anchor in anchors[:: len(anchors) // 23]:
        # the first click can make room for the words, and so move the figure
        at = QPoint(*map(round, canvas.plate_rect.to_pixels(anchor)))
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at)
        finish()
        start = time.process_time()
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at)
        finish()
        if workspace.session.showing.place == place:
            times.append((time.process_time() - start) * 1000)
    return {"ready_s": ready, "click_ms": statistics.median(times[1:])}


def _large_atlas(parent: Path, regions: int) -> tuple[Path, dict[str, str]]:
    """Write an atlas of many regions, or use the one that was written before."""
    from tests.atlas.synthetic import make_atlas, write_manifest

    folder, hashes = parent / str(regions), parent / f"{regions}.json"
    if not hashes.exists():
        make_atlas(folder, regions)
        hashes.write_text(json.dumps(write_manifest(folder)), "utf-8")
    found: dict[str, str] = json.loads(hashes.read_text("utf-8"))
    return folder, found


def _discard(_settings: object) -> None:
    """Write no settings."""


def measure_pdf() -> dict[str, float]:
    """Seconds to make a PDF of three regions, with the import of what only a PDF needs."""
    from dataclasses import replace

    from app.atlas.loader import open_trusted
    from app.body.regions import Place
    from app.handout.make import RenderSettings, make_handout, request_from_state
    from app.session.state import Showing
    from app.support.paths import assets, shipped_atlas

    atlas, showing = open_trusted(shipped_atlas()), Showing()
    places = tuple(Place(region) for region in atlas.regions[:3])
    request = replace(request_from_state(atlas, showing), places=places)
    start = time.process_time()
    settings = RenderSettings.from_assets(assets(), showing.skin, "a4", large=False)
    make_handout(atlas, request, ".pdf", settings)
    return {"pdf_s": time.process_time() - start}


def attract_wakeups(seconds: float = _ATTRACT_S) -> float:
    """Wake-ups a second of a kiosk in the attract loop, at rest under Xvfb."""
    from app.kiosk.access.pin_store import PinStore
    from tests.bench.kiosk_idle_cost import measure as measure_idle
    from tests.bench.kiosk_idle_cost import virtual_display

    with tempfile.TemporaryDirectory() as home, virtual_display() as (server, display):
        PinStore(Path(home) / "kiosk-pins.json").set_pin("Anna", "482913")
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        environment |= {"BACK_ATLAS_HOME": home, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        kiosk = subprocess.Popen(
            [sys.executable, "main.py", "kiosk", "--alone"], cwd=ROOT, env=environment
        )
        try:
            time.sleep(_SETTLED_S)
            return measure_idle(kiosk.pid, server, seconds).wakeups
        finally:
            kiosk.send_signal(signal.SIGTERM)
            kiosk.wait(20)


def table(rows: list[GoalRow]) -> Iterator[str]:
    """The rows as lines of text."""
    yield f"{'measurement':<34}{'ours':>10}{'goal, at most':>16}  unit"
    for row in rows:
        mark = "" if row.ours <= row.goal else "  MISSED"
        yield f"{row.name:<34}{row.ours:>10.2f}{row.goal:>16.2f}  {row.unit}{mark}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["window", "pdf"])
    parser.add_argument("arguments", nargs="*")
    options = parser.parse_args()
    if options.only == "window":
        folder, regions = options.arguments
        print(json.dumps(measure_window(Path(folder), int(regions))))
    elif options.only == "pdf":
        print(json.dumps(measure_pdf()))
    else:
        load = os.getloadavg()[0]
        print("\n".join(table(measure(*map(int, options.arguments)))))
        print(f"load of the machine: {load:.1f} before, {os.getloadavg()[0]:.1f} after")


if __name__ == "__main__":
    main()
