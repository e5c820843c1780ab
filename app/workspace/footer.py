"""The disclaimer below figure and panel."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme.theme import Theme
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget


class DisclaimerFooter(ThemedWidget, QWidget):
    """Says in one line that this is not medical advice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._row = row = ColumnLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        advice = self.tr("Information, not medical advice. It does not replace a consultation.")
        row.addWidget(TextLabel(advice, theme, step=-1, role="quiet"))
        self.update_metrics()

    def update_metrics(self) -> None:
        px = self.theme.px
        self._row.setContentsMargins(px(22), px(5), px(22), px(5))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("sunken"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), self.theme.color("hairline"))
