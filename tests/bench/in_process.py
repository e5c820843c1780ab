"""How long until a release shows, a point is answered, a view or figure is changed: from inside."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.atlas.loader import Atlas, open_trusted
from app.atlas.validation.check import check_atlas
from app.body.hit_test import OutlineIndex
from app.body.regions import PlateKey, SkinId
from app.bootstrap.options import Options
from app.canvas import canvas
from app.desktop.application import build_window
from app.desktop.window import DesktopWindow
from app.painting.figure import paint_figure
from app.painting.scene import FigureScene
from app.session.settings import Settings
from tests.atlas.synthetic import make_atlas, write_manifest


def milliseconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _forget(_settings: Settings) -> None:
    """Keeps nothing."""


class InProcessBench:
    """The real window on Qt's offscreen platform."""

    def __init__(self, app: QApplication, atlas: Atlas) -> None:
        self._app, self._atlas = app, atlas
        self.window: DesktopWindow = build_window(
            atlas, Options(), Settings(), keep=_forget, motion_ms=0
        )
        self.window.show()
        self.turn()

    def turn(self) -> None:
        """Lets everything happen that is due, painting with it."""
        self._app.sendPostedEvents()
        self._app.processEvents()

    def until_painted(self, act: Callable[[], object]) -> float:
        """Milliseconds until the figure has been painted anew; the panel follows it."""
        painted: list[float] = []

        def paint_and_tell(painter: QPainter, scene: FigureScene) -> None:
            paint_figure(painter, scene)
            painted.append(time.perf_counter())

        canvas.paint_figure = paint_and_tell
        began = time.perf_counter()
        act()
        self.turn()
        canvas.paint_figure = paint_figure
        self.turn()
        return (painted[0] - began) * 1000 if painted else 0.0

    def releases(self, rounds: int = 12) -> list[float]:
        """From the release of a press on a region until its pixels have changed."""
        points, times = self._points(), []
        figure = self.window.workspace.canvas
        for _ in range(rounds):
            for point in points:
                QTest.mousePress(figure, Qt.MouseButton.LeftButton, pos=point)
                self.turn()
                times.append(self.until_painted(lambda at=point: self._release(at)))
        return times

    def _release(self, at: QPoint) -> None:
        QTest.mouseRelease(self.window.workspace.canvas, Qt.MouseButton.LeftButton, pos=at)

    def _points(self) -> list[QPoint]:
        """A pixel in each outline, found by asking the canvas itself."""
        canvas = self.window.workspace.canvas
        found: dict[object, QPoint] = {}
        for y in range(0, canvas.height(), 6):
            for x in range(0, canvas.width(), 6):
                place = canvas.place_at(QPoint(x, y).toPointF())
                if place is not None:
                    found.setdefault(place, QPoint(x, y))
        return list(found.values())

    def changes(self, rounds: int = 10) -> dict[str, list[float]]:
        """Changing view, figure or skin tone and back, among plates that are kept."""
        session = self.window.workspace.session
        skins = [SkinId("tone-5"), SkinId("tone-2")]
        acts = {
            "view": (session.set_view, self._atlas.views[:2]),
            "figure": (session.set_figure, self._atlas.figures[:2]),
            "skin tone": (session.set_skin, skins),
        }
        times: dict[str, list[float]] = {}
        for name, (pick, values) in acts.items():
            if len(values) < 2:
                continue
            for at in range(rounds * 2):
                value = values[at % 2]
                took = self.until_painted(lambda do=pick, value=value: do(value))
                times.setdefault(name, []).append(took)
            times[name] = times[name][2:]
        return times

    def questions(self) -> list[float]:
        """Which region lies at a point: over the outlines of the plate on show."""
        plate = self.window.workspace.session.showing.plate
        return answers(OutlineIndex(self._atlas.outlines(plate).regions))


def answers(outlines: OutlineIndex) -> list[float]:
    chance = random.Random(1)
    points = [(chance.random(), chance.random() * 1.2) for _ in range(2_000)]
    return [milliseconds(lambda at=at: outlines.place_at(*at, slack=0.02)) for at in points]


@dataclass(frozen=True, slots=True)
class Large:
    """Seconds to read and to check a made atlas, p95 of the milliseconds to answer a point."""

    read: float
    checked: float
    answer: float


def synthetic(folder: Path, regions: int) -> Large:
    make_atlas(folder, regions)
    known_good = write_manifest(folder)
    began = time.perf_counter()
    atlas = open_trusted(folder, known_good)
    for region in atlas.regions:
        atlas.region_text(region, "en")
    plate = PlateKey(atlas.figures[0], atlas.builds[0], atlas.views[0])
    outlines = OutlineIndex(atlas.outlines(plate).regions)
    read = time.perf_counter() - began
    checked = milliseconds(lambda: check_atlas(folder)) / 1000
    return Large(read, checked, p95(answers(outlines)))
