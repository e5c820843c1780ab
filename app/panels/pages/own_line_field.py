"""The field for a line of one's own on the list, to add a line or to change it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.panels.document.questions import QuestionRowLayout
from app.session.own_lines import MAX_LINE_LETTERS, clean_line
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.text_field import TextField
from app.widgets.text_label import TextLabel

_MOST_TYPED = 2_000
"""A longer text is cut by Qt; a text too long for a line is kept, and said to be so."""
_LEAST_FIELD = 240
"""Least width of the field beside its buttons, in pixels at 100 %."""


class OwnLineField(QWidget):
    """A field with its buttons, and a sentence below while its text cannot be put on the list.

    Signals:
        edited: the text, after each change by a person.
        entered: the text, when a person presses Enter or the first button.
        cancelled: the person gave up.
    """

    edited = Signal(str)
    entered = Signal(str)
    cancelled = Signal()

    def __init__(self, hint: str, enter_text: str, icon: str, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.field = TextField(hint, theme, icons.path(icon))
        self.field.setMaxLength(_MOST_TYPED)
        self.field.textEdited.connect(self._on_edited)
        self.field.returnPressed.connect(self._on_entered)
        self.enter_button = Button(enter_text, theme)
        self.enter_button.clicked.connect(self._on_entered)
        self._theme, self._full_text = theme, ""
        self.message = TextLabel("", theme, step=-1, role="caution")
        column = ColumnLayout(self, theme.px(8))
        column.addWidget(self._create_row())
        column.addWidget(self.message)
        self._update_message()

    def _create_row(self) -> QWidget:
        """The field with its buttons beside it, or below it where there is little room."""
        theme, row, words, buttons = self._theme, QWidget(), QWidget(), QWidget()
        ColumnLayout(words).addWidget(self.field)
        self._button_row = FlowLayout(buttons, theme.px(4))
        self._button_row.addWidget(self.enter_button)
        layout = QuestionRowLayout(row, theme.px(8), theme.px(_LEAST_FIELD), theme.px(8))
        layout.addWidget(words)
        layout.addWidget(buttons)
        return row

    def add_cancel_button(self) -> None:
        """Add a button that gives up."""
        button = Button(self.tr("Cancel"), self._theme, kind=ButtonKind.QUIET)
        button.clicked.connect(self.cancelled)
        self._button_row.addWidget(button)

    def set_text(self, text: str) -> None:
        """Show a text, unless it is there already, so that the cursor stays where it is."""
        if text != self.field.text():
            self.field.setText(text)
        self._update_message()

    def set_full_text(self, text: str) -> None:
        """Say why no line can be added; "" if one can."""
        self._full_text = text
        self._update_message()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Escape; without anything to give up, leave the key to the page."""
        is_escape = event.key() == Qt.Key.Key_Escape
        if is_escape and self._button_row.count() > 1:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _on_edited(self, text: str) -> None:
        self._update_message()
        self.edited.emit(text)

    def _on_entered(self) -> None:
        self.entered.emit(self.field.text())

    def _update_message(self) -> None:
        count = len(clean_line(self.field.text()))
        text = self._full_text
        if count > MAX_LINE_LETTERS:
            text = self.tr(
                "A line can have up to {most} characters. This one has {count}. Please shorten it."
            )
            text = text.format(most=MAX_LINE_LETTERS, count=count)
        if text != self.message.text():
            self.message.set_text(text)
        self.message.setVisible(bool(text))
        # a space, because Qt would fill an empty description with the placeholder
        self.field.setAccessibleDescription(text or " ")
