"""A kiosk among random visitors for a hundred thousand touches, and what must stay as it was."""

from __future__ import annotations

import math
import os
import statistics
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QPushButton

from app.atlas.loader import Atlas
from app.body.regions import Place
from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.canvas.region_buttons import RegionButton
from app.kiosk.access.pin_store import PinStore
from app.kiosk.access.unlock_gesture import TAPS
from app.kiosk.builder import KioskDependencies, build_kiosk, initial_kiosk_showing
from app.kiosk.config import KioskConfig, KioskFiles
from app.session.state import Page
from app.support.paths import Paths
from tests.heap import heap_in_use
from tests.kiosk.conftest import PIN, Clock, KioskDriver
from tests.kiosk.random_visitor import RandomVisitor
from tests.kiosk.raw_input import RawInput
from tests.kiosk.soak_monitor import SoakMonitor
from tests.kiosk.state_snapshot import differences, snapshot, widget_counts

_SCREEN = "wall"
_TRIES = 3
SIZE = (720, 1080)
SEEN_OFF_EVERY, KEEPER_EVERY = 1_500, 9_000
SLOPE_MB, MB = 0.3, 2**20
_AT_REST = QPoint(3, 640)
_WAIT_S, _AWAY_S = 90, 60


class SoakKiosk(KioskDriver):
    """A kiosk whose time passes only as it is told."""

    def advance_time(self, seconds: int) -> None:
        """So many seconds go by, in which nobody does anything."""
        if seconds >= _AWAY_S and self.door.away.isActive():
            self.door.away.stop()
            self.door.away.timeout.emit()
        for second in range(seconds):
            self.clock.now += 1
            self.station.idle.tick()
            if self.application.guard.is_deaf:
                self.application.cleaning.tick()
            if second % 8 == 7 and self.window.scene is self.station.attract:
                self.station.attract.turn()

    def end(self) -> None:
        """Everything lets go."""
        self.application.guard.lets_out = True
        self.station.end()
        self.application.guard.stop()
        self.window.close()
        self.window.deleteLater()


def make_soak_kiosk(folder: Path, atlas: Atlas | None = None) -> SoakKiosk:
    """A kiosk with a keeper, shown at the size of a small screen that stands upright."""
    paths, clock = Paths.under(folder), Clock()
    files = KioskFiles.beside_settings(paths.settings)
    book = PinStore(files.pins, clock=clock, steady=clock)
    book.set_pin("Anna", PIN)
    config = KioskConfig(is_still=True, screens=(_SCREEN,))
    atlas = atlas or open_atlas(None)
    showing = initial_kiosk_showing(atlas, Options(), config)
    kiosk = SoakKiosk(
        build_kiosk(KioskDependencies(atlas, showing, config, book, files, paths, clock=clock)),
        clock,
    )
    screen = kiosk.application.screens.named(_SCREEN)
    kiosk.window.setGeometry(QRect(screen.geometry().topLeft(), QSize(*SIZE)))
    kiosk.window.show()
    kiosk.settle()
    return kiosk


@dataclass(frozen=True, slots=True)
class ResourceSample:
    """How much there was of everything, with nobody there.

    `memory` is what the process holds, `heap` what of it somebody uses, `blocks` Python's own.
    """

    events: int
    memory: int
    heap: int
    blocks: int
    widgets: int
    threads: int
    files: int

    @classmethod
    def now(cls, events: int) -> ResourceSample:
        heap = heap_in_use()  # which gives back what is free: that is no growth
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        memory = pages * os.sysconf("SC_PAGE_SIZE")
        threads, files = threading.active_count(), len([*Path("/proc/self/fd").iterdir()])
        blocks = sys.getallocatedblocks()
        widgets = len(QApplication.allWidgets())
        return cls(events, memory, heap, blocks, widgets, threads, files)


@dataclass
class SoakReport:
    """What came of it."""

    seed: int
    samples: list[ResourceSample] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def slope(self, what: str) -> float:
        """Growth for ten thousand events, by least squares, after the first third."""
        kept = self.samples[len(self.samples) // 3 :]
        at = [one.events for one in kept]
        return statistics.linear_regression(at, [getattr(one, what) for one in kept]).slope * 10_000

    def memory_history(self) -> list[str]:
        """How the memory went, in a dozen steps."""
        step = max(len(self.samples) // 12, 1)
        return [
            f"{one.memory / MB:.0f} ({one.heap / MB:.1f})@{one.events}"
            for one in self.samples[::step]
        ]

    def is_flat(self, what: str) -> bool:
        """Whether there is never more of it in the second half than in the first."""
        held = [getattr(one, what) for one in self.samples]
        half = len(held) // 2
        return max(held[half:]) <= max(held[:half])

    def __str__(self) -> str:
        first, last = self.samples[0], self.samples[-1]
        lines = [
            f"seed {self.seed}: {last.events} events, {len(self.faults)} faults",
            f"memory {first.memory / MB:.1f} -> {last.memory / MB:.1f} MB",
            f"slope {self.slope('memory') / MB:+.3f} MB for 10,000 events after the first third",
            f"heap in use {first.heap / MB:.1f} -> {last.heap / MB:.1f} MB",
            f"slope {self.slope('heap') / MB:+.3f} MB",
            f"blocks {first.blocks} -> {last.blocks}, slope {self.slope('blocks'):+.0f}",
            f"widgets {first.widgets} -> {last.widgets}, files {first.files} -> {last.files}",
            f"threads {first.threads} -> {last.threads}",
        ]
        return "\n".join([*lines, *self.told, *self.faults])


def _ignore_report(_report: SoakReport) -> None:
    """Nobody wants to know how far it is."""


class SoakRun:
    """One kiosk, one seed; `heard` is told what has been counted, each time."""

    def __init__(
        self, kiosk: SoakKiosk, seed: int, heard: Callable[[SoakReport], None] = _ignore_report
    ) -> None:
        self._kiosk, self._fingers, self._heard = kiosk, RawInput(kiosk), heard
        self._visitor = RandomVisitor(kiosk, seed, self._fingers)
        self._report = SoakReport(seed)
        self._threads = threading.active_count()
        self._right = 0
        self._done: Counter[str] = Counter()
        self._probe = SoakMonitor(kiosk, self._report.faults)

    def run(self, events: int, seconds: float = math.inf) -> SoakReport:
        """So many events, and now and then everybody leaves and things are counted.

        After so many seconds it ends before that.
        """
        began, fingers = perf_counter(), self._fingers
        try:
            self._warm_up()
            self._end_visit()
            fresh, there = snapshot(self._kiosk), widget_counts()
            seen_off, keeper = fingers.events, fingers.events
            while fingers.events < events and perf_counter() - began < seconds:
                self._visitor.act()
                self._probe.theme()
                if fingers.events - keeper >= KEEPER_EVERY:
                    keeper = fingers.events
                    self._visit_as_staff()
                if fingers.events - seen_off >= SEEN_OFF_EVERY or fingers.events >= events:
                    seen_off = fingers.events
                    self._end_visit()
                    self._compare(fresh, there)
        finally:
            self._probe.end()
        self._tell(perf_counter() - began)
        return self._report

    def _warm_up(self) -> None:
        """Every page and topic once: what is imported then, and read, stays."""
        kiosk, session = self._kiosk, self._kiosk.station.session
        self._fingers.tap(_AT_REST)
        regions = kiosk.workspace._atlas.regions
        for place in map(Place, regions):
            session.select(place)
            for topic in (
                *kiosk.workspace._atlas.region_topics,
                *kiosk.workspace._atlas.shared_topics,
            ):
                session.open_topic(topic)
                self._settle()
        for page in Page:
            session.open_page(page)
            self._settle()
        while threading.active_count() > self._threads:  # the last page counts sentences
            self._fingers.process_events()

    def _compare(self, fresh: dict[str, object], there: dict[str, int]) -> None:
        for key, (before, after) in differences(fresh, snapshot(self._kiosk)).items():
            self._fault(f"left: {key} is {after}, was {before}")
        if there != widget_counts():
            self._fault(f"widgets: {there} have become {widget_counts()}")
        self._report.samples.append(ResourceSample.now(self._fingers.events))
        self._heard(self._report)

    def _fault(self, words: str) -> None:
        self._probe.fault(f"at {self._fingers.events}: {words}")

    def _settle(self) -> None:
        self._kiosk.settle()
        self._kiosk.run_idle_work()
        self._fingers.pause()

    def _end_visit(self) -> None:
        """The visitor goes, the next one comes, finds what works, starts over."""
        kiosk, fingers = self._kiosk, self._fingers
        for _ in range(_TRIES):  # a press of a screen reader comes up in real time, and is somebody
            fingers.release_screen_reader_press()
            kiosk.advance_time(_WAIT_S)
            kiosk.advance_time(_WAIT_S)
            kiosk.window.resize(*SIZE)
            self._settle()
            if kiosk.window.scene is kiosk.station.attract:
                break
        if kiosk.window.scene is not kiosk.station.attract:
            self._fault(f"no invitation but {kiosk.window.scene}")
        fingers.tap(_AT_REST)
        self._settle()
        if kiosk.window.scene is not None:
            self._fault(f"a first touch leaves {kiosk.window.scene}")
        fingers.tap_on(kiosk.window.findChildren(RegionButton)[2])
        self._settle()
        if kiosk.showing.place is None:
            self._fault("a touch on a region chooses nothing")
        fingers.tap_on(kiosk.window.foot.findChild(QPushButton))
        fingers.move(_AT_REST)
        self._settle()

    def _visit_as_staff(self) -> None:
        """A keeper comes in by the corner, does something and leaves."""
        self._end_visit()
        self._make_staff_gesture()
        for digit in PIN:
            self._press(digit)
        self._press("Enter")
        end = perf_counter() + 20
        while self._kiosk.window.scene is not self._kiosk.door.menu and perf_counter() < end:
            self._fingers.process_events()
        self._right += 1
        self._use_staff_menu()

    def _make_staff_gesture(self) -> None:
        at, corner = QPoint(20, 20), self._kiosk.station.corner
        for _ in range(TAPS - 1):
            self._fingers.tap(at)
        self._fingers.press(at)
        if corner._hold.isActive():  # held long enough, on a clock that need not be waited for
            corner._hold.stop()
            corner._hold.timeout.emit()
        self._fingers.release(at)
        self._fingers.process_events()

    def _use_staff_menu(self) -> None:
        """One of the pages, and out; or the screen is cleaned while visitors go on."""
        acts = {
            "How this kiosk is": ("Back", "Back to the visitors"),
            "Measure the screen": ("Larger", "Cancel", "Back to the visitors"),
            "Back to the visitors": (),
            "Clean the screen": (),
        }
        act = self._visitor.chance.choice(tuple(acts))
        self._done[act] += 1
        for words in (act, *acts[act]):
            self._press(words)
            self._fingers.process_events()
        if act == "Clean the screen":
            before = snapshot(self._kiosk)
            for _ in range(40):
                self._visitor._tap()
            if self._kiosk.showing != self._kiosk.station.session._first or not before:
                self._fault("it heard something while it was cleaned")

    def _press(self, words: str) -> None:
        scene = self._kiosk.window.scene
        self._fingers.pause()
        for pill in scene.findChildren(QPushButton) if scene is not None else ():
            if words in (pill.text(), pill.accessibleName()) and pill.isVisible():
                self._fingers.tap_on(pill)
                return
        self._fault(f"no {words!r} in {scene}")

    def _tell(self, took: float) -> None:
        report, fingers, visitor, probe = self._report, self._fingers, self._visitor, self._probe
        if probe.opened != self._right:
            probe.fault(f"the keepers' door opened {probe.opened} times for {self._right} keepers")
        shares = ", ".join(f"{kind} {part:.0%}" for kind, part in visitor.shares().items())
        report.told += [
            f"{took:.0f} s, {fingers.events / took:.0f} events a second; {shares}",
            f"an event held the loop for {fingers.took}",
            f"a turn of the loop took {fingers.turned}, {len(fingers.turned)} turns",
            f"keepers {self._right} {dict(self._done)}, gestures that were true {probe.asked}",
            f"resets {probe.resets}, others {dict(visitor.done)}",
        ]
