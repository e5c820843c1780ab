"""The bar with the current step, the buttons to move between steps, and the clinician's note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.present.actions import OpenStepsWindow, StepBy
from app.present.remote import RemoteAction, keys_of
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import ActionButton
from app.widgets.card import Card, CardTone
from app.widgets.layouts import ColumnLayout
from app.widgets.text_label import TextLabel, TextSpan
from app.widgets.tooltip import set_tooltip


class StepBar(QWidget):
    """A row of buttons, and below it the note of the step, which only the clinician sees.

    Signals:
        action: a StepsAction.
    """

    action = Signal(object)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._previous_button = ActionButton("", theme, StepBy(-1), icon=icons.path("back"))
        self._previous_button.setAccessibleName(self.tr("Previous step"))
        self._next_button = ActionButton("", theme, StepBy(1), icon=icons.path("next"))
        self._next_button.setAccessibleName(self.tr("Next step"))
        set_tooltip(self._previous_button, key=keys_of(RemoteAction.PREVIOUS)[0])
        set_tooltip(self._next_button, key=keys_of(RemoteAction.NEXT)[0])
        steps_button = ActionButton(
            self.tr("Steps"), theme, OpenStepsWindow(), icon=icons.path("steps")
        )
        self._position_label = TextLabel("", theme, weight=600)
        row = QWidget()
        row_layout = QHBoxLayout(row)
        row_layout.setContentsMargins(0, 0, 0, 0)
        row_layout.setSpacing(theme.px(6))
        for button in (steps_button, self._previous_button, self._next_button):
            button.action.connect(self.action)
            row_layout.addWidget(button)
        row_layout.addWidget(self._position_label, 1, Qt.AlignmentFlag.AlignVCenter)
        self._note = TextLabel("", theme, step=-1)
        self._note_card = Card(theme, CardTone.TINT)
        self._note_card.column.addWidget(self._note)
        column = ColumnLayout(self, theme.px(4))
        column.addWidget(row)
        column.addWidget(self._note_card)
        self.show_step(None, 0, "", "")

    def show_step(self, index: int | None, count: int, title: str, note: str) -> None:
        """Show the current step of a sequence of `count` steps.

        `index` counts from 0 and is None before the first step; `title` is then the title of the
        sequence.
        """
        self._previous_button.setEnabled(index is not None and index > 0)
        self._next_button.setEnabled(count > 0 and (index is None or index < count - 1))
        if count and index is not None:
            words = self.tr("{at} of {count}: {title}")
            self._position_label.set_text(words.format(at=index + 1, count=count, title=title))
        else:
            self._position_label.set_text(self.tr("No steps yet") if not count else title)
        private = TextSpan(self.tr("Only you see this. "), strong=True)
        self._note.set_text((private, TextSpan(note)) if note else "")
        self._note_card.setVisible(bool(note))
