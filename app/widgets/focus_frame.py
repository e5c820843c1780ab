"""A focus ring around a widget instead of inside it."""

from __future__ import annotations

from collections.abc import Sequence
from weakref import ReferenceType, ref

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.theme.theme import Theme
from app.widgets.scroll_column import column_around
from app.widgets.themed import ThemedWidget, has_visible_focus, paint_focus_ring

DISTANCE = 6
"""Pixels from the edge of the widget to the outer edge of the ring."""

_FOLLOWED = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.DeferredDelete})


class FocusFrame(ThemedWidget, QWidget):
    """Paints the focus ring around a text, whose letters a ring inside would touch.

    It lies over the page in the scroll area around the framed widget, and follows that. Each page
    has one frame, which is hidden while nothing on the page needs it: to delete it when the focus
    leaves would end the process if that happens while Python deletes the window. It holds what is
    around it by weak references: in a cycle, a window would be deleted by the garbage collector,
    and Qt does not survive that while it makes another window the active one.
    """

    _around: Sequence[ReferenceType[QWidget]] = ()  # of the class: a deleted frame loses its own

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._dy = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def surround(self, framed: QWidget, theme: Theme, inset: int) -> None:
        """Show the ring around a widget; `inset` pixels are taken off its height on both sides."""
        self.theme, self._dy = theme, inset - DISTANCE
        widgets = _ancestors(framed)
        self._around = tuple(map(ref, widgets))
        for widget in widgets:
            widget.installEventFilter(self)
        self._follow()
        self.show()

    def release(self, framed: QWidget) -> None:
        """Hide the ring, if it is still around this widget."""
        if self._framed is framed:
            for around in self._around:
                widget = around()
                # a window that is being deleted releases its focus
                if widget is not None and isValid(widget):
                    widget.removeEventFilter(self)
            self._around = ()
            self.hide()

    @property
    def _framed(self) -> QWidget | None:
        return self._around[0]() if self._around else None

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        kind, framed = event.type(), self._framed
        if kind in _FOLLOWED and framed is not None:
            if kind == QEvent.Type.DeferredDelete:
                self.release(framed)
            else:
                self._follow()
        return False

    def _follow(self) -> None:
        framed, page = self._framed, self.parentWidget()
        if framed is None or page is None:
            return
        box = QRect(framed.mapTo(page, QPoint()), framed.size())
        around = box.adjusted(-DISTANCE, self._dy, DISTANCE, -self._dy)
        around.setTop(max(around.top(), _bottom_above(framed, page)))
        self.setGeometry(around.intersected(page.rect()))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_focus_ring(QPainter(self), QRectF(self.rect()), self.theme.px(8), self.theme)


def release_frame(frame: FocusFrame | None, framed: QWidget) -> None:
    """Hide the frame of a widget that loses the focus."""
    if frame is not None and isValid(frame):
        frame.release(framed)


def changed_frame(
    frame: FocusFrame | None, event: QFocusEvent, framed: QWidget, theme: Theme, inset: int = 0
) -> FocusFrame | None:
    """Return the frame that a widget needs when it gets the focus, in place of the one before."""
    release_frame(frame, framed)
    if not has_visible_focus(event) or framed.parentWidget() is None:
        return None
    page = _ancestors(framed)[-1]
    found = page.findChild(FocusFrame, "", Qt.FindChildOption.FindDirectChildrenOnly)
    new = found if isinstance(found, FocusFrame) else FocusFrame(page)
    new.surround(framed, theme, inset)
    return new


def _bottom_above(framed: QWidget, page: QWidget) -> int:
    """Where the text or button just above a widget ends in its page: a ring begins below that."""
    parent = framed.parentWidget()
    siblings = parent.children() if parent is not None else ()
    bottoms = [
        one.geometry().bottom() + 1
        for one in siblings
        if isinstance(one, QWidget) and not isinstance(one, FocusFrame) and one.isVisible()
    ]
    bottom = max((bottom for bottom in bottoms if bottom <= framed.y()), default=-DISTANCE)
    return framed.mapTo(page, QPoint(0, bottom - framed.y())).y()


def _ancestors(widget: QWidget) -> list[QWidget]:
    """The widget and its parents, up to the page that scrolls or the window."""
    column = column_around(widget)
    page = column.widget() if column is not None else widget.window()
    found, parent = [widget], widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = None if parent is page else parent.parentWidget()
    return found
