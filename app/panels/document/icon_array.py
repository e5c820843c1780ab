"""1,000 people as a picture, with a legend."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.document.blocks import IconArray
from app.painting.people_grid import (
    PeopleColors,
    PeopleGrid,
    fit_people_grid,
    paint_dot,
    paint_people,
    paint_person,
    paint_ring,
)
from app.painting.wrapped_text import WrappedText
from app.panels.document.block_widget import BlockContext, sized_font
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.themed import ThemedWidget

_LEGEND_PX = 13.5


class IconArrayView(HasAccessibleRole, ThemedWidget, QLabel):
    """The people in rows, the legend below; a screen reader finds a picture with a description."""

    accessible_role = QAccessible.Role.Graphic

    def __init__(self, context: BlockContext, block: IconArray) -> None:
        super().__init__()
        install_accessible_roles()
        self._block = block
        self.setAccessibleName(block.description)
        self.setAccessibleDescription(". ".join(text for text in block.legend if text))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.apply_theme(context.theme)

    def grid(self, width: int) -> PeopleGrid:
        """The arrangement of the people at a width."""
        scale = self.theme.text_size / 100
        return fit_people_grid(width, self._block.count, self._block.high, scale)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = self._legend_rows(width)
        height = self.grid(width).height + self.theme.px(8)
        return round(height + sum(max(text.height for _, _, text in row) for row in rows))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(100))

    def _legend_rows(self, width: int) -> list[list[tuple[int, float, WrappedText]]]:
        """The entries of the legend in lines: number, left edge of its sign, and text."""
        theme, rows = self.theme, list[list[tuple[int, float, WrappedText]]]()
        font, sign, gap = sized_font(theme, _LEGEND_PX), theme.px(17), theme.px(16)
        x = float(width)
        for number, words in enumerate(self._block.legend):
            if not words:
                continue
            room = max(width - sign, 1)
            text = WrappedText(words, font, room, mirrored=self.isRightToLeft())
            needed = sign + text.natural_width
            if x + needed > width or not rows:
                rows.append([])
                x = 0.0
            rows[-1].append((number, x, text))
            x += needed + gap
        return rows

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, mirrored = self.theme, QPainter(self), self.isRightToLeft()
        grid, width = self.grid(self.width()), self.width()
        colors = PeopleColors(theme.color("accent"), theme.color("accent"), theme.color("line"))
        painter.save()
        painter.translate(width - grid.width if mirrored else 0, 0)
        paint_people(painter, grid, colors, mirrored=mirrored)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, sign = grid.height + theme.px(8), theme.px(17)
        for row in self._legend_rows(width):
            for number, left, text in row:
                x = width - left - theme.px(6) if mirrored else left + theme.px(6)
                paint = (paint_person, paint_ring, paint_dot)[number]
                color = (colors.person, colors.ring, colors.dot)[number]
                paint(painter, QPointF(x, y + text.line / 2), theme.px(11), color)
                text_x = width - left - sign - text.width if mirrored else left + sign
                text.paint(painter, text_x, y, theme.color("quiet"))
            y += max(text.height for _, _, text in row)
