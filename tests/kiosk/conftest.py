"""Fixtures: a kiosk with one staff PIN and a clock that tests set."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar

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
from app.kiosk.safe_mode import SafeMode
from app.session.actions import Action
from app.support.exit_codes import ExitCode
from app.support.paths import Paths
from app.widgets.button import Button
from app.widgets.scroll_column import ScrollColumn
from tests.visible_words import visible_words

PIN = "482913"
SIZE = (1080, 1500)
_SCREEN_READER_PRESS_MS = 150
"""Longer than a button stays down that a screen reader has pressed."""


class Clock:
    """A monotonic clock in seconds that tests set."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class KioskDriver:
    """A kiosk with one display, and what visitors and staff do at it."""

    def __init__(self, application, clock, atlas, files: KioskFiles, pins: PinStore) -> None:
        self.application, self.clock, self.atlas = application, clock, atlas
        self.files, self.pins = files, pins
        self.display = application.displays[0]
        self.staff_access = application.staff_access[self.display]
        self.window, self.workspace = self.display.window, self.display.workspace
        self.ended = []
        self.safe_mode: SafeMode | None = None
        application.ended.connect(self.ended.append)

    def reset(self) -> None:
        """Return to the state after opening."""
        if any(button.isDown() for button in self.window.findChildren(QAbstractButton)):
            QTest.qWait(_SCREEN_READER_PRESS_MS)
        self.clock.now += 60
        self.display.opening_hours.is_open = True
        self.display.attract.stop()
        self.application.reset_all()
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def can_be_reset(self) -> bool:
        """False once the kiosk has ended, or a test has changed what a reset does not restore."""
        return (
            not self.ended
            and self.safe_mode is None
            and self.application.displays == (self.display,)
            and not self.pins.total_failures
            and not os.path.lexists(self.files.config)
        )

    @property
    def panel_column(self) -> ScrollColumn:
        """The scroll area of the panel."""
        return self.workspace.panel.findChild(ScrollColumn)

    @property
    def list_button(self) -> Button:
        """The button "My list" of the bottom bar, also while it is covered."""
        buttons = self.window.bottom_bar.findChildren(Button)
        return next(button for button in buttons if button.text().startswith("My list"))

    @property
    def showing(self):
        return self.workspace.session.showing

    def settle(self) -> None:
        """Process events until the workspace is complete."""
        # Below the attract loop nothing is painted, so the workspace never becomes ready there.
        while not (self.workspace.is_ready or self.window.overlay is self.display.attract):
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()

    def apply(self, *actions: Action) -> None:
        """Apply actions of a visitor, such as SelectRegion, and wait until they are shown."""
        for action in actions:
            self.workspace.session.apply(action)
        self.settle()

    def run_idle_work(self) -> None:
        """Run now what the figure and the panel prepare while there is no input."""
        for part in (self.workspace.canvas, self.workspace.panel):
            self.fire_timer(part._preload_timer)

    def touch(self, widget) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def start_visit(self) -> None:
        """Touch the attract loop, as a visitor does."""
        self.touch(self.display.attract)

    def pass_time(self, seconds: int) -> None:
        for _ in range(seconds):
            self.clock.now += 1
            self.display.idle.update_state()
        self.settle()

    def wait_for_debounce(self) -> None:
        """Let time pass until presses count again after the page has changed."""
        self.settle()
        self.clock.now += DEBOUNCE_S + 0.01

    def button(self, text: str) -> Button:
        """The visible button with this text or accessible name."""
        for button in self.window.findChildren(Button):
            if text in (button.text(), button.accessibleName()) and button.isVisible():
                return button
        raise LookupError(text)

    def has_button(self, text: str) -> bool:
        try:
            return bool(self.button(text))
        except LookupError:
            return False

    def visible_text(self) -> str:
        return visible_words(self.window)

    @property
    def tab_bar(self) -> QTabBar:
        """The line of tabs of the open region."""
        bars = self.workspace.panel.findChildren(QTabBar)
        return next(bar for bar in bars if bar.isVisible())

    def tab_center(self, text: str) -> QPoint:
        """The middle of a tab, in pixels of the tab bar."""
        bar = self.tab_bar
        index = next(index for index in range(bar.count()) if bar.tabText(index) == text)
        return bar.tabRect(index).center()

    def enter_pin(self, digits: str) -> None:
        """Enter a PIN on the keypad and wait for the answer."""
        for digit in digits:
            self.touch(self.button(digit))
        self.touch(self.button("Enter"))
        self.wait_for_pin_check()

    def open_staff_menu(self) -> None:
        """Open the staff menu without waiting for a PIN check."""
        self.staff_access.show_keypad()
        self.staff_access.unlock("Anna")
        self.settle()

    def wait_for_pin_check(self) -> None:
        """Process events until the thread has compared the PIN that was entered."""
        keypad = self.staff_access.keypad
        while self.window.overlay is keypad and keypad.is_busy:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self.settle()

    def fire_timer(self, timer) -> None:
        """Let a running timer fire now; a timer that is not running does nothing."""
        if timer.isActive():
            if timer.isSingleShot():
                timer.stop()
            timer.timeout.emit()
        self.settle()


def open_with(atlas, paths: Paths, config: KioskConfig) -> KioskDriver:
    """Open a kiosk in a window of a fixed size instead of full screen."""
    files = KioskFiles.beside_settings(paths.settings)
    pins = PinStore(files.pins)
    pins.set_pin("Anna", PIN)
    clock = Clock()
    application = build_kiosk(
        KioskDependencies(
            atlas,
            initial_kiosk_showing(atlas, Options(), config),
            config,
            pins,
            files,
            paths,
            usage_counts=open_usage_counts(config, files.counts),
            clock=clock,
        )
    )
    kiosk = KioskDriver(application, clock, atlas, files, pins)
    for window in application.windows:
        window.resize(*SIZE)
        window.show()
    kiosk.settle()
    return kiosk


def kiosk_config(**config) -> KioskConfig:
    """A config without motion that uses the first of the two screens."""
    screen = QGuiApplication.primaryScreen().name()
    return KioskConfig(**{"is_still": True, "screens": (screen,), **config})


def close_kiosk(kiosk: KioskDriver) -> None:
    kiosk.application.stop(ExitCode.OK)
    kiosk.application.input_filter.remove()
    for window in kiosk.application.windows:
        window.close()
        window.deleteLater()
    QApplication.setQuitOnLastWindowClosed(True)


class SharedKiosk:
    """One kiosk for the tests of a module, because opening it takes most of the time of a test.

    Before each test it is reset. After a test that failed or changed what a reset does not
    restore, it is closed, and the next test gets a new one.
    """

    def __init__(self, atlas, make_folder: Callable[[], Path]) -> None:
        self._atlas, self._make_folder = atlas, make_folder
        self._kiosk: KioskDriver | None = None

    def get(self) -> KioskDriver:
        if self._kiosk is None:
            self._kiosk = open_with(self._atlas, Paths.under(self._make_folder()), kiosk_config())
        else:
            self._kiosk.reset()
        return self._kiosk

    def close(self) -> None:
        if self._kiosk is not None:
            close_kiosk(self._kiosk)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._kiosk = None


def timer_of(owner: QObject) -> QTimer:
    """The only timer that an object owns."""
    (timer,) = owner.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return timer


@pytest.fixture(scope="module")
def atlas():
    return open_atlas(None)


@pytest.fixture(scope="module")
def shared_kiosk(qapp, atlas, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pin_store, "_SCRYPT_N", 2**4)
        shared = SharedKiosk(atlas, lambda: tmp_path_factory.mktemp("kiosk"))
        yield shared
        shared.close()


@pytest.fixture
def kiosk(qtbot, shared_kiosk, request):
    """A kiosk with the default config and one PIN, in its initial state."""
    failures = request.session.testsfailed
    driver = shared_kiosk.get()
    yield driver
    if request.session.testsfailed > failures or not driver.can_be_reset():
        shared_kiosk.close()


@pytest.fixture
def open_kiosk(qtbot, shared_kiosk, atlas, tmp_path):
    """A function that opens a kiosk with a config of the test's own."""
    shared_kiosk.close()
    opened = []

    def make(**config) -> KioskDriver:
        kiosk = open_with(atlas, Paths.under(tmp_path), kiosk_config(**config))
        opened.append(kiosk)
        return kiosk

    yield make
    for kiosk in opened:
        close_kiosk(kiosk)
