"""Ignores touches that come so soon after the page has changed that they meant the old page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.widgets.event_loop import later

IGNORED_S = 0.5
_T = QEvent.Type
_MOUSE_PRESSES = frozenset({_T.MouseButtonPress, _T.MouseButtonDblClick})
_OUTSIDE = QPointF(-10_000.0, -10_000.0)


class TouchDebounce(QObject):
    """Stops presses until half a second after a changed page has been painted.

    A press that began before the change is released outside its widget, so it presses nothing.
    `spared` is a child of the window that takes its presses at any time; `clock` gives seconds.
    `touched_at` is where in the window the finger or button that is down began, unless ignored.
    """

    def __init__(self, spared: QWidget, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._spared, self._clock = spared, clock
        self._is_unpainted = False
        self._until = 0.0
        self.touched_at: QPointF | None = None
        self._is_down = self._is_touching = self._is_cut = self._is_touch_stopped = False
        # A timer of 0 ms fires after what is painted and after all input that waits already.
        self._painted = later(self, 0, self._on_painted)

    def begin(self) -> None:
        """The page has changed."""
        self._is_unpainted, self._is_cut = True, self._is_down or self._is_touching
        self._painted.start()

    @property
    def is_on(self) -> bool:
        """Whether a press that comes now is ignored."""
        return self._is_unpainted or self._clock() < self._until

    def stops(self, watched: QObject, event: QEvent) -> bool:
        """Whether an input event is to go no further; `watched` is the window or a widget in it."""
        if not watched.isWidgetType():
            return self._stops_at_window(event)
        is_release = event.type() is _T.MouseButtonRelease and isinstance(event, QMouseEvent)
        if not (self._is_cut and is_release):
            return False
        self._is_cut = False
        _release_outside(watched, event)
        return True

    def _stops_at_window(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOUSE_PRESSES and isinstance(event, QMouseEvent):
            if self._is_early(event.position()):
                return True
            self._is_down, self.touched_at = True, event.position()
            self._is_cut = self._is_cut and kind is _T.MouseButtonDblClick
        elif kind is _T.MouseButtonRelease:
            self._is_down, self.touched_at = False, None
        elif isinstance(event, QTouchEvent):
            return self._stops_touch(event)
        return False

    def _stops_touch(self, event: QTouchEvent) -> bool:
        """Stops a whole touch; accepted, so that Qt makes no press of the mouse from it."""
        kind = event.type()
        if kind is _T.TouchBegin:
            at = event.points()[0].position()
            self._is_touch_stopped = self._is_early(at)
            self.touched_at = None if self._is_touch_stopped else at
            self._is_touching, self._is_cut = True, False
        is_stopped = self._is_touch_stopped
        if kind in (_T.TouchEnd, _T.TouchCancel):
            self._is_touching = self._is_touch_stopped = False
            self.touched_at = self.touched_at if self._is_down else None
        if is_stopped:
            event.accept()
        return is_stopped

    def _is_early(self, at: QPointF) -> bool:
        return self.is_on and not self._spared.geometry().contains(at.toPoint())

    def _on_painted(self) -> None:
        self._is_unpainted = False
        self._until = self._clock() + IGNORED_S


def _release_outside(widget: QObject, event: QEvent) -> None:
    if isinstance(event, QMouseEvent):
        away = QMouseEvent(
            event.type(), _OUTSIDE, _OUTSIDE, event.button(), event.buttons(), event.modifiers()
        )
        QApplication.sendEvent(widget, away)


def first_touched(event: QEvent) -> QPointF | None:
    """Where a person begins to touch or press; None for every other event."""
    if event.type() in _MOUSE_PRESSES and isinstance(event, QMouseEvent):
        return event.position()
    if event.type() is _T.TouchBegin and isinstance(event, QTouchEvent):
        return event.points()[0].position()
    return None
