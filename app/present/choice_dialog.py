"""A small window with one question and its answers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.theme.theme import Theme
from app.widgets.button import Button
from app.widgets.dialog_role import install_dialog_role
from app.widgets.layouts import ColumnLayout
from app.widgets.radio_list import RadioList
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_label import TextLabel
from app.widgets.window_size import resize_within_screen

DialogOptions = Sequence[tuple[str, str]]


class ChoiceDialog(QDialog):
    """Closes as soon as one answer is pressed; it can be left without any.

    Only the first press counts: clicks that were queued behind it are ignored. A question that
    opens takes the place of one that is still open on the same window, which is left unanswered.

    Signals:
        picked: the key of the answer.
    """

    picked = Signal(str)

    def __init__(
        self,
        title: str,
        words: str,
        options: DialogOptions,
        theme: Theme,
        parent: QWidget,
        *,
        leave: str = "",
    ) -> None:
        super().__init__(parent)
        install_dialog_role()
        self._is_closed = False
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        outer = QVBoxLayout(self)
        page, scroll = QWidget(), ScrollColumn(theme)
        column = ColumnLayout(page, theme.px(8))
        if words:
            column.addWidget(TextLabel(words, theme))
        self.radio_list = RadioList(title, list(options), theme)
        self.radio_list.picked.connect(self._on_picked)
        column.addWidget(self.radio_list)
        self.cancel_button = Button(leave or self.tr("Cancel"), theme)
        self.cancel_button.clicked.connect(self.reject)
        column.addWidget(self.cancel_button)
        scroll.setWidget(page)
        outer.addWidget(scroll)
        wide = theme.px(480)
        tall = min(column.heightForWidth(wide - 40) + 50, theme.px(720))
        resize_within_screen(self, QSize(wide, tall))

    def open(self) -> None:
        """Opens it, and leaves any other question of its window."""
        parent = self.parentWidget()
        if parent is not None:
            dismiss_choice_dialogs(parent)
        super().open()

    def done(self, result: int) -> None:
        """Closes it, once."""
        if not self._is_closed:
            self._is_closed = True
            super().done(result)

    def _on_picked(self, key: str) -> None:
        if not self._is_closed:
            self.accept()
            self.picked.emit(key)


def dismiss_choice_dialogs(over: QWidget) -> None:
    """Closes the questions that are open over a widget, without an answer."""
    for ask in over.findChildren(ChoiceDialog):
        if ask.isVisible():
            ask.reject()
