"""A layout written in Python leaves nothing behind when its widget is taken down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from app.widgets.layouts import Flow, Pile
from tests.heap import heap_in_use

BOTH = pytest.mark.parametrize("kind", [Pile, Flow])
ROUNDS, WORDS = 300, "abcde"


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def filled(kind, parent):
    widget = QWidget(parent)
    layout = kind(widget)
    for words in WORDS:
        layout.addWidget(QLabel(words))
    widget.show()
    QApplication.processEvents()
    return widget, layout


def take_down(widget) -> None:
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@BOTH
def test_nothing_of_it_stays_on_the_heap(parent, kind):
    """A widget item of Qt is 88 bytes; lost once for each of five words that makes 440."""

    def come_and_go(times):
        for _ in range(times):
            take_down(filled(kind, parent)[0])
        return heap_in_use()

    before = come_and_go(ROUNDS)
    assert come_and_go(ROUNDS) - before < ROUNDS * 88


@BOTH
def test_a_widget_that_is_taken_down_leaves_it(parent, kind):
    widget, layout = filled(kind, parent)
    gone = layout.itemAt(1).widget()
    take_down(gone)
    assert not isValid(gone)
    assert [layout.itemAt(at).widget().text() for at in range(layout.count())] == list("acde")
    take_down(widget)


@BOTH
def test_a_widget_taken_out_is_still_there(parent, kind):
    widget, layout = filled(kind, parent)
    out = layout.itemAt(4).widget()
    layout.removeWidget(out)
    assert layout.count() == len(WORDS) - 1
    assert layout.itemAt(4) is None
    take_down(widget)
    assert not isValid(layout)
    assert not isValid(out)  # its parent is the same as before


class Asked(QWidget):
    """Counts how often it is asked for its size."""

    times = 0

    def sizeHint(self):
        self.times += 1
        return QSize(50, 20)

    minimumSizeHint = sizeHint


@BOTH
def test_the_innermost_of_many_layouts_is_not_asked_ever_more_often(parent, kind):
    """Each layout asking the next one twice would make it a thousand times."""
    innermost = inner = Asked()
    for _ in range(10):
        outer = QWidget()
        kind(outer).addWidget(inner)
        inner = outer
    inner.setParent(parent)
    inner.show()
    QApplication.processEvents()
    assert 0 < innermost.times < 100
