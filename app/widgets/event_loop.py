"""Deferred work in the event loop.

A single-shot timer owned by an object, and a column whose widgets are created over several turns of
the loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.widgets.layouts import ColumnLayout


def single_shot(owner: QObject, ms: int, slot: Callable[[], None]) -> QTimer:
    """Create a single-shot timer owned by `owner`; QTimer.singleShot may outlive its receiver."""
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(ms)
    timer.timeout.connect(slot)
    return timer


FIRST_BUDGET_S, TURN_BUDGET_S = 0.012, 0.008
"""Seconds of widget creation at once and in each later turn; short enough to stay responsive."""


class IncrementalColumn(QWidget):
    """A column of widgets that an iterator creates one by one: some now, the rest in later turns.

    With `at_once` False none is created now, for a column that starts out of sight.
    """

    def __init__(self, widgets: Iterator[QWidget], gap: int, *, at_once: bool = True) -> None:
        super().__init__()
        self._column = ColumnLayout(self, gap)
        self._widgets: Iterator[QWidget] | None = widgets
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_turn)
        if at_once:
            self._create_widgets(FIRST_BUDGET_S)
        else:
            self._timer.start(0)

    @property
    def is_complete(self) -> bool:
        """True once every widget has been created."""
        return self._widgets is None

    def _on_turn(self) -> None:
        self._create_widgets(TURN_BUDGET_S)

    def _create_widgets(self, seconds: float) -> None:
        """Create widgets until the time is up; at least one."""
        end = perf_counter() + seconds
        # An enabled layout would lay out the whole column again in each call of `show`.
        self._column.setEnabled(False)
        try:
            while (widget := self._next_widget()) is not None:
                self._column.addWidget(widget)
                widget.show()
                if perf_counter() > end:
                    self._timer.start(0)
                    break
        finally:
            self._column.setEnabled(True)
        if self.isVisible():
            self._column.activate()

    def _next_widget(self) -> QWidget | None:
        """Create the next widget; after the last one, or a failure, there are no more."""
        widgets, self._widgets = self._widgets, None
        widget = next(widgets, None) if widgets is not None else None
        if widget is not None:
            self._widgets = widgets
        return widget
