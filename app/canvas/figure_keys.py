"""Keys on the figure: pan, turn and zoom; the frame follows the focus out of sight."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent

from app.body.hit_test import outline_anchor
from app.body.regions import Place, View
from app.canvas.canvas import FigureCanvas
from app.session.actions import SetFrame, SetView
from app.session.state import Showing, ZoomFrame

ZOOM_STEP = 1.4
_PAN_SHARE = 0.15
"""Share of what is seen that one press of an arrow key pans."""
_K = Qt.Key
_PAN = {_K.Key_Left: (-1, 0), _K.Key_Right: (1, 0), _K.Key_Up: (0, -1), _K.Key_Down: (0, 1)}
_TURN = {_K.Key_Left: -1, _K.Key_Right: 1}
_AROUND = (View.BACK_LEFT, View.BACK, View.BACK_RIGHT)
"""The views in the order in which they lie around the body."""


class FigureKeys(QObject):
    """Handles the keys that the region buttons leave to the figure.

    Signals:
        action: SetFrame or SetView.
    """

    action = Signal(object)

    def __init__(self, canvas: FigureCanvas, views: Sequence[View]) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._views = tuple(view for view in _AROUND if view in views)
        self._showing: Showing | None = None
        canvas.installEventFilter(self)
        canvas.region_buttons.focus_moved.connect(self._follow_focus)

    def set_showing(self, showing: Showing) -> None:
        """Follow the state that the keys change."""
        self._showing = showing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        """Carry out a key; returns whether it has a meaning here."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (_K.Key_Plus, _K.Key_Equal, _K.Key_Minus) and not _is_command(modifiers):
            self._canvas.zoom_by(1 / ZOOM_STEP if key == _K.Key_Minus else ZOOM_STEP)
            return True
        if modifiers == Qt.KeyboardModifier.ShiftModifier and key in _PAN:
            self._pan(*_PAN[key])
            return True
        if modifiers == Qt.KeyboardModifier.ControlModifier:
            return self._turn(key)
        return False

    def _pan(self, right: int, down: int) -> None:
        if self._showing is not None:
            frame = self._showing.frame
            step = _PAN_SHARE / frame.zoom
            moved = ZoomFrame(frame.zoom, frame.x + right * step, frame.y + down * step)
            self.action.emit(SetFrame(moved))

    def _turn(self, key: Qt.Key) -> bool:
        """Turn to the view beside this one; Home faces the back."""
        if self._showing is None or self._showing.view not in self._views:
            return False
        index = self._views.index(self._showing.view)
        if key == _K.Key_Home and View.BACK in self._views:
            self.action.emit(SetView(View.BACK))
            return True
        if key not in _TURN:
            return False
        index = min(max(index + _TURN[key], 0), len(self._views) - 1)
        self.action.emit(SetView(self._views[index]))
        return True

    def _follow_focus(self, place: Place | None) -> None:
        """Pan to the region that has the focus if its middle is out of sight."""
        if place is None or self._showing is None or self._showing.frame.zoom <= 1:
            return
        outlines = self._canvas.scene_builder.outlines(self._showing)
        outline = next((one for one in outlines.regions if one.place == place), None)
        if outline is None:
            return
        x, y = outline_anchor(outline)
        at = QPointF(*self._canvas.plate_rect.to_pixels((x, y)))
        if not self._canvas.rect().contains(at.toPoint()):
            frame = ZoomFrame(self._showing.frame.zoom, x, y / outlines.aspect)
            self.action.emit(SetFrame(frame))


def _is_command(modifiers: Qt.KeyboardModifier) -> bool:
    """Whether keys are held that make a shortcut of a character."""
    kinds = Qt.KeyboardModifier
    return bool(modifiers & (kinds.ControlModifier | kinds.AltModifier | kinds.MetaModifier))
