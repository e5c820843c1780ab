"""Ignores presses that come so soon after the page changed that they were meant for the old one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.widgets.single_shot import single_shot

DEBOUNCE_S = 0.5
_T = QEvent.Type
_MOUSE_PRESSES = frozenset({_T.MouseButtonPress, _T.MouseButtonDblClick})
_OUTSIDE = QPointF(-10_000.0, -10_000.0)


class TouchDebounce(QObject):
    """Blocks presses until half a second after a changed page has been painted.

    A press that began before the change is released outside its widget, so it presses nothing.

    Args:
        exempt: a child of the window that receives its presses at any time.
        clock: the time in seconds, which never goes back.

    Attributes:
        press_start: where in the window the finger or mouse button now held down was pressed;
            None if none is held down, or its press was ignored.
    """

    def __init__(self, exempt: QWidget, clock: Callable[[], float], parent: QObject) -> None:
        super().__init__(parent)
        self._exempt, self._clock = exempt, clock
        self._is_unpainted = False
        self._until = 0.0
        self.press_start: QPointF | None = None
        self._is_down = self._is_touching = False
        self._is_press_cancelled = self._is_touch_blocked = False
        # A timer of 0 ms fires after painting and after all input that is already queued.
        self._paint_timer = single_shot(self, 0, self._on_painted)

    def start(self) -> None:
        """Begin to ignore presses, because the page has changed."""
        self._is_unpainted = True
        self._is_press_cancelled = self._is_down or self._is_touching
        self._paint_timer.start()

    @property
    def is_active(self) -> bool:
        """Whether a press at this moment is ignored."""
        return self._is_unpainted or self._clock() < self._until

    def blocks(self, watched: QObject, event: QEvent) -> bool:
        """Whether to block an input event; `watched` is the QWindow or a widget in it."""
        if not watched.isWidgetType():
            return self._blocks_at_window(event)
        is_release = event.type() is _T.MouseButtonRelease and isinstance(event, QMouseEvent)
        if not (self._is_press_cancelled and is_release):
            return False
        self._is_press_cancelled = False
        _release_outside(watched, event)
        return True

    def _blocks_at_window(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in _MOUSE_PRESSES and isinstance(event, QMouseEvent):
            if self._is_early(event.position()):
                return True
            self._is_down, self.press_start = True, event.position()
            self._is_press_cancelled = self._is_press_cancelled and kind is _T.MouseButtonDblClick
        elif kind is _T.MouseButtonRelease:
            self._is_down, self.press_start = False, None
        elif isinstance(event, QTouchEvent):
            return self._blocks_touch(event)
        return False

    def _blocks_touch(self, event: QTouchEvent) -> bool:
        """Block a whole touch; it is accepted, so that Qt does not turn it into a mouse press."""
        kind = event.type()
        if kind is _T.TouchBegin:
            position = event.points()[0].position()
            self._is_touch_blocked = self._is_early(position)
            self.press_start = None if self._is_touch_blocked else position
            self._is_touching, self._is_press_cancelled = True, False
        is_blocked = self._is_touch_blocked
        if kind in (_T.TouchEnd, _T.TouchCancel):
            self._is_touching = self._is_touch_blocked = False
            self.press_start = self.press_start if self._is_down else None
        if is_blocked:
            event.accept()
        return is_blocked

    def _is_early(self, position: QPointF) -> bool:
        return self.is_active and not self._exempt.geometry().contains(position.toPoint())

    def _on_painted(self) -> None:
        self._is_unpainted = False
        self._until = self._clock() + DEBOUNCE_S


def _release_outside(widget: QObject, event: QEvent) -> None:
    if isinstance(event, QMouseEvent):
        release = QMouseEvent(
            event.type(), _OUTSIDE, _OUTSIDE, event.button(), event.buttons(), event.modifiers()
        )
        QApplication.sendEvent(widget, release)


def press_position(event: QEvent) -> QPointF | None:
    """Where a press or touch begins; None for every other event."""
    if event.type() in _MOUSE_PRESSES and isinstance(event, QMouseEvent):
        return event.position()
    if event.type() is _T.TouchBegin and isinstance(event, QTouchEvent):
        return event.points()[0].position()
    return None
