"""Blocks set apart on a ground of their own, with a bar at the leading edge."""

from __future__ import annotations

from app.document.blocks import Callout
from app.panels.document.block_widget import BlockContext, BlockWidget
from app.panels.document.column import BlockColumn
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout

_TONES = {
    "caution": CardTone.CAUTION,
    "urgent": CardTone.URGENT,
    "notice": CardTone.SUNKEN,
}


class CalloutView(BlockWidget):
    """A caution, a list of when to call, or a notice."""

    def __init__(self, context: BlockContext, block: Callout, name: str) -> None:
        super().__init__(context)
        card = Card(context.theme, _TONES[block.kind])
        self._column = BlockColumn(context, block.blocks, name)
        card.column.addWidget(self.adopt(self._column))
        ColumnLayout(self).addWidget(card)

    def open_columns(self) -> tuple[tuple[int, BlockColumn], ...]:
        return ((0, self._column),)
