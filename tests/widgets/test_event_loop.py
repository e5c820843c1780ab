"""A long column is there at once and fills by itself."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QLabel

from app.widgets.event_loop import IncrementalColumn


def slow_labels(count, seconds):
    for number in range(count):
        time.sleep(seconds)
        yield QLabel(str(number))


def test_only_the_first_are_made_at_once_and_all_in_the_end(qtbot):
    column = IncrementalColumn(slow_labels(12, 0.005), 4)
    qtbot.addWidget(column)
    at_once = len(column.findChildren(QLabel))
    assert 0 < at_once < 12
    assert not column.is_complete
    qtbot.waitUntil(lambda: column.is_complete)
    assert sorted(int(label.text()) for label in column.findChildren(QLabel)) == list(range(12))


def test_a_short_column_is_whole_at_once(qtbot):
    column = IncrementalColumn(iter((QLabel("one"), QLabel("two"))), 4)
    qtbot.addWidget(column)
    assert column.is_complete
    assert len(column.findChildren(QLabel)) == 2


def test_a_column_that_is_closed_half_way_makes_no_more(qtbot):
    made = []

    def labels():
        for label in slow_labels(50, 0.005):
            made.append(label)
            yield label

    column = IncrementalColumn(labels(), 4)
    before = len(made)
    column.deleteLater()
    qtbot.wait(60)
    assert len(made) == before < 50
