"""Drawing with pointer and pen on the figure while presenting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import cast

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QSinglePointEvent, QTabletEvent

from app.body.outlines import Point
from app.body.regions import Place, keep_side
from app.canvas.canvas import FigureCanvas
from app.canvas.figure_layout import label_at
from app.session.actions import SelectRegion
from app.widgets.touch_scroll import TOUCH_SLOP, is_touch_or_pen

_T = QEvent.Type
_MOUSE = frozenset(
    {
        _T.MouseButtonPress,
        _T.MouseMove,
        _T.MouseButtonRelease,
        _T.MouseButtonDblClick,
    }
)
_PEN = frozenset({_T.TabletPress, _T.TabletMove, _T.TabletRelease})
_DOWN = frozenset({_T.MouseButtonPress, _T.MouseButtonDblClick, _T.TabletPress})
_MOVE = frozenset({_T.MouseMove, _T.TabletMove})
_STROKE_DISTANCE = 4.0
"""Pixels; a shorter movement is a click."""


class DrawEventKind(Enum):
    """What the pointer did."""

    CLICK = "click"
    BEGIN = "begin"
    MOVE = "move"
    END = "end"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class DrawEvent:
    """One step of drawing, or a click, at a point in plate widths.

    `pressure` is that of a pen, 0 to 1, or -1 if it is unknown.
    """

    kind: DrawEventKind
    at: Point
    pressure: float = -1.0


class DrawInput(QObject):
    """Turns pointer events of a canvas into drawing while `is_drawing`; else it lets them pass.

    A stroke begins once the pointer has moved a few pixels, or some more on a label, because a
    click on a label selects its region with every tool. A second finger and a touch cancelled by
    the system cancel the stroke; a pen cancels the stroke of a hand that came down before it. A
    stroke that loses its release ends where it is.

    Signals:
        drawn_event: a DrawEvent.
        pointer_moved: the position of the pointer, pressed or not, as a Point in plate widths, or
            None when it has left.
    """

    drawn_event = Signal(object)
    pointer_moved = Signal(object)

    def __init__(self, canvas: FigureCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._start: tuple[QPointF, DrawEvent] | None = None
        self._last: DrawEvent | None = None
        self._is_pen = False
        self._stroke_distance = _STROKE_DISTANCE
        self.is_drawing = False
        canvas.installEventFilter(self)
        canvas.touch_gestures.cancelled.connect(self._on_touch_cancelled)
        canvas.drag_tracker.interrupted.connect(self.finish_stroke)

    def finish_stroke(self) -> None:
        """End the current press: a stroke is kept as it is, a click is dropped."""
        self._start = None
        self._close(DrawEventKind.END)

    def cancel_click(self) -> None:
        """Drop a press that is no stroke yet; a stroke continues."""
        self._start = None

    def detach(self) -> None:
        """Stop filtering the events of the canvas."""
        self._canvas.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOUSE:
            mouse = cast("QMouseEvent", event)
            return self._handle(mouse, mouse.position(), -1.0, is_pen=False)
        if kind in _PEN:
            pen = cast("QTabletEvent", event)
            is_taken = self._handle(pen, pen.position(), pen.pressure(), is_pen=True)
            event.setAccepted(is_taken)  # Qt repeats a rejected event as a mouse event
            return is_taken
        if kind == _T.Leave:
            self.pointer_moved.emit(None)
        return False

    def _handle(
        self, event: QSinglePointEvent, at: QPointF, pressure: float, *, is_pen: bool
    ) -> bool:
        """Emit what happened; True if the canvas must not receive the event."""
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
            self.finish_stroke()  # the release has been lost
        elif event.button() == left:
            self._release()
        return True

    @property
    def _is_down(self) -> bool:
        return self._start is not None or self._last is not None

    def _counts(self, kind: QEvent.Type, *, is_pen: bool) -> bool:
        """True unless the event comes from a hand beside the pen or from a hovering pen.

        A pen that comes down always counts.
        """
        return not self._is_down or is_pen is self._is_pen or (is_pen and kind in _DOWN)

    def _press(self, event: QSinglePointEvent, draw_event: DrawEvent, *, is_pen: bool) -> None:
        """Begin a press, and first end the previous one.

        A press still open on the same device has lost its release and is kept; the press of a hand
        is cancelled when the pen comes down.
        """
        if is_pen is self._is_pen:
            self.finish_stroke()
        else:
            self._cancel()
        at = event.position()
        self._start, self._is_pen = (at, draw_event), is_pen
        # A finger moves a little during a tap.
        may_tap = is_touch_or_pen(event) and self._label_at(at) is not None
        self._stroke_distance = TOUCH_SLOP if may_tap else _STROKE_DISTANCE

    def _move(self, at: QPointF, draw_event: DrawEvent) -> None:
        if self._start is not None:
            start, first = self._start
            if QLineF(start, at).length() < self._stroke_distance:
                return
            self._start = None
            self._emit(first)
        if self._last is not None:
            self._emit(draw_event)

    def _release(self) -> None:
        start, self._start = self._start, None
        if start is None:
            self._close(DrawEventKind.END)
            return
        at, draw_event = start
        label = self._label_at(at)
        if label is not None:
            selected = keep_side(label, self._canvas.selected)
            self._canvas.action.emit(SelectRegion(selected))
        else:
            self.drawn_event.emit(replace(draw_event, kind=DrawEventKind.CLICK))

    def _label_at(self, at: QPointF) -> Place | None:
        return label_at(self._canvas.scene().layout, at.x(), at.y())

    def _on_touch_cancelled(self) -> None:
        if not self._is_pen:
            self._cancel()

    def _cancel(self) -> None:
        self._start = None
        self._close(DrawEventKind.CANCEL)

    def _emit(self, draw_event: DrawEvent) -> None:
        self._last = draw_event
        self.drawn_event.emit(draw_event)

    def _close(self, kind: DrawEventKind) -> None:
        """End or cancel the stroke, if there is one."""
        last, self._last = self._last, None
        if last is not None:
            self.drawn_event.emit(replace(last, kind=kind))
