"""A table of risks with one denominator and one scale."""

from __future__ import annotations

import re

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.document.blocks import ActionLink, RiskRow, RiskTable
from app.painting.wrapped_text import WrappedText
from app.panels.document.action_link import make_action_button
from app.panels.document.block_widget import BlockContext, sized_font
from app.panels.document.expandable_rows import ExpandableRows
from app.panels.document.risk_row import (
    RiskRowButton,
    RiskRowLabel,
    RiskScale,
    risk_columns,
    value_width,
)
from app.theme.theme import Theme
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.layouts import FlowLayout
from app.widgets.text_label import TextLabel
from app.widgets.themed import ThemedWidget

_NUMBER = re.compile(r"\d[\d,.\u202f ]*\d|\d")


class RiskTableHead(ThemedWidget, QLabel):
    """The lead, the ends of the scale over the bars, and the unit over the numbers."""

    def __init__(self, block: RiskTable, scale: RiskScale, theme: Theme) -> None:
        super().__init__()
        self._block, self._scale = block, scale
        self.setAccessibleName(f"{block.lead} {block.unit}".strip())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.apply_theme(theme)

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(24))

    def heightForWidth(self, width: int) -> int:
        lead, unit, is_one_line = self._texts(width)
        height = max(lead.height, unit.height) if is_one_line else lead.height + unit.height
        if not self._has_ends_beside(unit, width):
            height += self._ends()[1].height
        return round(height) + self.theme.px(8)

    def _ends(self) -> tuple[WrappedText, WrappedText]:
        """Zero, and the right end of the scale."""
        font = sized_font(self.theme, 12.5)
        return WrappedText("0", font), WrappedText(f"{self._block.maximum:,}", font)

    def _has_ends_beside(self, unit: WrappedText, width: int) -> bool:
        """True if the ends of the scale fit beside the unit; else they stand below it."""
        columns = risk_columns(self.theme, self._scale, width)
        unit_left = columns.value_right - unit.natural_width
        return columns.bar_left + columns.bar_width <= unit_left - self.theme.px(16)

    def _texts(self, width: int) -> tuple[WrappedText, WrappedText, bool]:
        """The lead, the unit, and whether both stand in one line."""
        theme, mirrored = self.theme, self.isRightToLeft()
        number = _NUMBER.search(self._block.unit)
        strong = (number.start(), len(number[0])) if number else (0, 0)
        font = sized_font(theme, 13.5)
        unit = WrappedText(self._block.unit, font, mirrored=mirrored, strong=strong)
        columns = risk_columns(theme, self._scale, width)
        room = columns.value_right - unit.natural_width - theme.px(14)
        if not columns.is_stacked and self._has_ends_beside(unit, width):
            room = min(room, columns.bar_left - theme.px(10))
        lead = WrappedText(self._block.lead, theme.font(), max(room, 1), mirrored=mirrored)
        if self._block.lead and (columns.is_stacked or lead.height > lead.line):
            lead = WrappedText(self._block.lead, theme.font(), width, mirrored=mirrored)
            return lead, unit, False
        return lead, unit, True

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, width = self.theme, QPainter(self), self.width()
        mirrored, quiet = self.isRightToLeft(), theme.color("quiet")
        lead, unit, is_one_line = self._texts(width)
        zero, end = self._ends()
        small_bottom = float(self.height() - theme.px(6))
        unit_bottom = small_bottom
        if not self._has_ends_beside(unit, width):
            unit_bottom -= end.height
        lead_top = unit_bottom - lead.height + theme.px(2) if is_one_line else 0.0
        lead.paint(painter, width - lead.width if mirrored else 0, lead_top, theme.color("ink"))
        columns = risk_columns(theme, self._scale, width)
        unit_x = columns.value_right - unit.natural_width
        unit_x = width - columns.value_right if mirrored else unit_x
        unit.paint(painter, unit_x, unit_bottom - unit.height, quiet)
        left, right = columns.bar_left, columns.bar_left + columns.bar_width
        has_zero = zero.natural_width + end.natural_width + theme.px(4) <= columns.bar_width
        for text, x in ((zero, left), (end, right - end.natural_width))[not has_zero :]:
            place = width - x - text.natural_width if mirrored else x
            text.paint(painter, place, small_bottom - text.height, quiet)
        painter.fillRect(QRectF(0, self.height() - 1, width, 1), theme.color("hairline"))


class RiskTableView(HasAccessibleRole, ExpandableRows):
    """Head, rows, what its numbers mean, then a note with a link."""

    accessible_role = QAccessible.Role.List
    prefix = "row"

    def __init__(self, context: BlockContext, block: RiskTable, link: ActionLink | None) -> None:
        super().__init__(context)
        install_accessible_roles()
        theme = context.theme
        self._block = block
        self._rows: dict[str, QWidget] = {}
        width = value_width(theme, block.rows)
        self._is_expandable = block.is_expandable and context.is_interactive
        self._scale = RiskScale(max(block.maximum, 1), width, self._is_expandable)
        self.setAccessibleName(block.lead or block.unit)
        self.rows_layout.addWidget(RiskTableHead(block, self._scale, theme))
        for row in block.rows:
            self._add_row(row)
        if self._is_expandable:
            self.accessible_role = QAccessible.Role.Grouping
        self._add_foot(link)

    def _add_row(self, row: RiskRow) -> None:
        theme = self.context.theme
        name = self.tr("{risk}: {value} {unit}").format(
            risk=row.label, value=row.value, unit=self._block.unit
        )
        if self._is_expandable and row.details:
            button = RiskRowButton(row, name, self._scale, theme)
            self.add_row(row.id, row.label, button, row.details)
            self._rows[row.id] = button
        else:
            self._rows[row.id] = RiskRowLabel(row, name, self._scale, theme)
            self.rows_layout.addWidget(self._rows[row.id])

    def find_passage(self, words: str) -> QWidget | None:
        for row in self._block.rows:
            if row.label == words:
                if row.id in self.buttons:
                    self.open_only(row.id)
                return self._rows[row.id]
        return super().find_passage(words)

    def _add_foot(self, link: ActionLink | None) -> None:
        theme = self.context.theme
        if self._block.key:
            self.rows_layout.addWidget(TextLabel(self._block.key, theme, step=-1))
        if not self._block.note and link is None:
            return
        foot = QWidget()
        flow = FlowLayout(foot, 0, 0)
        flow.setContentsMargins(0, theme.px(2), 0, 0)
        if self._block.note:
            flow.addWidget(TextLabel(self._block.note, theme, step=-1, role="quiet"))
        if link is not None:
            button = make_action_button(self.context, link)
            button.action.connect(self.action)
            flow.addWidget(button)
        self.rows_layout.addWidget(foot)
