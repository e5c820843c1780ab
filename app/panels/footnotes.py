"""The line under a statement: what it rests on, and words to know; each opens in place."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.content.atlas import Basis, Statement
from app.controls.card import Card, Tone
from app.controls.flow import Flow
from app.controls.pill import Kind, Pill
from app.controls.words import WordLabel
from app.panels.reading import Reading, full_name, refs_of, short_name, terms_of


class Footnotes(QWidget):
    """Small buttons for sources and glossary words; a press shows or hides the full text."""

    def __init__(self, reading: Reading, statement: Statement) -> None:
        super().__init__()
        self._reading = reading
        self._notes: dict[Pill, tuple[str, str]] = {}
        self._open: Pill | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._row = QWidget()
        self._flow = Flow(self._row, 2)
        self._column.addWidget(self._row)
        self._note: Card | None = None
        self._fill(statement)

    def _fill(self, statement: Statement) -> None:
        atlas, language = self._reading.atlas, self._reading.language
        glossary = atlas.terms(language)
        for term in terms_of(statement):
            entry = glossary[term]
            self._offer(
                self.tr("What is: {word}?").format(word=entry.word), entry.word, entry.meaning
            )
        for ref in refs_of(statement):
            reference = atlas.reference(ref)
            how = self._how_read(reference.read)
            self._offer(short_name(reference), self.tr("Source"), f"{full_name(reference)} {how}")
        basis = self._basis(statement)
        if basis:
            label = WordLabel(basis, self._reading.look, step=-1, role="quiet")
            self._column.insertWidget(0, label)
        self._row.setVisible(bool(self._notes))

    def _offer(self, words: str, head: str, text: str) -> None:
        button = Pill(words, self._reading.look, kind=Kind.QUIET)
        button.setAccessibleDescription(self.tr("shows the full text below"))
        button.clicked.connect(self._on_clicked)
        self._notes[button] = (head, text)
        self._flow.addWidget(button)

    def _how_read(self, read: str) -> str:
        if read == "second-hand":
            return self.tr("Known to us only second-hand.")
        return self.tr("We read its summary or official page.")

    def _basis(self, statement: Statement) -> str:
        if statement.basis is Basis.GENERAL:
            return self.tr("General medical knowledge, no single source.")
        if statement.basis is Basis.WORKED_OUT:
            return self.tr("Worked out from published counts: {method}").format(
                method=statement.method
            )
        return ""

    def _on_clicked(self) -> None:
        button = self.sender()
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        if not isinstance(button, Pill) or button is self._open:
            self._open = None
            return
        self._open = button
        head, text = self._notes[button]
        self._note = Card(self._reading.look, Tone.TINT)
        self._note.column.addWidget(WordLabel(head, self._reading.look, step=-1, weight=700))
        self._note.column.addWidget(WordLabel(text, self._reading.look, step=-1))
        self._column.addWidget(self._note)
