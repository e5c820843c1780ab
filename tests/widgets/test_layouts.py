"""A layout written in Python leaks nothing when its widget is deleted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import isValid

from app.widgets.layouts import ColumnLayout, FlowLayout
from tests.heap import heap_in_use

BOTH_LAYOUTS = pytest.mark.parametrize("kind", [ColumnLayout, FlowLayout])
ROUNDS, TEXTS = 300, "abcde"


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def filled_layout(kind, parent):
    widget = QWidget(parent)
    layout = kind(widget)
    for text in TEXTS:
        layout.addWidget(QLabel(text))
    widget.show()
    QApplication.processEvents()
    return widget, layout


def delete_now(widget) -> None:
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@BOTH_LAYOUTS
def test_creating_and_deleting_it_leaks_no_heap(parent, kind):
    """A widget item of Qt has 88 bytes; leaking the five items of a layout would cost 440."""

    def heap_after_create_and_delete():
        for _ in range(ROUNDS):
            delete_now(filled_layout(kind, parent)[0])
        return heap_in_use()

    before = heap_after_create_and_delete()
    assert heap_after_create_and_delete() - before < ROUNDS * 88


@BOTH_LAYOUTS
def test_a_deleted_widget_is_removed_from_it(parent, kind):
    widget, layout = filled_layout(kind, parent)
    deleted = layout.itemAt(1).widget()
    delete_now(deleted)
    assert not isValid(deleted)
    assert [layout.itemAt(at).widget().text() for at in range(layout.count())] == list("acde")
    delete_now(widget)


@BOTH_LAYOUTS
def test_a_removed_widget_still_exists(parent, kind):
    widget, layout = filled_layout(kind, parent)
    removed = layout.itemAt(4).widget()
    layout.removeWidget(removed)
    assert layout.count() == len(TEXTS) - 1
    assert isValid(removed)
    assert layout.itemAt(4) is None
    delete_now(widget)
    assert not isValid(layout)
    assert not isValid(removed)  # its parent was still the deleted widget


class SizeHintCounter(QWidget):
    """Counts the calls of its size hints."""

    calls = 0

    def sizeHint(self):
        self.calls += 1
        return QSize(50, 20)

    minimumSizeHint = sizeHint


@BOTH_LAYOUTS
def test_nested_layouts_do_not_ask_the_innermost_one_exponentially_often(parent, kind):
    """If each layout asked the next one twice, ten of them would ask a thousand times."""
    innermost = inner = SizeHintCounter()
    for _ in range(10):
        outer = QWidget()
        kind(outer).addWidget(inner)
        inner = outer
    inner.setParent(parent)
    inner.show()
    QApplication.processEvents()
    assert 0 < innermost.calls < 100
