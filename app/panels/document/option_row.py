"""One option: a row of a table where there is room, else a card with a line for each column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.document.blocks import OptionEntry, OptionTable
from app.painting.wrapped_text import WrappedText
from app.panels.document.block_widget import sized_font
from app.panels.document.chevron_button import ChevronButton, paint_chevron
from app.support.qt_translation import translate
from app.theme.theme import Theme
from app.widgets.accessible_role import HasAccessibleRole, install_accessible_roles
from app.widgets.button import MIN_TARGET_PX
from app.widgets.themed import ThemedWidget, paint_box

_NAME_WIDTH = 146
_CELL_WIDTHS = (118, 116, 204, 212, 140)
"""Widths of the name and of the columns at 100 %, when the table is 960 pixels wide."""
LEAST_TABLE = 820
"""Pixels at 100 % from which the options are a table."""
_CHEVRON_ROOM = 24
_LABEL_WIDTH = 116
_CELL_PX, _LINE = 14, 1.27


@dataclass(frozen=True, slots=True)
class OptionColumns:
    """Which columns are shown in which order, and how wide; the name comes first.

    `order` are indices of the columns, `edges` the left edge of the name and of each column, and at
    last the right edge, in pixels. Without edges the options are cards.
    """

    order: tuple[int, ...]
    edges: tuple[float, ...]

    @property
    def is_table(self) -> bool:
        return bool(self.edges)


def option_columns(
    theme: Theme,
    block: OptionTable,
    answers: Sequence[str],
    width: float,
    *,
    has_chevron: bool = True,
) -> OptionColumns:
    """The columns at a width; those about the values in `answers` come first."""
    count = len(block.columns)
    values = block.values or ("",) * count
    asked = [number for number in range(count) if values[number] in answers]
    order = (*asked, *(number for number in range(count) if number not in asked))
    if width < theme.px(LEAST_TABLE):
        return OptionColumns(order, ())
    widths = _CELL_WIDTHS if count == len(_CELL_WIDTHS) else (160,) * count
    whole = _NAME_WIDTH + sum(widths)
    unit = (width - (theme.px(_CHEVRON_ROOM) if has_chevron else 0)) / whole
    edges = [0.0, _NAME_WIDTH * unit]
    for number in order:
        edges.append(edges[-1] + widths[number] * unit)
    return OptionColumns(order, tuple(edges))


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text, its place, the role of its colour, and whether it has the dot of a cell that fits."""

    text: WrappedText
    x: float
    y: float
    role: str = "ink"
    fits: bool = False


class OptionRowText:
    """All words of one option, measured and painted at any width.

    `answers` are pairs of a value and its answer. The columns about these values come first, and
    cells that fit an answer have a dot. With `has_chevron` there is room for one.
    """

    def __init__(self, block: OptionTable, option: OptionEntry, *, has_chevron: bool) -> None:
        self._block, self._option, self._has_chevron = block, option, has_chevron
        self._answers: tuple[tuple[str, str], ...] = ()
        self._placed: dict[tuple[int, bool], tuple[list[PlacedText], int]] = {}

    def show_answers(self, answers: tuple[tuple[str, str], ...]) -> None:
        """Put the columns that were asked about first, and mark the cells that fit."""
        if answers != self._answers:
            self._answers = answers
            self.clear()

    def clear(self) -> None:
        """Measure again, because the theme has changed."""
        self._placed.clear()

    def spoken(self, theme: Theme) -> str:
        """What a screen reader says."""
        columns = self._columns(theme, 0)
        cells = [
            translate("OptionRow", "{column}: {text}").format(
                column=self._block.columns[number], text=self._option.cells[number]
            )
            + (translate("OptionRow", " (fits your answer)") if self._fits(number) else "")
            for number in columns.order
        ]
        names = ", ".join(part for part in (self._option.name, self._option.also) if part)
        return ". ".join((names, *(cell.rstrip(".") for cell in cells)))

    def height(self, theme: Theme, width: int, *, mirrored: bool) -> int:
        """The height that the words need."""
        return self._place(theme, width, mirrored=mirrored)[1]

    def paint(self, painter: QPainter, theme: Theme, width: int, *, mirrored: bool) -> None:
        """Paint the words at the upper edge."""
        for one in self._place(theme, width, mirrored=mirrored)[0]:
            x = width - one.x - one.text.width if mirrored else one.x
            one.text.paint(painter, x, one.y, theme.color(one.role))
            if one.fits:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("primary"))
                dot = one.x - theme.px(8)
                center = QPointF(width - dot if mirrored else dot, one.y + one.text.line / 2)
                painter.drawEllipse(center, theme.px(3), theme.px(3))

    def _columns(self, theme: Theme, width: int) -> OptionColumns:
        asked = tuple(value for value, _ in self._answers)
        return option_columns(theme, self._block, asked, width, has_chevron=self._has_chevron)

    def _fits(self, number: int) -> bool:
        if number >= len(self._block.values):
            return False
        value = self._block.values[number]
        return f"{value}.{dict(self._answers).get(value, '')}" in self._option.fits

    def _place(self, theme: Theme, width: int, *, mirrored: bool) -> tuple[list[PlacedText], int]:
        """All texts with their places, from the leading side, and the height."""
        if (width, mirrored) not in self._placed:
            columns = self._columns(theme, width)
            texts = _TextMaker(theme, mirrored)
            place = self._place_row if columns.is_table else self._place_card
            self._placed[width, mirrored] = place(columns, width, texts)
        return self._placed[width, mirrored]

    def _place_row(
        self, columns: OptionColumns, width: int, texts: _TextMaker
    ) -> tuple[list[PlacedText], int]:
        px, edges = texts.theme.px, columns.edges
        top, gap = float(px(7)), px(9)
        name = texts.make(self._option.name, edges[1] - gap, weight=700)
        placed = [PlacedText(name, 0.0, top)]
        bottom = top + name.height
        if self._option.also:
            also = texts.make(self._option.also, edges[1] - gap)
            placed.append(PlacedText(also, 0.0, bottom, "quiet"))
            bottom += also.height
        for at, number in enumerate(columns.order, 1):
            cell = texts.make(self._option.cells[number], edges[at + 1] - edges[at] - gap)
            placed.append(PlacedText(cell, edges[at], top, fits=self._fits(number)))
            bottom = max(bottom, top + cell.height)
        return placed, round(bottom + px(7))

    def _place_card(
        self, columns: OptionColumns, width: int, texts: _TextMaker
    ) -> tuple[list[PlacedText], int]:
        px = texts.theme.px
        room, y = width - px(30), float(px(10))
        name = texts.make(self._option.name, room, px=16, weight=700)
        placed = [PlacedText(name, 0.0, y)]
        y += name.height
        if self._option.also:
            also = texts.make(self._option.also, room)
            placed.append(PlacedText(also, 0.0, y, "quiet"))
            y += also.height
        y += px(4)
        is_stacked = width < px(_LABEL_WIDTH + 200)
        left = 0.0 if is_stacked else float(px(_LABEL_WIDTH + 12))
        for number in columns.order:
            head = self._block.columns[number]
            label = texts.make(head, width if is_stacked else px(_LABEL_WIDTH))
            cell = texts.make(self._option.cells[number], width - left, px=14.5)
            placed.append(PlacedText(label, 0.0, y, "quiet"))
            y += label.height if is_stacked else 0
            placed.append(PlacedText(cell, left, y, fits=self._fits(number)))
            y += (cell.height if is_stacked else max(cell.height, label.height)) + px(3)
        return placed, round(y + px(9))


@dataclass(frozen=True, slots=True)
class _TextMaker:
    """Breaks words into the lines of a cell."""

    theme: Theme
    mirrored: bool

    def make(
        self, words: str, width: float, *, px: float = _CELL_PX, weight: int = 400
    ) -> WrappedText:
        font = sized_font(self.theme, px, weight=weight)
        return WrappedText(words, font, max(width, 1), line_height=_LINE, mirrored=self.mirrored)


class OptionRowButton(ChevronButton):
    """One option with all its cells; a press opens its details."""

    def __init__(self, block: OptionTable, option: OptionEntry, theme: Theme) -> None:
        self.row = OptionRowText(block, option, has_chevron=True)
        super().__init__(option.name, theme)
        self.show_answers(())

    def update_metrics(self) -> None:
        self.row.clear()
        self.updateGeometry()

    def show_answers(self, answers: tuple[tuple[str, str], ...]) -> None:
        """Put the columns that were asked about first, and mark the cells that fit."""
        _show_answers(self, answers)

    def heightForWidth(self, width: int) -> int:
        height = self.row.height(self.theme, width, mirrored=self.isRightToLeft())
        return max(height, self.theme.px(MIN_TARGET_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, width = self.theme, QPainter(self), self.width()
        mirrored = self.isRightToLeft()
        if self.underMouse():
            clear = QColor(Qt.GlobalColor.transparent)
            box = QRectF(self.rect()).adjusted(-theme.px(8), 1, theme.px(8), -2)
            paint_box(painter, box, theme.px(8), theme.color("tint"), clear)
        self.row.paint(painter, theme, width, mirrored=mirrored)
        x = theme.px(8)
        center = QPointF(x if mirrored else width - x, theme.px(6) + theme.px(11))
        paint_chevron(painter, center, theme.px(11), theme.color("primary"), is_up=self.is_expanded)
        if not self.is_expanded:
            line = QRectF(0, self.height() - 1, width, 1)
            painter.fillRect(line, theme.color("hairline"))


class OptionRowLabel(HasAccessibleRole, ThemedWidget, QLabel):
    """An option that cannot be opened; a screen reader finds a list item with all its words."""

    accessible_role = QAccessible.Role.ListItem

    def __init__(self, block: OptionTable, option: OptionEntry, theme: Theme) -> None:
        super().__init__()
        install_accessible_roles()
        self.row = OptionRowText(block, option, has_chevron=False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.apply_theme(theme)
        self.show_answers(())

    def update_metrics(self) -> None:
        self.row.clear()
        self.updateGeometry()

    def show_answers(self, answers: tuple[tuple[str, str], ...]) -> None:
        """Put the columns that were asked about first, and mark the cells that fit."""
        _show_answers(self, answers)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.row.height(self.theme, width, mirrored=self.isRightToLeft())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(MIN_TARGET_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, width = self.theme, QPainter(self), self.width()
        self.row.paint(painter, theme, width, mirrored=self.isRightToLeft())
        line = QRectF(0, self.height() - 1, width, 1)
        painter.fillRect(line, theme.color("hairline"))


def _show_answers(
    view: OptionRowButton | OptionRowLabel, answers: tuple[tuple[str, str], ...]
) -> None:
    view.row.show_answers(answers)
    view.setAccessibleName(view.row.spoken(view.theme))
    view.updateGeometry()
    view.update()
