"""A small dialog with one question and its answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.theme.theme import Theme
from app.widgets.answer_list import AnswerList
from app.widgets.button import Button
from app.widgets.dialog_role import install_dialog_role
from app.widgets.layouts import ColumnLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_label import TextLabel
from app.widgets.widget_tree import descendants
from app.widgets.window_size import resize_within_screen

DialogOptions = Sequence[tuple[str, str]]
"""The key and the text of each answer."""


class ChoiceDialog(QDialog):
    """Closes as soon as an answer is pressed, or on Cancel.

    Only the first press counts; clicks that were queued behind it are ignored. Opening a dialog
    closes any other that is open over the same window, as Cancel does.

    Signals:
        picked: the key of the answer.
    """

    picked = Signal(str)

    def __init__(
        self,
        title: str,
        text: str,
        options: DialogOptions,
        theme: Theme,
        parent: QWidget,
        *,
        cancel_text: str = "",
    ) -> None:
        super().__init__(parent)
        install_dialog_role()
        self._is_closed = False
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        page, scroll = QWidget(), ScrollColumn(theme)
        column = ColumnLayout(page, theme.px(8))
        if text:
            column.addWidget(TextLabel(text, theme))
        self.answers = AnswerList(title, list(options), theme)
        self.answers.picked.connect(self._on_picked)
        column.addWidget(self.answers)
        self.cancel_button = Button(cancel_text or self.tr("Cancel"), theme)
        self.cancel_button.clicked.connect(self.reject)
        column.addWidget(self.cancel_button)
        scroll.setWidget(page)
        outer.addWidget(scroll)
        width = theme.px(480)
        height = min(column.heightForWidth(width - 40) + 50, theme.px(720))
        resize_within_screen(self, QSize(width, height))

    def open(self) -> None:
        """Open the dialog, and close any other one over the same window."""
        parent = self.parentWidget()
        if parent is not None:
            dismiss_choice_dialogs(parent)
        super().open()

    def done(self, result: int) -> None:
        """Close the dialog; calls after the first one have no effect."""
        if not self._is_closed:
            self._is_closed = True
            super().done(result)

    def _on_picked(self, key: str) -> None:
        if not self._is_closed:
            self.accept()
            self.picked.emit(key)


def dismiss_choice_dialogs(parent: QWidget) -> None:
    """Cancel the choice dialogs that are open over a widget."""
    for dialog in descendants(parent, ChoiceDialog):
        if dialog.isVisible():
            dialog.reject()
