"""Does a kiosk's heart beat while its windows are painted, and only then?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete, isValid

from app.kiosk.supervision.heartbeat import LAG_WINDOW_S, MAX_LAG_S, Heartbeat, LoopLag, PaintProbe

BEAT_MS = 3_600_000


class RecordingChannel:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def ready(self) -> None:
        self.said.append("ready")

    def alive(self) -> None:
        self.said.append("alive")

    def stopping(self) -> None:
        self.said.append("stopping")


class PaintBlocker(QObject):
    """Keeps a widget from being painted, as a stuck painter would."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Paint


class Clock:
    """A steady clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class WindowOwnerStub(QObject):
    def __init__(self, windows) -> None:
        super().__init__()
        self.windows = windows


class HeartbeatFixture:
    """Some windows, their pulse, and who hears it."""

    def __init__(self, windows) -> None:
        self.windows, self.line, self.beaten = windows, RecordingChannel(), []
        self.house = WindowOwnerStub(windows)
        self.clock = Clock()
        self.lag = LoopLag(self.clock)
        self.pulse = Heartbeat(self.house, self.line, self._on_beat, self.lag, beat_ms=BEAT_MS)

    def _on_beat(self) -> None:
        self.beaten.append(True)

    def beat(self, late_s: float = 0.0) -> bool:
        """Whether the next tick beats, so late, once all that can be painted has been."""
        self.clock.now += self.pulse._timer.interval() / 1000 + late_s
        QTest.qWait(0)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        before = len(self.beaten)
        self.pulse.tick()
        return len(self.beaten) > before


@pytest.fixture
def heartbeat_fixture(qtbot):
    """Two windows whose heart has beaten once; a test may delete the windows."""
    windows = [QWidget(), QWidget()]
    for window in windows:
        window.resize(80, 80)
        window.show()
        qtbot.waitExposed(window)
    found = HeartbeatFixture(windows)
    found.pulse.start()
    qtbot.waitUntil(lambda: bool(found.beaten))
    yield found
    for one in (found.pulse, *windows):
        if isValid(one):
            delete(one)


def test_the_first_picture_is_told_before_the_first_beat(heartbeat_fixture) -> None:
    assert heartbeat_fixture.line.said == ["ready", "alive"]


def test_the_first_picture_is_told_once(heartbeat_fixture) -> None:
    assert heartbeat_fixture.beat()
    assert heartbeat_fixture.line.said == ["ready", "alive", "alive"]


def test_it_beats_again_and_again_while_windows_are_painted(heartbeat_fixture) -> None:
    assert [heartbeat_fixture.beat() for _ in range(5)] == [True] * 5


def test_a_window_that_is_not_painted_stops_the_heart(heartbeat_fixture) -> None:
    deaf = PaintBlocker()
    heartbeat_fixture.beat()
    heartbeat_fixture.windows[1].findChild(PaintProbe).installEventFilter(deaf)
    heartbeat_fixture.beat()
    assert not heartbeat_fixture.beat()


def test_a_window_whose_updates_are_off_stops_the_heart(heartbeat_fixture) -> None:
    heartbeat_fixture.beat()
    heartbeat_fixture.windows[0].setUpdatesEnabled(False)
    heartbeat_fixture.beat()
    assert not heartbeat_fixture.beat()


def test_a_tick_without_a_turn_of_the_loop_does_not_beat(heartbeat_fixture) -> None:
    heartbeat_fixture.beat()
    before = len(heartbeat_fixture.beaten)
    heartbeat_fixture.pulse.tick()
    assert len(heartbeat_fixture.beaten) == before


def test_one_window_that_is_hidden_stops_no_heart(heartbeat_fixture) -> None:
    heartbeat_fixture.windows[1].hide()
    heartbeat_fixture.beat()
    assert heartbeat_fixture.beat()


def test_a_kiosk_without_any_window_in_sight_has_no_heart(heartbeat_fixture) -> None:
    for window in heartbeat_fixture.windows:
        window.hide()
    heartbeat_fixture.beat()
    assert not heartbeat_fixture.beat()


def test_a_window_that_comes_later_has_to_be_painted_too(heartbeat_fixture, qtbot) -> None:
    late = QWidget()
    qtbot.addWidget(late)
    late.show()
    qtbot.waitExposed(late)
    heartbeat_fixture.house.windows = [*heartbeat_fixture.windows, late]
    heartbeat_fixture.beat()
    assert heartbeat_fixture.beat()
    late.setUpdatesEnabled(False)
    heartbeat_fixture.beat()
    assert not heartbeat_fixture.beat()


def test_what_lies_over_a_window_does_not_hide_its_spot(heartbeat_fixture) -> None:
    over = QWidget(heartbeat_fixture.windows[0])
    over.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    over.resize(80, 80)
    over.show()
    heartbeat_fixture.beat()
    assert heartbeat_fixture.beat()


def test_the_spot_takes_no_touch(heartbeat_fixture) -> None:
    window = heartbeat_fixture.windows[0]
    assert window.childAt(0, 0) is None


def test_the_end_is_told(heartbeat_fixture) -> None:
    heartbeat_fixture.pulse.stop()
    assert heartbeat_fixture.line.said[-1] == "stopping"


def test_a_beat_in_time_is_known_to_be(heartbeat_fixture) -> None:
    assert heartbeat_fixture.lag.longest() is None
    heartbeat_fixture.beat()
    assert heartbeat_fixture.lag.longest() == 0.0


def test_a_beat_that_comes_before_it_is_due_is_not_late(heartbeat_fixture) -> None:
    heartbeat_fixture.beat(-100.0)
    assert heartbeat_fixture.lag.longest() == 0.0


def test_a_little_late_is_a_beat_and_is_told(heartbeat_fixture) -> None:
    assert heartbeat_fixture.beat(MAX_LAG_S - 0.5)
    assert heartbeat_fixture.lag.longest() == pytest.approx(MAX_LAG_S - 0.5)


def test_too_late_is_no_beat_however_well_it_paints(heartbeat_fixture) -> None:
    assert not heartbeat_fixture.beat(MAX_LAG_S + 0.5)


def test_a_loop_that_was_held_up_once_beats_soon_after(heartbeat_fixture) -> None:
    heartbeat_fixture.beat(60.0)
    assert heartbeat_fixture.pulse._timer.interval() <= 500
    assert heartbeat_fixture.beat()
    assert heartbeat_fixture.pulse._timer.interval() == BEAT_MS


def test_a_loop_that_is_always_late_falls_silent(heartbeat_fixture) -> None:
    assert [heartbeat_fixture.beat(MAX_LAG_S + 1.0) for _ in range(40)] == [False] * 40


def test_the_longest_delay_is_told_until_it_is_long_ago() -> None:
    clock = Clock()
    lag = LoopLag(clock)
    for late_s in (0.25, 1.5, 0.5):
        lag.expect_beat(5.0)
        clock.now += 5.0 + late_s
        assert lag.record_beat() == pytest.approx(late_s)
    assert lag.maximum() == pytest.approx(1.5)
    clock.now += LAG_WINDOW_S - 5.0
    assert lag.maximum() == pytest.approx(0.5)
    clock.now += 10.0
    assert lag.maximum() is None


def test_the_timer_is_one_that_does_not_come_late_by_itself(heartbeat_fixture) -> None:
    assert heartbeat_fixture.pulse._timer.timerType() is Qt.TimerType.PreciseTimer


def test_qts_own_timer_is_measured_from_the_start_on(qtbot) -> None:
    clock, window = Clock(), QWidget()
    lag = LoopLag(clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    pulse = Heartbeat(
        WindowOwnerStub([window]), RecordingChannel(), RecordingChannel().alive, lag, beat_ms=20
    )
    pulse.start()
    clock.now += 7.02
    qtbot.waitUntil(lambda: lag.maximum() is not None)
    pulse.stop()
    assert lag.maximum() == pytest.approx(7.0)


def test_the_heart_ends_with_what_it_beats_for(heartbeat_fixture) -> None:
    timers = heartbeat_fixture.pulse._timer, heartbeat_fixture.pulse._first_paint_timer
    delete(heartbeat_fixture.house)
    assert [isValid(one) for one in (heartbeat_fixture.pulse, *timers)] == [False] * 3


@pytest.mark.parametrize("gone", [(0,), (1,), (0, 1)])
def test_a_window_that_was_deleted_is_no_longer_asked(heartbeat_fixture, gone) -> None:
    heartbeat_fixture.beat()
    for at in gone:
        delete(heartbeat_fixture.windows[at])
    heartbeat_fixture.beat()
    assert heartbeat_fixture.beat() is (len(gone) == 1)
