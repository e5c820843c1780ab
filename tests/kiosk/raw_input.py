"""Raw input to the window of a kiosk, delivered as Qt delivers it; events are counted and timed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from time import perf_counter

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.kiosk.debounce import DEBOUNCE_S

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
_FIRST_WITHOUT_TEXT = 0x100
STEP_S = 0.05
"""Seconds that pass on the clock of the kiosk with every event."""
_SCREEN_READER_PRESS_S = 0.15
_device = []


class RawInput:
    """Presses, touches and keys in a window: everything that a visitor can do with a device."""

    def __init__(self, kiosk) -> None:
        self._clock = kiosk.clock
        self._kiosk = kiosk
        self.events = 0
        self._released_at = 0.0
        self.event_times, self.loop_times = DurationStats(), DurationStats()
        if not _device:
            _device.append(QTest.createTouchDevice())

    @property
    def _window(self) -> QWindow:
        """The platform's window, asked for each time because PySide may drop a kept wrapper."""
        return self._kiosk.window.windowHandle()

    def press(self, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
        self._do(QTest.mousePress, self._window, button, PLAIN, at)

    def release(self, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
        self._do(QTest.mouseRelease, self._window, button, PLAIN, at)

    def double(self, at: QPoint) -> None:
        self._do(QTest.mouseDClick, self._window, LEFT, PLAIN, at)

    def move(self, at: QPoint) -> None:
        self._do(QTest.mouseMove, self._window, at)

    def wheel(self, at: QPoint, by: int, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        where = QPointF(at)
        self._do(QTest.wheelEvent, self._window, where, QPoint(0, by), QPoint(), modifiers)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        text = chr(key).lower() if key < _FIRST_WITHOUT_TEXT else ""
        for action in (QTest.KeyAction.Press, QTest.KeyAction.Release):
            self._do(QTest.sendKeyEvent, action, self._window, key, text, modifiers)

    def type_keys_fast(
        self, keys: Iterable[Qt.Key], modifiers: Qt.KeyboardModifier = PLAIN
    ) -> None:
        """Keys in so quick succession that nothing is painted in between."""
        for key in keys:
            text = chr(key).lower() if key < _FIRST_WITHOUT_TEXT else ""
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, modifiers, text)
                self._do(QApplication.sendEvent, self._window, event)

    def type(self, text: str) -> None:
        self.type_keys_fast(Qt.Key(ord(letter.upper())) for letter in text)

    def touch(
        self,
        down: Mapping[int, QPoint],
        moved: Mapping[int, QPoint] | None = None,
        up: Mapping[int, QPoint] | None = None,
    ) -> None:
        """One report of the touch screen: which fingers are pressed, moved and released."""
        report = QTest.touchEvent(self._window, _device[0], False)
        for finger, at in down.items():
            report.press(finger, at, self._window)
        for finger, at in (moved or {}).items():
            report.move(finger, at, self._window)
        for finger, at in (up or {}).items():
            report.release(finger, at, self._window)
        self._do(report.commit, False)

    def press_by_screen_reader(self, widget: QWidget) -> None:
        """Press a button as a screen reader does."""
        interface = QAccessible.queryAccessibleInterface(widget)
        actions = interface.actionInterface() if interface is not None else None
        if actions is not None:
            self._do(actions.doAction, QAccessibleActionInterface.pressAction())
            self._released_at = perf_counter() + _SCREEN_READER_PRESS_S

    def release_screen_reader_press(self) -> None:
        """Wait until Qt releases the button, which takes real time, not the clock of the kiosk."""
        while perf_counter() < self._released_at:
            QTest.qWait(5)

    def pause(self) -> None:
        """Wait until presses count again after a change of page."""
        self.process_events()
        self._clock.now += DEBOUNCE_S

    def tap(self, at: QPoint) -> None:
        self.press(at)
        self.release(at)

    def tap_on(self, widget: QWidget) -> None:
        self.tap(widget.mapTo(widget.window(), widget.rect().center()))

    def process_events(self) -> None:
        """Run the event loop once: timers, layouts, painting and deferred deletions."""
        start = perf_counter()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.loop_times.add(perf_counter() - start)

    def _do(self, deliver, *args) -> None:
        self.events += 1
        self._clock.now += STEP_S
        start = perf_counter()
        try:
            deliver(*args)
        except SystemError:
            return  # PySide cannot read the number of some keys, such as the micro sign
        self.event_times.add(perf_counter() - start)


class DurationStats:
    """Statistics of durations in constant memory: a histogram with steps of a tenth of a ms."""

    def __init__(self) -> None:
        self._tenths: Counter[int] = Counter()
        self._maximum = 0.0

    def __len__(self) -> int:
        return self._tenths.total()

    def add(self, seconds: float) -> None:
        self._tenths[round(seconds * 10_000)] += 1
        self._maximum = max(self._maximum, seconds)

    def __str__(self) -> str:
        p50, p99 = self._percentile(0.5), self._percentile(0.99)
        return f"p50 {p50:.1f}, p99 {p99:.1f}, max {self._maximum * 1e3:.0f} ms"

    def _percentile(self, share: float) -> float:
        """The milliseconds that this share of all durations does not exceed."""
        seen, wanted = 0, share * len(self)
        for tenths, count in sorted(self._tenths.items()):
            seen += count
            if seen >= wanted:
                return tenths / 10
        return 0.0
