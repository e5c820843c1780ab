"""A focus ring around a widget instead of inside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.theme.theme import Theme
from app.widgets.scroll_column import column_around
from app.widgets.themed import ThemedWidget, has_visible_focus, paint_focus_ring

DISTANCE = 6
"""Pixels from the edge of the widget to the outer edge of the ring."""


class FocusFrame(ThemedWidget, QWidget):
    """Paints the focus ring around a text, whose letters a ring inside would touch.

    It lies over the page in the scroll area around the widget, and follows the widget. `inset`
    pixels are taken off its height above and below.
    """

    def __init__(self, framed: QWidget, theme: Theme, inset: int = 0) -> None:
        around = _ancestors(framed)
        super().__init__(around[-1])
        self._framed, self._page, self.theme = framed, around[-1], theme
        self._dy = inset - DISTANCE
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for widget in around:
            widget.installEventFilter(self)
        self._follow()
        self.show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._follow()
        return False

    def _follow(self) -> None:
        box = QRect(self._framed.mapTo(self._page, QPoint()), self._framed.size())
        around = box.adjusted(-DISTANCE, self._dy, DISTANCE, -self._dy)
        self.setGeometry(around.intersected(self._page.rect()))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_focus_ring(QPainter(self), QRectF(self.rect()), self.theme.px(8), self.theme)


def changed_frame(
    frame: FocusFrame | None, event: QFocusEvent, framed: QWidget, theme: Theme, inset: int = 0
) -> FocusFrame | None:
    """Delete the frame of a widget that loses the focus; return a new one if it needs one."""
    if frame is not None and isValid(frame):
        frame.hide()
        frame.deleteLater()
    is_needed = has_visible_focus(event) and framed.parentWidget() is not None
    return FocusFrame(framed, theme, inset) if is_needed else None


def _ancestors(widget: QWidget) -> list[QWidget]:
    """The widget and its parents, up to the page that scrolls or the window."""
    column = column_around(widget)
    page = column.widget() if column is not None else widget.window()
    found, parent = [widget], widget.parentWidget()
    while parent is not None:
        found.append(parent)
        parent = None if parent is page else parent.parentWidget()
    return found
