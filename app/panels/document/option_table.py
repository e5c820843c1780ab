"""All options in one table, no treatment first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize
from PySide6.QtGui import (
    QAccessible,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.document.blocks import OptionEntry, OptionTable
from app.painting.wrapped_text import WrappedText
from app.panels.document.block_widget import BlockContext, sized_font
from app.panels.document.expandable_rows import ExpandableRows
from app.panels.document.option_row import OptionRowButton, OptionRowLabel, option_columns
from app.session.state import Showing
from app.theme.theme import Theme
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.hold_position import scroll_area_around
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget


class OptionTableHead(ThemedWidget, QLabel):
    """The heads of the columns; it has no height where the options are cards."""

    def __init__(self, block: OptionTable, theme: Theme, *, has_chevron: bool = True) -> None:
        super().__init__()
        self._block, self._asked = block, tuple[str, ...]()
        self._has_chevron = has_chevron
        self.setAccessibleName(", ".join((block.name_column, *block.columns)))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.apply_theme(theme)

    def show_asked(self, asked: tuple[str, ...]) -> None:
        """Put the columns about these values first."""
        self._asked = asked
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), 1)

    def heightForWidth(self, width: int) -> int:
        texts = self._texts(width)
        return round(max(text.height for text, _ in texts)) + self.theme.px(14) if texts else 1

    def _texts(self, width: int) -> list[tuple[WrappedText, float]]:
        theme = self.theme
        columns = option_columns(
            theme, self._block, self._asked, width, has_chevron=self._has_chevron
        )
        if not columns.is_table:
            return []
        names = [self._block.name_column, *(self._block.columns[at] for at in columns.order)]
        font, edges = sized_font(theme, 13.5, weight=600), columns.edges
        rights, mirrored = edges[1:], self.isRightToLeft()
        return [
            (WrappedText(name, font, right - left - theme.px(10), mirrored=mirrored), left)
            for name, left, right in zip(names, edges[:-1], rights, strict=True)
        ]

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, width = self.theme, QPainter(self), self.width()
        painter.fillRect(self.rect(), theme.color("surface"))
        for text, left in self._texts(width):
            x = width - left - text.width if self.isRightToLeft() else left
            y = self.height() - theme.px(7) - text.height
            text.paint(painter, x, y, theme.color("quiet"))
        painter.fillRect(QRectF(0, self.height() - 2, width, 2), theme.color("line"))


class OptionTableView(HasAccessibleRole, ExpandableRows):
    """The heads, which stay in sight while the table is scrolled, and a row for each option.

    Where nothing can be pressed, the rows cannot be opened.
    """

    accessible_role = QAccessible.Role.Grouping
    prefix = "option"

    def __init__(self, context: BlockContext, block: OptionTable) -> None:
        super().__init__(context)
        install_accessible_roles()
        self._is_following = False
        self.setAccessibleName(block.name_column)
        self.head = OptionTableHead(block, context.theme, has_chevron=context.is_interactive)
        self.rows_layout.addWidget(self.head)
        self._rows: list[OptionRowButton | OptionRowLabel] = []
        for option in block.options:
            self._add_option(block, option)
        if block.note and context.is_interactive:  # it says how to open a row
            foot = QWidget()
            column = ColumnLayout(foot)
            column.setContentsMargins(0, context.theme.px(10), 0, 0)
            column.addWidget(TextLabel(block.note, context.theme, step=-1, role="quiet"))
            self.rows_layout.addWidget(foot)

    def _add_option(self, block: OptionTable, option: OptionEntry) -> None:
        if self.context.is_interactive:
            button = OptionRowButton(block, option, self.context.theme)
            self.add_row(option.id, option.name, button, option.details)
            self._rows.append(button)
            return
        label = OptionRowLabel(block, option, self.context.theme)
        self.rows_layout.addWidget(label)
        self._rows.append(label)

    def update_details(self, showing: Showing) -> None:
        super().update_details(showing)
        self.head.show_asked(tuple(value for value, _ in showing.value_answers))
        for row in self._rows:
            row.show_answers(showing.value_answers)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        area = scroll_area_around(self)
        if area is not None and not self._is_following:
            self._is_following = True
            area.verticalScrollBar().valueChanged.connect(self._keep_head_in_sight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_head_in_sight()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._keep_head_in_sight()

    def event(self, event: QEvent) -> bool:
        is_handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the layout has moved the head to the top
            self._keep_head_in_sight()
        return is_handled

    def _keep_head_in_sight(self) -> None:
        """Move the heads to the upper edge of the scroll area, as long as rows are below them."""
        area = scroll_area_around(self)
        if area is None:
            return
        above = -self.mapTo(area.viewport(), QPoint()).y()
        last = max(self.height() - self.head.height() * 2, 0)
        self.head.move(self.head.x(), min(max(above, 0), last))
        if self.head.y() > 0:
            self.head.raise_()
        else:
            self.head.lower()  # the first of the rows, also for a screen reader
