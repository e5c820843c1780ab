"""At the first start, each region is lit once; the first input ends it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.body.regions import Place, RegionId
from app.session.actions import OpenPage
from app.session.session import Session
from app.session.state import Page, Showing
from app.support.paths import assets
from app.workspace.first_start import FirstStartLights
from app.workspace.workspace import ThemeLoader, Workspace
from tests.speedups import load_fonts_once, shipped
from tests.visitor import Visitor

TIMEOUT_MS = 20_000


class Start:
    """A workspace that has just been opened, with what has been lit on its figure."""

    def __init__(self, qtbot, showing: Showing, motion_ms: int) -> None:
        load_fonts_once()
        loader = ThemeLoader.from_assets(assets(), motion_ms)
        self.workspace = Workspace(shipped(), Session(showing), loader, "test")
        qtbot.addWidget(self.workspace)
        self.lights, self.lit = FirstStartLights(self.workspace), []
        set_highlighted = self.workspace.canvas.set_highlighted

        def record(regions: frozenset[RegionId]) -> None:
            self.lit.append(regions)
            set_highlighted(regions)

        self.workspace.canvas.set_highlighted = record
        changed: list[None] = []
        self.workspace.panel.widgets_changed.connect(lambda: changed.append(None))
        self.workspace.resize(1280, 800)
        self.workspace.show()
        qtbot.waitUntil(lambda: bool(changed), timeout=TIMEOUT_MS)


@pytest.fixture
def start(qtbot):
    kept = []

    def opened(showing=None, motion_ms=150) -> Start:
        kept.append(Start(qtbot, showing or Showing(), motion_ms))
        return kept[-1]

    yield opened
    kept.clear()


def test_each_region_is_lit_once_one_after_another_and_then_none(start, qtbot):
    started = start()
    assert started.lights.is_running
    qtbot.waitUntil(lambda: not started.lights.is_running, timeout=TIMEOUT_MS)
    assert started.lit == [*(frozenset([region]) for region in shipped().regions), frozenset()]


@pytest.mark.parametrize(
    ("showing", "motion_ms"),
    [
        (Showing(), 0),
        (Showing(place=Place(RegionId("flank"))), 150),
        (Showing(page=Page.ABOUT), 150),
    ],
    ids=["without motion", "with a region", "with a page"],
)
def test_nothing_is_lit_where_it_would_disturb(start, showing, motion_ms):
    started = start(showing, motion_ms)
    assert not started.lights.is_running
    assert started.lit == []


def point_to_a_region(started: Start) -> None:
    visitor = Visitor(started.workspace)
    QTest.mouseMove(started.workspace.canvas, visitor.point_in_region("lumbar"))


def search(started: Start) -> None:
    QTest.keyClicks(started.workspace.search_field, "b")


def press_key(started: Start) -> None:
    QTest.keyClick(started.workspace.canvas, Qt.Key.Key_Plus)


def open_page(started: Start) -> None:
    started.workspace.apply(OpenPage(Page.APPOINTMENT))


@pytest.mark.parametrize(
    "act", [point_to_a_region, search, press_key, open_page], ids=lambda act: act.__name__
)
def test_whatever_a_person_does_ends_it(start, qtbot, act):
    started = start()
    qtbot.waitUntil(lambda: len(started.lit) == 2, timeout=TIMEOUT_MS)
    act(started)
    qtbot.waitUntil(lambda: not started.lights.is_running, timeout=TIMEOUT_MS)
    first, second, *rest = started.lit
    assert [first, second] == [frozenset([region]) for region in shipped().regions[:2]]
    assert frozenset([shipped().regions[2]]) not in rest
    assert started.workspace.canvas.highlight.regions not in (first, second)
