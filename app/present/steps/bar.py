"""Where a sequence of steps stands, the way on and back, and the clinician's own note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan


class StepBar(QWidget):
    """One row, and below it the note that only the clinician sees.

    Signals:
        way_asked: 1 for the next step, -1 for the one before.
        steps_asked: the list of steps is to be opened.
    """

    step_requested = Signal(int)
    steps_window_requested = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._previous_button = Button("", theme, icon=icons.path("back"))
        self._previous_button.setAccessibleName(self.tr("Step before"))
        self._next_button = Button("", theme, icon=icons.path("next"))
        self._next_button.setAccessibleName(self.tr("Next step"))
        steps = Button(self.tr("Steps"), theme, icon=icons.path("steps"))
        self._position_label = TextLabel("", theme, weight=600)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(6))
        line.addWidget(steps)
        line.addWidget(self._previous_button)
        line.addWidget(self._next_button)
        line.addWidget(self._position_label, 1, Qt.AlignmentFlag.AlignVCenter)
        self._note = TextLabel("", theme, step=-1)
        self._card = Card(theme, CardTone.TINT)
        self._card.column.addWidget(self._note)
        column = ColumnLayout(self, theme.px(4))
        column.addWidget(row)
        column.addWidget(self._card)
        steps.clicked.connect(self.steps_window_requested)
        self._previous_button.clicked.connect(self._on_previous)
        self._next_button.clicked.connect(self._on_next)
        self.show_step(None, 0, "", "")

    def show_step(self, at: int | None, count: int, title: str, note: str) -> None:
        """The step that is on show (from 0; None before the first) of so many."""
        self._previous_button.setEnabled(at is not None and at > 0)
        self._next_button.setEnabled(count > 0 and (at is None or at < count - 1))
        if count and at is not None:
            words = self.tr("{at} of {count}: {title}")
            self._position_label.set_text(words.format(at=at + 1, count=count, title=title))
        else:
            self._position_label.set_text(self.tr("No steps yet") if not count else title)
        head = TextSpan(self.tr("Only you see this. "), strong=True)
        self._note.set_text((head, TextSpan(note)) if note else "")
        self._card.setVisible(bool(note))

    def _on_previous(self) -> None:
        self.step_requested.emit(-1)

    def _on_next(self) -> None:
        self.step_requested.emit(1)
