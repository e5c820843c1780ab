"""One of several answers that may be long: radio buttons as rows whose words wrap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme.theme import Theme
from app.widgets.button_group import RadioButton
from app.widgets.layouts import ColumnLayout
from app.widgets.themed import ThemedWidget, has_visible_focus, paint_box, paint_focus_ring

_MIN_TARGET_PX = 44


class RadioRow(ThemedWidget, RadioButton):
    """One answer in a row of its own; to a screen reader a radio button with its checked state."""

    def __init__(self, key: str, text: str, theme: Theme) -> None:
        super().__init__(text)
        self.key = key
        self.has_focus_ring = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.apply_theme(theme)

    def update_metrics(self) -> None:
        self.setFont(self.theme.font(0, weight=600))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = QFontMetrics(self.font()).boundingRect(
            self._text_rect(QRect(0, 0, width, 10_000)), self._text_flags(), self.text()
        )
        return max(words.height() + self.theme.px(20), self.theme.px(_MIN_TARGET_PX))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(300), self.theme.px(_MIN_TARGET_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(_MIN_TARGET_PX))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self.theme, self.isChecked()
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        fill = theme.color("tint" if on or self.underMouse() else "surface")
        edge = theme.color("primary" if on else "line")
        paint_box(painter, box, theme.px(10), fill, edge, 2.0 if on else 1.0)
        self._paint_indicator(painter)
        painter.setFont(self.font())
        painter.setPen(theme.color("ink"))
        painter.drawText(self._text_rect(self.rect()), self._text_flags(), self.text())
        if self.has_focus_ring:
            paint_focus_ring(painter, QRectF(self.rect()), theme.px(10), theme)

    def _paint_indicator(self, painter: QPainter) -> None:
        """The circle of a radio button; a dot in it when it is on."""
        theme, size = self.theme, self.theme.px(9)
        x = self.width() - theme.px(22) if self.isRightToLeft() else theme.px(22)
        middle = QPointF(x, self.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("primary"), 2))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(middle, size, size)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            painter.drawEllipse(middle, size * 0.55, size * 0.55)

    def _text_rect(self, box: QRect) -> QRect:
        """Where the words go: beside the circle."""
        before, after = self.theme.px(42), self.theme.px(14)
        if self.isRightToLeft():
            before, after = after, before
        return box.adjusted(before, 0, -after, 0)

    def _text_flags(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        return int(Qt.TextFlag.TextWordWrap.value) | int((side | absolute).value)


class RadioList(QWidget):
    """Answers one below the other.

    Signals:
        picked: the key of the answer a person picked.
    """

    picked = Signal(str)

    def __init__(self, name: str, answers: Sequence[tuple[str, str]], theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(name)
        column = ColumnLayout(self, theme.px(4))
        self.rows = tuple(RadioRow(key, text, theme) for key, text in answers)
        for answer in self.rows:
            answer.clicked.connect(self._on_clicked)
            column.addWidget(answer)

    def set_selected(self, key: str) -> None:
        """Marks an answer as on, without telling anybody; no answer for an unknown key."""
        for answer in self.rows:
            answer.set_checked_silently(on=answer.key == key)

    def _on_clicked(self) -> None:
        picked = self.sender()
        if isinstance(picked, RadioRow):
            self.picked.emit(picked.key)
