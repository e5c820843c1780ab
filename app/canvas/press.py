"""A press that is going on: what it began on, and whether it has become a drag."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from app.body.regions import Place
from app.session.state import Frame
from app.widgets.touch_scroll import Drag, is_finger

_DRAG_FROM = 10.0
_TAKES_AWAY = frozenset(
    {
        QEvent.Type.UngrabMouse,
        QEvent.Type.WindowDeactivate,
        QEvent.Type.WindowBlocked,
        QEvent.Type.Hide,
    }
)


class Press:
    """Begun at a point, on a place or beside all; drags the figure only when it is zoomed."""

    def __init__(
        self, at: QPointF, place: Place | None, frame: Frame, scroll: FigureScroll
    ) -> None:
        self.place, self.scroll = place, scroll
        self.drags = False
        self._at, self._frame = at, frame

    def moved_to(self, at: QPointF, width: float, height: float) -> Frame | None:
        """The frame that dragging to a point asks for; `width`, `height` are the plate's."""
        way = at - self._at
        if self._frame.zoom > 1 and way.manhattanLength() > _DRAG_FROM:
            self.drags = True
        if not self.drags:
            return None
        frame = self._frame
        return Frame(frame.zoom, frame.x - way.x() / width, frame.y - way.y() / height)


class FigureScroll:
    """A finger on the whole figure: up and down it scrolls the page in which the figure lies.

    The mouse, and a finger on the zoomed figure, scroll nothing.
    """

    def __init__(self, canvas: QWidget, event: QMouseEvent, frame: Frame) -> None:
        scrolls = is_finger(event) and frame.zoom == 1
        self._drag = Drag(canvas, [event.globalPosition()], event.timestamp()) if scrolls else None

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


class CurrentPress(QObject):
    """The press on a widget that is going on, if there is one.

    It is dropped when a dialog, another window, a hidden page or the system takes the pointer:
    the release then goes elsewhere, or nowhere.

    Signals:
        interrupted: the pointer was taken away.
    """

    interrupted = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.now: Press | None = None
        over.installEventFilter(self)

    def drop(self) -> None:
        """The press moves and chooses nothing any more."""
        self.now = None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TAKES_AWAY:
            self.drop()
            self.interrupted.emit()
        return False
