"""The bar at the bottom of a kiosk: Start over, the list and the disclaimer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.session.actions import OpenPage, StartOver
from app.session.state import Page, Showing
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.layouts import FlowLayout
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget

_EDGE, _GAP = 18, 12
_MIN_TEXT_WIDTH = 150
"""The least width of the disclaimer beside the buttons, in pixels at 100 %."""


class BottomBar(ThemedWidget, QWidget):
    """Buttons "Start over" and "Your list", and the disclaimer beside or below them.

    Signals:
        action: StartOver or OpenPage.
    """

    action = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        buttons = QWidget()
        self._row = FlowLayout(buttons, theme.px(_GAP))
        start_over = ActionButton(
            self.tr("Start over"), theme, StartOver(), kind=ButtonKind.PRIMARY
        )
        self._list_button = ActionButton("", theme, OpenPage(Page.MY_LIST))
        disclaimer = self.tr("Information, not medical advice. Nothing you do here is kept.")
        for button in (start_over, self._list_button):
            button.action.connect(self.action)
            self._row.addWidget(button)
        self._box.addWidget(buttons)
        self._box.addWidget(
            TextLabel(disclaimer, theme, step=-1, role="quiet"), 1, Qt.AlignmentFlag.AlignVCenter
        )
        self.update_metrics()
        self.set_showing(Showing())

    def update_metrics(self) -> None:
        px = self.theme.px
        self._box.setContentsMargins(px(_EDGE), px(8), px(_EDGE), px(8))
        self._box.setSpacing(px(_GAP))
        self._update_direction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._update_direction()

    def minimumSizeHint(self) -> QSize:
        """The width of the buttons alone, because the disclaimer can move below them."""
        width = self._row.minimumSize().width() + 2 * self.theme.px(_EDGE)
        return QSize(width, super().minimumSizeHint().height())

    def _update_direction(self) -> None:
        """Place the disclaimer beside the buttons if it fits there, otherwise below them."""
        beside = self.width() - self._row.sizeHint().width() - self.theme.px(2 * _EDGE + _GAP)
        is_wide = beside >= self.theme.px(_MIN_TEXT_WIDTH)
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.LeftToRight if is_wide else directions.TopToBottom)

    def set_showing(self, showing: Showing) -> None:
        """Show how many items are on the list."""
        self._list_button.setText(self.tr("Your list: {n}").format(n=len(showing.list_items)))
        self._list_button.updateGeometry()
        self._update_direction()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.theme.color("sunken"))
