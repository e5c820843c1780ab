"""Push buttons: plain, primary, quiet or urgent, with or without an icon."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTransform,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.session.actions import FrozenAction
from app.theme.icons import ICON_GRID
from app.theme.theme import Theme
from app.widgets.themed import (
    ThemedWidget,
    has_faint_line,
    has_visible_focus,
    paint_box,
    paint_dotted_box,
    paint_focus_ring,
)
from app.widgets.tooltip import watch_for_tooltip

MIN_TARGET_PX = 44
"""Least width and height of a touch target at 100 %, in pixels."""

ARROW_KEYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class ButtonKind(Enum):
    """How prominent a button is."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    URGENT = "urgent"


class Button(ThemedWidget, QPushButton):
    """A push button with rounded corners; one with only an icon needs an accessible name.

    A checkable button looks primary while it is checked. The clickable box is at least 44 px high
    at 100 %, the painted one is slightly slimmer. With `icon_trailing` the icon comes after the
    text; with `is_leading` both stand at the side where a line of text begins.
    """

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: QPainterPath | None = None,
        icon_trailing: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.kind = kind
        self.has_focus_ring = self.is_leading = False
        self.icon_path = icon
        self._icon_trailing = icon_trailing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)
        policies = QSizePolicy.Policy
        horizontal = policies.Maximum if kind is ButtonKind.QUIET else policies.Fixed
        self.setSizePolicy(horizontal, policies.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if icon is not None:
            watch_for_tooltip(self)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(-1 if self.kind is ButtonKind.QUIET else 0, weight=600))

    def sizeHint(self) -> QSize:
        theme = self.theme
        text_width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        icon_size = theme.px(20) if self.icon_path is not None else 0
        gap = theme.px(8) if icon_size and text_width else 0
        pad = theme.px(6 if self.kind is ButtonKind.QUIET else 16 if text_width else 12)
        width = int(text_width + 0.999) + icon_size + gap + 2 * pad
        return QSize(max(width, theme.px(MIN_TARGET_PX)), theme.px(MIN_TARGET_PX))

    def minimumSizeHint(self) -> QSize:
        """A quiet button may be narrower than its text, which then ends in an ellipsis."""
        size = self.sizeHint()
        if self.kind is ButtonKind.QUIET:
            size.setWidth(min(size.width(), self.theme.px(160)))
        return size

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in ARROW_KEYS:
            event.ignore()  # Qt would move the focus to the next button, whatever it is about
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        inset = self.theme.px(3)
        box = QRectF(self.rect()).adjusted(0, inset, 0, -inset)
        radius = min(box.height() / 2, self.theme.px(12))
        fill, edge, text_color = self._colors()
        if self.isEnabled() or has_faint_line(self.theme):
            paint_box(painter, box, radius, fill, edge, 1.0)
        else:
            paint_dotted_box(painter, box, radius, edge)
        self._paint_text(painter, box, text_color)
        if self.has_focus_ring:
            paint_focus_ring(painter, QRectF(self.rect()), radius, self.theme)

    def _colors(self) -> tuple[QColor, QColor, QColor]:
        """Colours of the background, the edge and the text."""
        theme = self.theme
        clear = QColor(Qt.GlobalColor.transparent)
        hovered = self.underMouse() and self.isEnabled()
        if not self.isEnabled():
            is_bare = self.kind is ButtonKind.QUIET and has_faint_line(theme)
            return clear, clear if is_bare else theme.color("hairline"), theme.color("line")
        if self.kind is ButtonKind.PRIMARY or self.isChecked():
            return theme.color("primary"), theme.color("primary"), theme.color("on_primary")
        if self.kind is ButtonKind.URGENT:
            return (
                theme.color("urgent_ground"),
                theme.color("urgent"),
                theme.color("urgent"),
            )
        if self.kind is ButtonKind.QUIET:
            return theme.color("tint") if hovered else clear, clear, theme.color("primary")
        return (
            theme.color("tint" if hovered else "surface"),
            theme.color("line"),
            theme.color("ink"),
        )

    def _paint_text(self, painter: QPainter, box: QRectF, color: QColor) -> None:
        theme = self.theme
        metrics = QFontMetricsF(self.font())
        icon_size = theme.px(20) if self.icon_path is not None else 0
        available = box.width() - icon_size - theme.px(8 if icon_size else 0) - theme.px(6)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, available)
        text_width = metrics.horizontalAdvance(text)
        gap = theme.px(8) if icon_size and text_width else 0
        width = text_width + icon_size + gap
        left = box.center().x() - width / 2
        if self.is_leading:
            pad = theme.px(12)
            left = box.right() - pad - width if self.isRightToLeft() else box.left() + pad
        icon_is_right = self._icon_trailing != self.isRightToLeft()
        icon_left = left + text_width + gap if icon_is_right else left
        text_left = left if icon_is_right else left + icon_size + gap
        if self.icon_path is not None:
            left_middle = QPointF(icon_left, box.center().y())
            paint_icon(painter, self.icon_path, left_middle, icon_size, color)
        painter.setFont(self.font())
        painter.setPen(color)
        painter.drawText(
            QRectF(text_left, box.y(), text_width + 2, box.height()),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            text,
        )


class ActionButton(Button):
    """A button that emits the same action at every press.

    Signals:
        action: the value given to the constructor.
    """

    action = Signal(object)

    def __init__(
        self,
        text: str,
        theme: Theme,
        value: FrozenAction,
        *,
        kind: ButtonKind = ButtonKind.PLAIN,
        icon: QPainterPath | None = None,
    ) -> None:
        super().__init__(text, theme, kind=kind, icon=icon)
        self.value = value
        self.clicked.connect(self._emit_action)

    def _emit_action(self) -> None:
        self.action.emit(self.value)


def paint_icon(
    painter: QPainter, icon: QPainterPath, left_middle: QPointF, size: float, color: QColor
) -> None:
    """Paint an icon of `size` pixels; `left_middle` is the middle of its left edge."""
    scale = size / ICON_GRID
    transform = QTransform.fromTranslate(left_middle.x(), left_middle.y() - size / 2)
    painter.fillPath(transform.scale(scale, scale).map(icon), color)
