"""A list of buttons for answers that may be long; each acts at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton

from app.theme.theme import Theme
from app.widgets.layouts import ColumnLayout
from app.widgets.named_group import NamedGroup
from app.widgets.themed import has_visible_focus, paint_box, paint_focus_ring
from app.widgets.wrapping_row import WrappingRow


class AnswerButton(WrappingRow, QPushButton):
    """One answer as a button with wrapping text."""

    room_before, room_after, padding, wanted_width = 16, 16, 20, 300

    def __init__(self, key: str, text: str, theme: Theme) -> None:
        super().__init__(text)
        self.key, self.has_focus_ring = key, False
        self.setAutoDefault(False)
        self.set_up(theme)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_focus_ring = has_visible_focus(event)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self.theme, QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        fill = theme.color("tint" if self.underMouse() else "surface")
        paint_box(painter, box, theme.px(12), fill, theme.color("line"))
        self.paint_text(painter)
        if self.has_focus_ring:
            paint_focus_ring(painter, QRectF(self.rect()), theme.px(12), theme)


class AnswerList(NamedGroup):
    """A column of answers, each of which is a button.

    Signals:
        picked: the key of the answer that a person pressed.
    """

    picked = Signal(str)

    def __init__(self, name: str, answers: Sequence[tuple[str, str]], theme: Theme) -> None:
        super().__init__(name)
        column = ColumnLayout(self, theme.px(4))
        self.rows = tuple(AnswerButton(key, text, theme) for key, text in answers)
        for row in self.rows:
            row.clicked.connect(self._on_clicked)
            column.addWidget(row)

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, AnswerButton):
            self.picked.emit(row.key)
