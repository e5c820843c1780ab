"""The sources of a statement, which open in place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.atlas.model import Basis, Statement
from app.document.citations import citation_with_access, references_of, short_citation
from app.panels.view import PanelContext
from app.support.qt_translation import translate
from app.widgets.button import Button, ButtonKind
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan

_MAX_NAMED = 2


class Footnotes(QWidget):
    """A small button that names the sources; a press shows or hides them in full.

    A statement without sources has a label instead of the button.
    """

    def __init__(self, context: PanelContext, statement: Statement) -> None:
        super().__init__()
        self._context, self._statement = context, statement
        self._layout = ColumnLayout(self, 4)
        self._details_card: Card | None = None
        summary = self._summary()
        if references_of(statement):
            button = Button(summary, context.theme, kind=ButtonKind.QUIET)
            button.setAccessibleDescription(self.tr("shows or hides the full text"))
            button.clicked.connect(self._on_clicked)
            self._layout.addWidget(button)
        else:
            self._layout.addWidget(TextLabel(summary, context.theme, step=-1, role="quiet"))

    def _summary(self) -> str:
        """The basis in a few words, such as "Source: Comerci 2024, Aljerian 2024 and 2 more"."""
        statement, atlas = self._statement, self._context.atlas
        refs = references_of(statement)
        named = ", ".join(short_citation(atlas.reference(ref)) for ref in refs[:_MAX_NAMED])
        if len(refs) > _MAX_NAMED:
            named = self.tr("{named} and {count} more").format(
                named=named, count=len(refs) - _MAX_NAMED
            )
        return {
            Basis.SOURCED: self.tr("Source: {named}"),
            Basis.WORKED_OUT: self.tr("Worked out from: {named}"),
            Basis.GENERAL: self.tr("General medical knowledge, no single source"),
        }[statement.basis].format(named=named)

    def _on_clicked(self) -> None:
        if self._details_card is not None:
            self._details_card.setVisible(self._details_card.isHidden())
            return
        self._details_card = Card(self._context.theme, CardTone.TINT)
        for spans in self._lines():
            self._details_card.column.addWidget(TextLabel(spans, self._context.theme, step=-1))
        self._layout.addWidget(self._details_card)
        self._details_card.show()

    def _lines(self) -> list[tuple[TextSpan, ...]]:
        atlas, statement = self._context.atlas, self._statement
        lines: list[tuple[TextSpan, ...]] = []
        if statement.method:
            lead = self.tr("How it was worked out: ")
            lines.append((TextSpan(lead, strong=True), TextSpan(statement.method)))
        for ref in references_of(statement):
            citation = citation_with_access(atlas.reference(ref), translate)
            lines.append((TextSpan(f"{ref}  ", strong=True), TextSpan(citation)))
        return lines
