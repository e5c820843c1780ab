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
from app.kiosk.access.pin_store import PinStore
from app.kiosk.builder import (
    KioskDependencies,
    build_kiosk,
    initial_kiosk_showing,
    open_usage_counts,
)
from app.kiosk.config import KioskConfig, KioskFiles
from app.kiosk.debounce import DEBOUNCE_S
from app.support.exit_codes import ExitCode
from app.support.paths import Paths
from app.widgets.button import Button

PIN = "482913"


class Clock:
    """Seconds since nobody knows when."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class KioskDriver:
    """The house, and what people do to it."""

    def __init__(self, house, clock) -> None:
        self.application, self.clock = house, clock
        self.station = house.stations[0]
        self.door = house.doors[self.station]
        self.window, self.workspace = self.station.window, self.station.workspace
        self.ended = []
        house.ended.connect(self.ended.append)

    @property
    def showing(self):
        return self.workspace.session.showing

    def settle(self) -> None:
        # What the invitation covers is not painted, and so never gets ready.
        while not (self.workspace.is_ready or self.window.scene is self.station.attract):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def run_idle_work(self) -> None:
        """What the figure does when nobody has asked for anything for a while."""
        ahead = self.workspace.canvas._ahead
        if ahead.isActive():
            ahead.stop()
            ahead.timeout.emit()

    def touch(self, widget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def start_visit(self) -> None:
        """A visitor touches the attract scene."""
        self.touch(self.station.attract)

    def pass_time(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.now += 1
            self.station.idle.tick()
        self.settle()

    def wait_for_debounce(self) -> None:
        """Until touches count again after the page has changed."""
        self.settle()
        self.clock.now += DEBOUNCE_S + 0.01

    def button(self, words: str) -> Button:
        for pill in self.window.findChildren(Button):
            if words in (pill.text(), pill.accessibleName()) and pill.isVisible():
                return pill
        raise LookupError(words)

    def has_button(self, words: str) -> bool:
        try:
            return bool(self.button(words))
        except LookupError:
            return False

    def visible_text(self) -> str:
        labels = self.window.findChildren(QLabel)
        return "\n".join(label.text() for label in labels if label.isVisible())

    def enter_pin(self, digits: str) -> None:
        """The keypad, digit by digit; waits for the answer."""
        for digit in digits:
            self.touch(self.button(digit))
        self.touch(self.button("Enter"))
        self.wait_for_pin_check()

    def wait_for_pin_check(self) -> None:
        """Turns the loop until a thread has compared the PIN that was entered."""
        keypad = self.door.keypad
        while self.window.scene is keypad and not keypad._pad.isEnabled():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.settle()

    def fire_timer(self, timer) -> None:
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
def open_kiosk(qtbot, atlas, tmp_path, monkeypatch):
    """Opens a kiosk with rules of one's own."""
    monkeypatch.setattr(pin_store, "_SCRYPT_N", 2**4)
    found = []

    def make(**config):
        paths = Paths.under(tmp_path)
        files = KioskFiles.beside_settings(paths.settings)
        book = PinStore(files.pins)
        book.set_pin("Anna", PIN)
        first = QGuiApplication.primaryScreen().name()
        ruled = KioskConfig(**{"is_still": True, "screens": (first,), **config})
        clock = Clock()
        showing = initial_kiosk_showing(atlas, Options(), ruled)
        counts = open_usage_counts(ruled, files.counts)
        kit = KioskDependencies(
            atlas, showing, ruled, book, files, paths, usage_counts=counts, clock=clock
        )
        house = build_kiosk(kit)
        kiosk = KioskDriver(house, clock)
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
        kiosk.application.stop(ExitCode.OK)
        kiosk.application.guard.stop()
    QApplication.setQuitOnLastWindowClosed(True)


@pytest.fixture
def kiosk(open_kiosk):
    return open_kiosk()
