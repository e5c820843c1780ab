"""Dialog with the list of all keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.document.blocks import DefinitionList, Span
from app.theme.theme import Theme
from app.widgets.button import Button
from app.widgets.dialog_role import install_dialog_role
from app.widgets.focus_frame import DISTANCE
from app.widgets.heading import HeadingLabel
from app.widgets.input_kind import forget_input_kind
from app.widgets.key_names import KeyGroup, keys_text
from app.widgets.layouts import ColumnLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_view import TextView
from app.widgets.window_size import resize_within_screen


class KeysDialog(QDialog):
    """Every key with what it does, in groups, as text that can be selected and copied."""

    def __init__(self, groups: Sequence[KeyGroup], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        install_dialog_role()
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = QWidget()
        column = ColumnLayout(page, theme.px(8))
        column.setContentsMargins(DISTANCE, DISTANCE, DISTANCE, DISTANCE)  # for the focus frame
        self.texts = [_group_text(group, theme) for group in groups]
        for group, text in zip(groups, self.texts, strict=True):
            column.addWidget(HeadingLabel(group.title, theme, 2))
            column.addWidget(text)
        scroll = ScrollColumn(theme)
        scroll.setWidget(page)
        close = Button(self.tr("Close"), theme)
        close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.addWidget(scroll)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.texts[0].setFocus(Qt.FocusReason.OtherFocusReason)
        forget_input_kind()  # F1 opened it: a frame is needed from the next key on
        resize_within_screen(self, QSize(theme.px(600), theme.px(680)))


def _group_text(group: KeyGroup, theme: Theme) -> TextView:
    entries = tuple((keys_text(row.keys), (Span(row.meaning),)) for row in group.rows)
    text = TextView((DefinitionList(entries),), theme)
    text.setAccessibleName(group.title)
    return text
