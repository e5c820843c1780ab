"""What pointer and pen do on the figure, told in plate widths, while somebody draws or points."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QTabletEvent

from app.canvas.canvas import Canvas

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


class Pad(QObject):
    """Lies on a canvas; while it is held, a press draws instead of choosing a region.

    Signals:
        pressed, moved: a Point, and the pressure of a pen (0 to 1; -1 where it knows none).
        released: nothing more.
        pointed: where the pointer is, pressed or not: a Point, or None when it has gone.
    """

    pressed = Signal(object, float)
    moved = Signal(object, float)
    released = Signal()
    pointed = Signal(object)

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._is_down = False
        self.is_held = False
        canvas.installEventFilter(self)

    def let_go(self) -> None:
        """Ends a press that is going on, as if the pointer had been released."""
        if self._is_down:
            self._is_down = False
            self.released.emit()

    def stop(self) -> None:
        """Leaves the canvas alone for good."""
        self._canvas.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOUSE:
            mouse = cast("QMouseEvent", event)
            is_left = Qt.MouseButton.LeftButton in (mouse.button(), mouse.buttons())
            return self._take(kind, mouse.position(), -1.0, is_left=is_left)
        if kind in _PEN:
            pen = cast("QTabletEvent", event)
            taken = self._take(kind, pen.position(), pen.pressure(), is_left=True)
            event.setAccepted(taken)  # else it comes again, as a mouse
            return taken
        if kind == _KINDS.Leave:
            self.pointed.emit(None)
        return False

    def _take(self, kind: QEvent.Type, at: QPointF, pressure: float, *, is_left: bool) -> bool:
        """Tells what happens; whether the canvas is to hear nothing of it."""
        point = self._canvas.placing.to_plate(at.x(), at.y())
        self.pointed.emit(point)
        if not self.is_held:
            return False
        if kind in _DOWN and is_left and not self._is_down:
            self._is_down = True
            self.pressed.emit(point, pressure)
        elif kind in _MOVE and self._is_down:
            self.moved.emit(point, pressure)
        elif kind not in _DOWN and kind not in _MOVE:
            self.let_go()
        return True
