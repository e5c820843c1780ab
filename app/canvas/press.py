"""A press that is going on: what it began on, and whether it has become a drag."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from app.body.ids import Place
from app.session.showing import Frame

_DRAG_FROM = 10.0


class Press:
    """Begun at a point, on a place or beside all; drags the figure only when it is zoomed."""

    def __init__(self, at: QPointF, place: Place | None, frame: Frame) -> None:
        self.place = place
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
