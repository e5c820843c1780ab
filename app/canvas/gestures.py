"""Pointer gestures on the figure: press, drag, touch scrolling, and zooming with two fingers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import cast

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QInputDevice, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.body.regions import Place
from app.session.state import ZoomFrame
from app.widgets.touch_scroll import TOUCH_SLOP, TouchDrag, is_touch_or_pen, synthesize_mouse_event

_T = QEvent.Type
_TOUCH = frozenset({_T.TouchBegin, _T.TouchUpdate, _T.TouchEnd, _T.TouchCancel})
_AS_MOUSE = {
    _T.TouchBegin: _T.MouseButtonPress,
    _T.TouchUpdate: _T.MouseMove,
    _T.TouchEnd: _T.MouseButtonRelease,
}
_DRAG_DISTANCE = 10.0
"""Pixels; a shorter movement is still a click."""
_INTERRUPTING = frozenset({_T.UngrabMouse, _T.WindowDeactivate, _T.WindowBlocked, _T.Hide})


class DragState:
    """A press at a point of the canvas; it drags the figure if the figure is zoomed in.

    `place` is what was pressed, or None outside all regions.
    """

    def __init__(
        self, at: QPointF, place: Place | None, frame: ZoomFrame, scroll: FigureTouchScroll
    ) -> None:
        self.place, self.scroll = place, scroll
        self.is_dragging = False
        self._at, self._frame = at, frame

    def frame_at(self, at: QPointF, width: float, height: float) -> ZoomFrame | None:
        """The frame after dragging to a point, or None if this is no drag.

        `width` and `height` are those of the plate, in pixels.
        """
        offset = at - self._at
        if self._frame.zoom > 1 and offset.manhattanLength() > _DRAG_DISTANCE:
            self.is_dragging = True
        if not self.is_dragging:
            return None
        frame = self._frame
        return ZoomFrame(frame.zoom, frame.x - offset.x() / width, frame.y - offset.y() / height)


class FigureTouchScroll:
    """Scrolls the page around the figure while a finger drags vertically over the figure.

    The mouse, and a finger on the zoomed figure, do not scroll.
    """

    def __init__(self, canvas: QWidget, event: QMouseEvent, frame: ZoomFrame) -> None:
        scrolls = is_touch_or_pen(event) and frame.zoom == 1
        self._drag = (
            TouchDrag(canvas, [event.globalPosition()], event.timestamp()) if scrolls else None
        )

    @property
    def is_drag(self) -> bool:
        """True if the finger has moved too far for a tap."""
        return self._drag is not None and not self._drag.is_tap

    def move(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.move([event.globalPosition()], event.timestamp())

    def end(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.end(event.timestamp())


class DragTracker(QObject):
    """Holds the current press on a widget, if there is one.

    The press ends without effect when a dialog, another window or the system takes the pointer, or
    the widget is hidden, because its release will then not arrive.

    Signals:
        interrupted: the pointer was taken away.
    """

    interrupted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.current: DragState | None = None
        widget.installEventFilter(self)

    def cancel(self) -> None:
        """End the press without effect."""
        self.current = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INTERRUPTING:
            self.cancel()
            self.interrupted.emit()
        return False


@dataclass(frozen=True, slots=True)
class PinchStep:
    """A zoom by `factor` around `center` and a pan by `translation`, in pixels of the widget."""

    factor: float
    center: QPointF
    translation: QPointF = field(default_factory=QPointF)


class _Phase(Enum):
    NONE = auto()
    ONE = auto()
    """One finger, which the widget handles as a mouse."""
    TWO = auto()
    """Two fingers that have not moved far enough to decide between zooming and scrolling."""
    ZOOM = auto()
    SCROLL = auto()
    IGNORED = auto()
    """The gesture is over, but fingers are still down."""


class TouchGestures(QObject):
    """Recognises gestures of one and two fingers on a widget.

    Qt's pinch gesture is not used, because it does not report a second finger that only rests and
    still treats the first one as a mouse.

    Signals:
        cancelled: the press of the first finger has no effect, because a second one came down or
            the system cancelled the touch (it does so for a palm on the screen).
        zoom_requested: a PinchStep.
    """

    cancelled = Signal()
    zoom_requested = Signal(object)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self.is_unzoomed = True
        """True at zoom 1, where two fingers moving in parallel scroll the page."""
        self._phase = _Phase.NONE
        self._first = self._last = QLineF()
        self._drag: TouchDrag | None = None
        # With this attribute, the scroll area around the widget leaves touches to it.
        widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _TOUCH:
            return False
        touch = cast("QTouchEvent", event)
        if kind == _T.TouchBegin:
            self._phase = self._initial_phase(touch)
        is_taken = self._phase is not _Phase.NONE
        if is_taken:
            self._follow(touch)
        event.setAccepted(is_taken)
        return is_taken

    def _initial_phase(self, event: QTouchEvent) -> _Phase:
        """NONE for a touch pad, and where another widget covers the figure."""
        at = event.points()[0].position().toPoint()
        is_screen = event.device().type() == QInputDevice.DeviceType.TouchScreen
        is_uncovered = self._widget.childAt(at) is None
        return _Phase.ONE if is_screen and is_uncovered else _Phase.NONE

    def _follow(self, event: QTouchEvent) -> None:
        count, kind = event.pointCount(), event.type()
        if kind == _T.TouchCancel:
            self._stop()
        elif count == 2 and kind != _T.TouchEnd:
            self._pinch(event)
        elif self._phase is _Phase.ONE and count == 1:
            self._send_mouse_event(event)
        elif kind != _T.TouchEnd:
            self._stop()
        elif self._drag is not None:
            self._drag.end(event.timestamp())
        if kind in (_T.TouchEnd, _T.TouchCancel):
            self._phase, self._drag = _Phase.NONE, None
            self._first = self._last = QLineF()

    def _send_mouse_event(self, event: QTouchEvent) -> None:
        point = event.points()[0]
        positions = point.position(), point.scenePosition(), point.globalPosition()
        QApplication.sendEvent(
            self._widget, synthesize_mouse_event(event, _AS_MOUSE[event.type()], positions)
        )

    def _stop(self) -> None:
        """End the gesture: a finger left, a third came down, or the system cancelled the touch."""
        if self._phase is _Phase.ONE:
            self.cancelled.emit()
        self._phase = _Phase.IGNORED

    def _pinch(self, event: QTouchEvent) -> None:
        one, other = (point.globalPosition() for point in event.points())
        line = QLineF(one, other)
        if self._phase in (_Phase.ONE, _Phase.NONE):
            self._phase, self._first, self._last = _Phase.TWO, line, line
            self._drag = TouchDrag(self._widget, [one, other], event.timestamp())
            self.cancelled.emit()
        if self._phase is _Phase.TWO:
            self._phase = self._two_finger_phase(line)
        if self._phase is _Phase.SCROLL and self._drag is not None:
            self._drag.move([one, other], event.timestamp())
        elif self._phase is _Phase.ZOOM:
            factor = line.length() / max(self._last.length(), 1.0)
            center = self._widget.mapFromGlobal(line.center())
            self.zoom_requested.emit(PinchStep(factor, center, line.center() - self._last.center()))
            self._last = line

    def _two_finger_phase(self, line: QLineF) -> _Phase:
        """Decide between zooming and scrolling once the fingers have moved far enough."""
        if abs(line.length() - self._first.length()) > TOUCH_SLOP:
            return _Phase.ZOOM
        if (line.center() - self._first.center()).manhattanLength() > TOUCH_SLOP:
            return _Phase.SCROLL if self.is_unzoomed else _Phase.ZOOM
        return _Phase.TWO
