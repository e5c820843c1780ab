"""The settings page of the clinic: what stands on every handout that is made here."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.handout.sheet import Clinic
from app.theme.icons import Icons
from app.theme.theme import Theme
from app.widgets.button import Button, ButtonKind
from app.widgets.dialog_role import install_dialog_role
from app.widgets.layouts import ColumnLayout, FlowLayout
from app.widgets.scroll_column import ScrollColumn
from app.widgets.text_field import TextField
from app.widgets.text_label import TextLabel
from app.widgets.window_size import resize_within_screen


class ClinicDialog(QDialog):
    """Name, address, phone for emergencies, and a logo.

    Signals:
        saved: the Clinic as it was typed, its logo as it was.
        logo_asked: another logo is to be chosen.
    """

    saved = Signal(object)
    logo_requested = Signal()

    def __init__(
        self, clinic: Clinic, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        install_dialog_role()
        self.setWindowTitle(self.tr("Clinic on the handout"))
        self._theme = theme
        outer = QVBoxLayout(self)
        page, scroll = QWidget(), ScrollColumn(theme)
        column = ColumnLayout(page, theme.px(8))
        note = self.tr(
            "This stands on every handout that is made on this machine, and nowhere else."
        )
        column.addWidget(TextLabel(note, theme))
        icon = icons.path("info")
        self.fields: dict[str, TextField] = {}
        for key, words in (
            ("name", self.tr("Name of the clinic")),
            ("address", self.tr("Address, in one line")),
            ("phone", self.tr("Phone for emergencies")),
        ):
            column.addWidget(TextLabel(words, theme, weight=600))
            field = TextField(words, theme, icon)
            field.setText(getattr(clinic, key))
            self.fields[key] = field
            column.addWidget(field)
        self._told = TextLabel(self._logo_words(has_logo=bool(clinic.logo)), theme, role="quiet")
        column.addWidget(self._told)
        scroll.setWidget(page)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._make_buttons())
        resize_within_screen(self, QSize(theme.px(520), theme.px(440)))

    def show_message(self, words: str) -> None:
        """Says how taking the logo went."""
        self._told.set_text(words)

    def _make_buttons(self) -> QWidget:
        ways = QWidget()
        row = FlowLayout(ways, self._theme.px(8))
        logo = Button(self.tr("Choose a logo"), self._theme)
        logo.clicked.connect(self.logo_requested)
        save = Button(self.tr("Save"), self._theme, kind=ButtonKind.PRIMARY)
        save.clicked.connect(self._on_save)
        leave = Button(self.tr("Cancel"), self._theme)
        leave.clicked.connect(self.reject)
        for pill in (logo, save, leave):
            row.addWidget(pill)
        return ways

    def _logo_words(self, *, has_logo: bool) -> str:
        if has_logo:
            return self.tr("A logo is there.")
        return self.tr("No logo. A PNG or JPEG picture of up to 2 MB can be taken.")

    def _on_save(self) -> None:
        name, address, phone = (field.text().strip() for field in self.fields.values())
        self.saved.emit(Clinic(name, address, phone))
        self.accept()
