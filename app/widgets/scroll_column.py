"""A scroll area for one column, with a slim scroll bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from app.theme.theme import Theme
from app.widgets.themed import ThemedWidget
from app.widgets.touch_scroll import TouchScroller

BAR_WIDTH = 14
"""The width of the scroll bar, in pixels."""
_LINE, _OVERLAP, _FAR = 40, 48, 1_000_000
"""Pixels: scrolled by an arrow key, left of the old page by a page key, and more than any page."""


class SlimScrollBar(ThemedWidget, QScrollBar):
    """A scroll bar that shows only its handle, on the colour of the role `ground`.

    Where everything is in sight it shows nothing.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.ground = "surface"
        self.apply_theme(theme)

    def sizeHint(self) -> QSize:
        return QSize(BAR_WIDTH, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() == self.minimum():
            QPainter(self).fillRect(self.rect(), self.theme.color(self.ground))
            return
        # Imported here because QStyle takes 10 ms and the first picture shows no scroll bar.
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        control = QStyle.ComplexControl.CC_ScrollBar
        handle = self.style().subControlRect(control, option, part, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.theme.color(self.ground))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("line"))
        bar = QRectF(self.width() / 2 - 3, handle.y() + 2, 6, max(handle.height() - 4, 12))
        painter.drawRoundedRect(bar, 3, 3)


class ScrollColumn(QScrollArea):
    """Shows one widget at its own width; scrolls vertically by wheel, bar and finger.

    Signals:
        resized: it has another size, and its content is laid out for it.
    """

    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._slim_bar = SlimScrollBar(theme)
        self.setVerticalScrollBar(self._slim_bar)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Our own viewport is transparent; asking Qt for its default one takes 20 ms.
        self._viewport = QWidget()
        self.setViewport(self._viewport)
        self._touch_scroller = TouchScroller(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    @property
    def ground(self) -> str:
        """The role of the colour that its content stands on."""
        return self._slim_bar.ground

    def set_ground(self, role: str) -> None:
        """Show the scroll bar on the colour of a role."""
        self._slim_bar.ground = role
        self._slim_bar.update()

    @property
    def available_height(self) -> int:
        """The height available for content, in pixels."""
        return self.height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that the widget with the focus has left."""
        bar = self.verticalScrollBar()
        distance = _distance(event, max(bar.pageStep() - _OVERLAP, _LINE))
        event.setAccepted(distance is not None and bar.maximum() > 0)
        if distance is not None:
            self._touch_scroller.stop()
            bar.setValue(bar.value() + distance)

    def scroll_by_wheel(self, event: QWheelEvent) -> None:
        """Scroll as if the wheel had been turned over this area."""
        super().wheelEvent(event)

    def scroll_to_top(self) -> None:
        """Scroll to the top, and end a press of the scroll bar that lost its release."""
        self._touch_scroller.stop()
        bar = self.verticalScrollBar()
        bar.setSliderDown(False)
        # A press beside the handle would otherwise keep repeating.
        bar.setRepeatAction(QScrollBar.SliderAction.SliderNoAction)
        bar.setValue(0)


def column_around(widget: QWidget) -> ScrollColumn | None:
    """The innermost scroll column that a widget is in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, ScrollColumn):
        parent = parent.parentWidget()
    return parent


def _distance(event: QKeyEvent, page: int) -> int | None:
    """How far a key scrolls down, in pixels; None if it is no key that scrolls."""
    keys, modifiers = Qt.Key, event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ShiftModifier and event.key() == keys.Key_Space:
        return -page
    if modifiers != Qt.KeyboardModifier.NoModifier:
        return None
    distances = {
        keys.Key_Up: -_LINE,
        keys.Key_Down: _LINE,
        keys.Key_PageUp: -page,
        keys.Key_PageDown: page,
        keys.Key_Space: page,
        keys.Key_Home: -_FAR,
        keys.Key_End: _FAR,
    }
    return distances.get(keys(event.key()))
