"""The bar at the bottom of a kiosk: four buttons, and below them the disclaimer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.session.actions import FrozenAction, OpenPage, OpenSearch, StartOver
from app.session.state import Page, Showing
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.layouts import ColumnLayout, EqualGridLayout
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget

_EDGE, _GAP = 18, 10
_NARROWED = 8
"""Pixels at 100 % that are taken off at each side of a button."""


class BarButton(ActionButton):
    """A button with less space beside its text, so that four fit beside each other in portrait."""

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width() - self.theme.px(2 * _NARROWED), size.height())


class BottomBar(ThemedWidget, QWidget):
    """Buttons to start over, for the search, for when to call and for the list.

    Signals:
        action: StartOver, OpenSearch or OpenPage.
    """

    action = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.theme, self._icons = theme, icons
        self._column = ColumnLayout(self, theme.px(4))
        buttons = QWidget()
        self._grid = EqualGridLayout(buttons, theme.px(_GAP))
        self._add_button(self.tr("Start over"), StartOver(), "restart")
        self._add_button(self.tr("Search"), OpenSearch(), "search")
        self.call_button = self._add_button(
            self.tr("When to call"), OpenPage(Page.WHEN_TO_CALL), "call", ButtonKind.URGENT
        )
        self._list_button = self._add_button("", OpenPage(Page.MY_LIST), "list")
        disclaimer = self.tr("Information, not medical advice. Nothing you do here is saved.")
        self._column.addWidget(buttons)
        self._column.addWidget(TextLabel(disclaimer, theme, step=-1, role="quiet"))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.update_metrics()
        self.set_showing(Showing())

    def _add_button(
        self, text: str, value: FrozenAction, icon: str, kind: ButtonKind = ButtonKind.PLAIN
    ) -> ActionButton:
        button = BarButton(text, self.theme, value, kind=kind, icon=self._icons.path(icon))
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.action.connect(self.action)
        self._grid.addWidget(button)
        return button

    def update_metrics(self) -> None:
        px = self.theme.px
        self._column.setContentsMargins(px(_EDGE), px(8), px(_EDGE), px(6))

    def set_showing(self, showing: Showing) -> None:
        """Show how many items are on the list."""
        self._list_button.setText(self.tr("My list: {n}").format(n=len(showing.list_items)))
        self._list_button.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("surface"))
        painter.fillRect(0, 0, self.width(), 1, self.theme.color("hairline"))
