"""The heartbeat is sent while the windows are painted and the event loop is on time."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import delete, isValid

from app.kiosk.supervision.heartbeat import LAG_WINDOW_S, MAX_LAG_S, Heartbeat, LoopLag, PaintProbe

BEAT_MS = 3_600_000


class RecordingChannel:
    """Records the messages that it receives."""

    def __init__(self) -> None:
        self.messages: list[str] = []

    def ready(self) -> None:
        self.messages.append("ready")

    def alive(self) -> None:
        self.messages.append("alive")

    def stopping(self) -> None:
        self.messages.append("stopping")


class PaintBlocker(QObject):
    """Keeps a widget from being painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Paint


class Clock:
    """A monotonic clock that tests set."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


class WindowOwnerStub(QObject):
    def __init__(self, windows) -> None:
        super().__init__()
        self.windows = windows


class BeatingWindows:
    """Some windows, their heartbeat and the channel that receives it."""

    def __init__(self, windows) -> None:
        self.windows, self.channel, self.beats = windows, RecordingChannel(), 0
        self.owner = WindowOwnerStub(windows)
        self.clock = Clock()
        self.lag = LoopLag(self.clock)
        self.heartbeat = Heartbeat(
            self.owner, self.channel, self._on_beat, self.lag, beat_ms=BEAT_MS
        )

    @property
    def timer(self) -> QTimer:
        """The timer of the next beat."""
        return self.heartbeat.findChildren(QTimer)[0]

    def _on_beat(self) -> None:
        self.beats += 1

    def beat(self, late_s: float = 0.0) -> bool:
        """Paint what can be painted, then let the timer fire late; whether a beat was sent."""
        self.clock.now += self.timer.interval() / 1000 + late_s
        QTest.qWait(0)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        before = self.beats
        self.heartbeat.tick()
        return self.beats > before


@pytest.fixture
def beating(qtbot):
    """Two windows with a heartbeat that has been sent once; a test may delete the windows."""
    windows = [QWidget(), QWidget()]
    for window in windows:
        window.resize(80, 80)
        window.show()
        qtbot.waitExposed(window)
    beating = BeatingWindows(windows)
    beating.heartbeat.start()
    qtbot.waitUntil(lambda: beating.beats > 0)
    yield beating
    for one in (beating.heartbeat, *windows):
        if isValid(one):
            delete(one)


def test_ready_is_sent_before_the_first_beat(beating) -> None:
    assert beating.channel.messages == ["ready", "alive"]


def test_ready_is_sent_only_once(beating) -> None:
    assert beating.beat()
    assert beating.channel.messages == ["ready", "alive", "alive"]


def test_beats_are_sent_while_windows_are_painted(beating) -> None:
    assert [beating.beat() for _ in range(5)] == [True] * 5


def test_a_window_that_is_not_painted_stops_the_heartbeat(beating) -> None:
    blocker = PaintBlocker()
    beating.beat()
    beating.windows[1].findChild(PaintProbe).installEventFilter(blocker)
    beating.beat()
    assert not beating.beat()


def test_a_window_with_updates_disabled_stops_the_heartbeat(beating) -> None:
    beating.beat()
    beating.windows[0].setUpdatesEnabled(False)
    beating.beat()
    assert not beating.beat()


def test_no_beat_is_sent_if_the_event_loop_has_not_run_since_the_last_one(beating) -> None:
    beating.beat()
    before = beating.beats
    beating.heartbeat.tick()
    assert beating.beats == before


def test_one_hidden_window_does_not_stop_the_heartbeat(beating) -> None:
    beating.windows[1].hide()
    beating.beat()
    assert beating.beat()


def test_no_beat_is_sent_while_every_window_is_hidden(beating) -> None:
    for window in beating.windows:
        window.hide()
    beating.beat()
    assert not beating.beat()


def test_a_window_that_is_added_later_must_be_painted_too(beating, qtbot) -> None:
    added = QWidget()
    qtbot.addWidget(added)
    added.show()
    qtbot.waitExposed(added)
    beating.owner.windows = [*beating.windows, added]
    beating.beat()
    assert beating.beat()
    added.setUpdatesEnabled(False)
    beating.beat()
    assert not beating.beat()


def test_a_widget_that_covers_the_window_does_not_hide_the_probe(beating) -> None:
    cover = QWidget(beating.windows[0])
    cover.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    cover.resize(80, 80)
    cover.show()
    beating.beat()
    assert beating.beat()


def test_the_probe_takes_no_touch(beating) -> None:
    assert beating.windows[0].childAt(0, 0) is None


def test_a_clean_stop_is_announced(beating) -> None:
    beating.heartbeat.stop()
    assert beating.channel.messages[-1] == "stopping"


def test_a_beat_on_time_has_no_lag(beating) -> None:
    assert beating.lag.maximum() is None
    beating.beat()
    assert beating.lag.maximum() == 0.0


def test_a_beat_before_its_time_has_no_lag(beating) -> None:
    beating.beat(-100.0)
    assert beating.lag.maximum() == 0.0


def test_a_beat_that_is_a_little_late_is_sent_and_its_lag_recorded(beating) -> None:
    assert beating.beat(MAX_LAG_S - 0.5)
    assert beating.lag.maximum() == pytest.approx(MAX_LAG_S - 0.5)


def test_a_beat_that_is_too_late_is_not_sent_even_if_everything_is_painted(beating) -> None:
    assert not beating.beat(MAX_LAG_S + 0.5)


def test_after_a_single_stall_the_next_beat_is_sent_soon(beating) -> None:
    beating.beat(60.0)
    assert beating.timer.interval() <= 500
    assert beating.beat()
    assert beating.timer.interval() == BEAT_MS


def test_a_loop_that_is_always_late_sends_no_beat(beating) -> None:
    assert [beating.beat(MAX_LAG_S + 1.0) for _ in range(40)] == [False] * 40


def test_the_longest_lag_is_reported_for_five_minutes() -> None:
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


def test_the_timer_is_precise(beating) -> None:
    assert beating.timer.timerType() is Qt.TimerType.PreciseTimer


def test_the_lag_is_measured_from_the_start_on(qtbot) -> None:
    clock, window = Clock(), QWidget()
    lag = LoopLag(clock)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    channel = RecordingChannel()
    heartbeat = Heartbeat(WindowOwnerStub([window]), channel, channel.alive, lag, beat_ms=20)
    heartbeat.start()
    clock.now += 7.02
    qtbot.waitUntil(lambda: lag.maximum() is not None)
    heartbeat.stop()
    assert lag.maximum() == pytest.approx(7.0)


def test_the_heartbeat_and_its_timers_are_deleted_with_their_owner(beating) -> None:
    timers = beating.heartbeat.findChildren(QTimer)
    assert len(timers) == 2
    delete(beating.owner)
    assert [isValid(one) for one in (beating.heartbeat, *timers)] == [False] * 3


@pytest.mark.parametrize("deleted", [(0,), (1,), (0, 1)])
def test_a_deleted_window_no_longer_matters(beating, deleted) -> None:
    beating.beat()
    for number in deleted:
        delete(beating.windows[number])
    beating.beat()
    assert beating.beat() is (len(deleted) == 1)
