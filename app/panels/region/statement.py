"""One statement of an atlas as labels: its head, its words, its numbers, what it rests on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.atlas.model import Block, BulletList, Run, Statement, TermLink
from app.panels.region.footnotes import Footnotes
from app.panels.region.number_group import NumberGroup
from app.panels.region.rich_text import explained, parts_of
from app.panels.view import Reading
from app.widgets.layouts import Pile
from app.widgets.term_label import TermLabel
from app.widgets.text_label import WordLabel


class StatementView(QWidget):
    """Shows a statement from top to bottom; made anew whenever another one is shown.

    A press on a glossary word shows its meaning below the paragraph, or hides it. `met` holds the
    words explained so far: others are explained at once, and added.
    """

    def __init__(
        self,
        reading: Reading,
        statement: Statement,
        *,
        role: str = "ink",
        notes: bool = True,
        met: set[str] | None = None,
    ) -> None:
        super().__init__()
        self._reading, self._role = reading, role
        self._meanings: dict[str, WordLabel] = {}
        self._homes: dict[str, WordLabel] = {}
        self._column = Pile(self, reading.look.px(6))
        if statement.head:
            head = WordLabel(statement.head, reading.look, step=0, weight=700, role=role)
            self._column.addWidget(head)
        for block in statement.blocks:
            self._add_block(block, met)
        if statement.numbers:
            self._column.addWidget(NumberGroup(reading, statement.numbers))
        if notes:
            self._column.addWidget(Footnotes(reading, statement))

    def _add_block(self, block: Block, met: set[str] | None) -> None:
        is_list = isinstance(block, BulletList)
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            label = TermLabel(
                parts_of(runs, self._reading.emergency),
                self._reading.look,
                role=self._role,
                bullet=is_list,
            )
            label.term_asked.connect(self._on_term)
            self._column.addWidget(label)
            self._explain_new(runs, label, met)

    def _explain_new(self, runs: tuple[Run, ...], label: WordLabel, met: set[str] | None) -> None:
        """Explains the words of a paragraph that have not been met before."""
        for run in runs:
            if isinstance(run, TermLink):
                self._homes.setdefault(run.term, label)
                if met is not None and run.term not in met:
                    met.add(run.term)
                    self._column.addWidget(self._meaning(run.term))

    def _meaning(self, term: str) -> WordLabel:
        entry = self._reading.atlas.terms(self._reading.language)[term]
        line = WordLabel(explained(entry), self._reading.look, step=-1, role="quiet")
        self._meanings[term] = line
        return line

    def _on_term(self, term: str) -> None:
        if term in self._meanings:
            self._meanings[term].setVisible(self._meanings[term].isHidden())
            return
        line = self._meaning(term)
        self._column.insert(self._column.place_of(self._homes[term]) + 1, line)
        line.show()
