"""Zooming of the figure with wheel, buttons and fingers, eased where no finger holds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QPointF, Signal
from PySide6.QtWidgets import QWidget

from app.canvas.figure_layout import FigureLayout, zoomed_at
from app.canvas.gestures import PinchStep
from app.canvas.motion import FadeAnimation
from app.painting.plate_rect import PlateRect
from app.session.actions import SetFrame
from app.session.state import Showing, ZoomFrame
from app.theme.theme import Theme

_ZOOM_MS = 180


class FigureZoom(FadeAnimation):
    """Asks for the frames that a person zooms or drags to, and shows the way to a new frame.

    On the way, each point of the plate moves in a straight line. `lay_out` returns the layout of
    the figure for a Showing.

    Signals:
        action: SetFrame.
    """

    action = Signal(object)

    def __init__(
        self, canvas: QWidget, showing: Showing, lay_out: Callable[[Showing], FigureLayout]
    ) -> None:
        super().__init__(canvas)
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._canvas, self._showing, self._lay_out = canvas, showing, lay_out
        self._first = self._last = ZoomFrame()
        self._is_eased = True

    @property
    def displayed(self) -> Showing:
        """The state to paint: the present one, or a step on the way to its frame."""
        share = self.progress
        if share == 1.0:
            return self._showing
        one, other = self._first, self._last

        def between(first: float, last: float) -> float:
            return first + (last - first) * share

        zoom = between(one.zoom, other.zoom)
        x = between(one.zoom * one.x, other.zoom * other.x) / zoom
        y = between(one.zoom * one.y, other.zoom * other.y) / zoom
        return replace(self._showing, frame=ZoomFrame(zoom, x, y))

    @property
    def lowest_zoom(self) -> float | None:
        """The lower end of the zoom that is under way, or None."""
        return min(self._first.zoom, self._last.zoom) if self.is_running else None

    def set_showing(self, showing: Showing, theme: Theme) -> None:
        """Move to the frame of another state, or be there at once if it shows another plate."""
        before, displayed = self._showing, self.displayed
        if showing.frame == before.frame:
            self._showing = showing
            return
        is_eased = self._is_eased and showing.plate == before.plate and self._canvas.isVisible()
        first = self._centred_frame(displayed)
        self.end()
        self._showing = showing
        duration = theme.duration(_ZOOM_MS) if is_eased else 0
        if duration:
            self._first, self._last = first, self._centred_frame(showing)
        self.restart(duration)

    def end(self) -> None:
        """Be at the last frame, and forget the way to it."""
        self.stop()
        self._first = self._last = ZoomFrame()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Zoom by a factor around a point of the canvas, eased."""
        self._zoom(PinchStep(factor, at), is_eased=True)

    def pinch(self, step: PinchStep) -> None:
        """Follow two fingers."""
        self._zoom(step, is_eased=False)

    def drag_to(self, frame: ZoomFrame) -> None:
        """Follow a finger or the mouse."""
        self._request(frame, is_eased=False)

    def _zoom(self, step: PinchStep, *, is_eased: bool) -> None:
        rect, frame = self._lay_out(self._showing).plate_rect, self._showing.frame
        zoomed = zoomed_at(rect, frame, step.factor, step.center.x(), step.center.y())
        scale = zoomed.zoom / frame.zoom
        x = zoomed.x - step.translation.x() / (rect.width * scale)
        y = zoomed.y - step.translation.y() / (rect.height * scale)
        self._request(ZoomFrame(zoomed.zoom, x, y), is_eased=is_eased)

    def _request(self, frame: ZoomFrame, *, is_eased: bool) -> None:
        """Ask for a frame, which `set_showing` receives before this returns."""
        self._is_eased = is_eased
        self.action.emit(SetFrame(frame))
        self._is_eased = True

    def _centred_frame(self, showing: Showing) -> ZoomFrame:
        """The frame of a state by its centre in the widget.

        At zoom 1 it is another one, because a plate lower than the widget stands at the bottom.
        """
        rect: PlateRect = self._lay_out(showing).plate_rect
        x, y = rect.to_fraction(self._canvas.width() / 2, self._canvas.height() / 2)
        return ZoomFrame(showing.frame.zoom, x, y)
