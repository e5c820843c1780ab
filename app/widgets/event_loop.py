"""Deferred work in the event loop.

A single-shot timer owned by an object, and a column of widgets that is filled over several turns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.widgets.layouts import ColumnLayout


def single_shot(owner: QObject, ms: int, slot: Callable[[], None]) -> QTimer:
    """A timer to be started; QTimer.singleShot would call even what Qt has taken down."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(slot)
    return timer


_FIRST_BUDGET_S, _TURN_BUDGET_S = 0.012, 0.008


class IncrementalColumn(QWidget):
    """Takes widgets from an iterator that makes them one by one: some now, the rest in turns.

    What stands below the edge of the window need not be there at once: `at_once` False.
    """

    def __init__(self, widgets: Iterator[QWidget], gap: int, *, at_once: bool = True) -> None:
        super().__init__()
        self._column = ColumnLayout(self, gap)
        self._widgets: Iterator[QWidget] | None = widgets
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_turn)
        if at_once:
            self._create_widgets(_FIRST_BUDGET_S)
        else:
            self._timer.start(0)

    @property
    def is_complete(self) -> bool:
        """Whether every widget has been made."""
        return self._widgets is None

    def _on_turn(self) -> None:
        self._create_widgets(_TURN_BUDGET_S)

    def _create_widgets(self, seconds: float) -> None:
        """Makes widgets until the time is up; at least one."""
        end = perf_counter() + seconds
        while self._widgets is not None:
            widget = self._next_widget()
            if widget is None:
                return
            self._column.addWidget(widget)
            widget.show()
            if perf_counter() > end:
                self._timer.start(0)
                return

    def _next_widget(self) -> QWidget | None:
        """One more widget; after the last one, or a failure, there are no more."""
        widgets, self._widgets = self._widgets, None
        widget = next(widgets, None) if widgets is not None else None
        if widget is not None:
            self._widgets = widgets
        return widget
