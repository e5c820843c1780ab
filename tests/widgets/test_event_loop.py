"""A long column is there at once and fills by itself."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QLabel

from app.widgets.event_loop import Gradual


def slow_labels(count, seconds):
    for number in range(count):
        time.sleep(seconds)
        yield QLabel(str(number))


def test_only_the_first_are_made_at_once_and_all_in_the_end(qtbot):
    column = Gradual(slow_labels(12, 0.005), 4)
    qtbot.addWidget(column)
    at_once = len(column.findChildren(QLabel))
    assert 0 < at_once < 12
    assert not column.is_done
    qtbot.waitUntil(lambda: column.is_done)
    assert sorted(int(label.text()) for label in column.findChildren(QLabel)) == list(range(12))


def test_a_short_column_is_whole_at_once(qtbot):
    column = Gradual(iter((QLabel("one"), QLabel("two"))), 4)
    qtbot.addWidget(column)
    assert column.is_done
    assert len(column.findChildren(QLabel)) == 2


def test_a_column_that_is_closed_half_way_makes_no_more(qtbot):
    made = []

    def labels():
        for label in slow_labels(50, 0.005):
            made.append(label)
            yield label

    column = Gradual(labels(), 4)
    before = len(made)
    column.deleteLater()
    qtbot.wait(60)
    assert len(made) == before < 50
