"""The rows of a table of risks: label, bar and number, painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.document.blocks import RiskRow
from app.painting.risk_bar import RiskBarColors, paint_risk_bar
from app.painting.wrapped_text import WrappedText
from app.panels.document.block_widget import sized_font
from app.panels.document.chevron_button import ChevronButton, paint_chevron
from app.theme.theme import Theme
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.button import MIN_TARGET_PX
from app.widgets.themed import ThemedWidget, has_faint_line, paint_box

_BAR_WIDTH, _BAR_HEIGHT = 150, 10
_LEAST_LABEL = 170
"""Pixels of the label at 100 %; with less room, bar and number stand below it."""
_ROW_HEIGHT = 31
_CHEVRON_ROOM = 30
_LABEL_PX, _VALUE_PX = 15, 16


@dataclass(frozen=True, slots=True)
class RiskScale:
    """What all rows of a table share, so that their bars and numbers stand below each other.

    `maximum` is the right end of the bars, `value_width` the width of the widest number in pixels.
    """

    maximum: int
    value_width: float
    has_chevron: bool = False


@dataclass(frozen=True, slots=True)
class RiskColumns:
    """Boxes of a row at a width, in pixels from its leading edge.

    With `is_stacked` bar and number stand below the label.
    """

    label_width: float
    bar_left: float
    bar_width: float
    value_right: float
    is_stacked: bool


def risk_columns(theme: Theme, scale: RiskScale, width: float) -> RiskColumns:
    """The columns of every row of a table that is `width` pixels wide."""
    right = width - (theme.px(_CHEVRON_ROOM) if scale.has_chevron else 0)
    value_room = max(scale.value_width + theme.px(14), theme.px(96 if scale.has_chevron else 110))
    bar = float(theme.px(_BAR_WIDTH))
    label = right - value_room - bar - theme.px(8)
    if label >= theme.px(_LEAST_LABEL):
        return RiskColumns(label, right - value_room - bar, bar, right, is_stacked=False)
    bar = min(theme.px(_BAR_WIDTH) * 1.6, max(right - scale.value_width - theme.px(14), 20.0))
    return RiskColumns(right, 0.0, bar, right, is_stacked=True)


def value_width(theme: Theme, rows: tuple[RiskRow, ...]) -> float:
    """The width of the widest number."""
    metrics = QFontMetricsF(sized_font(theme, _VALUE_PX, weight=700))
    return max((metrics.horizontalAdvance(row.value) for row in rows), default=0.0)


class RiskRowPainter(ThemedWidget):
    """Mixin that measures and paints one row."""

    row: RiskRow
    scale: RiskScale

    def row_height(self, width: int) -> int:
        """The height that the label needs, at least that of an ordinary row."""
        theme = self.theme
        columns = risk_columns(theme, self.scale, width)
        label = self._label(columns, mirrored=False, strong=True)
        needed = label.height + theme.px(11)
        if columns.is_stacked:
            needed += theme.px(24)
        least = MIN_TARGET_PX if self.scale.has_chevron else _ROW_HEIGHT
        return max(round(needed), theme.px(least))

    def _label(self, columns: RiskColumns, *, mirrored: bool, strong: bool) -> WrappedText:
        font = sized_font(self.theme, _LABEL_PX, weight=700 if strong else 400)
        return WrappedText(
            self.row.label, font, columns.label_width, line_height=1.27, mirrored=mirrored
        )

    def paint_row(self, painter: QPainter, box: QRectF, *, mirrored: bool, strong: bool) -> None:
        """Paint the row in `box`, with a line below it."""
        theme, width = self.theme, box.width()
        columns = risk_columns(theme, self.scale, width)
        label = self._label(columns, mirrored=mirrored, strong=strong)
        font = sized_font(theme, _VALUE_PX, weight=700)
        value = WrappedText(self.row.value, font)
        if columns.is_stacked:
            top = (box.height() - label.height - theme.px(24)) / 2
            middle = top + label.height + theme.px(12)
        else:
            top, middle = (box.height() - label.height) / 2, box.height() / 2
        label_x = width - columns.label_width if mirrored else 0.0
        label.paint(painter, label_x, top, theme.color("ink"))
        bar = QRectF(columns.bar_left, 0, columns.bar_width, theme.px(_BAR_HEIGHT))
        value_x = columns.value_right - value.natural_width
        if mirrored:
            bar.moveLeft(width - bar.right())
            value_x = width - columns.value_right
        bar.moveTop(round(middle - bar.height() / 2))
        shares = self.row.low / self.scale.maximum, self.row.high / self.scale.maximum
        paint_risk_bar(painter, bar, shares, bar_colors(theme), mirrored=mirrored)
        value.paint(painter, value_x, middle - value.height / 2, theme.color("ink"))

    def paint_line(self, painter: QPainter, box: QRectF) -> None:
        """Paint the line below the row."""
        painter.fillRect(QRectF(0, box.height() - 1, box.width(), 1), self.theme.color("hairline"))


def bar_colors(theme: Theme) -> RiskBarColors:
    """The colours of a bar; where lines are not faint, its track has an edge."""
    accent, track = theme.color("accent"), theme.color("sunken")
    hatch = QColor(accent)
    hatch.setAlphaF(0.16)
    return RiskBarColors(
        accent, hatch, track, None if has_faint_line(theme) else theme.color("ink")
    )


class RiskRowLabel(HasAccessibleRole, RiskRowPainter, QLabel):
    """A row that cannot be opened; a screen reader finds a list item with all its words."""

    accessible_role = QAccessible.Role.ListItem

    def __init__(self, row: RiskRow, name: str, scale: RiskScale, theme: Theme) -> None:
        super().__init__()
        install_accessible_roles()
        self.row, self.scale = row, scale
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.apply_theme(theme)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.row_height(width)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(_ROW_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        self.paint_row(painter, box, mirrored=self.isRightToLeft(), strong=False)
        self.paint_line(painter, box)


class RiskRowButton(RiskRowPainter, ChevronButton):
    """A row that opens its details."""

    def __init__(self, row: RiskRow, name: str, scale: RiskScale, theme: Theme) -> None:
        self.row, self.scale = row, scale
        ChevronButton.__init__(self, name, theme)

    def heightForWidth(self, width: int) -> int:
        return self.row_height(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box, theme = QPainter(self), QRectF(self.rect()), self.theme
        mirrored = self.isRightToLeft()
        if self.underMouse():
            clear = QColor(Qt.GlobalColor.transparent)
            hover = box.adjusted(-theme.px(8), 2, theme.px(8), -2)
            paint_box(painter, hover, theme.px(8), theme.color("tint"), clear)
        self.paint_row(painter, box, mirrored=mirrored, strong=self.is_expanded)
        x = theme.px(9)
        center = QPointF(x if mirrored else box.width() - x, box.height() / 2)
        color = theme.color("primary")
        paint_chevron(painter, center, theme.px(11), color, is_up=self.is_expanded)
        if not self.is_expanded:
            self.paint_line(painter, box)
