"""Times drawing and stepping over 2,000 strokes of 500 points, with both windows open.

    python tests/bench/presentation.py [--strokes 2000] [--points 500] [--raw]

--raw keeps every point of the strokes; else they are thinned, as those that are drawn by hand are.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import sys
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.atlas.loader import open_trusted
from app.desktop.presentation_mode import PresentationMode
from app.present.annotation.tool_handler import ToolKind, ToolState
from app.present.audience.controller import ORDINARY_WINDOW
from app.session.marks import Mark, MarkRole, MarkTool, thin_mark
from app.session.state import Showing
from app.support.paths import shipped_atlas
from tests.visitor import Visitor, workspace_for


def stroke(number: int, points: int) -> Mark:
    """A line as a hand draws it: smooth, with a little tremor."""
    chance = random.Random(number)
    x, y = chance.uniform(0.2, 0.8), chance.uniform(0.3, 1.1)
    turn, speed = chance.uniform(0, 6.28), chance.uniform(-0.02, 0.02)
    line = []
    for _ in range(points):
        turn += speed + chance.gauss(0, 0.03)
        x, y = x + 0.0006 * math.cos(turn), y + 0.0006 * math.sin(turn)
        line.append((x + chance.gauss(0, 0.0002), y + chance.gauss(0, 0.0002)))
    return Mark(MarkTool.PEN, list(MarkRole)[number % 4], tuple(line))


def print_percentiles(name: str, times: list[float]) -> None:
    """Prints the middle, the 95th of 100 and the slowest, in milliseconds."""
    times = sorted(time * 1000 for time in times)
    p95 = times[math.ceil(len(times) * 0.95) - 1]
    middle = statistics.median(times)
    print(
        f"{name:46} p50 {middle:6.1f}  p95 {p95:6.1f}  slowest {times[-1]:6.1f} ms  ({len(times)})"
    )


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--strokes", type=int, default=2000)
    words.add_argument("--points", type=int, default=500)
    words.add_argument("--raw", action="store_true")
    asked = words.parse_args()
    app = QApplication([])
    workspace = workspace_for(Showing())
    workspace.resize(1280, 800)
    workspace.show()
    visitor = Visitor(workspace)
    visitor.settle()
    presenting = PresentationMode(workspace, open_trusted(shipped_atlas()), None)
    presenting.start()
    desk = presenting.controller
    desk.audience_controller.show_on(ORDINARY_WINDOW)
    window = desk.audience_controller.window
    window.resize(1920, 1080)
    visitor.settle()
    strokes = [stroke(number, asked.points) for number in range(asked.strokes)]
    if not asked.raw:
        strokes = [thin_mark(mark) for mark in strokes]
    kept = sum(len(mark.points) for mark in strokes) / max(len(strokes), 1)
    print(f"{len(strokes)} strokes of {asked.points} points, {kept:.0f} kept of each")
    for mark in strokes:
        desk.annotations.marking.add(mark)
    began = perf_counter()
    settle_marks(app, workspace, window)
    print(f"all of them painted in both windows after {perf_counter() - began:.2f} s")
    moving(app, workspace, desk, window)
    undoing(app, workspace, desk, window)
    stepping(app, workspace, desk, window)


def settle_marks(app: QApplication, workspace, window) -> None:
    """Lets both windows paint until their marks are whole."""
    layers = workspace.canvas.scene_builder, window.panes[0].figure._composer
    app.processEvents()
    while not all(layer.is_whole for layer in layers):
        app.processEvents()


def send(canvas, kind, at: QPointF) -> None:
    buttons = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        canvas, QMouseEvent(kind, at, canvas.mapToGlobal(at), buttons, buttons, none)
    )


def moving(app, workspace, desk, window) -> None:
    """One more stroke of 500 moves; each is handled, then both windows paint."""
    desk.easel.take(ToolState(ToolKind.PEN))
    canvas, kinds = workspace.canvas, QMouseEvent.Type
    handled, painted = [], []
    send(canvas, kinds.MouseButtonPress, QPointF(200, 300))
    app.processEvents()
    for number in range(500):
        at = QPointF(200 + number * 0.5, 300 + 60 * math.sin(number / 30))
        began = perf_counter()
        send(canvas, kinds.MouseMove, at)
        handled.append(perf_counter() - began)
        began = perf_counter()
        app.processEvents()
        painted.append(perf_counter() - began)
    send(canvas, kinds.MouseButtonRelease, QPointF(450, 300))
    print_percentiles("a move event, handled", handled)
    print_percentiles("both windows painted after it (wanted 16)", painted)
    both = [one + other for one, other in zip(handled, painted, strict=True)]
    print_percentiles("both together (wanted 8)", both)
    settle_marks(app, workspace, window)
    times = []
    for _ in range(30):
        canvas.update()
        window.panes[0].figure.update()
        began = perf_counter()
        app.processEvents()
        times.append(perf_counter() - began)
    print_percentiles("both windows painted whole (wanted 16)", times)


def undoing(app, workspace, desk, window) -> None:
    whole, first = [], []
    for _ in range(20):
        began = perf_counter()
        desk.easel.marking.undo()
        app.processEvents()
        first.append(perf_counter() - began)
        settle_marks(app, workspace, window)
        whole.append(perf_counter() - began)
    print_percentiles("undo: until the window answers again", first)
    print_percentiles("undo: until both pictures are whole", whole)


def stepping(app, workspace, desk, window) -> None:
    """Every step of every sequence; each is looked at for a second before the next is asked for."""
    watch = PaintClock((workspace.canvas, window.panes[0].figure))
    for sequence in desk._atlas.sequences("en"):
        desk.stepping.load(sequence)
        shown, times, whole = [], [], []
        for _ in sequence.steps:
            look_at(app, workspace, window)
            watch.painted.clear()
            began = perf_counter()
            desk.stepping.go(1)
            app.processEvents()
            times.append(perf_counter() - began)
            shown.append(max(watch.painted.values(), default=began) - began)
            settle_marks(app, workspace, window)
            whole.append(perf_counter() - began)
        print_percentiles(f"a step of {sequence.title[:18]}: painted (wanted 50)", shown)
        print_percentiles("   until the window answers again", times)
        print_percentiles("   until all of it is painted", whole)


class PaintClock(QObject):
    """Notes when each of some widgets was painted first since the notes were cleared."""

    def __init__(self, widgets) -> None:
        super().__init__()
        self.painted: dict[int, float] = {}
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted.setdefault(id(watched), perf_counter())
        return False


def look_at(app, workspace, window, seconds: float = 1.0) -> None:
    """What a person does with a step, and what the program does meanwhile."""
    settle_marks(app, workspace, window)
    end = perf_counter() + seconds
    while perf_counter() < end:
        app.processEvents()


if __name__ == "__main__":
    main()
