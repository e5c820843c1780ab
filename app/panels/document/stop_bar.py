"""A line with a stop for each step or time; one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy

from app.painting.wrapped_text import WrappedText
from app.panels.document.block_widget import sized_font
from app.theme.theme import Theme
from app.widgets.button_group import RadioButton
from app.widgets.named_group import NamedGroup
from app.widgets.themed import ThemedWidget, paint_focus_ring

_CIRCLE = 28
_LEAST_STOP = 70
_LABEL_PX = 13.5


class StopButton(ThemedWidget, RadioButton):
    """A circle with a number, and a label below it; a screen reader finds a radio button."""

    def __init__(self, key: str, number: int, label: str, theme: Theme) -> None:
        super().__init__(label)
        self.key, self.number, self._label_text = key, number, label
        self.label = label
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.apply_theme(theme)

    @property
    def label_width(self) -> float:
        """The width of the label in one line."""
        font = sized_font(self.theme, _LABEL_PX, weight=700)
        return WrappedText(self._label_text, font).natural_width + self.theme.px(6)

    def break_label(self, *, on: bool) -> None:
        """Let the label break after its first word only: "Days", "3 to 10"."""
        first, _, rest = self._label_text.partition(" ")
        is_short = WrappedText(rest, sized_font(self.theme, _LABEL_PX, weight=700)).natural_width
        can_break = on and is_short <= self.theme.px(_LEAST_STOP - 6)
        kept = rest.replace(" ", "\u00a0") if can_break else rest
        self.label = f"{first} {kept}".rstrip()

    def needed_height(self, width: int) -> int:
        """The height of circle and label."""
        label = self._label(width, weight=700)
        return max(round(self.theme.px(_CIRCLE + 12) + label.height), self.theme.px(44))

    def _label(self, width: int, *, weight: int) -> WrappedText:
        font = sized_font(self.theme, _LABEL_PX, weight=weight)
        return WrappedText(self.label, font, max(width - self.theme.px(6), 1), line_height=1.2)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(_LEAST_STOP), self.needed_height(self.theme.px(_LEAST_STOP)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, on = self.theme, QPainter(self), self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = theme.px(_CIRCLE) / 2
        center = QPointF(self.width() / 2, theme.px(4) + radius)
        fill = "primary" if on else "tint" if self.underMouse() else "surface"
        painter.setPen(QPen(theme.color("primary"), 2 if on else 1.5))
        painter.setBrush(theme.color(fill))
        painter.drawEllipse(center, radius - 1, radius - 1)
        painter.setFont(sized_font(theme, 14, weight=700))
        painter.setPen(theme.color("on_primary" if on else "primary"))
        circle = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, str(self.number))
        painter.setFont(sized_font(theme, _LABEL_PX, weight=700 if on else 400))
        painter.setPen(theme.color("ink" if on else "quiet"))
        top = center.y() + radius + theme.px(4)
        box = QRectF(theme.px(3), top, self.width() - theme.px(6), self.height() - top)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(box, int(flags) | int(Qt.TextFlag.TextWordWrap.value), self.label)
        if self.has_focus_ring:
            paint_focus_ring(painter, QRectF(self.rect()), theme.px(8), theme)


class StopBar(ThemedWidget, NamedGroup):
    """The stops on a line, in several lines where one has no room for all.

    Signals:
        picked: the key of the stop that a person picked.
    """

    picked = Signal(str)

    def __init__(self, name: str, stops: Sequence[tuple[str, str]], theme: Theme) -> None:
        super().__init__(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._boxes_at: dict[int, list[QRect]] = {}
        self.buttons: list[StopButton] = []
        for number, (key, label) in enumerate(stops, 1):
            button = StopButton(key, number, label, theme)
            button.setParent(self)
            button.clicked.connect(self._on_clicked)
            self.buttons.append(button)
        self.apply_theme(theme)

    def set_selected(self, key: str) -> None:
        """Check a stop without a signal."""
        for button in self.buttons:
            button.set_checked_silently(on=button.key == key)
        if self.buttons:
            self.buttons[0].restore_tab_focus()

    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, StopButton):
            self.picked.emit(button.key)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        boxes = self._boxes(width)
        return max((box.y() + box.height() for box in boxes), default=0)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(_LEAST_STOP * 2), self.theme.px(60))

    def update_metrics(self) -> None:
        self._boxes_at.clear()

    def _boxes(self, width: int) -> list[QRect]:
        """The box of each stop, from the left; the rows are of equal length."""
        if width not in self._boxes_at:
            self._boxes_at = {width: self._arranged(width)}  # its labels are broken for one width
        return self._boxes_at[width]

    def _arranged(self, width: int) -> list[QRect]:
        count = max(len(self.buttons), 1)
        fitting = max(min(width // self.theme.px(_LEAST_STOP), count), 1)
        across = -(-count // -(-count // fitting))
        stop, boxes, top = width // across, list[QRect](), 0
        is_tight = any(button.label_width > stop for button in self.buttons)
        for button in self.buttons:
            button.break_label(on=is_tight)
        for start in range(0, len(self.buttons), across):
            row = self.buttons[start : start + across]
            height = max(button.needed_height(stop) for button in row)
            boxes += [QRect(number * stop, top, stop, height) for number in range(len(row))]
            top += height + self.theme.px(6)
        return boxes

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button, box in zip(self.buttons, self._boxes(self.width()), strict=True):
            left = self.width() - box.width() - box.x() if self.isRightToLeft() else box.x()
            button.setGeometry(left, box.y(), box.width(), box.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line through the stops of each row."""
        painter = QPainter(self)
        painter.setPen(QPen(self.theme.color("line"), max(self.theme.px(1.5), 1)))
        radius = self.theme.px(_CIRCLE) / 2
        for one, other in zip(self.buttons, self.buttons[1:], strict=False):
            if one.y() == other.y():
                y = one.y() + self.theme.px(4) + radius
                start, end = one.geometry().center().x(), other.geometry().center().x()
                painter.drawLine(QPointF(start, y), QPointF(end, y))
