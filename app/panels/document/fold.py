"""A fold: a button that shows how much is in it, and what it hides until it is pressed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.document.blocks import Fold, holds_passage
from app.painting.wrapped_text import WrappedText
from app.panels.document.block_widget import BlockContext, BlockWidget, sized_font
from app.panels.document.chevron_button import ChevronButton, paint_chevron
from app.panels.document.column import BlockColumn
from app.theme.theme import Theme
from app.widgets.button import MIN_TARGET_PX
from app.widgets.hold_position import held_in_place, show_beginning
from app.widgets.layouts import ColumnLayout
from app.widgets.tab_order import put_after_in_tab_order
from app.widgets.text_label import TextLabel, TextSpan

_FONT_PX = 15.5


class FoldButton(ChevronButton):
    """A chevron, what is in the fold, and how much."""

    def __init__(self, summary: str, extent: str, theme: Theme) -> None:
        self._summary, self._extent = summary, extent
        super().__init__(", ".join(part for part in (summary, extent) if part), theme)

    def _texts(self, width: int) -> tuple[WrappedText, WrappedText | None]:
        """The summary, and the extent behind or below it."""
        room = width - self._indent()
        mirrored = self.isRightToLeft()
        font = sized_font(self.theme, _FONT_PX, weight=700)
        summary = WrappedText(self._summary, font, max(room, 1), mirrored=mirrored)
        if not self._extent:
            return summary, None
        small = sized_font(self.theme, 14)
        return summary, WrappedText(self._extent, small, max(room, 1), mirrored=mirrored)

    def _indent(self) -> int:
        return self.theme.px(22)

    def _is_one_line(self, summary: WrappedText, extent: WrappedText, width: int) -> bool:
        together = summary.natural_width + extent.natural_width + self.theme.px(10)
        return together <= width - self._indent() and summary.height <= summary.line

    def heightForWidth(self, width: int) -> int:
        summary, extent = self._texts(width)
        height = summary.height
        if extent is not None and not self._is_one_line(summary, extent, width):
            height += extent.height
        return max(round(height) + self.theme.px(14), self.theme.px(MIN_TARGET_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, width = self.theme, QPainter(self), self.width()
        summary, extent = self._texts(width)
        is_one_line = extent is None or self._is_one_line(summary, extent, width)
        height = summary.height + (0 if is_one_line or extent is None else extent.height)
        top, mirrored = (self.height() - height) / 2, self.isRightToLeft()
        if self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("tint"))
            box = QRectF(self.rect()).adjusted(-theme.px(8), theme.px(4), 0, -theme.px(4))
            painter.drawRoundedRect(box, theme.px(8), theme.px(8))
        primary, x = theme.color("primary"), theme.px(8)
        center = QPointF(width - x if mirrored else x, top + summary.line / 2)
        paint_chevron(painter, center, theme.px(11), primary, is_up=self.is_expanded)
        left = 0 if mirrored else self._indent()
        summary.paint(painter, left, top, primary)
        if extent is not None and is_one_line:
            shift = summary.natural_width + theme.px(10)
            y = top + (summary.line - extent.line) / 2 + theme.px(0.5)
            extent.paint(
                painter, left - shift if mirrored else left + shift, y, theme.color("quiet")
            )
        elif extent is not None:
            extent.paint(painter, left, top + summary.height, theme.color("quiet"))


class FoldView(BlockWidget):
    """The button of a fold, and below it what it hides; that is made when it is first opened.

    Where nothing can be pressed, it begins with its words, and only the program opens it.
    """

    def __init__(self, context: BlockContext, block: Fold) -> None:
        super().__init__(context)
        self._block = block
        self._column: BlockColumn | None = None
        self._is_open = False
        self._layout = ColumnLayout(self, context.theme.px(2))
        self.button: FoldButton | None = None
        if context.is_interactive:
            self.button = FoldButton(block.summary, block.extent, context.theme)
            self.button.clicked.connect(self._on_clicked)
            self._layout.addWidget(self.button)
        else:
            words = TextSpan(block.summary, strong=True), TextSpan(f"  {block.extent}")
            self._layout.addWidget(TextLabel(words, context.theme, role="quiet"))

    def open_columns(self) -> tuple[tuple[int, BlockColumn], ...]:
        if self._column is None or not self._is_open:
            return ()
        return ((0, self._column),)

    def open_names(self) -> frozenset[str]:
        return frozenset({self._name}) if self._is_open else frozenset()

    def set_open_names(self, names: frozenset[str]) -> None:
        self._set_open(on=self._name in names)
        if self._column is not None and self._is_open:
            self._column.set_open_names(names)

    @property
    def _name(self) -> str:
        return f"fold:{self._block.id}"

    def find_passage(self, words: str) -> QWidget | None:
        if not holds_passage(self._block.blocks, words):
            return None
        self._set_open(on=True)
        return super().find_passage(words) or self

    def _on_clicked(self) -> None:
        assert self.button is not None
        with held_in_place(self.button):
            self._set_open(on=not self._is_open)
        if self._is_open and self._column is not None:
            show_beginning(self._column, self.context.theme.px(80))

    def _set_open(self, *, on: bool) -> None:
        if on and self._column is None:
            self._column = self.adopt(
                BlockColumn(self.context, self._block.blocks, self._block.summary)
            )
            self._layout.addWidget(self._column)
            if self.button is not None:
                put_after_in_tab_order(self.button, self._column)
        if self._column is not None:
            self._column.setVisible(on)
        self._is_open = on
        if self.button is not None:
            self.button.set_expanded(on=on)
