"""Pointer gestures on the figure: press, drag, touch scroll, and two-finger zoom and pan."""

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

_DRAG_FROM = 10.0
_TAKES_AWAY = frozenset(
    {
        QEvent.Type.UngrabMouse,
        QEvent.Type.WindowDeactivate,
        QEvent.Type.WindowBlocked,
        QEvent.Type.Hide,
    }
)


class DragState:
    """Begun at a point, on a place or beside all; drags the figure only when it is zoomed."""

    def __init__(
        self, at: QPointF, place: Place | None, frame: ZoomFrame, scroll: FigureTouchScroll
    ) -> None:
        self.place, self.scroll = place, scroll
        self.is_dragging = False
        self._at, self._frame = at, frame

    def frame_at(self, at: QPointF, width: float, height: float) -> ZoomFrame | None:
        """The frame that dragging to a point asks for; `width`, `height` are the plate's."""
        way = at - self._at
        if self._frame.zoom > 1 and way.manhattanLength() > _DRAG_FROM:
            self.is_dragging = True
        if not self.is_dragging:
            return None
        frame = self._frame
        return ZoomFrame(frame.zoom, frame.x - way.x() / width, frame.y - way.y() / height)


class FigureTouchScroll:
    """A finger on the whole figure: up and down it scrolls the page in which the figure lies.

    The mouse, and a finger on the zoomed figure, scroll nothing.
    """

    def __init__(self, canvas: QWidget, event: QMouseEvent, frame: ZoomFrame) -> None:
        scrolls = is_touch_or_pen(event) and frame.zoom == 1
        self._drag = (
            TouchDrag(canvas, [event.globalPosition()], event.timestamp()) if scrolls else None
        )

    @property
    def is_drag(self) -> bool:
        """Whether the finger has gone too far to choose anything."""
        return self._drag is not None and not self._drag.is_tap

    def move(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.move([event.globalPosition()], event.timestamp())

    def end(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.end(event.timestamp())


class DragTracker(QObject):
    """The press on a widget that is going on, if there is one.

    It is dropped when a dialog, another window, a hidden page or the system takes the pointer:
    the release then goes elsewhere, or nowhere.

    Signals:
        interrupted: the pointer was taken away.
    """

    interrupted = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.current: DragState | None = None
        over.installEventFilter(self)

    def cancel(self) -> None:
        """The press moves and chooses nothing any more."""
        self.current = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TAKES_AWAY:
            self.cancel()
            self.interrupted.emit()
        return False


_T = QEvent.Type
_TOUCH = frozenset({_T.TouchBegin, _T.TouchUpdate, _T.TouchEnd, _T.TouchCancel})
_AS_MOUSE = {
    _T.TouchBegin: _T.MouseButtonPress,
    _T.TouchUpdate: _T.MouseMove,
    _T.TouchEnd: _T.MouseButtonRelease,
}


@dataclass(frozen=True, slots=True)
class PinchStep:
    """A look closer by a factor, about a point of the widget that moves by `way`, in pixels."""

    factor: float
    center: QPointF
    translation: QPointF = field(default_factory=QPointF)


class _Phase(Enum):
    NOTHING = auto()
    ONE = auto()
    """One finger, which the widget takes for a mouse."""
    TWO = auto()
    """Two fingers that have not yet moved far enough to say what they want."""
    ZOOM = auto()
    SCROLL = auto()
    OVER = auto()
    """What is still down counts no more."""


class TouchGestures(QObject):
    """Follows the fingers on a widget.

    Qt's own gesture is not used: it says nothing of a second finger that only rests, and leaves
    the first one a mouse.

    Signals:
        taken_back: what the first finger began is void: a second one has come, or the system
            has taken the touch away (it does so when it finds that a palm lies on the screen).
        pinched: a Pinched.
    """

    cancelled = Signal()
    zoom_requested = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.is_unzoomed = True
        """Whether the figure is at its smallest: two fingers side by side then scroll the page."""
        self._phase = _Phase.NOTHING
        self._first = self._last = QLineF()
        self._drag: TouchDrag | None = None
        # Asked for by name: a scroll area around it then leaves its touches alone.
        over.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        over.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _TOUCH:
            return False
        touch = cast("QTouchEvent", event)
        if kind == _T.TouchBegin:
            self._phase = self._begun(touch)
        is_taken = self._phase is not _Phase.NOTHING
        if is_taken:
            self._follow(touch)
        event.setAccepted(is_taken)
        return is_taken

    def _begun(self, event: QTouchEvent) -> _Phase:
        """Nothing where it is a touch pad, or something else lies on the figure."""
        at = event.points()[0].position().toPoint()
        is_screen = event.device().type() == QInputDevice.DeviceType.TouchScreen
        is_bare = self._over.childAt(at) is None
        return _Phase.ONE if is_screen and is_bare else _Phase.NOTHING

    def _follow(self, event: QTouchEvent) -> None:
        count, kind = event.pointCount(), event.type()
        if kind == _T.TouchCancel:
            self._stop()
        elif count == 2 and kind != _T.TouchEnd:
            self._pinch(event)
        elif self._phase is _Phase.ONE and count == 1:
            self._be_mouse(event)
        elif kind != _T.TouchEnd:
            self._stop()
        elif self._drag is not None:
            self._drag.end(event.timestamp())
        if kind in (_T.TouchEnd, _T.TouchCancel):
            self._phase, self._drag = _Phase.NOTHING, None
            self._first = self._last = QLineF()

    def _be_mouse(self, event: QTouchEvent) -> None:
        point = event.points()[0]
        places = point.position(), point.scenePosition(), point.globalPosition()
        QApplication.sendEvent(
            self._over, synthesize_mouse_event(event, _AS_MOUSE[event.type()], places)
        )

    def _stop(self) -> None:
        """One finger has left, a third has come, or the system has taken all away."""
        if self._phase is _Phase.ONE:
            self.cancelled.emit()
        self._phase = _Phase.OVER

    def _pinch(self, event: QTouchEvent) -> None:
        one, other = (point.globalPosition() for point in event.points())
        line = QLineF(one, other)
        if self._phase in (_Phase.ONE, _Phase.NOTHING):
            self._phase, self._first, self._last = _Phase.TWO, line, line
            self._drag = TouchDrag(self._over, [one, other], event.timestamp())
            self.cancelled.emit()
        if self._phase is _Phase.TWO:
            self._phase = self._wanted(line)
        if self._phase is _Phase.SCROLL and self._drag is not None:
            self._drag.move([one, other], event.timestamp())
        elif self._phase is _Phase.ZOOM:
            factor = line.length() / max(self._last.length(), 1.0)
            at = self._over.mapFromGlobal(line.center())
            self.zoom_requested.emit(PinchStep(factor, at, line.center() - self._last.center()))
            self._last = line

    def _wanted(self, line: QLineF) -> _Phase:
        """What the fingers want, once they have moved far enough."""
        if abs(line.length() - self._first.length()) > TOUCH_SLOP:
            return _Phase.ZOOM
        if (line.center() - self._first.center()).manhattanLength() > TOUCH_SLOP:
            return _Phase.SCROLL if self.is_unzoomed else _Phase.ZOOM
        return _Phase.TWO
