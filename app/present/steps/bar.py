"""Where a sequence of steps stands, the way on and back, and the clinician's own note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.theme.icons import Icons
from app.theme.theme import Look
from app.widgets.button import Pill
from app.widgets.card import Card, Tone
from app.widgets.layouts import Pile
from app.widgets.text_label import Part, WordLabel


class StepBar(QWidget):
    """One row, and below it the note that only the clinician sees.

    Signals:
        way_asked: 1 for the next step, -1 for the one before.
        steps_asked: the list of steps is to be opened.
    """

    way_asked = Signal(int)
    steps_asked = Signal()

    def __init__(self, look: Look, icons: Icons) -> None:
        super().__init__()
        self._back = Pill("", look, icon=icons.path("back"))
        self._back.setAccessibleName(self.tr("Step before"))
        self._on = Pill("", look, icon=icons.path("next"))
        self._on.setAccessibleName(self.tr("Next step"))
        steps = Pill(self.tr("Steps"), look, icon=icons.path("steps"))
        self._where = WordLabel("", look, weight=600)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look.px(6))
        line.addWidget(steps)
        line.addWidget(self._back)
        line.addWidget(self._on)
        line.addWidget(self._where, 1, Qt.AlignmentFlag.AlignVCenter)
        self._note = WordLabel("", look, step=-1)
        self._card = Card(look, Tone.TINT)
        self._card.column.addWidget(self._note)
        column = Pile(self, look.px(4))
        column.addWidget(row)
        column.addWidget(self._card)
        steps.clicked.connect(self.steps_asked)
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_on)
        self.show_step(None, 0, "", "")

    def show_step(self, at: int | None, count: int, title: str, note: str) -> None:
        """The step that is on show (from 0; None before the first) of so many."""
        self._back.setEnabled(at is not None and at > 0)
        self._on.setEnabled(count > 0 and (at is None or at < count - 1))
        if count and at is not None:
            words = self.tr("{at} of {count}: {title}")
            self._where.say(words.format(at=at + 1, count=count, title=title))
        else:
            self._where.say(self.tr("No steps yet") if not count else title)
        head = Part(self.tr("Only you see this. "), strong=True)
        self._note.say((head, Part(note)) if note else "")
        self._card.setVisible(bool(note))

    def _on_back(self) -> None:
        self.way_asked.emit(-1)

    def _on_on(self) -> None:
        self.way_asked.emit(1)
