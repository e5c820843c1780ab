"""One of several answers that may be long: radio buttons as rows whose words wrap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme.theme import Look
from app.widgets.button_group import Radio
from app.widgets.layouts import Pile
from app.widgets.themed import Worn, paint_box, paint_focus, wants_ring

_TARGET = 44


class Answer(Worn, Radio):
    """One answer in a row of its own; to a screen reader a radio button with its checked state."""

    def __init__(self, key: str, text: str, look: Look) -> None:
        super().__init__(text)
        self.key = key
        self.has_ring = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.wear(look)

    def fit(self) -> None:
        self.setFont(self.look.font(0, weight=600))
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        words = QFontMetrics(self.font()).boundingRect(
            self._room(QRect(0, 0, width, 10_000)), self._flags(), self.text()
        )
        return max(words.height() + self.look.px(20), self.look.px(_TARGET))

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(300), self.look.px(_TARGET))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.look.px(120), self.look.px(_TARGET))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_ring = wants_ring(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, on = self.look, self.isChecked()
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        fill = look.colour("tint" if on or self.underMouse() else "surface")
        edge = look.colour("primary" if on else "line")
        paint_box(painter, box, look.px(10), fill, edge, 2.0 if on else 1.0)
        self._paint_mark(painter)
        painter.setFont(self.font())
        painter.setPen(look.colour("ink"))
        painter.drawText(self._room(self.rect()), self._flags(), self.text())
        if self.has_ring:
            paint_focus(painter, QRectF(self.rect()), look.px(10), look)

    def _paint_mark(self, painter: QPainter) -> None:
        """The circle of a radio button; a dot in it when it is on."""
        look, size = self.look, self.look.px(9)
        x = self.width() - look.px(22) if self.isRightToLeft() else look.px(22)
        middle = QPointF(x, self.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.colour("primary"), 2))
        painter.setBrush(look.colour("surface"))
        painter.drawEllipse(middle, size, size)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("primary"))
            painter.drawEllipse(middle, size * 0.55, size * 0.55)

    def _room(self, box: QRect) -> QRect:
        """Where the words go: beside the circle."""
        before, after = self.look.px(42), self.look.px(14)
        if self.isRightToLeft():
            before, after = after, before
        return box.adjusted(before, 0, -after, 0)

    def _flags(self) -> int:
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        return int(Qt.TextFlag.TextWordWrap.value) | int((side | absolute).value)


class Answers(QWidget):
    """Answers one below the other.

    Signals:
        picked: the key of the answer a person picked.
    """

    picked = Signal(str)

    def __init__(self, name: str, answers: Sequence[tuple[str, str]], look: Look) -> None:
        super().__init__()
        self.setAccessibleName(name)
        column = Pile(self, look.px(4))
        self.answers = tuple(Answer(key, text, look) for key, text in answers)
        for answer in self.answers:
            answer.clicked.connect(self._on_clicked)
            column.addWidget(answer)

    def show_picked(self, key: str) -> None:
        """Marks an answer as on, without telling anybody; no answer for an unknown key."""
        for answer in self.answers:
            answer.show_checked(on=answer.key == key)

    def _on_clicked(self) -> None:
        picked = self.sender()
        if isinstance(picked, Answer):
            self.picked.emit(picked.key)
