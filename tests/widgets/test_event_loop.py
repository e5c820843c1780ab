"""A long column appears at once and creates its other widgets afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from app.widgets import event_loop
from app.widgets.event_loop import IncrementalColumn


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """Time passes only when a test says so, and the budgets are the usual ones."""
    now = [0.0]
    monkeypatch.setattr(event_loop, "perf_counter", lambda: now[0])
    monkeypatch.setattr(event_loop, "FIRST_BUDGET_S", 0.012)
    monkeypatch.setattr(event_loop, "TURN_BUDGET_S", 0.008)
    return now


def slow_labels(clock, count, seconds):
    for number in range(count):
        clock[0] += seconds
        yield QLabel(str(number))


def test_some_widgets_are_created_at_once_and_the_others_later(qtbot, clock):
    column = IncrementalColumn(slow_labels(clock, 12, 0.005), 4)
    qtbot.addWidget(column)
    assert len(column.findChildren(QLabel)) == 3
    assert not column.is_complete
    qtbot.waitUntil(lambda: column.is_complete)
    assert sorted(int(label.text()) for label in column.findChildren(QLabel)) == list(range(12))


def test_a_short_column_is_whole_at_once(qtbot):
    column = IncrementalColumn(iter((QLabel("one"), QLabel("two"))), 4)
    qtbot.addWidget(column)
    assert column.is_complete
    assert len(column.findChildren(QLabel)) == 2


def test_a_deleted_column_creates_no_more_widgets(qtbot, clock):
    created = []

    def labels():
        for label in slow_labels(clock, 50, 0.005):
            created.append(label)
            yield label

    column = IncrementalColumn(labels(), 4)
    before = len(created)
    column.deleteLater()
    qtbot.wait(20)
    assert len(created) == before < 50


def test_a_column_that_is_shown_lays_out_what_each_turn_adds(qtbot, clock):
    column = IncrementalColumn(slow_labels(clock, 12, 0.005), 4)
    qtbot.addWidget(column)
    column.show()
    qtbot.waitUntil(lambda: column.is_complete)
    tops = [label.y() for label in column.findChildren(QLabel)]
    assert tops == sorted(set(tops))
    assert all(label.isVisible() for label in column.findChildren(QLabel))
