"""Times measured inside the process: a click, a hit test, a change of view, figure or skin tone."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.atlas.loader import Atlas
from app.body.hit_test import OutlineIndex
from app.body.regions import SkinId
from app.bootstrap.options import Options
from app.canvas import canvas
from app.canvas.figure_layout import FigureViewport
from app.desktop.application import build_window
from app.desktop.window import DesktopWindow
from app.painting.figure import paint_figure
from app.painting.scene import FigureScene
from app.session.actions import SetFigure, SetSkin, SetView
from app.session.settings import Settings


def milliseconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000


def p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _discard(_settings: Settings) -> None:
    """Write no settings."""


class InProcessBench:
    """The real window on Qt's offscreen platform."""

    def __init__(self, app: QApplication, atlas: Atlas) -> None:
        self._app, self._atlas = app, atlas
        self.window: DesktopWindow = build_window(
            atlas, Options(), Settings(), save=_discard, motion_ms=0
        )
        self.window.show()
        self.process_events()

    def process_events(self) -> None:
        """Handle all pending events, including painting."""
        self._app.sendPostedEvents()
        self._app.processEvents()

    def until_painted(self, action: Callable[[], object]) -> float:
        """Milliseconds until the figure has been repainted; the panel is painted after it."""
        painted: list[float] = []

        def paint_and_note(painter: QPainter, scene: FigureScene) -> None:
            paint_figure(painter, scene)
            painted.append(time.perf_counter())

        canvas.paint_figure = paint_and_note
        start = time.perf_counter()
        action()
        self.process_events()
        canvas.paint_figure = paint_figure
        self.process_events()
        return (painted[0] - start) * 1000 if painted else 0.0

    def releases(self, rounds: int = 12) -> list[float]:
        """Milliseconds from the release of a press on a region until its pixels have changed."""
        points, times = self._points(), []
        figure = self.window.workspace.canvas
        for _ in range(rounds):
            for point in points:
                QTest.mousePress(figure, Qt.MouseButton.LeftButton, pos=point)
                self.process_events()
                times.append(self.until_painted(lambda at=point: self._release(at)))
        return times

    def _release(self, at: QPoint) -> None:
        QTest.mouseRelease(self.window.workspace.canvas, Qt.MouseButton.LeftButton, pos=at)

    def _points(self) -> list[QPoint]:
        """A pixel in each outline, found by hit tests of the canvas."""
        canvas = self.window.workspace.canvas
        found: dict[object, QPoint] = {}
        for y in range(0, canvas.height(), 6):
            for x in range(0, canvas.width(), 6):
                place = canvas.place_at(QPoint(x, y).toPointF())
                if place is not None:
                    found.setdefault(place, QPoint(x, y))
        return list(found.values())

    def changes(self, rounds: int = 10) -> dict[str, list[float]]:
        """Milliseconds for changes of view, figure or skin tone and back, with cached plates."""
        session = self.window.workspace.session
        changes = {
            "view": [SetView(view) for view in self._atlas.views[:2]],
            "figure": [SetFigure(figure) for figure in self._atlas.figures[:2]],
            "skin tone": [SetSkin(SkinId("tone-5")), SetSkin(SkinId("tone-2"))],
        }
        times: dict[str, list[float]] = {}
        for name, actions in changes.items():
            if len(actions) < 2:
                continue
            for number in range(rounds * 2):
                action = actions[number % 2]
                took = self.until_painted(lambda action=action: session.apply(action))
                times.setdefault(name, []).append(took)
            times[name] = times[name][2:]
        return times

    def hit_tests(self) -> list[float]:
        """Milliseconds of hit tests on the current plate."""
        plate = self.window.workspace.session.showing.plate
        return hit_test_times(OutlineIndex(self._atlas.outlines(plate).regions))

    def label_layouts(self, rounds: int = 100) -> list[float]:
        """Milliseconds of processor time to place the labels of the current view."""
        workspace = self.window.workspace
        figure, showing = workspace.canvas, workspace.session.showing
        while not figure.has_painted:
            self.process_events()
        viewport = FigureViewport(figure.width(), figure.height())
        layout = figure.scene_builder.layout(showing, workspace.theme, viewport)
        times = []
        for _ in range(rounds):
            layout.clear_cache()
            start = time.process_time()
            layout.label_placement()
            times.append((time.process_time() - start) * 1000)
        return times


def hit_test_times(outlines: OutlineIndex) -> list[float]:
    generator = random.Random(1)
    points = [(generator.random(), generator.random() * 1.2) for _ in range(2_000)]
    return [milliseconds(lambda at=at: outlines.place_at(*at, slack=0.02)) for at in points]
