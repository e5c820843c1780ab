"""A column that scrolls up and down, with a slim bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

from app.theme.theme import Theme
from app.widgets.themed import ThemedWidget
from app.widgets.touch_scroll import TouchScroller


class SlimScrollBar(ThemedWidget, QScrollBar):
    """A scroll bar of which only the handle is seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self.apply_theme(theme)

    def sizeHint(self) -> QSize:
        return QSize(14, 60)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Imported here: QStyle alone takes 10 ms, and the first picture shows no bar.
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider

        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        control = QStyle.ComplexControl.CC_ScrollBar
        handle = self.style().subControlRect(control, option, part, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self.theme.color("surface"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("line"))
        middle = QRectF(self.width() / 2 - 3, handle.y() + 2, 6, max(handle.height() - 4, 12))
        painter.drawRoundedRect(middle, 3, 3)


class ScrollColumn(QScrollArea):
    """Shows one widget as wide as itself; scrolls by wheel, bar and finger, never sideways."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBar(SlimScrollBar(theme))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A viewport of our own: it is clear, and asking Qt for its own one takes 20 ms.
        self._viewport = QWidget()
        self.setViewport(self._viewport)
        self._touch_scroller = TouchScroller(self)

    @property
    def available_height(self) -> int:
        """The height there is to show something in."""
        return self.height()

    def scroll_to_top(self) -> None:
        """Scrolls back to the first line, and lets go of the bar if nobody else did."""
        self._touch_scroller.stop()
        bar = self.verticalScrollBar()
        bar.setSliderDown(False)
        # Held beside its handle it would go on by itself.
        bar.setRepeatAction(QScrollBar.SliderAction.SliderNoAction)
        bar.setValue(0)
