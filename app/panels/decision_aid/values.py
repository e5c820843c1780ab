"""Questions about what matters to the visitor; none is right, none is needed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import Value
from app.panels.view import Reading
from app.widgets.button_group import Choices, Face
from app.widgets.card import Card, Tone
from app.widgets.layouts import Pile
from app.widgets.text_label import WordLabel

Matters = tuple[tuple[str, str], ...]


class MattersView(Card):
    """Each question with its answers; the same answer again takes it back.

    Signals:
        matter_asked: (value id, answer id).
    """

    matter_asked = Signal(object)

    def __init__(self, reading: Reading, values: tuple[Value, ...], matters: Matters) -> None:
        super().__init__(reading.look, Tone.TINT)
        self._reading = reading
        self._values: dict[Choices, str] = {}
        self.column.addWidget(
            WordLabel(self.tr("What matters to you?"), reading.look, step=1, weight=700)
        )
        note = self.tr(
            "Answer what you like. Your answers stand beside the options below; they do not choose "
            "for you. They are stored nowhere, and a second press takes one back."
        )
        self.column.addWidget(WordLabel(note, reading.look, step=-1, role="quiet"))
        for value in values:
            self.column.addWidget(self._question(value))
        self.show_matters(matters)

    def show_matters(self, matters: Matters) -> None:
        """Marks the answers that were given."""
        given = dict(matters)
        for choices, value in self._values.items():
            choices.show_picked(given.get(value, ""))

    def _question(self, value: Value) -> QWidget:
        asked = QWidget()
        column = Pile(asked, self._reading.look.px(2))
        column.addWidget(WordLabel(value.question, self._reading.look, weight=600))
        choices = Choices(value.question, self._reading.look, 6, between_rows=0)
        choices.offer([(answer.id, answer.text) for answer in value.answers], Face.TAB)
        choices.picked.connect(self._on_picked)
        self._values[choices] = value.id
        column.addWidget(choices)
        return asked

    def _on_picked(self, answer: str) -> None:
        choices = self.sender()
        if isinstance(choices, Choices):
            self.matter_asked.emit((self._values[choices], answer))
