"""What pointer and pen do on the figure while presenting, in plate widths."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import cast

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QSinglePointEvent, QTabletEvent

from app.body.outlines import Point
from app.body.regions import Place
from app.canvas.canvas import FigureCanvas
from app.canvas.figure_layout import label_at
from app.widgets.touch_scroll import TOUCH_SLOP, is_touch_or_pen

_KINDS = QEvent.Type
_MOUSE = frozenset(
    {
        _KINDS.MouseButtonPress,
        _KINDS.MouseMove,
        _KINDS.MouseButtonRelease,
        _KINDS.MouseButtonDblClick,
    }
)
_PEN = frozenset({_KINDS.TabletPress, _KINDS.TabletMove, _KINDS.TabletRelease})
_DOWN = frozenset({_KINDS.MouseButtonPress, _KINDS.MouseButtonDblClick, _KINDS.TabletPress})
_MOVE = frozenset({_KINDS.MouseMove, _KINDS.TabletMove})
_STROKE_FROM = 4.0
"""Pixels; a shorter way is a click."""


class DrawEventKind(Enum):
    """What the pointer does."""

    CLICK = "click"
    BEGIN = "begin"
    MOVE = "move"
    END = "end"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class DrawEvent:
    """One thing the pointer does, at a point of the plate.

    `pressure` is that of a pen, 0 to 1; -1 where it is not known.
    """

    kind: DrawEventKind
    at: Point
    pressure: float = -1.0


class DrawInput(QObject):
    """Lies on a canvas; while it is held, a press draws instead of choosing a region.

    A stroke begins once the pointer has moved a few pixels, more of them on a label; a click on a
    label chooses its region with any tool. A second finger cancels the stroke of the first, and
    so does the system when it takes a touch away; the pen cancels that of a hand which came down
    before it. A stroke whose release got lost ends as far as it was drawn.

    Signals:
        acted: a DrawEvent.
        pointed: where the pointer is, pressed or not: a Point, or None when it has gone.
    """

    drawn_event = Signal(object)
    pointer_moved = Signal(object)

    def __init__(self, canvas: FigureCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._start: tuple[QPointF, DrawEvent] | None = None
        self._last: DrawEvent | None = None
        self._is_pen = False
        self._stroke_from = _STROKE_FROM
        self.is_drawing = False
        canvas.installEventFilter(self)
        canvas.touch_gestures.cancelled.connect(self._on_taken_back)
        canvas.drag_tracker.interrupted.connect(self.finish_stroke)

    def finish_stroke(self) -> None:
        """Ends a press that is going on: a stroke as far as it was drawn, a click not at all."""
        self._start = None
        self._close(DrawEventKind.END)

    def cancel_click(self) -> None:
        """Lets a press that is no stroke yet come to nothing; a stroke goes on."""
        self._start = None

    def detach(self) -> None:
        """Leaves the canvas alone for good."""
        self._canvas.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOUSE:
            mouse = cast("QMouseEvent", event)
            return self._take(mouse, mouse.position(), -1.0, is_pen=False)
        if kind in _PEN:
            pen = cast("QTabletEvent", event)
            taken = self._take(pen, pen.position(), pen.pressure(), is_pen=True)
            event.setAccepted(taken)  # else it comes again, as a mouse
            return taken
        if kind == _KINDS.Leave:
            self.pointer_moved.emit(None)
        return False

    def _take(
        self, event: QSinglePointEvent, at: QPointF, pressure: float, *, is_pen: bool
    ) -> bool:
        """Tells what happens; whether the canvas is to hear nothing of it."""
        point = self._canvas.plate_rect.to_plate(at.x(), at.y())
        self.pointer_moved.emit(point)
        if not self.is_drawing:
            return False
        kind, left = event.type(), Qt.MouseButton.LeftButton
        if not self._counts(kind, is_pen=is_pen):
            return True
        if kind in _DOWN:
            if event.button() == left:
                self._press(event, DrawEvent(DrawEventKind.BEGIN, point, pressure), is_pen=is_pen)
        elif kind in _MOVE and event.buttons() & left:
            self._move(at, DrawEvent(DrawEventKind.MOVE, point, pressure))
        elif kind in _MOVE:
            self.finish_stroke()  # its release got lost
        elif event.button() == left:
            self._release()
        return True

    @property
    def _is_down(self) -> bool:
        return self._start is not None or self._last is not None

    def _counts(self, kind: QEvent.Type, *, is_pen: bool) -> bool:
        """Whether it comes from what is down, not from a hand beside the pen or a pen that hovers.

        A pen that comes down counts in any case.
        """
        return not self._is_down or is_pen is self._is_pen or (is_pen and kind in _DOWN)

    def _press(self, event: QSinglePointEvent, act: DrawEvent, *, is_pen: bool) -> None:
        """Begins a press: the pen takes over from a hand that came down before it.

        What is still down on the same device has lost its release, and ends as it is.
        """
        if is_pen is self._is_pen:
            self.finish_stroke()
        else:
            self._cancel()
        at = event.position()
        self._start, self._is_pen = (at, act), is_pen
        # A finger slips while it taps.
        is_tap = is_touch_or_pen(event) and self._label_at(at) is not None
        self._stroke_from = TOUCH_SLOP if is_tap else _STROKE_FROM

    def _move(self, at: QPointF, act: DrawEvent) -> None:
        if self._start is not None:
            began, first = self._start
            if QLineF(began, at).length() < self._stroke_from:
                return
            self._start = None
            self._tell(first)
        if self._last is not None:
            self._tell(act)

    def _release(self) -> None:
        start, self._start = self._start, None
        if start is None:
            self._close(DrawEventKind.END)
            return
        pixels, act = start
        label = self._label_at(pixels)
        if label is not None:
            self._canvas.select(label)
        else:
            self.drawn_event.emit(replace(act, kind=DrawEventKind.CLICK))

    def _label_at(self, at: QPointF) -> Place | None:
        return label_at(self._canvas.scene().layout, at.x(), at.y())

    def _on_taken_back(self) -> None:
        if not self._is_pen:
            self._cancel()

    def _cancel(self) -> None:
        self._start = None
        self._close(DrawEventKind.CANCEL)

    def _tell(self, act: DrawEvent) -> None:
        self._last = act
        self.drawn_event.emit(act)

    def _close(self, kind: DrawEventKind) -> None:
        last, self._last = self._last, None
        if last is not None:
            self.drawn_event.emit(replace(last, kind=kind))
