"""One time of recovery: what is usual, what to watch for, and daily life."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.atlas.decision_aid import LIFE, Stage
from app.atlas.model import Statement
from app.panels.reading import Reading
from app.panels.statement import StatementView
from app.widgets.button import Kind, Pill
from app.widgets.card import Card, Tone
from app.widgets.event_loop import Gradual
from app.widgets.layouts import Columns, Pile
from app.widgets.text_label import WordLabel

_NARROWEST = 220


class StageView(QWidget):
    """Usual first, then the warning with the way to call, then daily life in small cards.

    Signals:
        call_asked: when to call is wanted.
    """

    call_asked = Signal()

    def __init__(self, reading: Reading, stage: Stage, met: set[str]) -> None:
        super().__init__()
        self._reading, self._met = reading, met
        column = Pile(self, reading.look.px(10))
        column.addWidget(WordLabel(stage.when, reading.look, step=2, weight=700))
        column.addWidget(self._told(self.tr("What is usual"), stage.usual, Tone.SURFACE))
        watch = self._told(self.tr("What to watch for"), stage.watch, Tone.CAUTION)
        call = Pill(
            self.tr("When to call"),
            reading.look,
            kind=Kind.URGENT,
            icon=reading.icons.path("call"),
        )
        call.clicked.connect(self.call_asked)
        watch.column.addWidget(call)
        column.addWidget(watch)
        if stage.life:
            column.addWidget(WordLabel(self.tr("Daily life"), reading.look, step=1, weight=700))
            pairs = _pairs([key for key in LIFE if key in stage.life])
            rows = (self._life(stage, pair) for pair in pairs)
            column.addWidget(Gradual(rows, reading.look.px(10), at_once=False))
            note = self.tr("Where no source is named, it is general medical knowledge.")
            column.addWidget(WordLabel(note, reading.look, step=-1, role="quiet"))

    def _told(self, title: str, said: Statement, tone: Tone) -> Card:
        card = Card(self._reading.look, tone)
        card.column.addWidget(WordLabel(title, self._reading.look, weight=700, role="primary"))
        notes = tone is not Tone.TINT or bool(said.refs)
        card.column.addWidget(StatementView(self._reading, said, notes=notes, met=self._met))
        return card

    def _life(self, stage: Stage, keys: list[str]) -> QWidget:
        titles = {
            "sleeping": self.tr("Sleeping"),
            "sitting": self.tr("Sitting"),
            "band": self.tr("Bra, straps and waistband"),
            "desk": self.tr("Desk and work"),
            "driving": self.tr("Driving"),
            "sport": self.tr("Sport"),
        }
        row = QWidget()
        columns = Columns(row, self._reading.look.px(5), self._reading.look.px(_NARROWEST))
        for key in keys:
            columns.addWidget(self._told(titles[key], stage.life[key], Tone.TINT))
        return row


def _pairs(keys: list[str]) -> list[list[str]]:
    return [keys[at : at + 2] for at in range(0, len(keys), 2)]
