"""One statement of an atlas as labels: its head, its words, its numbers, what it rests on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.content.atlas import Block, BulletList, Statement
from app.controls.pile import Pile
from app.controls.words import WordLabel
from app.panels.footnotes import Footnotes
from app.panels.number_line import NumberLine
from app.panels.reading import Reading
from app.panels.wording import parts_of


class StatementView(QWidget):
    """Shows a statement from top to bottom; made anew whenever another one is shown."""

    def __init__(
        self, reading: Reading, statement: Statement, *, role: str = "ink", notes: bool = True
    ) -> None:
        super().__init__()
        self._reading, self._role = reading, role
        self._column = Pile(self, reading.look.px(6))
        if statement.head:
            head = WordLabel(statement.head, reading.look, step=0, weight=700, role=role)
            self._column.addWidget(head)
        for block in statement.blocks:
            self._add_block(block)
        for number in statement.numbers:
            self._column.addWidget(NumberLine(reading, number))
        if notes:
            self._column.addWidget(Footnotes(reading, statement))

    def _add_block(self, block: Block) -> None:
        is_list = isinstance(block, BulletList)
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            parts = parts_of(runs, self._reading.emergency)
            label = WordLabel(parts, self._reading.look, role=self._role, bullet=is_list)
            self._column.addWidget(label)
