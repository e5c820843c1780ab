"""Does a kiosk's heart beat while its windows are painted, and only then?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.kiosk.pulse import Pulse, Spot


class Line:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def ready(self) -> None:
        self.said.append("ready")

    def alive(self) -> None:
        self.said.append("alive")

    def stopping(self) -> None:
        self.said.append("stopping")


class Deaf(QObject):
    """Keeps a widget from being painted, as a stuck painter would."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Paint


class House:
    def __init__(self, windows) -> None:
        self.windows = windows


class Beating:
    """Some windows, their pulse, and who hears it."""

    def __init__(self, windows) -> None:
        self.windows, self.line, self.beaten = windows, Line(), []
        self.house = House(windows)
        self.pulse = Pulse(self.house, self.line, self._on_beat, beat_ms=3_600_000)

    def _on_beat(self) -> None:
        self.beaten.append(True)

    def beat(self) -> bool:
        """Whether the next tick beats, once all that can be painted has been."""
        QTest.qWait(0)
        for _ in range(3):
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        before = len(self.beaten)
        self.pulse.tick()
        return len(self.beaten) > before


@pytest.fixture
def beating(qtbot):
    windows = [QWidget(), QWidget()]
    for window in windows:
        qtbot.addWidget(window)
        window.resize(80, 80)
        window.show()
        qtbot.waitExposed(window)
    found = Beating(windows)
    found.pulse.start()
    qtbot.waitUntil(lambda: bool(found.beaten))
    return found


def test_the_first_picture_is_told_before_the_first_beat(beating) -> None:
    assert beating.line.said == ["ready", "alive"]


def test_the_first_picture_is_told_once(beating) -> None:
    assert beating.beat()
    assert beating.line.said == ["ready", "alive", "alive"]


def test_it_beats_again_and_again_while_windows_are_painted(beating) -> None:
    assert [beating.beat() for _ in range(5)] == [True] * 5


def test_a_window_that_is_not_painted_stops_the_heart(beating) -> None:
    deaf = Deaf()
    beating.beat()
    beating.windows[1].findChild(Spot).installEventFilter(deaf)
    beating.beat()
    assert not beating.beat()


def test_a_window_whose_updates_are_off_stops_the_heart(beating) -> None:
    beating.beat()
    beating.windows[0].setUpdatesEnabled(False)
    beating.beat()
    assert not beating.beat()


def test_a_tick_without_a_turn_of_the_loop_does_not_beat(beating) -> None:
    beating.beat()
    before = len(beating.beaten)
    beating.pulse.tick()
    assert len(beating.beaten) == before


def test_one_window_that_is_hidden_stops_no_heart(beating) -> None:
    beating.windows[1].hide()
    beating.beat()
    assert beating.beat()


def test_a_kiosk_without_any_window_in_sight_has_no_heart(beating) -> None:
    for window in beating.windows:
        window.hide()
    beating.beat()
    assert not beating.beat()


def test_a_window_that_comes_later_has_to_be_painted_too(beating, qtbot) -> None:
    late = QWidget()
    qtbot.addWidget(late)
    late.show()
    qtbot.waitExposed(late)
    beating.house.windows = [*beating.windows, late]
    beating.beat()
    assert beating.beat()
    late.setUpdatesEnabled(False)
    beating.beat()
    assert not beating.beat()


def test_what_lies_over_a_window_does_not_hide_its_spot(beating) -> None:
    over = QWidget(beating.windows[0])
    over.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    over.resize(80, 80)
    over.show()
    beating.beat()
    assert beating.beat()


def test_the_spot_takes_no_touch(beating) -> None:
    window = beating.windows[0]
    assert window.childAt(0, 0) is None


def test_the_end_is_told(beating) -> None:
    beating.pulse.stop()
    assert beating.line.said[-1] == "stopping"
