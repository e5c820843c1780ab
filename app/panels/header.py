"""The header of the panel: the way back, the title, and what a region adds to them."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panels.region.list_button import RegionListButton
from app.session.actions import GoBack
from app.session.shortcuts import WindowCommand, shortcut_of
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton, ButtonKind
from app.widgets.heading import HeadingLabel
from app.widgets.themed import ThemedWidget
from app.widgets.tooltip import set_tooltip

_HEIGHT, _MARGIN, _GAP = 64, 24, 16


class PanelHeader(ThemedWidget, QWidget):
    """The way back and the title; beside or below them what a subclass adds.

    Signals:
        action: the Action that a person asked for.
    """

    action = Signal(object)

    def __init__(self, title: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.theme = theme
        self.back_button = ActionButton(
            "", theme, GoBack(), kind=ButtonKind.QUIET, icon=icons.path("back")
        )
        self.back_button.setAccessibleName(self.tr("Go back"))
        set_tooltip(self.back_button, key=shortcut_of(WindowCommand.GO_BACK))
        self.back_button.action.connect(self.action)
        self.title = HeadingLabel(title, theme, level=1)
        self.middle: QWidget | None = None
        self.end_button: RegionListButton | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for child in (self.back_button, self.title):
            child.setParent(self)

    def update_metrics(self) -> None:
        self.arrange(self.width())

    def sizeHint(self) -> QSize:
        return QSize(300, self.theme.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.arrange(self.width())

    def arrange(self, width: int) -> int:
        """Place everything in one row of a width, or the middle below the title if it is narrow.

        Returns the height, which the header then has.
        """
        px, back = self.theme.px, self.back_button.sizeHint()
        left, right = px(_MARGIN) - px(12) + back.width(), width - px(_MARGIN)
        end, title_width = right, self.title.sizeHint().width()
        middle = self.middle.sizeHint().width() + px(_GAP) if self.middle is not None else 0
        button = self.end_button
        if button is not None:
            button.set_shows_text(shows_text=True)
            if left + title_width + middle + px(_GAP) + button.sizeHint().width() > right:
                button.set_shows_text(shows_text=False)
            end = right - button.sizeHint().width()
        is_in_row = left + title_width + middle + px(_GAP) <= end
        title = QSize(min(title_width, max(end - px(_GAP) - left, px(100))), 0)
        title.setHeight(self.title.heightForWidth(title.width()))
        row = max(px(_HEIGHT), title.height() + px(20))
        self._place(self.back_button, px(_MARGIN) - px(12), row, back)
        self._place(self.title, left, row, title)
        if button is not None:
            self._place(button, end, row, button.sizeHint())
        height = row
        if self.middle is not None:
            size = self.middle.sizeHint()
            if is_in_row:
                self._place(self.middle, left + title_width + px(_GAP), row, size)
            else:
                self._place(self.middle, left, size.height(), size, top=row - px(8))
                height += size.height()
        self.setFixedHeight(height)
        return height

    def _place(self, widget: QWidget, left: int, row: int, size: QSize, top: int = 0) -> None:
        """Place a widget in the vertical middle of a row, which is `row` pixels high."""
        box = QRect(QPoint(left, top + (row - size.height()) // 2), size)
        if self.isRightToLeft():
            box.moveLeft(self.width() - box.right() - 1)
        widget.setGeometry(box)
