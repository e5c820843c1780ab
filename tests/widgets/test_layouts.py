"""A layout written in Python leaves nothing behind when its widget is taken down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from app.widgets.layouts import ColumnLayout, FlowLayout
from tests.heap import heap_in_use

BOTH_LAYOUTS = pytest.mark.parametrize("kind", [ColumnLayout, FlowLayout])
ROUNDS, WORDS = 300, "abcde"


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def filled_layout(kind, parent):
    widget = QWidget(parent)
    layout = kind(widget)
    for words in WORDS:
        layout.addWidget(QLabel(words))
    widget.show()
    QApplication.processEvents()
    return widget, layout


def delete_now(widget) -> None:
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@BOTH_LAYOUTS
def test_nothing_of_it_stays_on_the_heap(parent, kind):
    """A widget item of Qt is 88 bytes; lost once for each of five words that makes 440."""

    def come_and_go(times):
        for _ in range(times):
            delete_now(filled_layout(kind, parent)[0])
        return heap_in_use()

    before = come_and_go(ROUNDS)
    assert come_and_go(ROUNDS) - before < ROUNDS * 88


@BOTH_LAYOUTS
def test_a_widget_that_is_taken_down_leaves_it(parent, kind):
    widget, layout = filled_layout(kind, parent)
    gone = layout.itemAt(1).widget()
    delete_now(gone)
    assert not isValid(gone)
    assert [layout.itemAt(at).widget().text() for at in range(layout.count())] == list("acde")
    delete_now(widget)


@BOTH_LAYOUTS
def test_a_widget_taken_out_is_still_there(parent, kind):
    widget, layout = filled_layout(kind, parent)
    out = layout.itemAt(4).widget()
    layout.removeWidget(out)
    assert layout.count() == len(WORDS) - 1
    assert layout.itemAt(4) is None
    delete_now(widget)
    assert not isValid(layout)
    assert not isValid(out)  # its parent is the same as before


class SizeHintCounter(QWidget):
    """Counts how often it is asked for its size."""

    times = 0

    def sizeHint(self):
        self.times += 1
        return QSize(50, 20)

    minimumSizeHint = sizeHint


@BOTH_LAYOUTS
def test_the_innermost_of_many_layouts_is_not_asked_ever_more_often(parent, kind):
    """Each layout asking the next one twice would make it a thousand times."""
    innermost = inner = SizeHintCounter()
    for _ in range(10):
        outer = QWidget()
        kind(outer).addWidget(inner)
        inner = outer
    inner.setParent(parent)
    inner.show()
    QApplication.processEvents()
    assert 0 < innermost.times < 100
