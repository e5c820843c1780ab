"""A kiosk among random visitors for thousands of events: it must not break, leak or change."""

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
from app.session.actions import OpenPage, OpenSearch, OpenTopic, SelectRegion
from app.session.state import Page
from app.support.paths import Paths
from tests.heap import heap_in_use
from tests.kiosk.conftest import PIN, Clock, KioskDriver, timer_of
from tests.kiosk.random_visitor import RandomVisitor
from tests.kiosk.raw_input import RawInput
from tests.kiosk.soak_monitor import SoakMonitor
from tests.kiosk.state_snapshot import differences, snapshot, widget_counts

_SCREEN = "wall"
_TRIES = 3
SIZE = (720, 1080)
COMPARE_EVERY, STAFF_EVERY = 1_500, 9_000
SLOPE_MB, MB = 0.3, 2**20
_BESIDE_REGIONS = QPoint(3, 640)
_IDLE_S, _STAFF_TIMEOUT_S = 90, 60


class SoakKiosk(KioskDriver):
    """A kiosk whose clock and timers advance only when `advance_time` is called."""

    def advance_time(self, seconds: int) -> None:
        """Let time pass without input."""
        if seconds >= _STAFF_TIMEOUT_S and self.staff_access.idle_timer.isActive():
            self.staff_access.idle_timer.stop()
            self.staff_access.idle_timer.timeout.emit()
        for second in range(seconds):
            self.clock.now += 1
            self.display.idle.update_state()
            if self.application.input_filter.blocks_all:
                self.application.cleaning.tick()
            if second % 8 == 7 and self.window.overlay is self.display.attract:
                self.display.attract.advance()

    def end(self) -> None:
        """Close the kiosk."""
        self.application.input_filter.allows_close = True
        self.display.stop()
        self.application.input_filter.remove()
        self.window.close()
        self.window.deleteLater()


def make_soak_kiosk(folder: Path, atlas: Atlas | None = None) -> SoakKiosk:
    """A kiosk with one PIN, in a window of the size of a small portrait screen."""
    paths, clock = Paths.under(folder), Clock()
    files = KioskFiles.beside_settings(paths.settings)
    pins = PinStore(files.pins, clock=clock, monotonic=clock)
    pins.set_pin("Anna", PIN)
    config = KioskConfig(is_still=True, screens=(_SCREEN,))
    atlas = atlas or open_atlas(None)
    showing = initial_kiosk_showing(atlas, Options(), config)
    application = build_kiosk(
        KioskDependencies(atlas, showing, config, pins, files, paths, clock=clock)
    )
    kiosk = SoakKiosk(application, clock, atlas, files, pins)
    screen = application.screens.find(_SCREEN)
    kiosk.window.setGeometry(QRect(screen.geometry().topLeft(), QSize(*SIZE)))
    kiosk.window.show()
    kiosk.settle()
    return kiosk


@dataclass(frozen=True, slots=True)
class ResourceSample:
    """The resources of the process while no visitor is there.

    Attributes:
        events: how many events have been sent so far.
        memory: resident memory in bytes.
        heap: bytes of it that are allocated.
        blocks: memory blocks that Python has allocated.
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
        heap = heap_in_use()  # it also returns free memory to the system, before that is measured
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        memory = pages * os.sysconf("SC_PAGE_SIZE")
        threads, files = threading.active_count(), len([*Path("/proc/self/fd").iterdir()])
        blocks = sys.getallocatedblocks()
        widgets = len(QApplication.allWidgets())
        return cls(events, memory, heap, blocks, widgets, threads, files)


@dataclass
class SoakReport:
    """The faults, measurements and remarks of a soak."""

    seed: int
    samples: list[ResourceSample] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def slope(self, name: str) -> float:
        """Growth of a resource in ten thousand events, by least squares, after the first third."""
        samples = self.samples[len(self.samples) // 3 :]
        events = [sample.events for sample in samples]
        values = [getattr(sample, name) for sample in samples]
        return statistics.linear_regression(events, values).slope * 10_000

    def memory_history(self) -> list[str]:
        """Memory and heap in MB, in a dozen steps."""
        step = max(len(self.samples) // 12, 1)
        return [
            f"{sample.memory / MB:.0f} ({sample.heap / MB:.1f})@{sample.events}"
            for sample in self.samples[::step]
        ]

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
        return "\n".join([*lines, *self.remarks, *self.faults])


def _ignore_progress(_report: SoakReport) -> None:
    """Print no progress."""


class SoakRun:
    """One soak of a kiosk; `on_progress` is called with the report after every comparison."""

    def __init__(
        self,
        kiosk: SoakKiosk,
        seed: int,
        on_progress: Callable[[SoakReport], None] = _ignore_progress,
    ) -> None:
        self._kiosk, self.input, self._on_progress = kiosk, RawInput(kiosk), on_progress
        self._visitor = RandomVisitor(kiosk, seed, self.input)
        self.report = SoakReport(seed)
        self._threads = threading.active_count()
        self._staff_visits = 0
        self._done: Counter[str] = Counter()
        self._monitor = SoakMonitor(kiosk, self.report.faults)

    def run(self, events: int, seconds: float = math.inf) -> SoakReport:
        """Send so many events, or stop after so many seconds.

        At intervals the visitor leaves, and the kiosk is compared with its state at the start.
        """
        start, raw_input = perf_counter(), self.input
        try:
            self._warm_up()
            self._end_visit()
            initial, widgets = snapshot(self._kiosk), widget_counts()
            last_comparison, last_staff = raw_input.events, raw_input.events
            while raw_input.events < events and perf_counter() - start < seconds:
                self._visitor.act()
                self._monitor.check()
                if raw_input.events - last_staff >= STAFF_EVERY:
                    last_staff = raw_input.events
                    self._visit_as_staff()
                is_due = raw_input.events - last_comparison >= COMPARE_EVERY
                if is_due or raw_input.events >= events:
                    last_comparison = raw_input.events
                    self._end_visit()
                    self._compare(initial, widgets)
        finally:
            self._monitor.end()
        self._add_remarks(perf_counter() - start)
        return self.report

    def settle(self) -> None:
        """Wait until everything is built and presses count."""
        self._kiosk.settle()
        self._kiosk.run_idle_work()
        self.input.pause()

    def complete_search(self) -> None:
        """Show every part of the search once, which Qt completes when it is first shown."""
        sheet = self._kiosk.window.search_sheet
        for text in ("xqzv", "back"):
            self._kiosk.display.session.apply(OpenSearch())
            for letter in text:
                sheet.keyboard.typed.emit(letter)
            self.settle()
            self._kiosk.window.grab()
            sheet.close_search()

    def end(self) -> list[str]:
        """Stop monitoring without a run; return the faults."""
        self._monitor.end()
        return self.report.faults

    def _warm_up(self) -> None:
        """Open every page and topic once, because what that imports and reads stays in memory."""
        atlas, session = self._kiosk.atlas, self._kiosk.display.session
        self.input.tap(_BESIDE_REGIONS)
        for place in map(Place, atlas.regions):
            session.apply(SelectRegion(place))
            for topic in (*atlas.region_topics, *atlas.shared_topics):
                session.apply(OpenTopic(topic))
                self.settle()
        for page in Page:
            session.apply(OpenPage(page))
            self.settle()
        self.complete_search()
        while threading.active_count() > self._threads:  # the standards page counts in a thread
            self.input.process_events()

    def _compare(self, initial: dict[str, object], widgets: dict[str, int]) -> None:
        for key, (before, after) in differences(initial, snapshot(self._kiosk)).items():
            self._fault(f"left: {key} is {after}, was {before}")
        if widgets != widget_counts():
            self._fault(f"widgets: {widgets} have become {widget_counts()}")
        self.report.samples.append(ResourceSample.now(self.input.events))
        self._on_progress(self.report)

    def _fault(self, text: str) -> None:
        self._monitor.fault(f"at {self.input.events}: {text}")

    def _end_visit(self) -> None:
        """The visitor leaves; the next one comes, opens a region and starts over."""
        kiosk, raw_input = self._kiosk, self.input
        for _ in range(_TRIES):  # the release of a screen reader's press counts as activity
            raw_input.release_screen_reader_press()
            kiosk.advance_time(_IDLE_S)
            kiosk.advance_time(_IDLE_S)
            kiosk.window.resize(*SIZE)
            self.settle()
            if kiosk.window.overlay is kiosk.display.attract:
                break
        if kiosk.window.overlay is not kiosk.display.attract:
            self._fault(f"no attract loop but {kiosk.window.overlay}")
        raw_input.tap(_BESIDE_REGIONS)
        self.settle()
        if kiosk.window.overlay is not None:
            self._fault(f"a first touch leaves {kiosk.window.overlay}")
        raw_input.tap_on(kiosk.window.findChildren(RegionButton)[2])
        self.settle()
        if kiosk.showing.place is None:
            self._fault("a touch on a region selects nothing")
        raw_input.tap_on(kiosk.window.bottom_bar.findChild(QPushButton))
        raw_input.move(_BESIDE_REGIONS)
        self.settle()

    def _visit_as_staff(self) -> None:
        """Staff open the menu by the tap gesture, do something and leave."""
        self._end_visit()
        self._make_tap_gesture()
        for digit in PIN:
            self._press(digit)
        self._press("Enter")
        menu, end = self._kiosk.staff_access.menu, perf_counter() + 20
        while self._kiosk.window.overlay is not menu and perf_counter() < end:
            self.input.process_events()
        self._staff_visits += 1
        self._use_staff_menu()

    def _make_tap_gesture(self) -> None:
        point = QPoint(20, 20)
        for _ in range(TAPS - 1):
            self.input.tap(point)
        self.input.press(point)
        hold_timer = timer_of(self._kiosk.display.tap_gesture)
        if hold_timer.isActive():  # skip the real time for which the last tap is held
            hold_timer.stop()
            hold_timer.timeout.emit()
        self.input.release(point)
        self.input.process_events()

    def _use_staff_menu(self) -> None:
        """Open one of the pages and leave it, or clean the screen while visitors tap on it."""
        presses_after = {
            "Kiosk status": ("Back", "Back to visitor mode"),
            "Calibrate screen size": ("Larger", "Cancel", "Back to visitor mode"),
            "Back to visitor mode": (),
            "Clean the screen": (),
        }
        action = self._visitor.rng.choice(tuple(presses_after))
        self._done[action] += 1
        for text in (action, *presses_after[action]):
            self._press(text)
            self.input.process_events()
        if action == "Clean the screen":
            for _ in range(40):
                self._visitor.tap()
            if not self._kiosk.display.session.is_initial:
                self._fault("a touch had an effect while the screen was cleaned")

    def _press(self, text: str) -> None:
        overlay = self._kiosk.window.overlay
        self.input.pause()
        for button in overlay.findChildren(QPushButton) if overlay is not None else ():
            if text in (button.text(), button.accessibleName()) and button.isVisible():
                self.input.tap_on(button)
                return
        self._fault(f"no {text!r} in {overlay}")

    def _add_remarks(self, seconds: float) -> None:
        raw_input, visitor, monitor = self.input, self._visitor, self._monitor
        if monitor.unlocked != self._staff_visits:
            count = monitor.unlocked
            monitor.fault(f"the menu was unlocked {count} times, staff came {self._staff_visits}")
        shares = ", ".join(f"{kind} {part:.0%}" for kind, part in visitor.shares().items())
        self.report.remarks += [
            f"{seconds:.0f} s, {raw_input.events / seconds:.0f} events a second; {shares}",
            f"an event took {raw_input.event_times}",
            f"a turn of the loop took {raw_input.loop_times}, {len(raw_input.loop_times)} turns",
            f"staff {self._staff_visits} {dict(self._done)}, gestures {monitor.gestures}",
            f"resets {monitor.resets}, other acts {dict(visitor.done)}",
        ]
