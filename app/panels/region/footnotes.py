"""What a statement rests on; opens in place by one touch."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.atlas.model import Basis, Statement
from app.panels.region.rich_text import full_name, how_read, refs_of, short_name
from app.panels.view import Reading
from app.widgets.button import Kind, Pill
from app.widgets.card import Card, Tone
from app.widgets.layouts import Pile
from app.widgets.text_label import Part, WordLabel

_NAMED = 2


class Footnotes(QWidget):
    """One small button that names the sources; a press shows or hides all of it in full."""

    def __init__(self, reading: Reading, statement: Statement) -> None:
        super().__init__()
        self._reading, self._statement = reading, statement
        self._pile = Pile(self, 4)
        self._note: Card | None = None
        words = self._summary()
        if refs_of(statement):
            button = Pill(words, reading.look, kind=Kind.QUIET)
            button.setAccessibleDescription(self.tr("shows or hides the full text"))
            button.clicked.connect(self._on_clicked)
            self._pile.addWidget(button)
        else:
            self._pile.addWidget(WordLabel(words, reading.look, step=-1, role="quiet"))

    def _summary(self) -> str:
        """The basis in a few words, such as "Comerci 2024, Aljerian 2024 and 2 more"."""
        statement, atlas = self._statement, self._reading.atlas
        refs = refs_of(statement)
        named = ", ".join(short_name(atlas.reference(ref)) for ref in refs[:_NAMED])
        if len(refs) > _NAMED:
            named = self.tr("{named} and {count} more").format(
                named=named, count=len(refs) - _NAMED
            )
        return {
            Basis.SOURCED: self.tr("Source: {named}"),
            Basis.WORKED_OUT: self.tr("Worked out from: {named}"),
            Basis.GENERAL: self.tr("General medical knowledge, no single source"),
        }[statement.basis].format(named=named)

    def _on_clicked(self) -> None:
        if self._note is not None:
            self._note.setVisible(self._note.isHidden())
            return
        self._note = Card(self._reading.look, Tone.TINT)
        for parts in self._lines():
            self._note.column.addWidget(WordLabel(parts, self._reading.look, step=-1))
        self._pile.addWidget(self._note)
        self._note.show()

    def _lines(self) -> list[tuple[Part, ...]]:
        atlas, statement = self._reading.atlas, self._statement
        lines: list[tuple[Part, ...]] = []
        if statement.method:
            how = self.tr("How it was worked out: ")
            lines.append((Part(how, strong=True), Part(statement.method)))
        for ref in refs_of(statement):
            reference = atlas.reference(ref)
            words = f"{full_name(reference)} {how_read(reference)}"
            lines.append((Part(f"{ref}  ", strong=True), Part(words)))
        return lines
