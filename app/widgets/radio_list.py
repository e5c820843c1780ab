"""A list of radio buttons for answers that may be long: rows with wrapping text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen

from app.theme.theme import Theme
from app.widgets.button_group import RadioButton
from app.widgets.layouts import ColumnLayout
from app.widgets.named_group import NamedGroup
from app.widgets.themed import paint_box, paint_focus_ring
from app.widgets.wrapping_row import WrappingRow


class RadioRow(WrappingRow, RadioButton):
    """One answer as a row; a screen reader finds a radio button with its checked state."""

    room_before, room_after, padding, wanted_width = 42, 14, 20, 300

    def __init__(self, key: str, text: str, theme: Theme) -> None:
        super().__init__(text)
        self.key = key
        self.set_up(theme)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, on = self.theme, self.isChecked()
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        fill = theme.color("tint" if on or self.underMouse() else "surface")
        edge = theme.color("primary" if on else "line")
        paint_box(painter, box, theme.px(10), fill, edge, 2.0 if on else 1.0)
        self._paint_indicator(painter)
        self.paint_text(painter)
        if self.has_focus_ring:
            paint_focus_ring(painter, QRectF(self.rect()), theme.px(10), theme)

    def _paint_indicator(self, painter: QPainter) -> None:
        """Paint the circle of a radio button, with a dot in it if it is checked."""
        theme, size = self.theme, self.theme.px(9)
        x = self.width() - theme.px(22) if self.isRightToLeft() else theme.px(22)
        center = QPointF(x, self.height() / 2)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("primary"), 2))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(center, size, size)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primary"))
            painter.drawEllipse(center, size * 0.55, size * 0.55)


class RadioList(NamedGroup):
    """A column of answers of which one is checked.

    Signals:
        picked: the key of the answer that a person picked.
    """

    picked = Signal(str)

    def __init__(self, name: str, answers: Sequence[tuple[str, str]], theme: Theme) -> None:
        super().__init__(name)
        column = ColumnLayout(self, theme.px(4))
        self.rows = tuple(RadioRow(key, text, theme) for key, text in answers)
        for row in self.rows:
            row.clicked.connect(self._on_clicked)
            column.addWidget(row)
        self._restore_tab_focus()

    def set_selected(self, key: str) -> None:
        """Check an answer without a signal; an unknown key leaves none checked."""
        for row in self.rows:
            row.set_checked_silently(on=row.key == key)
        self._restore_tab_focus()

    def _restore_tab_focus(self) -> None:
        if self.rows:
            self.rows[0].restore_tab_focus()

    def _on_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, RadioRow):
            self.picked.emit(row.key)
