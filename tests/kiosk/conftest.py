"""A kiosk with a keeper, a clock that tests set, and visitors."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.bootstrap.open_atlas import open_atlas
from app.bootstrap.options import Options
from app.kiosk.access import pin_store
from app.kiosk.access.pin_store import PinBook
from app.kiosk.builder import Kit, build_house, counts_of, kiosk_showing
from app.kiosk.config import KioskFiles, KioskRules
from app.kiosk.debounce import IGNORED_S
from app.kiosk.supervision.protocol import Exit
from app.support.paths import Paths
from app.widgets.button import Pill

PIN = "482913"


class Clock:
    """Seconds since nobody knows when."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Kiosk:
    """The house, and what people do to it."""

    def __init__(self, house, clock) -> None:
        self.house, self.clock = house, clock
        self.station = house.stations[0]
        self.door = house.doors[self.station]
        self.window, self.stage = self.station.window, self.station.stage
        self.ended = []
        house.ended.connect(self.ended.append)

    @property
    def showing(self):
        return self.stage.session.showing

    def settle(self) -> None:
        # What the invitation covers is not painted, and so never gets ready.
        while not (self.stage.is_ready or self.window.scene is self.station.attract):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def look_ahead(self) -> None:
        """What the figure does when nobody has asked for anything for a while."""
        ahead = self.stage.canvas._ahead
        if ahead.isActive():
            ahead.stop()
            ahead.timeout.emit()

    def touch(self, widget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def come(self) -> None:
        """A visitor touches the attract scene."""
        self.touch(self.station.attract)

    def pass_time(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.now += 1
            self.station.idle.tick()
        self.settle()

    def wait_out_the_pause(self) -> None:
        """Until touches count again after the page has changed."""
        self.settle()
        self.clock.now += IGNORED_S + 0.01

    def pill(self, words: str) -> Pill:
        for pill in self.window.findChildren(Pill):
            if words in (pill.text(), pill.accessibleName()) and pill.isVisible():
                return pill
        raise LookupError(words)

    def has(self, words: str) -> bool:
        try:
            return bool(self.pill(words))
        except LookupError:
            return False

    def reads(self) -> str:
        labels = self.window.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def enter(self, digits: str) -> None:
        """The keypad, digit by digit; waits for the answer."""
        for digit in digits:
            self.touch(self.pill(digit))
        self.touch(self.pill("Enter"))
        self.wait_until_told()

    def wait_until_told(self) -> None:
        """Turns the loop until a thread has compared the PIN that was entered."""
        keypad = self.door.keypad
        while self.window.scene is keypad and not keypad._pad.isEnabled():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.settle()

    def run_out(self, timer) -> None:
        """Lets the time of a timer pass at once; a timer that is not running does nothing."""
        if timer.isActive():
            if timer.isSingleShot():
                timer.stop()
            timer.timeout.emit()
        self.settle()


@pytest.fixture(scope="module")
def atlas():
    return open_atlas(None)


@pytest.fixture
def opened(qtbot, atlas, tmp_path, monkeypatch):
    """Opens a kiosk with rules of one's own."""
    monkeypatch.setattr(pin_store, "_COST", 2**4)  # what a guess costs is not what is tried here
    found = []

    def make(**rules):
        paths = Paths.under(tmp_path)
        files = KioskFiles.beside(paths.settings)
        book = PinBook(files.pins)
        book.set("Anna", PIN)
        first = QGuiApplication.primaryScreen().name()
        ruled = KioskRules(**{"is_still": True, "screens": (first,), **rules})
        clock = Clock()
        showing = kiosk_showing(atlas, Options(), ruled)
        counts = counts_of(ruled, files.counts)
        kit = Kit(atlas, showing, ruled, book, files, paths, counts=counts, clock=clock)
        house = build_house(kit)
        kiosk = Kiosk(house, clock)
        kiosk.files = files
        for window in house.windows:
            qtbot.addWidget(window)
            window.resize(1080, 1500)
            window.show()
        found.append(kiosk)
        kiosk.settle()
        return kiosk

    yield make
    for kiosk in found:
        kiosk.house.stop(Exit.LEFT)
        kiosk.house.guard.stop()
    QApplication.setQuitOnLastWindowClosed(True)


@pytest.fixture
def kiosk(opened):
    return opened()
