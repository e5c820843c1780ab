"""Fingers on the figure: one acts as a mouse, two zoom and pan it or scroll the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto
from typing import cast

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QInputDevice, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.widgets.touch_scroll import SLOP, Drag, mouse_of

_T = QEvent.Type
_TOUCH = frozenset({_T.TouchBegin, _T.TouchUpdate, _T.TouchEnd, _T.TouchCancel})
_AS_MOUSE = {
    _T.TouchBegin: _T.MouseButtonPress,
    _T.TouchUpdate: _T.MouseMove,
    _T.TouchEnd: _T.MouseButtonRelease,
}


@dataclass(frozen=True, slots=True)
class Pinched:
    """A look closer by a factor, about a point of the widget that moves by `way`, in pixels."""

    factor: float
    at: QPointF
    way: QPointF = field(default_factory=QPointF)


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


class Pinch(QObject):
    """Follows the fingers on a widget.

    Qt's own gesture is not used: it says nothing of a second finger that only rests, and leaves
    the first one a mouse.

    Signals:
        taken_back: what the first finger began is void: a second one has come, or the system
            has taken the touch away (it does so when it finds that a palm lies on the screen).
        pinched: a Pinched.
    """

    taken_back = Signal()
    pinched = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.is_whole = True
        """Whether the figure is at its smallest: two fingers side by side then scroll the page."""
        self._phase = _Phase.NOTHING
        self._first = self._last = QLineF()
        self._drag: Drag | None = None
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
        QApplication.sendEvent(self._over, mouse_of(event, _AS_MOUSE[event.type()], places))

    def _stop(self) -> None:
        """One finger has left, a third has come, or the system has taken all away."""
        if self._phase is _Phase.ONE:
            self.taken_back.emit()
        self._phase = _Phase.OVER

    def _pinch(self, event: QTouchEvent) -> None:
        one, other = (point.globalPosition() for point in event.points())
        line = QLineF(one, other)
        if self._phase in (_Phase.ONE, _Phase.NOTHING):
            self._phase, self._first, self._last = _Phase.TWO, line, line
            self._drag = Drag(self._over, [one, other], event.timestamp())
            self.taken_back.emit()
        if self._phase is _Phase.TWO:
            self._phase = self._wanted(line)
        if self._phase is _Phase.SCROLL and self._drag is not None:
            self._drag.move([one, other], event.timestamp())
        elif self._phase is _Phase.ZOOM:
            factor = line.length() / max(self._last.length(), 1.0)
            at = self._over.mapFromGlobal(line.center())
            self.pinched.emit(Pinched(factor, at, line.center() - self._last.center()))
            self._last = line

    def _wanted(self, line: QLineF) -> _Phase:
        """What the fingers want, once they have moved far enough."""
        if abs(line.length() - self._first.length()) > SLOP:
            return _Phase.ZOOM
        if (line.center() - self._first.center()).manhattanLength() > SLOP:
            return _Phase.SCROLL if self.is_whole else _Phase.ZOOM
        return _Phase.TWO
