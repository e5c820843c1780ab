"""Measures drawing and stepping with 2,000 strokes of 500 points, with both windows open.

    python tests/bench/presentation.py [--strokes 2000] [--points 500] [--raw]

--raw keeps every point of the strokes; otherwise they are thinned, as strokes drawn by hand are.
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
    """A line as drawn by hand: smooth, with a slight tremor."""
    generator = random.Random(number)
    x, y = generator.uniform(0.2, 0.8), generator.uniform(0.3, 1.1)
    angle, speed = generator.uniform(0, 6.28), generator.uniform(-0.02, 0.02)
    line = []
    for _ in range(points):
        angle += speed + generator.gauss(0, 0.03)
        x, y = x + 0.0006 * math.cos(angle), y + 0.0006 * math.sin(angle)
        line.append((x + generator.gauss(0, 0.0002), y + generator.gauss(0, 0.0002)))
    return Mark(MarkTool.PEN, list(MarkRole)[number % 4], tuple(line))


def print_percentiles(name: str, times: list[float]) -> None:
    """Print the median, the 95th percentile and the slowest, in milliseconds."""
    times = sorted(time * 1000 for time in times)
    p95 = times[math.ceil(len(times) * 0.95) - 1]
    median = statistics.median(times)
    print(
        f"{name:46} p50 {median:6.1f}  p95 {p95:6.1f}  slowest {times[-1]:6.1f} ms  ({len(times)})"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--strokes", type=int, default=2000)
    parser.add_argument("--points", type=int, default=500)
    parser.add_argument("--raw", action="store_true")
    options = parser.parse_args()
    app = QApplication([])
    workspace = workspace_for(Showing())
    workspace.resize(1280, 800)
    workspace.show()
    visitor = Visitor(workspace)
    visitor.settle()
    presenting = PresentationMode(workspace, open_trusted(shipped_atlas()), None)
    presenting.start()
    controller = presenting.controller
    controller.audience_controller.show_on(ORDINARY_WINDOW)
    window = controller.audience_controller.window
    window.resize(1920, 1080)
    visitor.settle()
    strokes = [stroke(number, options.points) for number in range(options.strokes)]
    if not options.raw:
        strokes = [thin_mark(mark) for mark in strokes]
    kept = sum(len(mark.points) for mark in strokes) / max(len(strokes), 1)
    print(f"{len(strokes)} strokes of {options.points} points, {kept:.0f} kept of each")
    for mark in strokes:
        controller.annotations.marking.add(mark)
    start = perf_counter()
    settle_marks(app, workspace, window)
    print(f"all of them painted in both windows after {perf_counter() - start:.2f} s")
    measure_moves(app, workspace, controller, window)
    measure_undo(app, workspace, controller, window)
    measure_steps(app, workspace, controller, window)


def settle_marks(app: QApplication, workspace, window) -> None:
    """Let both windows paint until all their marks are painted."""
    figures = workspace.canvas.scene_builder, window.panes[0].figure
    app.processEvents()
    while not all(figure.is_complete for figure in figures):
        app.processEvents()


def send(canvas, kind, at: QPointF) -> None:
    buttons = Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(
        canvas, QMouseEvent(kind, at, canvas.mapToGlobal(at), buttons, buttons, none)
    )


def measure_moves(app, workspace, controller, window) -> None:
    """Draw one more stroke with 500 moves, and let both windows paint after each."""
    controller.annotations.select_tool(ToolState(ToolKind.PEN))
    canvas, kinds = workspace.canvas, QMouseEvent.Type
    handled, painted = [], []
    send(canvas, kinds.MouseButtonPress, QPointF(200, 300))
    app.processEvents()
    for number in range(500):
        at = QPointF(200 + number * 0.5, 300 + 60 * math.sin(number / 30))
        start = perf_counter()
        send(canvas, kinds.MouseMove, at)
        handled.append(perf_counter() - start)
        start = perf_counter()
        app.processEvents()
        painted.append(perf_counter() - start)
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
        start = perf_counter()
        app.processEvents()
        times.append(perf_counter() - start)
    print_percentiles("both windows repainted completely (wanted 16)", times)


def measure_undo(app, workspace, controller, window) -> None:
    complete, first = [], []
    for _ in range(20):
        start = perf_counter()
        controller.annotations.marking.undo()
        app.processEvents()
        first.append(perf_counter() - start)
        settle_marks(app, workspace, window)
        complete.append(perf_counter() - start)
    print_percentiles("undo: until the window responds again", first)
    print_percentiles("undo: until both pictures are complete", complete)


def measure_steps(app, workspace, controller, window) -> None:
    """Show every step of every sequence, each for a second before the next."""
    clock = PaintClock((workspace.canvas, window.panes[0].figure))
    for sequence in workspace.canvas.scene_builder.atlas.sequences("en"):
        controller.step_player.load(sequence)
        shown, times, complete = [], [], []
        for _ in sequence.steps:
            wait_while_looking(app, workspace, window)
            clock.painted.clear()
            start = perf_counter()
            controller.step_player.show_next()
            app.processEvents()
            times.append(perf_counter() - start)
            shown.append(max(clock.painted.values(), default=start) - start)
            settle_marks(app, workspace, window)
            complete.append(perf_counter() - start)
        print_percentiles(f"a step of {sequence.title[:18]}: painted (wanted 50)", shown)
        print_percentiles("   until the window responds again", times)
        print_percentiles("   until all of it is painted", complete)


class PaintClock(QObject):
    """Notes when each widget was first painted since `painted` was cleared."""

    def __init__(self, widgets) -> None:
        super().__init__()
        self.painted: dict[int, float] = {}
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted.setdefault(id(watched), perf_counter())
        return False


def wait_while_looking(app, workspace, window, seconds: float = 1.0) -> None:
    """Wait as a person who looks at a step, while the program works in the background."""
    settle_marks(app, workspace, window)
    end = perf_counter() + seconds
    while perf_counter() < end:
        app.processEvents()


if __name__ == "__main__":
    main()
