"""Touch and pen input for tests; points are those of the given widget."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QTextEdit, QWidget

from app.widgets.touch_scroll import TouchScroller

_devices = []
UP, DOWN = QPoint(0, -120), QPoint(0, 120)


class Finger:
    """A finger on a touch screen, or two; it is down from its creation until it is lifted."""

    def __init__(self, widget: QWidget, at: QPoint | None = None) -> None:
        if not _devices:
            _devices.append(QTest.createTouchDevice())
        self._window = widget.window()
        self.at = widget.mapTo(self._window, at or widget.rect().center())
        self._event().press(0, self.at, self._window).commit()

    def move(self, offset: QPoint, *, paints: bool = True) -> Finger:
        """Move by an offset in pixels, in two reports; with `paints`, Qt paints after each."""
        for part in (offset / 2, offset - offset / 2):
            self.at += part
            self._event().move(0, self.at, self._window).commit(paints)
        return self

    def lift(self) -> None:
        self._event().release(0, self.at, self._window).commit()

    def join(self, offset: QPoint) -> None:
        """Put a second finger down beside this one."""
        both = self._event().move(0, self.at, self._window)
        both.press(1, self.at + offset, self._window).commit()

    def move_both(self, offset: QPoint, other: QPoint) -> None:
        """Move both fingers; `other` is then the second one's offset from the first."""
        self.at += offset
        both = self._event().move(0, self.at, self._window)
        both.move(1, self.at + other, self._window).commit()

    def lift_both(self, other: QPoint) -> None:
        both = self._event().release(0, self.at, self._window)
        both.release(1, self.at + other, self._window).commit()

    def _event(self):
        return QTest.touchEvent(self._window, _devices[0], False)


def tap(widget: QWidget, at: QPoint | None = None) -> None:
    Finger(widget, at).lift()


def swipe(widget: QWidget, offset: QPoint, at: QPoint | None = None) -> None:
    """Drag and lift without painting in between, so that it is fast on a slow machine too."""
    Finger(widget, at).move(offset, paints=False).lift()


def pen(widget: QWidget, kind: str, at: QPoint, *, held: bool = True, pressure: float = 0.5):
    """Send one report of a pen at a point of the widget; `kind` is Press, Move or Release."""
    device = QPointingDevice(
        "pen",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Pressure,
        1,
        1,
    )
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    here, there = QPointF(at), QPointF(widget.mapToGlobal(at))
    event = QTabletEvent(
        getattr(QTabletEvent.Type, f"Tablet{kind}"), device, here, there, pressure, 0, 0, 0, 0, 0,
        Qt.KeyboardModifier.NoModifier,
        none if kind == "Move" else left,
        left if held and kind != "Release" else none,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def scrolling(root: QWidget) -> list[QAbstractScrollArea]:
    """The visible scroll areas in the window of a widget that have something to scroll."""
    areas = root.window().findChildren(QAbstractScrollArea)
    areas = [one for one in areas if not isinstance(one, QTextEdit)]  # as high as its words
    return [one for one in areas if one.isVisible() and one.verticalScrollBar().maximum() > 0]


def seen_part(area: QAbstractScrollArea) -> QPoint | None:
    """A point of the area's viewport that no inner scroll area covers, or None."""
    window, viewport = area.window(), area.viewport()
    others = [one for one in scrolling(area) if one is not area and area.isAncestorOf(one)]
    for y in range(viewport.height() - 6, 4, -12):
        for x in range(6, viewport.width() - 4, 40):
            at = QPoint(x, y)
            under = window.childAt(viewport.mapTo(window, at))
            is_inside = under is not None and (under is viewport or viewport.isAncestorOf(under))
            if is_inside and not any(one.isAncestorOf(under) for one in others):
                return at
    return None


def scrolls_by_finger(area: QScrollArea) -> bool:
    """True if a swipe upwards over its visible part scrolls it."""
    bar = area.verticalScrollBar()
    for outer in scrolling(area):
        is_outer = outer is not area and outer.isAncestorOf(area)
        outer.verticalScrollBar().setValue(outer.verticalScrollBar().maximum() if is_outer else 0)
    at = seen_part(area)
    if at is None:
        return False
    finger = Finger(area.viewport(), at).move(QPoint(0, -60))
    is_moved = bar.value() > 0
    finger.lift()
    for touch in area.window().findChildren(TouchScroller):
        touch.stop()  # the next touch would otherwise only stop the flick
    return is_moved
