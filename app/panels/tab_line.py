"""The line of tabs of a region: always one line, in the same place for every region."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX
from app.widgets.themed import ThemedWidget, has_visible_focus, paint_focus_ring

_GAP, _MIN_GAP = 22, 12
_MARGIN = 24
_UNDERLINE = 3
_FADE = 40
_DRAG_SLOP = 10


class TabBar(ThemedWidget, QTabBar):
    """Qt's tab bar, which a screen reader knows, painted as words with one underlined.

    A tab is opened by the release of a press, so that a finger can drag a line that is too long.

    Signals:
        dragged: pixels by which a finger or the mouse has moved the line.
        focused: the bar has got the focus.
    """

    dragged = Signal(int)
    focused = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.gap = _GAP
        self.has_focus_ring = False
        self._pressed: QPoint | None = None
        self._is_drag = False
        self._hovered = -1
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMouseTracking(True)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(0, weight=700))

    def text_width(self, index: int) -> int:
        """The width of the name of a tab, the same whether it is open or not."""
        return int(QFontMetricsF(self.font()).horizontalAdvance(self.tabText(index)) + 0.999)

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(self.text_width(index) + self.gap, self.theme.px(MIN_TARGET_PX))

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def set_gap(self, gap: int) -> None:
        """Set the space between two names, in pixels."""
        if gap != self.gap:
            self.gap = gap
            # Qt computes the sizes of the tabs again when their icon size changes.
            self.setIconSize(QSize(gap, 1))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the wheel scroll the page; in Qt's tab bar it would open other tabs."""
        event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._is_drag = False
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self._set_hovered(self.tabAt(at))
        if self._pressed is None:
            return
        offset = at.x() - self._pressed.x()
        self._is_drag = self._is_drag or abs(offset) > _DRAG_SLOP
        if self._is_drag:
            self.dragged.emit(offset)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        tab = self.tabAt(event.position().toPoint())
        if not self._is_drag and tab >= 0 and tab == self.tabAt(pressed):
            self.setCurrentIndex(tab)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._set_hovered(-1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End open the first and the last tab."""
        last = self.count() - 1
        index = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}.get(Qt.Key(event.key()))
        if index is None:
            super().keyPressEvent(event)
        else:
            self.setCurrentIndex(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self.theme
        for index in range(self.count()):
            box, is_open = self.tabRect(index), index == self.currentIndex()
            role = "primary" if is_open else "ink" if index == self._hovered else "quiet"
            painter.setFont(theme.font(0, weight=700 if is_open else 400))
            painter.setPen(theme.color(role if self.isEnabled() else "line"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
            if is_open:
                width = self.text_width(index)
                left = box.center().x() - width // 2
                height = theme.px(_UNDERLINE)
                painter.fillRect(left, self.height() - height, width, height, theme.color(role))
            if is_open and self.has_focus_ring:
                paint_focus_ring(painter, QRectF(box), theme.px(8), theme)

    def _set_hovered(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.update()


class TabFade(QWidget):
    """Fades out the end of the line at which more tabs follow."""

    def __init__(self, theme: Theme, parent: QWidget, *, is_left: bool) -> None:
        super().__init__(parent)
        self._theme, self._is_left = theme, is_left
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        full, clear = QColor(self._theme.color("surface")), QColor(self._theme.color("surface"))
        clear.setAlpha(0)
        fade = QLinearGradient(0, 0, self.width(), 0)
        fade.setColorAt(0, full if self._is_left else clear)
        fade.setColorAt(1, clear if self._is_left else full)
        QPainter(self).fillRect(self.rect(), fade)


class TabLine(ThemedWidget, QWidget):
    """A line of at most six tabs; if they do not fit, it scrolls sideways to the open one.

    If it is wider than usual, the tabs stay at its end, where they are otherwise.

    Signals:
        picked: the key of the tab that a person opened.
    """

    picked = Signal(str)

    def __init__(self, name: str, tabs: Sequence[tuple[str, str]], theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._keys = tuple(key for key, _ in tabs)
        self._offset = self._extra_width = 0
        self.bar = TabBar(name, theme, self)
        for _, text in tabs:
            self.bar.addTab(text)
        self._fades = (
            TabFade(theme, self, is_left=True),
            TabFade(theme, self, is_left=False),
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bar.currentChanged.connect(self._on_current_changed)
        self.bar.dragged.connect(self._on_dragged)
        self.bar.focused.connect(self._show_open_tab)

    def set_selected(self, key: str) -> None:
        """Show which tab is open, without a signal."""
        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex(self._keys.index(key))
        self._show_open_tab()

    def set_extra_width(self, pixels: int) -> None:
        """Leave so many pixels free before the tabs."""
        if pixels != self._extra_width:
            self._extra_width = pixels
            self._show_open_tab()

    def sizeHint(self) -> QSize:
        return QSize(200, self.theme.px(MIN_TARGET_PX) + 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def update_metrics(self) -> None:
        self._show_open_tab()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._show_open_tab()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.color("hairline"))

    def _line_width(self, gap: int) -> int:
        """The width from the first letter to the last."""
        count = self.bar.count()
        return sum(self.bar.text_width(index) for index in range(count)) + gap * (count - 1)

    def _show_open_tab(self) -> None:
        """Choose the space between the tabs; if they still do not fit, center the open one."""
        px, margin, count = self.theme.px, self.theme.px(_MARGIN), max(self.bar.count() - 1, 1)
        box = self._usual_box()
        room = box.width() - 2 * margin
        spare = room - self._line_width(0)
        self.bar.set_gap(min(max(spare // count, px(_MIN_GAP)), px(_GAP)))
        tab = self.bar.tabRect(self.bar.currentIndex())
        self._scroll_to(tab.center().x() - box.left() - box.width() // 2)

    def _usual_box(self) -> QRect:
        """The part of the line that it fills in a panel of the usual width."""
        free = 0 if self.isRightToLeft() else self._extra_width
        return QRect(free, 0, self.width() - self._extra_width, self.height() - 1)

    def _scroll_to(self, offset: int) -> None:
        """Move the line so that `offset` pixels of it are left of this widget."""
        margin, gap, box = self.theme.px(_MARGIN), self.bar.gap, self._usual_box()
        width = self._line_width(gap) + gap
        first = gap // 2 - margin - box.left()
        last = width - gap // 2 + margin - box.right() - 1
        is_short = last <= first
        if is_short and self.isRightToLeft():
            self._offset = last
        else:
            self._offset = first if is_short else min(max(offset, first), last)
        self.bar.setGeometry(QRect(-self._offset, 0, width, box.height()))
        fade = self.theme.px(_FADE)
        left, right = self._fades
        left.setGeometry(box.left(), 0, fade, box.height())
        right.setGeometry(box.right() + 1 - fade, 0, fade, box.height())
        left.setVisible(not is_short and self._offset > first)
        right.setVisible(not is_short and self._offset < last)

    def _on_current_changed(self, index: int) -> None:
        self._show_open_tab()
        self.picked.emit(self._keys[index])

    def _on_dragged(self, by: int) -> None:
        self._scroll_to(self._offset - by)
