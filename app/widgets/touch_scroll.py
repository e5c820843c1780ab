"""Scrolling by touch or pen: a drag scrolls the area, a tap clicks the widget under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QPropertyAnimation, Qt
from PySide6.QtGui import QInputDevice, QMouseEvent, QPointerEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QAbstractScrollArea, QAbstractSlider, QApplication, QWidget

TOUCH_SLOP = 12.0
"""Pixels that a finger may move during a tap."""
_RECENT_MS = 100
"""The last part of a drag, from which its speed is computed."""
_MIN_SAMPLE_MS = 8
"""Interval of the reports of a touch screen; a speed over less time is noise."""
_MIN_SPEED, _MAX_SPEED = 120.0, 6_000.0
"""Pixels a second: a slower drag does not flick, a faster one flicks at the maximum."""
_FLICK_MS, _MAX_FLICK_MS = 600.0, 1_800.0
_LOST_TOUCH_MS = 2_000
"""A drag without a report for this long has lost its release."""
_T = QEvent.Type
_TOUCH = frozenset({_T.TouchBegin, _T.TouchUpdate, _T.TouchEnd, _T.TouchCancel})
_PEN = frozenset({_T.TabletPress, _T.TabletMove, _T.TabletRelease})
_BEGINS = frozenset({_T.TouchBegin, _T.TabletPress})
_ENDS = frozenset({_T.TouchEnd, _T.TabletRelease})
_DIRECT = frozenset({QInputDevice.DeviceType.TouchScreen, QInputDevice.DeviceType.Stylus})


class TouchScroller(QObject):
    """Scrolls an area by touch or pen; only taps reach the widgets in it.

    Children that accept touch events (Qt.WA_AcceptTouchEvents) and scroll bars keep them. Mouse and
    wheel are left to Qt. A pen takes precedence over a hand that rests on the screen.
    """

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area, self._bar = area, area.verticalScrollBar()
        self._drag: TouchDrag | None = None
        self._is_pen = False
        self._target: QWidget | None = None
        self._flick: QPropertyAnimation | None = None
        viewport = area.viewport()
        viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        # Qt's two-finger pan gesture would take the pinch from widgets in the area.
        viewport.ungrabGesture(Qt.GestureType.PanGesture)
        viewport.installEventFilter(self)
        self._bar.actionTriggered.connect(self.stop)
        self._bar.valueChanged.connect(self._on_moved)

    @property
    def is_scrollable(self) -> bool:
        """True if the content is larger than the area."""
        return self._bar.maximum() > self._bar.minimum()

    @property
    def is_flicking(self) -> bool:
        """True while it keeps scrolling after the finger has left."""
        return self._flick is not None

    @property
    def position(self) -> int:
        """Scroll position: pixels of the content above the upper edge."""
        return self._bar.value()

    def can_scroll(self, down: float) -> bool:
        """True if it can follow a finger that moves down, or up if `down` is negative."""
        value = self._bar.value()
        return value > self._bar.minimum() if down > 0 else value < self._bar.maximum()

    @property
    def is_clipped(self) -> bool:
        """True if an outer scroll area hides a part of this one."""
        viewport = self._area.viewport()
        return viewport.visibleRegion().boundingRect().height() < viewport.height() - 1

    def scroll_to(self, position: int) -> None:
        """Scroll to a position, or as far as possible."""
        self._bar.setValue(position)

    def flick(self, speed: float) -> None:
        """Keep scrolling and slow down; `speed` is in pixels a second, positive towards the end."""
        speed = min(max(speed, -_MAX_SPEED), _MAX_SPEED)
        if abs(speed) < _MIN_SPEED:
            return
        ms = min(_FLICK_MS + abs(speed) / 4, _MAX_FLICK_MS)
        self.stop_flick()
        flick = QPropertyAnimation(self._bar, b"value", self)
        # This curve starts at three times its average speed.
        flick.setEasingCurve(QEasingCurve.Type.OutCubic)
        flick.setDuration(int(ms))
        end = self._bar.value() + round(speed * ms / 3_000)
        flick.setEndValue(min(max(end, self._bar.minimum()), self._bar.maximum()))
        flick.finished.connect(self.stop_flick)
        self._flick = flick
        flick.start()

    def stop_flick(self) -> None:
        """Stop scrolling at once."""
        flick, self._flick = self._flick, None
        if flick is not None:
            flick.stop()
            flick.deleteLater()

    def _on_moved(self, position: int) -> None:
        """Stop the flick when something else scrolls, such as the focus or a chosen region."""
        if self._flick is not None and position != self._flick.currentValue():
            self.stop_flick()

    def stop(self) -> None:
        """End a flick and the current drag."""
        self._cancel_drag()
        self.stop_flick()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == _T.Hide:
            self.stop()
        if kind not in _TOUCH and kind not in _PEN:
            return False
        pointer = cast("QPointerEvent", event)
        is_taken = self._begin_drag(pointer) if kind in _BEGINS else self._continue_drag(pointer)
        event.setAccepted(is_taken)  # Qt turns a rejected touch into mouse events
        return is_taken

    def _begin_drag(self, event: QPointerEvent) -> bool:
        is_pen = isinstance(event, QTabletEvent)
        if self._drag is not None and not is_pen and not self._is_stale(event):
            # A second finger over another widget; from now on Qt reports both together.
            # Beside a pen it is a resting hand, which does not end a tap.
            self._drag.is_tap = self._drag.is_tap and self._is_pen
            return True
        self._cancel_drag()
        if not is_touch_or_pen(event) or not self.is_scrollable:
            return False
        if isinstance(event, QTabletEvent) and event.button() != Qt.MouseButton.LeftButton:
            return False
        at = event.points()[0].globalPosition()
        window, viewport = self._area.window(), self._area.viewport()
        under = window.childAt(window.mapFromGlobal(at).toPoint())
        if under is None or not (under is viewport or viewport.isAncestorOf(under)):
            return False
        if _handles_touch(under, viewport):
            return False
        self._is_pen = is_pen
        self._target, self._drag = under, TouchDrag(under, _touch_points(event), event.timestamp())
        return True

    def _continue_drag(self, event: QPointerEvent) -> bool:
        drag, kind = self._drag, event.type()
        if drag is None or self._is_pen is not (kind in _PEN):
            return kind in _TOUCH  # the rest of an ignored touch
        if kind == _T.TouchCancel or _is_hover_move(event):
            self._cancel_drag()
            return True
        if kind not in _ENDS or event.pointCount() == 1:
            drag.move(_touch_points(event), event.timestamp())
        if kind in _ENDS:
            under, self._drag, self._target = self._target, None, None
            if not drag.is_tap:
                drag.end(event.timestamp())
            elif under is not None:
                _send_click(self._area.window(), under, drag.start, event)
        return True

    def _is_stale(self, event: QPointerEvent) -> bool:
        """True if the finger of the current drag has probably lost its release."""
        return self._drag is None or event.timestamp() - self._drag.last_move_ms >= _LOST_TOUCH_MS

    def _cancel_drag(self) -> None:
        self._drag = self._target = None


TouchPoints = Sequence[QPointF]
"""Position of each finger on the screen, in pixels."""


class TouchDrag:
    """A drag of one or more fingers, which scrolls the innermost area around it that can follow.

    Positions are global, in pixels; times are event timestamps, in milliseconds.
    """

    def __init__(self, over: QWidget, fingers: TouchPoints, ms: int) -> None:
        self._areas = _scrollers_around(over)
        self._area: TouchScroller | None = None
        self._count = 0
        self._motion_samples: list[tuple[int, float]] = []
        self._start_position = 0.0
        self.is_tap = True
        """False once the fingers have moved too far, or there were several."""
        self.start = QPointF()
        self._begin(fingers, ms)
        for area in self._areas:
            if area.is_flicking:  # the finger stops it, which is not a tap
                area.stop_flick()
                self.is_tap = False

    @property
    def last_move_ms(self) -> int:
        """Timestamp of the last movement."""
        return self._motion_samples[-1][0]

    def move(self, fingers: TouchPoints, ms: int) -> None:
        """Follow the fingers; their initial direction decides which area scrolls."""
        if len(fingers) != self._count:
            self._begin(fingers, ms)
        at = _centroid(fingers)
        offset = at - self.start
        if offset.manhattanLength() > TOUCH_SLOP and self._area is None:
            self.is_tap = False
            is_vertical = abs(offset.y()) >= abs(offset.x())
            area = self._area_for(offset.y()) if is_vertical else None
            if area is not None:
                self._follow(area)
            else:  # the finger may still change its direction
                self.start, offset = at, QPointF()
        self._motion_samples = [one for one in self._motion_samples if ms - one[0] <= _RECENT_MS]
        self._motion_samples.append((ms, at.y()))
        if self._area is not None:
            self._area.scroll_to(round(self._start_position - offset.y()))
            # At either end the content waits, and follows as soon as the finger turns back.
            self._start_position = self._area.position + offset.y()

    def end(self, ms: int) -> None:
        """End the drag as the last finger leaves; the area keeps scrolling for a while."""
        (first_ms, first), (last_move_ms, last) = self._motion_samples[0], self._motion_samples[-1]
        if self._area is not None and ms - last_move_ms <= _RECENT_MS:
            self._area.flick((first - last) * 1_000 / max(last_move_ms - first_ms, _MIN_SAMPLE_MS))

    def _begin(self, fingers: TouchPoints, ms: int) -> None:
        """Start from the current positions, because the number of fingers has changed."""
        self._count = len(fingers)
        self.is_tap = self.is_tap and self._count == 1
        self.start = _centroid(fingers)
        self._motion_samples = [(ms, self.start.y())]
        self._start_position = float(self._area.position) if self._area is not None else 0.0

    def _area_for(self, down: float) -> TouchScroller | None:
        """The innermost area that can follow; a clipped area is first scrolled into sight."""
        able = [area for area in self._areas if area.can_scroll(down)]
        if down < 0 and len(able) > 1 and able[0].is_clipped:
            return able[1]
        return able[0] if able else None

    def _follow(self, area: TouchScroller) -> None:
        self.is_tap = False
        self._area, self._start_position = area, area.position


def _touch_points(event: QPointerEvent) -> TouchPoints:
    return [point.globalPosition() for point in event.points()]


def _centroid(fingers: TouchPoints) -> QPointF:
    count = len(fingers)
    return QPointF(sum(at.x() for at in fingers) / count, sum(at.y() for at in fingers) / count)


def is_touch_or_pen(event: QPointerEvent) -> bool:
    """True for events from a touch screen or pen, including mouse events made from them."""
    if isinstance(event, QMouseEvent):
        return event.source() == Qt.MouseEventSource.MouseEventSynthesizedByQt
    return event.device().type() in _DIRECT


def synthesize_mouse_event(
    event: QPointerEvent, kind: QEvent.Type, positions: tuple[QPointF, QPointF, QPointF]
) -> QMouseEvent:
    """Make a mouse event with the left button from a touch or pen event.

    `positions` are relative to the receiver, to its window and to the screen. The event names the
    mouse as its device, because one from the touch screen would overwrite Qt's state of the finger.
    """
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    button = none if kind == _T.MouseMove else left
    held = none if kind == _T.MouseButtonRelease else left
    source, device = (
        Qt.MouseEventSource.MouseEventSynthesizedByQt,
        QPointingDevice.primaryPointingDevice(),
    )
    mouse = QMouseEvent(kind, *positions, button, held, event.modifiers(), source, device)
    mouse.setTimestamp(event.timestamp())
    return mouse


def _scrollers_around(widget: QWidget) -> tuple[TouchScroller, ...]:
    """Scrollers of all areas around a widget, the innermost first."""
    found: list[TouchScroller] = []
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    parent: QWidget | None = widget
    while parent is not None and not parent.isWindow():
        scroller = parent.findChild(TouchScroller, "", direct)
        if isinstance(scroller, TouchScroller) and scroller.is_scrollable:
            found.append(scroller)
        parent = parent.parentWidget()
    return tuple(found)


def _handles_touch(under: QWidget, viewport: QWidget) -> bool:
    """True if `under` is a slider, or it or a parent inside the viewport accepts touch itself."""
    widget: QWidget | None = under
    if isinstance(under, QAbstractSlider):
        return True  # its handle follows a finger as it follows the mouse
    while widget is not None and widget is not viewport:
        is_viewport = isinstance(widget.parentWidget(), QAbstractScrollArea)
        if widget.testAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents) and not is_viewport:
            return True
        widget = widget.parentWidget()
    return False


def _is_hover_move(event: QPointerEvent) -> bool:
    """True if the pen has been lifted without a release event."""
    return isinstance(event, QTabletEvent) and event.type() == _T.TabletMove and not event.buttons()


def _send_click(window: QWidget, under: QWidget, at: QPointF, event: QPointerEvent) -> None:
    """Send a click through the window, as a real one, if the same widget is still there."""
    scene = QPointF(window.mapFromGlobal(at))
    modal, handle = QApplication.activeModalWidget(), window.windowHandle()
    if window.childAt(scene.toPoint()) is not under or modal not in (None, window) or not handle:
        return
    for kind in (_T.MouseButtonPress, _T.MouseButtonRelease):
        QApplication.sendEvent(handle, synthesize_mouse_event(event, kind, (scene, scene, at)))
