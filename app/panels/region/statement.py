"""One statement of the atlas: heading, text, numbers and sources."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.atlas.model import Statement
from app.atlas.text_markup import Block, BulletList, Run, TermLink
from app.panels.region.footnotes import Footnotes
from app.panels.region.number_group import NumberGroup
from app.panels.region.rich_text import glossary_spans, spans_of
from app.panels.view import PanelContext
from app.widgets.layouts import ColumnLayout
from app.widgets.term_label import TermLabel
from app.widgets.text_label import TextLabel


class StatementView(QWidget):
    """Shows one statement.

    A press on a glossary term shows its meaning below the paragraph, or hides it. Terms that are
    not in `explained` are explained at once and added to it, so that a topic explains each term
    where it occurs first; None explains no term before it is pressed.
    """

    def __init__(
        self,
        context: PanelContext,
        statement: Statement,
        *,
        role: str = "ink",
        notes: bool = True,
        explained: set[str] | None = None,
    ) -> None:
        super().__init__()
        self._context, self._role = context, role
        self._meanings: dict[str, TextLabel] = {}
        self._first_labels: dict[str, TextLabel] = {}
        self._column = ColumnLayout(self, context.theme.px(6))
        if statement.heading:
            heading = TextLabel(statement.heading, context.theme, step=0, weight=700, role=role)
            self._column.addWidget(heading)
        for block in statement.blocks:
            self._add_block(block, explained)
        if statement.numbers:
            self._column.addWidget(NumberGroup(context, statement.numbers))
        if notes:
            self._column.addWidget(Footnotes(context, statement))

    def _add_block(self, block: Block, explained: set[str] | None) -> None:
        is_list = isinstance(block, BulletList)
        for runs in block.items if isinstance(block, BulletList) else (block.runs,):
            label = TermLabel(
                spans_of(runs, self._context.emergency_phone),
                self._context.theme,
                role=self._role,
                bullet=is_list,
            )
            label.term_activated.connect(self._on_term)
            self._column.addWidget(label)
            self._explain_new(runs, label, explained)

    def _explain_new(
        self, runs: tuple[Run, ...], label: TextLabel, explained: set[str] | None
    ) -> None:
        """Explain the terms of a paragraph that were not explained before."""
        for run in runs:
            if isinstance(run, TermLink):
                self._first_labels.setdefault(run.term, label)
                if explained is not None and run.term not in explained:
                    explained.add(run.term)
                    self._column.addWidget(self._create_meaning(run.term))

    def _create_meaning(self, term: str) -> TextLabel:
        entry = self._context.atlas.terms(self._context.language)[term]
        meaning = TextLabel(glossary_spans(entry), self._context.theme, step=-1, role="quiet")
        self._meanings[term] = meaning
        return meaning

    def _on_term(self, term: str) -> None:
        if term in self._meanings:
            self._meanings[term].setVisible(self._meanings[term].isHidden())
            return
        meaning = self._create_meaning(term)
        self._column.insert_widget(self._column.index_of(self._first_labels[term]) + 1, meaning)
        meaning.show()
